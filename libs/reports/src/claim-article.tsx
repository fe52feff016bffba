import type { ReportContent, ReportedClaim } from '#domain';
import { Authenticity } from './authenticity.tsx';
import { Day } from './day.tsx';
import { EvidenceOf } from './evidence.tsx';
import { Origins } from './origins.tsx';
import { ClaimOverride } from './override-notice.tsx';
import { usePage } from './page-context.ts';
import { claimAnchor, type PublicAddress } from './public-address.ts';
import { Quotation } from './quotation.tsx';
import { RatingChip } from './rating-chip.tsx';

interface ClaimProps {
  readonly claim: ReportedClaim;
}

interface ClaimOfReportProps extends ClaimProps {
  readonly content: ReportContent;
}

export function ClaimArticle({
  content,
  claim,
  address,
}: ClaimOfReportProps & { readonly address: PublicAddress }) {
  const { words, told } = usePage();
  const anchor = claimAnchor(claim.number);
  const heading = `${anchor}-statement`;
  return (
    <article id={anchor} className="claim" aria-labelledby={heading}>
      <header>
        <p className="kicker">
          <a href={`#${anchor}`}>{words.claim(claim.number)}</a>
        </p>
        <h2 id={heading} {...told}>
          {claim.text}
        </h2>
      </header>
      <Finding content={content} claim={claim} />
      <div className="reasoning">
        <Rationales claim={claim} />
        <Dissent claim={claim} />
        <Recalled claim={claim} />
        <EvidenceOf claim={claim} />
        <Authenticity claim={claim} />
        <Occurrences claim={claim} />
        <p className="note">
          <a href={address.reportError(claim.number)}>{words.reportErrorIn(claim.number)}</a>
        </p>
      </div>
    </article>
  );
}

/** The rating and what stands behind it, in figures that a reader can count after us. */
function Finding({ content, claim }: ClaimOfReportProps) {
  const { words } = usePage();
  const quoted = claim.evidence.filter((item) => item.kind === 'passage' && item.stance === 'supports');
  const support = claim.supportingPassages ?? quoted.length;
  return (
    <div className="finding">
      <p className="verdict">
        <RatingChip rating={claim.rating} />
      </p>
      <InBrief claim={claim} />
      <ClaimOverride content={content} claim={claim} />
      <dl className="facts">
        <dt>{words.decidedBy}</dt>
        <dd>{words.whoDecided(claim)}</dd>
        <dt>{words.supportHeading}</dt>
        <dd>
          {words.support(support, claim.independentOrigins)}
          <Origins claim={claim} />
        </dd>
        <dt>{words.decidedOn}</dt>
        <dd>
          <Day date={claim.decidedOn} />
        </dd>
      </dl>
    </div>
  );
}

/** What the rating says, or, where a rule for it was set aside, that it does not say all of that here. */
function InBrief({ claim: { rating, waived = [] } }: ClaimProps) {
  const { words, told } = usePage();
  if (waived.length === 0) return <p>{words.ratingInBrief[rating]}</p>;
  return (
    <>
      <p>{words.waived}</p>
      <ul>
        {waived.map(({ requirement, reason }) => (
          <li key={requirement}>
            {words.waivedRules[requirement]} {words.waivedFor} <span {...told}>{reason}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Rationales({ claim: { rationales, reviewers, method } }: ClaimProps) {
  const { words, told } = usePage();
  return (
    <section className="rationales">
      <h3>{rationales.length > 1 ? words.rationales : words.rationale}</h3>
      {rationales.map((rationale, index) => (
        <div key={index} className="view">
          <p className="written" {...told}>
            {rationale}
          </p>
          <Author alias={reviewers?.[index]} method={method} />
        </div>
      ))}
    </section>
  );
}

/** Under the alias by which readers can tell that two reports had the same reviewer, and no more. */
function Author({
  alias,
  method,
}: {
  readonly alias: string | null | undefined;
  readonly method: ReportedClaim['method'];
}) {
  const { words } = usePage();
  if (!alias) return null;
  return <p className="author">{words.author(alias, method)}</p>;
}

function Dissent({ claim: { dissent } }: ClaimProps) {
  const { words, told } = usePage();
  if (dissent.length === 0) return null;
  return (
    <section className="dissent">
      <h3>{words.dissent}</h3>
      <p className="note">{words.dissentMeans}</p>
      {dissent.map(({ rating, rationale, reviewer }, index) => (
        <div key={index} className="view">
          <p>
            <RatingChip rating={rating} />
          </p>
          <p className="written" {...told}>
            {rationale}
          </p>
          <Author alias={reviewer} method="agreement" />
        </div>
      ))}
    </section>
  );
}

/** That somebody ended a review must not be lost with it. */
function Recalled({ claim: { recalled = [] } }: ClaimProps) {
  const { words, told } = usePage();
  if (recalled.length === 0) return null;
  return (
    <section className="recalled">
      <h3>{words.recalled}</h3>
      <p className="note">{words.recalledMeans}</p>
      <ul>
        {recalled.map(({ on, reason }, index) => (
          <li key={index}>
            <Day date={on} />. {words.recalledFor} <span {...told}>{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Occurrences({ claim: { occurrences } }: ClaimProps) {
  const { words } = usePage();
  if (occurrences.length === 0) return null;
  return (
    <section className="occurrences">
      <h3>{words.occurrences}</h3>
      {occurrences.map(({ quote, speaker, source }, index) => (
        <Quotation key={index} quote={quote} speaker={speaker} source={source} />
      ))}
    </section>
  );
}
