import type { ReportContent } from '#domain';
import { claimReviews } from './claim-review.ts';
import { ClaimArticle } from './claim-article.tsx';
import { Contents, CorrectionNotice, Masthead, Summary } from './masthead.tsx';
import { Colophon, CorrectionsPolicy, HowToCheck, HowToCite, Method } from './method.tsx';
import {
  WithheldVersionNotice,
  NotFoundNotice,
  WithdrawalNotice,
  type WithheldVersion,
  type Withdrawal,
} from './notices.tsx';
import { OverrideNotice } from './override-notice.tsx';
import { Main, renderPage } from './page.tsx';
import { publicAddress, type PublicAddress } from './public-address.ts';
import { ENGLISH, wordsFor } from './words.ts';

/** The public page of a report, whole in one file: it can be saved, mailed and archived as it is. */
export function renderReport(content: ReportContent, address: string): string {
  const at = publicAddress(address);
  return renderPage({
    title: `${content.title} – ${content.publishedBy}`,
    language: content.language,
    head: <ReportHead content={content} address={at} />,
    children: (
      <>
        <Masthead content={content} />
        <Main>
          <CorrectionNotice content={content} />
          <OverrideNotice content={content} />
          <Summary content={content} />
          <Contents content={content} />
          {content.claims.map((claim) => (
            <ClaimArticle key={claim.number} content={content} claim={claim} address={at} />
          ))}
          <div className="endmatter">
            <Method />
            <CorrectionsPolicy content={content} />
            <HowToCheck content={content} address={at} />
            <HowToCite content={content} address={at} />
          </div>
        </Main>
        <Colophon content={content} address={at} />
      </>
    ),
  });
}

/** What stands at the address of a report that was withdrawn: that it was here, and why it is gone. */
export function renderTombstone(withdrawal: Withdrawal): string {
  const { title, language, address } = withdrawal;
  return renderPage({
    title: `${wordsFor(language).withdrawn}: ${title}`,
    language,
    head: <NotIndexed />,
    children: (
      <WithdrawalNotice withdrawal={withdrawal} address={address === null ? null : publicAddress(address)} />
    ),
  });
}

/** What stands at the address of an older version that shows a name which was protected, and taken out, since. */
export function renderWithheldVersion(withheld: WithheldVersion): string {
  const { title, language, version, address } = withheld;
  return renderPage({
    title: `${wordsFor(language).versionWithheld(version)}: ${title}`,
    language,
    head: <NotIndexed />,
    children: <WithheldVersionNotice withheld={withheld} address={publicAddress(address)} />,
  });
}

export function renderNotFound(): string {
  return renderPage({
    title: ENGLISH.notFound,
    language: ENGLISH.language,
    head: <NotIndexed />,
    children: <NotFoundNotice />,
  });
}

function ReportHead({
  content,
  address,
}: {
  readonly content: ReportContent;
  readonly address: PublicAddress;
}) {
  return (
    <>
      <meta name="description" content={content.summary} />
      <link rel="canonical" href={address.report} />
      <meta property="og:type" content="article" />
      <meta property="og:title" content={content.title} />
      <meta property="og:description" content={content.summary} />
      <meta property="og:site_name" content={content.publishedBy} />
      <meta property="og:url" content={address.report} />
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{ __html: claimReviews(content, address) }}
      />
    </>
  );
}

const NotIndexed = () => <meta name="robots" content="noindex" />;
