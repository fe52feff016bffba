/**
 * Streams of what happens under seal while a round is open: one for each assignment and for each comment of somebody who
 * has submitted, so that no stream tells of two people. Their entries are numbered when the round closes.
 */
import type { EntityManager } from 'typeorm';
import { isSealed, type Claim, type ClaimEvent, type Stamped, type ThreadEvent } from '#domain';
import { newHead, type Head, type Subject } from './log.ts';
import { prepared } from './prepared.ts';
import { BallotRow } from './rows/claim.rows.ts';
import type { Marks, RowState, StateChange } from './save.ts';
import type { Aggregates, Read } from './stores.ts';

export interface Ballot {
  readonly id: string;
  readonly claimId: string;
  readonly round: number;
  /** After the event its round is closed. */
  readonly closes: boolean;
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
  return { id, claimId, round: round.number, closes: round.status !== 'open' };
}

const ofThread = ({ claimId }: Aggregates['thread'], event: Stamped<ThreadEvent>): Ballot | null =>
  'commentId' in event && event.sealedIn !== null
    ? { id: event.commentId, claimId, round: event.sealedIn, closes: false }
    : null;

/** A ballot's stream as it stands, and whether its round takes entries after this one. */
export interface HeldBallot {
  readonly ballot: Ballot;
  readonly head: Head;
  readonly open: boolean;
}

/** Of an assignment, where its stream stood when its claim was locked and read: an open round's ballots come with it. */
export function readBallot(ballot: Ballot, { state, ballots }: Read<Claim>): HeldBallot | null {
  const wasOpen = state.rounds.some(({ number, status }) => number === ballot.round && status === 'open');
  return wasOpen ? { ballot, head: ballots.get(ballot.id) ?? newHead(), open: !ballot.closes } : null;
}

/**
 * Where the ballot's stream stands: its claim is locked, or it is one comment's and new. Its round stays as it is until the
 * transaction ends. The claim before the round, as whoever closes it takes them: the other way round, a comment would hold
 * the round and wait for the claim (its ballot's foreign key does) while they wait for the round.
 */
export async function holdBallot(
  tx: EntityManager,
  workspaceId: string,
  ballot: Ballot,
): Promise<HeldBallot> {
  const { rows } = await prepared<{
    open: boolean;
    stream: string | null;
    audit_seq: number;
    audit_head: Buffer;
  }>(
    tx,
    `with claim as materialized (
       select id from app.claims where workspace_id = $1 and id = $3 for key share),
     held as materialized (
       select 1 from claim join app.rounds r on r.workspace_id = $1 and r.claim_id = claim.id
        where r.number = $4 and r.status = 'open' for share of r)
     select exists (select from held) as open, b.stream, b.audit_seq, b.audit_head
       from (values (true)) as always
       left join app.ballots b on b.workspace_id = $1 and b.id = $2`,
    [workspaceId, ballot.id, ballot.claimId, ballot.round],
  );
  const [row] = rows;
  if (!row) throw new Error('the database gave no ballot');
  const { stream, audit_seq: seq, audit_head: hash, open } = row;
  return { ballot, head: stream ? { stream, seq, hash } : newHead(), open: open && !ballot.closes };
}

/**
 * The ballot counts up to its last entry. To be saved before the rows of its subject: the round that closes opens those that
 * wait. It is opened at once if the event closes the round, or if the round was closed before it was held, by somebody who
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
