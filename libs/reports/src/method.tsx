import { RATINGS, type ReportContent } from '#domain';
import { calendarDay } from './calendar-day.ts';
import { usePage } from './page-context.ts';
import { claimAnchor, CORRECTIONS_ANCHOR, type PublicAddress } from './public-address.ts';
import { RatingChip } from './rating-chip.tsx';

interface ReportProps {
  readonly content: ReportContent;
  readonly address: PublicAddress;
}

export function Method() {
  const { words } = usePage();
  return (
    <section className="method">
      <h2>{words.method}</h2>
      <dl className="ratings">
        {RATINGS.map((rating) => (
          <div key={rating}>
            <dt>
              <RatingChip rating={rating} />
            </dt>
            <dd>{words.ratingInFull[rating]}</dd>
          </div>
        ))}
      </dl>
      {words.methodSteps.map((step) => (
        <p key={step}>{step}</p>
      ))}
    </section>
  );
}

export function CorrectionsPolicy({ content }: { readonly content: ReportContent }) {
  const { words, told } = usePage();
  if (!content.correctionsPolicy.trim()) return null;
  return (
    <section id={CORRECTIONS_ANCHOR}>
      <h2>{words.corrections}</h2>
      <p className="written" {...told}>
        {content.correctionsPolicy}
      </p>
    </section>
  );
}

/** The page's hash is recorded once it is rendered: its proof comes later, at an address that is known now. */
export function HowToCheck({ content: { version }, address }: ReportProps) {
  const { words } = usePage();
  return (
    <section>
      <h2>{words.check}</h2>
      <p>{words.checkMeans}</p>
      <ul>
        <li>
          <a href={address.version(version)}>{words.checkPage(version)}</a>
        </li>
        <li>
          <a href={address.proof(version)}>{words.checkProof(version)}</a>
        </li>
      </ul>
      <p>{words.checkSteps}</p>
      <p>
        <code dir="ltr">countersign verify report.proof.json --policy trust.policy --report report.html</code>
      </p>
    </section>
  );
}

export function HowToCite({ content, address }: ReportProps) {
  const { words, told } = usePage();
  const day = calendarDay(content.publishedAt);
  const example = content.claims[0];
  return (
    <section>
      <h2>{words.cite}</h2>
      <p className="citation">
        <bdi lang={told.lang}>{content.publishedBy}</bdi>: <cite {...told}>{content.title}</cite>.{' '}
        {words.kind}, {words.version(content.version)}, {day ? words.day(day) : content.publishedAt}.{' '}
        <bdi className="address">{address.report}</bdi>
      </p>
      {example && (
        <p>
          {words.citeClaim} <bdi className="address">{`#${claimAnchor(example.number)}`}</bdi>
        </p>
      )}
    </section>
  );
}

export function Colophon({ content, address }: ReportProps) {
  const { words, told } = usePage();
  return (
    <footer className="colophon">
      <p>
        <bdi className="publisher" lang={told.lang}>
          {content.publishedBy}
        </bdi>
      </p>
      <p>
        {words.version(content.version)} · <a href={address.report}>{address.report}</a>
      </p>
      <p>{words.nothingElse}</p>
    </footer>
  );
}
