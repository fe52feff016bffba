import { RATINGS, type ReportContent } from '#domain';
import { Day } from './day.tsx';
import { usePage } from './page-context.ts';
import { claimAnchor } from './public-address.ts';
import { RatingChip } from './rating-chip.tsx';

export function Masthead({ content }: { readonly content: ReportContent }) {
  const { words, told } = usePage();
  return (
    <header className="masthead">
      <p className="nameplate">
        <bdi className="publisher" lang={told.lang}>
          {content.publishedBy}
        </bdi>
        <span className="kind">{words.kind}</span>
      </p>
      <h1 {...told}>{content.title}</h1>
      <dl className="imprint">
        <div>
          <dt>{words.publishedOn}</dt>
          <dd>
            <Day date={content.publishedAt} />
          </dd>
        </div>
        <div>
          <dt>{words.versionLabel}</dt>
          <dd>{content.version}</dd>
        </div>
      </dl>
    </header>
  );
}

/** Says what changed before anything else is said: a reader of the earlier version must not miss it. */
export function CorrectionNotice({ content }: { readonly content: ReportContent }) {
  const { words, told } = usePage();
  if (content.correction === null) return null;
  return (
    <section className="correction">
      <h2>{words.correction}</h2>
      <p className="note">
        <Day date={content.publishedAt} />. {words.correctedIn(content.version)}
      </p>
      <p className="written" {...told}>
        {content.correction}
      </p>
    </section>
  );
}

export function Contents({ content }: { readonly content: ReportContent }) {
  const { words, told } = usePage();
  const counts = RATINGS.map((rating) => ({
    rating,
    count: content.claims.filter((claim) => claim.rating === rating).length,
  }));
  return (
    <nav className="contents" aria-labelledby="contents">
      <h2 id="contents">{words.contents}</h2>
      <p className="note">{words.tally(counts)}</p>
      <ol>
        {content.claims.map(({ number, text, rating }) => (
          <li key={number}>
            <span className="number">{number}</span>
            <a href={`#${claimAnchor(number)}`} {...told}>
              {text}
            </a>
            <RatingChip rating={rating} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Summary({ content }: { readonly content: ReportContent }) {
  const { told } = usePage();
  if (!content.summary.trim()) return null;
  return (
    <p className="standfirst written" {...told}>
      {content.summary}
    </p>
  );
}
