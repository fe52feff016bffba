/** What the entries of an aggregate say it is. */
import type { EntityManager } from 'typeorm';
import type { Aggregates, RecordedEntry, StoredOpenings, StreamSubject, Subject } from '#database';
import {
  evolveAliasOpening,
  evolveChallenge,
  evolveClaim,
  evolveDependence,
  evolveDesk,
  evolveDocument,
  evolveFinding,
  evolveIntake,
  evolveLog,
  evolveMatch,
  evolvePerson,
  evolveReport,
  evolveRereview,
  evolveThread,
  evolveWebhook,
  evolveWorkspace,
  type Stamped,
} from '#domain';

type Evolve = (state: unknown, id: string, event: Stamped<{ type: string }>) => unknown;

const EVOLVE = {
  workspace: evolveWorkspace,
  person: evolvePerson,
  desk: evolveDesk,
  intake: evolveIntake,
  document: evolveDocument,
  claim: evolveClaim,
  match: evolveMatch,
  dependence: evolveDependence,
  report: evolveReport,
  finding: evolveFinding,
  thread: evolveThread,
  webhook: evolveWebhook,
  rereview: evolveRereview,
  challenge: evolveChallenge,
  'alias-opening': evolveAliasOpening,
  log: evolveLog,
} as unknown as Record<Subject, Evolve>; // the subject of an entry says which of them its event belongs to

/** The kinds of aggregates there are. */
export const SUBJECTS = Object.keys(EVOLVE) as Subject[]; // the record's own keys

/** The state after these events, in their order; null: there was none. Throws on events that no rule could have made. */
export function replayed<K extends Subject>(
  subject: K,
  id: string,
  events: readonly RecordedEntry['event'][],
): Aggregates[K] | null {
  const evolve = EVOLVE[subject];
  const state = events.reduce<unknown>(
    (before, event) => (event.type === 'content-erased' ? erasedIn(before) : evolve(before, id, event)),
    null,
  );
  return state as Aggregates[K] | null; // made by the subject's own rules
}

/** An erasure is a change that everybody may see, and none of what the rules decide about. */
function erasedIn(state: unknown): unknown {
  if (typeof state !== 'object' || state === null || !('edition' in state))
    throw new Error('nothing begins with content-erased');
  return { ...state, edition: Number(state.edition) + 1 };
}

/** An entry with what is stored of its openings, and the aggregate that its stream belongs to. */
export interface StoredEntry {
  readonly id: string;
  readonly owner: string;
  readonly workspace_id: string;
  readonly subject: StreamSubject;
  readonly stream: string;
  readonly seq: number;
  readonly body: Buffer;
  readonly fields: StoredOpenings | null;
  readonly sealed: boolean;
}

/**
 * The entries of these aggregates in the order in which they happened: a claim's stand in its stream and its ballots, and
 * its lock gave them their ids. A ballot belongs to the claim whose assignment it is of, or to the thread of its comment.
 */
export async function entriesOf(
  tx: EntityManager,
  subject: Subject,
  workspaceId: string,
  roots: readonly { readonly id: string; readonly stream: string }[],
): Promise<StoredEntry[]> {
  return tx.query(
    `with streams as (
       select owner, stream from unnest($2::uuid[], $3::text[]) as r (owner, stream) ${BALLOTS[subject] ?? ''})
     select e.id, s.owner, e.workspace_id, e.subject, e.stream, e.seq, e.body, o.fields,
            exists (select 1 from audit.sealed z where z.entry_id = e.id) as sealed
       from streams s
       join audit.entry e on e.stream = s.stream and e.workspace_id = $1
       left join audit.opening o on o.entry_id = e.id
      order by e.id`,
    [workspaceId, roots.map(({ id }) => id), roots.map(({ stream }) => stream)],
  );
}

const BALLOTS: Partial<Record<Subject, string>> = {
  claim: `union all
    select b.claim_id, b.stream from app.ballots b
      join app.assignments a on a.workspace_id = b.workspace_id and a.id = b.id
     where b.workspace_id = $1 and b.claim_id = any ($2::uuid[])`,
  thread: `union all
    select c.thread_id, b.stream from app.thread_comments c
      join app.ballots b on b.workspace_id = c.workspace_id and b.id = c.id
     where c.workspace_id = $1 and c.thread_id = any ($2::uuid[])`,
};
