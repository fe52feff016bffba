/**
 * A claim whose outcome is in question: what came to light since its round closed, and what an editor made of it. One
 * for each claim and cause, so that the same cause never sends a claim back twice.
 */
import type { Actor, Stamped } from './actor.ts';
import { currentRound, hasOutcome, type Claim } from './claim.ts';
import type { MappedAnchor } from './document.ts';
import { requirePassage, type Passage, type PassageStands } from './evidence.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';
import { CLAIM_IS } from './wrong-status.ts';

export const REREVIEW_CAUSES = [
  'source-changed',
  'source-corrected',
  'source-retracted',
  'origins-changed',
  'authenticity-doubted',
  'new-evidence',
  'challenged',
] as const;
export type RereviewCause = (typeof REREVIEW_CAUSES)[number];

/** `open` needs re-review; an editor has dismissed it, or reopened the claim. */
export const REREVIEW_STATUSES = ['open', 'dismissed', 'reopened'] as const;
export type RereviewStatus = (typeof REREVIEW_STATUSES)[number];

/** A passage that the outcome rests on, and what stands in its place in the new version; null: nothing was found. */
export interface ChangedPassage {
  readonly passage: Passage;
  readonly now: string | null;
}

interface Mark {
  readonly claimId: string;
  readonly cause: RereviewCause;
  /** The document version, the publisher's notice, the finding, the challenge; for new evidence and changed origins the mark itself. */
  readonly causeId: string;
  /** The source that changed, was corrected or retracted, or of which people say otherwise now what it rests on or is. */
  readonly documentId: string | null;
  /** The passages the outcome rests on that this puts in question. */
  readonly changed: readonly ChangedPassage[];
  /** Passages that nobody had seen when the claim was judged. */
  readonly evidence: readonly Passage[];
  /** In the words of the person who said so; null for what the machine found. */
  readonly reason: string | null;
}

export interface Rereview extends Mark {
  readonly id: string;
  /** The round whose outcome is in question. */
  readonly round: number;
  readonly status: RereviewStatus;
  readonly markedAt: string;
  readonly markedBy: string;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  /** Why it was dismissed. */
  readonly settledFor: string | null;
  /** The round in which the claim is looked at again. */
  readonly nextRound: number | null;
  readonly edition: number;
}

export type RereviewCommand =
  | ({ type: 'mark-for-rereview'; rereviewId: string } & Mark)
  | { type: 'dismiss-rereview'; rereviewId: string; reason: string }
  /** Said by reopening the claim, not by itself. */
  | { type: 'take-up-rereview'; rereviewId: string; round: number };
export type RereviewCommandType = RereviewCommand['type'];

export type RereviewEvent =
  | ({ type: 'marked-for-rereview'; round: number } & Mark)
  | { type: 'rereview-dismissed'; reason: string }
  | { type: 'rereview-taken-up'; round: number };

/** What a mark has to know; the claim is locked. */
export interface RereviewContext {
  readonly claim: Claim | null;
  /** All marks of this claim, in the order they were made. */
  readonly known: readonly Rereview[];
  readonly passageStands: PassageStands;
}

export const NOTHING_KNOWN: RereviewContext = { claim: null, known: [], passageStands: () => false };

export function decideRereview(
  rereview: Rereview | null,
  command: RereviewCommand,
  actor: Actor,
  context: RereviewContext,
): RereviewEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'mark-for-rereview') return [mark(rereview, command, context)];
  if (!rereview) throw new Refused('not-found', 'There is no such re-review.');
  if (rereview.status !== 'open')
    throw new Refused('wrong-status', `This re-review is ${rereview.status} already.`, {
      current: rereview.status,
    });
  return command.type === 'dismiss-rereview'
    ? [{ type: 'rereview-dismissed', reason: command.reason }]
    : [{ type: 'rereview-taken-up', round: command.round }];
}

function mark(
  rereview: Rereview | null,
  command: Extract<RereviewCommand, { type: 'mark-for-rereview' }>,
  { claim, known, passageStands }: RereviewContext,
): RereviewEvent {
  const { type: _, rereviewId: __, ...said } = command;
  if (!claim) throw new Refused('not-found', 'There is no such claim.');
  const { cause, causeId } = said;
  if (rereview || known.some((one) => one.cause === cause && one.causeId === causeId))
    throw new Refused('already-exists', 'This claim was marked for this cause already.');
  const round = currentRound(claim);
  // What a machine or a publisher did concerns outcomes; what a person knows may also reach a claim on its way to one.
  const byHand = cause === 'new-evidence' || cause === 'challenged';
  if (!round || (!hasOutcome(round) && !byHand))
    throw new Refused(
      'wrong-status',
      `The claim is ${CLAIM_IS[claim.status]}: there is no outcome to look at again.`,
      {
        current: claim.status,
      },
    );
  for (const passage of said.evidence) requirePassage(passage, passageStands);
  return { type: 'marked-for-rereview', round: round.number, ...said };
}

