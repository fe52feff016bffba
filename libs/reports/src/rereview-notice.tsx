/**
 * Tells readers of a published page that claims in it are in question. The page is bytes that do not change: the notice
 * is put before its content when it is served, and says where the bytes are without it.
 */
import { renderToStaticMarkup } from 'react-dom/server';
import type { RereviewCause } from '#domain';
import { addNotice } from '#verification';
import { Day } from './day.tsx';
import { PageContext, pageContextFor, usePage } from './page-context.ts';
import { claimAnchor } from './public-address.ts';

/**
 * A claim of the page that is in question, or was opened again since it was published. It is named twice, once beside
 * the other, where it was in question when the page was published and has come into question for more since.
 */
export interface QuestionedClaim {
  readonly number: number;
  readonly causes: readonly RereviewCause[];
  /** ISO 8601; the day is shown. */
  readonly since: string;
  /** These causes put it in question before the page was published, and it was published all the same. */
  readonly known: boolean;
  /** Whether an editor still looks at it, it is in review, or it is decided and not yet published. */
  readonly stage: 'questioned' | 'in-review' | 'decided';
}

interface NoticeProps {
  readonly claims: readonly QuestionedClaim[];
  readonly version: number;
  /** Where this version is served without the notice. */
  readonly asPublished: string;
}

/** The page with the notice. Nothing of the page is changed: `withoutNotice` gives its bytes back. */
export function withNotice(page: string, language: string, notice: NoticeProps): string {
  const markup = renderToStaticMarkup(
    <PageContext value={pageContextFor(language)}>
      <Notice {...notice} />
    </PageContext>,
  );
  return addNotice(page, markup);
}

function Notice({ claims, version, asPublished }: NoticeProps) {
  const { words } = usePage();
  const known = new Set(claims.flatMap((claim) => (claim.known ? claim.number : [])));
  const since = new Set(claims.flatMap(({ number }) => (known.has(number) ? [] : number)));
  return (
    <aside className="correction" aria-labelledby="in-question">
      <h2 id="in-question">{known.size > 0 ? words.questionedBefore : words.questioned}</h2>
      <p>{words.questionedMeans(version, { known: known.size, since: since.size })}</p>
      <ul>
        {claims.map((claim, index) => (
          <Questioned
            key={`${claim.number} ${claim.known}`}
            claim={claim}
            isLast={claims[index + 1]?.number !== claim.number}
          />
        ))}
      </ul>
      <p className="note">
        <a href={asPublished}>{words.asPublished(version)}</a>
      </p>
    </aside>
  );
}

/** How far the review is stands once for each claim, in its last line. */
function Questioned({ claim, isLast }: { readonly claim: QuestionedClaim; readonly isLast: boolean }) {
  const { words } = usePage();
  const { number, causes, since, known, stage } = claim;
  const said = [
    ...causes.map((cause) => words.questionedCauses[cause]),
    isLast && words.questionedStages[stage],
  ];
  return (
    <li>
      <a href={`#${claimAnchor(number)}`}>{words.claim(number)}</a>: {said.filter(Boolean).join(' ')}{' '}
      {known ? words.questionedKnown : words.questionedSince} <Day date={since} />
      {known ? words.questionedBeforeThis : '.'}
    </li>
  );
}
