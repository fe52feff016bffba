/**
 * Streams of what happens under seal while a round is open: one for each assignment and for each comment of somebody who
 * has submitted, so that no stream tells of two people. Their entries are numbered when the round closes.
 */
import type { EntityManager } from 'typeorm';
import { isSealed, type ClaimEvent, type Stamped, type ThreadEvent } from '#domain';
import { newStream } from '#transparency-log';
import type { Head, Subject } from './log.ts';
import { prepared } from './prepared.ts';
import { BallotRow } from './rows/claim.rows.ts';
import { readRows } from './rows/read.ts';
import { saveChanges, type RowState } from './save.ts';
import type { Aggregates } from './stores.ts';

export interface Ballot {
  readonly id: string;
  readonly claimId: string;
  readonly round: number;
}

/** The ballot in which an event is recorded; null: in the stream of its own subject. */
export function ballotOf<K extends Subject>(
  subject: K,
  after: Aggregates[K],
  event: Stamped<{ readonly type: string }>,
): Ballot | null {
  // The subject says which of the unions the state and the event are of.
  if (subject === 'claim') return ofClaim(after as Aggregates['claim'], event as Stamped<ClaimEvent>);
  if (subject === 'thread') return ofThread(after as Aggregates['thread'], event as Stamped<ThreadEvent>);
  return null;
}

function ofClaim({ id: claimId, rounds }: Aggregates['claim'], event: Stamped<ClaimEvent>): Ballot | null {
  if (!isSealed(event)) return null;
  const { assignmentId: id } = event;
  const round = rounds.find(({ slots }) =>
    slots.some(({ assignments }) => assignments.some((one) => one.id === id)),
  );
  if (!round) throw new Error(`no assignment ${id} for its ballot`);
  return { id, claimId, round: round.number };
}

const ofThread = ({ claimId }: Aggregates['thread'], event: Stamped<ThreadEvent>): Ballot | null =>
  'commentId' in event && event.sealedIn !== null
    ? { id: event.commentId, claimId, round: event.sealedIn }
    : null;

/** Where the ballot's stream stands. Its claim is locked, or it is one comment's and new. */
export async function ballotHead(tx: EntityManager, workspaceId: string, { id }: Ballot): Promise<Head> {
  const [row] = await readRows(tx, BallotRow, { workspaceId, column: 'id', ids: [id], order: 'id' });
  if (!row) return { stream: newStream(), seq: 0, hash: Buffer.alloc(0) };
  return { stream: row.stream, seq: row.auditSeq, hash: row.auditHead };
}

/**
 * The ballot counts up to its last entry. Before the rows of its subject are saved: the round that closes opens it. If the
 * round was closed meanwhile, by somebody who holds the claim that a comment does not lock, it is opened at once.
 */
export async function saveBallot(
  tx: EntityManager,
  { id, claimId, round }: Ballot,
  [from, to]: readonly [Head, Head],
  marks: { readonly workspaceId: string; readonly entryId: string },
): Promise<void> {
  const at = ({ stream, seq, hash }: Head): RowState => ({
    entity: BallotRow,
    key: { id },
    values: { claimId, round, opened: false, stream, auditSeq: seq, auditHead: hash, version: seq },
    guard: ['version'],
  });
  const { workspaceId, entryId } = marks;
  const { count: open } = await prepared(
    tx,
    `select 1 from app.rounds where workspace_id = $1 and claim_id = $2 and number = $3 and status = 'open' for share`,
    [workspaceId, claimId, round],
  );
  await saveChanges(tx, from.seq ? [at(from)] : [], [at(to)], marks);
  if (!open) await tx.update(BallotRow, { workspaceId, id }, { opened: true, entryId });
}