/** A passage that the outcome of the latest round rests on: slot 0 is the adjudicator's. */
export interface RestedOn {
  readonly round: number;
  readonly slot: number;
  readonly ordinal: number;
  readonly passage: Passage;
}

/**
 * What the outcome of a claim rests on: the passages of the verdicts that count and of the decision, once the round is
 * closed. Before, there is no outcome, and whoever listed them would tell who has submitted.
 */
export function restsOn(claim: Claim): RestedOn[] {
  const round = currentRound(claim);
  if (!round || !hasOutcome(round)) return [];
  const slots = round.slots.flatMap(({ number, assignments }) =>
    assignments.flatMap(({ verdict }) => (verdict ? [{ slot: number, evidence: verdict.evidence }] : [])),
  );
  const grounds = round.decision ? [...slots, { slot: 0, evidence: round.decision.evidence }] : slots;
  return grounds.flatMap(({ slot, evidence }) =>
    evidence.flatMap((item, ordinal) =>
      item.kind === 'passage' ? [{ round: round.number, slot, ordinal, passage: item.passage }] : [],
    ),
  );
}

/**
 * The passages the claim rests on that read otherwise where these anchors found them, less what an earlier mark has
 * said already: a later version that leaves the change as it was is no new cause.
 */
export function changedBy(
  claim: Claim,
  anchors: readonly MappedAnchor[],
  known: readonly Rereview[],
): ChangedPassage[] {
  const mapped = new Map(
    anchors.flatMap(({ claimId, place, found }) =>
      claimId === claim.id && place.kind === 'evidence'
        ? [[JSON.stringify([place.round, place.slot, place.ordinal]), { now: found?.exact ?? null }] as const]
        : [],
    ),
  );
  const changed = new Map<string, ChangedPassage>();
  for (const { round, slot, ordinal, passage } of restsOn(claim)) {
    const found = mapped.get(JSON.stringify([round, slot, ordinal]));
    if (!found || found.now === passage.exact || lastSaid(known, passage) === found.now) continue;
    changed.set(spanOf(passage), { passage, now: found.now }); // two reviewers may have pinned one passage
  }
  return [...changed.values()];
}

/** The passages the claim rests on that stand in one of these versions, each once. */
export function passagesIn(claim: Claim, versionIds: ReadonlySet<string>): Passage[] {
  const found = restsOn(claim).flatMap(({ passage }) => (versionIds.has(passage.versionId) ? [passage] : []));
  return [...new Map(found.map((passage) => [spanOf(passage), passage])).values()];
}

const spanOf = ({ versionId, start, end }: Passage): string => JSON.stringify([versionId, start, end]);

/** What the latest mark says of the passage; undefined: none speaks of it. */
const lastSaid = (known: readonly Rereview[], passage: Passage): string | null | undefined =>
  known
    .filter(({ cause }) => cause === 'source-changed')
    .flatMap(({ changed }) => changed)
    .findLast((one) => spanOf(one.passage) === spanOf(passage))?.now;

export function evolveRereview(
  rereview: Rereview | null,
  id: string,
  event: Stamped<RereviewEvent>,
): Rereview {
  if (event.type === 'marked-for-rereview') {
    const { type: _, at: markedAt, by: markedBy, ...marked } = event;
    const unsettled = { settledAt: null, settledBy: null, settledFor: null, nextRound: null };
    return { id, ...marked, status: 'open', markedAt, markedBy, ...unsettled, edition: 1 };
  }
  if (!rereview) throw new Error(`a re-review begins with marked-for-rereview, not ${event.type}`);
  const settled = { ...rereview, settledAt: event.at, settledBy: event.by, edition: rereview.edition + 1 };
  switch (event.type) {
    case 'rereview-dismissed':
      return { ...settled, status: 'dismissed', settledFor: event.reason };
    case 'rereview-taken-up':
      return { ...settled, status: 'reopened', nextRound: event.round };
  }
}
