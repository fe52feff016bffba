/**
 * Tells readers of a published page that claims in it are in question. The page is bytes that do not change: the notice
 * is put before its content when it is served, between two comments, and says where the bytes are without it.
 */
import { renderToStaticMarkup } from 'react-dom/server';
import type { RereviewCause } from '#domain';
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

const BEGIN = '<!-- notice, not part of the published page -->';
const END = '<!-- end of notice -->';

/** The page with the notice. Nothing of the page is changed: `withoutNotice` gives its bytes back. */
export function withNotice(page: string, language: string, notice: NoticeProps): string {
  const markup = renderToStaticMarkup(
    <PageContext value={pageContextFor(language)}>
      <Notice {...notice} />
    </PageContext>,
  );
  // Before it there is only the head, in which every text is escaped. A function: `$` means nothing in a notice.
  return page.replace(/<body[^>]*>/, (body) => `${body}${BEGIN}${markup}${END}`);
}

/** What was published, byte for byte, out of what was served. */
export function withoutNotice(served: string): string {
  const begin = served.indexOf(BEGIN);
  const end = served.indexOf(END, begin);
  return begin === -1 || end === -1 ? served : served.slice(0, begin) + served.slice(end + END.length);
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
