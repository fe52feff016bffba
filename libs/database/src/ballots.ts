/** Streams of what happens to a claim under seal: one for each assignment, so that no stream tells of two people. */
import type { EntityManager } from 'typeorm';
import { isSealed, type Claim, type Stamped } from '#domain';
import { newStream } from '#transparency-log';
import type { Head } from './log.ts';
import { BallotRow } from './rows/claim.rows.ts';
import { saveChanges, type RowState } from './save.ts';

/** The assignment in whose ballot an event of a claim is recorded; null: in the claim's own stream. */
export const ballotOf = (event: Stamped<{ readonly type: string }>): string | null =>
  isSealed(event) ? event.assignmentId : null;

/** Where the ballot's stream stands; the claim it belongs to is locked. */
export async function ballotHead(tx: EntityManager, workspaceId: string, id: string): Promise<Head> {
  const row = await tx.findOneBy(BallotRow, { workspaceId, id });
  if (!row) return { stream: newStream(), seq: 0, hash: Buffer.alloc(0) };
  return { stream: row.stream, seq: row.auditSeq, hash: row.auditHead };
}

/** The ballot counts up to its last entry. Before the claim's rows are saved: the round that closes opens it. */
export async function saveBallot(
  tx: EntityManager,
  claim: Claim,
  id: string,
  [from, to]: readonly [Head, Head],
  marks: { readonly workspaceId: string; readonly entryId: string },
): Promise<void> {
  const round = claim.rounds.find(({ slots }) =>
    slots.some(({ assignments }) => assignments.some((one) => one.id === id)),
  );
  if (!round) throw new Error(`no assignment ${id} for its ballot`);
  const at = ({ stream, seq, hash }: Head): RowState => ({
    entity: BallotRow,
    key: { id },
    values: {
      claimId: claim.id,
      round: round.number,
      opened: false,
      stream,
      auditSeq: seq,
      auditHead: hash,
      version: seq,
    },
    guard: ['version'],
  });
  await saveChanges(tx, from.seq ? [at(from)] : [], [at(to)], marks);
}
