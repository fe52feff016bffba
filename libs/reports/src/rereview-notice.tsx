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

/** A claim of the page that is in question, or was opened again since it was published. */
export interface QuestionedClaim {
  readonly number: number;
  readonly causes: readonly RereviewCause[];
  /** ISO 8601; the day is shown. */
  readonly since: string;
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
  return (
    <aside className="correction" aria-labelledby="in-question">
      <h2 id="in-question">{words.questioned}</h2>
      <p>{words.questionedMeans(version, claims.length)}</p>
      <ul>
        {claims.map(({ number, causes, since, stage }) => (
          <li key={number}>
            <a href={`#${claimAnchor(number)}`}>{words.claim(number)}</a>:{' '}
            {causes.map((cause) => words.questionedCauses[cause]).join(' ')} {words.questionedStages[stage]}{' '}
            {words.questionedSince} <Day date={since} />.
          </li>
        ))}
      </ul>
      <p className="note">
        <a href={asPublished}>{words.asPublished(version)}</a>
      </p>
    </aside>
  );
}
