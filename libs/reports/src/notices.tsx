import { Main } from './page.tsx';
import { usePage } from './page-context.ts';
import type { PublicAddress } from './public-address.ts';

export interface Withdrawal {
  readonly title: string;
  readonly reason: string;
  readonly language: string;
  /** The newest version, when there is a proof of it. */
  readonly provenVersion: number | null;
  /** Absolute public URL of the report; null where it holds a protected name itself. */
  readonly address: string | null;
}

interface WithdrawalNoticeProps {
  readonly withdrawal: Withdrawal;
  readonly address: PublicAddress | null;
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
        {address && provenVersion !== null && (
          <p>
            {words.copyProof} <a href={address.proof(provenVersion)}>{words.checkProof(provenVersion)}</a>
          </p>
        )}
      </Main>
      <footer className="colophon">
        {address && (
          <p>
            <a href={address.report}>{address.report}</a>
          </p>
        )}
        <p>{words.nothingElse}</p>
      </footer>
    </>
  );
}

/** An older version of which readers are told that it is shown no more. */
export interface WithheldVersion {
  readonly version: number;
  /** The version that they see instead. */
  readonly newest: number;
  /** Of the newest. */
  readonly title: string;
  readonly language: string;
  /** There is a proof of the version that is withheld. */
  readonly proven: boolean;
  /** Absolute public URL of the report. */
  readonly address: string;
}

interface WithheldVersionProps {
  readonly withheld: WithheldVersion;
  readonly address: PublicAddress;
}

export function WithheldVersionNotice({ withheld, address }: WithheldVersionProps) {
  const { words, told } = usePage();
  const { version, newest, title, proven } = withheld;
  return (
    <>
      <header className="masthead">
        <p className="nameplate">
          <span className="kind">{words.kind}</span>
        </p>
        <p className="kicker withdrawn">{words.versionWithheld(version)}</p>
        <h1 {...told}>{title}</h1>
      </header>
      <Main>
        <p className="standfirst">{words.withheldMeans(version, newest)}</p>
        <p>
          <a href={address.report}>{words.withheldNewest(newest)}</a>
        </p>
        {proven && (
          <p>
            {words.copyProof} <a href={address.proof(version)}>{words.checkProof(version)}</a>
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
