import { Main } from './page.tsx';
import { usePage } from './page-context.ts';
import type { PublicAddress } from './public-address.ts';

export interface Withdrawal {
  readonly title: string;
  readonly reason: string;
  readonly language: string;
  /** The newest version, when there is a proof of it. */
  readonly provenVersion: number | null;
  /** Absolute public URL of the report. */
  readonly address: string;
}

interface WithdrawalNoticeProps {
  readonly withdrawal: Withdrawal;
  readonly address: PublicAddress;
}

export function WithdrawalNotice({ withdrawal, address }: WithdrawalNoticeProps) {
  const { words, told } = usePage();
  const { provenVersion } = withdrawal;
  return (
    <>
      <header className="masthead">
        <p className="nameplate">
          <span className="kind">{words.kind}</span>
        </p>
        <p className="kicker withdrawn">{words.withdrawn}</p>
        <h1 {...told}>{withdrawal.title}</h1>
      </header>
      <Main>
        <p className="standfirst">{words.withdrawnMeans}</p>
        <section className="correction">
          <h2>{words.withdrawnReason}</h2>
          <p className="written" {...told}>
            {withdrawal.reason}
          </p>
        </section>
        <p>{words.withdrawnRemains}</p>
        {provenVersion !== null && (
          <p>
            {words.withdrawnProof}{' '}
            <a href={address.proof(provenVersion)}>{words.checkProof(provenVersion)}</a>
          </p>
        )}
      </Main>
      <footer className="colophon">
        <p>
          <a href={address.report}>{address.report}</a>
        </p>
        <p>{words.nothingElse}</p>
      </footer>
    </>
  );
}

/** Of a page that is no report. */
export function NoticeHeading({ children }: { readonly children: string }) {
  const { words } = usePage();
  return (
    <header className="masthead">
      <p className="nameplate">
        <span className="kind">{words.kind}</span>
      </p>
      <h1>{children}</h1>
    </header>
  );
}

export function NotFoundNotice() {
  const { words } = usePage();
  return (
    <>
      <NoticeHeading>{words.notFound}</NoticeHeading>
      <Main>
        <p className="standfirst">{words.notFoundMeans}</p>
      </Main>
    </>
  );
}
