/** One claim of a report: its rating, why, and everything it rests on. */
import type { Rating, ReportedClaim, ReportedEvidence, ReportedSource } from '#domain';
import { calendarDay } from './calendar-day.ts';
import type { Words } from './words.ts';

const SYMBOLS: Record<Rating, string> = { verified: '✓', disputed: '≠', unverified: '?' };

export const RatingMark = ({ rating, words }: { rating: Rating; words: Words }) => (
  <span className={`rating ${rating}`}>
    <span aria-hidden="true">{SYMBOLS[rating]} </span>
    {words.ratings[rating]}
  </span>
);

export const Day = ({ date, words }: { date: string | null; words: Words }) => {
  const day = date === null ? null : calendarDay(date);
  return day ? <time dateTime={day.iso}>{words.day(day)}</time> : <>{words.undated}</>;
};

export function Claim({ claim, words }: { claim: ReportedClaim; words: Words }) {
  const { number, text, rating, rationales, dissent, occurrences, evidence } = claim;
  const supporting = evidence.filter((item) => item.kind === 'passage' && item.stance === 'supports').length;
  return (
    <article id={`claim-${number}`} aria-labelledby={`claim-${number}-text`}>
      <p className="kind">{words.claim(number)}</p>
      <h2 id={`claim-${number}-text`} dir="auto">
        {text}
      </h2>
      <p>
        <RatingMark rating={rating} words={words} />
      </p>
      <p>{words.ratingInBrief[rating]}</p>
      <dl>
        <dt>{words.decidedBy}</dt>
        <dd>{words.whoDecided(claim)}</dd>
        <dt>{words.decidedOn}</dt>
        <dd>
          <Day date={claim.decidedOn} words={words} />
        </dd>
        <dt>{words.supportHeading}</dt>
        <dd>{words.support(supporting, claim.independentOrigins)}</dd>
      </dl>
      <h3>{rationales.length > 1 ? words.rationales : words.rationale}</h3>
      {rationales.map((rationale, index) => (
        <p key={index} dir="auto">
          {rationale}
        </p>
      ))}
      {dissent.length > 0 && (
        <>
          <h3>{words.dissent}</h3>
          <p>{words.dissentMeans}</p>
          {dissent.map((one, index) => (
            <p key={index} dir="auto">
              <RatingMark rating={one.rating} words={words} /> {one.rationale}
            </p>
          ))}
        </>
      )}
      <EvidenceOf evidence={evidence} words={words} />
      <h3>{words.occurrences}</h3>
      {occurrences.map(({ quote, speaker, source }, index) => (
        <Quote key={index} quote={quote} source={source} words={words}>
          {speaker && ` · ${words.speaker} ${speaker}`}
        </Quote>
      ))}
    </article>
  );
}

function EvidenceOf({ evidence, words }: { evidence: readonly ReportedEvidence[]; words: Words }) {
  const groups = (['supports', 'undermines', 'context'] as const).map((stance) => ({
    stance,
    items: evidence.filter((item) => item.kind === 'passage').filter((item) => item.stance === stance),
  }));
  const searches = evidence.filter((item) => item.kind === 'search');
  return (
    <>
      {groups.map(
        ({ stance, items }) =>
          items.length > 0 && (
            <section key={stance}>
              <h3>{words.evidenceGroups[stance]}</h3>
              {items.map((item, index) => (
                <div key={index}>
                  <Quote quote={item.quote} source={item.source} words={words}>
                    {item.denial && ` · ${words.denialMeans}`}
                  </Quote>
                  {item.answer && (
                    <p dir="auto">
                      <strong>{words.answer}:</strong> {item.answer}
                    </p>
                  )}
                </div>
              ))}
            </section>
          ),
      )}
      {searches.length > 0 && <h3>{words.evidenceGroups.search}</h3>}
      {searches.map((search, index) => (
        <dl key={index}>
          <dt>{words.searchedIn}</dt>
          <dd dir="auto">{search.where}</dd>
          <dt>{words.searchedFor}</dt>
          <dd dir="auto">{search.query}</dd>
          <dt>{words.searchedOn}</dt>
          <dd>
            <Day date={search.searchedOn} words={words} />
          </dd>
          <dt>{words.searchResult}</dt>
          <dd dir="auto">{search.result}</dd>
        </dl>
      ))}
    </>
  );
}

function Quote(props: { quote: string; source: ReportedSource; words: Words; children?: React.ReactNode }) {
  const { quote, source, words, children } = props;
  return (
    <figure>
      <blockquote dir="auto">{quote}</blockquote>
      <figcaption>
        {source.publisher}, <cite>{source.title}</cite>, <Day date={source.publishedAt} words={words} />
        {children}
      </figcaption>
    </figure>
  );
}
