/**
 * Streams of what happens under seal while a round is open: one for each assignment and for each comment of somebody who
 * has submitted, so that no stream tells of two people. Their entries are numbered when the round has its outcome, or, where
 * it was recalled, with those of a later one.
 */
import type { EntityManager } from 'typeorm';
import { isSealed, type Claim, type ClaimEvent, type Stamped, type ThreadEvent } from '#domain';
import { newHead, type Head } from './head.ts';
import type { Subject } from './log.ts';
import { prepared } from './prepared.ts';
import { BallotRow } from './rows/claim.rows.ts';
import type { Change } from './record.ts';
import type { Marks, RowState, StateChange } from './save.ts';
import type { Aggregates, Loaded } from './stores.ts';

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
  // It closes the round: there is nobody to keep it from, and nothing to wait for.
  if (event.type === 'verdict-recorded' && round.policy.independentVerdicts === 1) return null;
  return { id, claimId, round: round.number };
}

const ofThread = ({ claimId }: Aggregates['thread'], event: Stamped<ThreadEvent>): Ballot | null =>
  'commentId' in event && event.sealedIn !== null
    ? { id: event.commentId, claimId, round: event.sealedIn }
    : null;

/** In SQL, of a row of app.rounds: `hasOutcome` of the domain. */
export const hasOutcome = (round: string): string => `${round}.status not in ('open', 'recalled')`;

/** In SQL, of a row of app.rounds: `isUnderSeal` of the domain. */
export const underSeal = (round: string): string => `(not (${hasOutcome(round)}) and not exists (
  select 1 from app.rounds later
   where later.workspace_id = ${round}.workspace_id and later.claim_id = ${round}.claim_id
     and later.number > ${round}.number and ${hasOutcome('later')}))`;

/** A ballot's stream as it stands, and whether its entries wait after this change. */
export interface HeldBallot {
  readonly ballot: Ballot;
  readonly head: Head;
  readonly open: boolean;
}

/** Of an assignment: its claim is locked and was read with the ballots of its open round. Of a comment: it is new. */
export async function holdBallot<K extends Subject>(
  tx: EntityManager,
  workspaceId: string,
  ballot: Ballot,
  { subject, before, after }: Pick<Change<K>, 'subject' | 'before' | 'after'>,
): Promise<HeldBallot> {
  if (subject !== 'claim') return { ballot, head: newHead(), open: await holdRound(tx, workspaceId, ballot) };
  // The subject says so.
  const [claim, changed] = [before as Loaded<Claim> | null, after as Claim];
  if (!claim || !isOpen(claim.state, ballot.round))
    throw new Error('a round that is over takes nothing under seal');
  return { ballot, head: claim.ballots.get(ballot.id) ?? newHead(), open: isOpen(changed, ballot.round) };
}

const isOpen = ({ rounds }: Claim, round: number): boolean =>
  rounds.some(({ number, status }) => number === round && status === 'open');

/**
 * Whether the round is under seal: it stays as it is until the transaction ends. The claim before the round, as whoever closes it
 * takes them: the other way round, a comment would hold the round and wait for the claim (its ballot's foreign key does)
 * while they wait for the round.
 */
async function holdRound(
  tx: EntityManager,
  workspaceId: string,
  { claimId, round }: Ballot,
): Promise<boolean> {
  const of = [workspaceId, claimId];
  await prepared(tx, 'select 1 from app.claims where workspace_id = $1 and id = $2 for key share', of);
  // A statement of its own: one that has waited for the claim would look for later rounds as they were before.
  const { count } = await prepared(
    tx,
    `select 1 from app.rounds r
      where r.workspace_id = $1 and r.claim_id = $2 and r.number = $3 and ${underSeal('r')} for share of r`,
    [...of, round],
  );
  return count > 0;
}

/**
 * The ballot counts up to its last entry. To be saved before the rows of its subject: the round that closes opens those that
 * wait. It is opened at once if the change closes the round, or if the round was closed before it was held, by somebody who
 * holds the claim that a comment does not lock.
 */
export function ballotChange(
  { ballot: { id, claimId, round }, head: from, open }: HeldBallot,
  to: Head,
  marks: Marks,
): StateChange {
  const at = ({ stream, seq, hash }: Head, opened: boolean): RowState => ({
    entity: BallotRow,
    key: { id },
    values: { claimId, round, opened, stream, auditSeq: seq, auditHead: hash, version: seq },
    guard: ['version'],
  });
  return { before: from.seq ? [at(from, false)] : [], after: [at(to, !open)], marks };
}
