/** Who may hold a slot of a claim. The same rules for taking the next one, assigning by hand and the dispatcher. */
import type { Claim } from './claim.ts';
import { currentRound, judgesOf } from './claim.ts';
import type { Desk } from './desk.ts';
import type { Conflict } from './person.ts';
import { exposedNames } from './protected-persons.ts';
import { Refused, type RefusalCode } from './refused.ts';

/** What the rules must know of a reviewer, read in the transaction that assigns. */
export interface ReviewerFacts {
  readonly id: string;
  readonly active: boolean;
  /** Away by Postgres' clock of this transaction. */
  readonly away: boolean;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly conflicts: readonly Conflict[];
  /** Slots the reviewer holds now, on all desks. */
  readonly held: number;
  readonly lastAssignedAt: string | null;
}

/** Against whom conflicts are declared: who issued the claim's documents, who speaks in them, and who is named. */
export interface Parties {
  readonly publishers: readonly string[];
  readonly people: readonly string[];
  /** Bodies that speak: governments, organisations, collectives. */
  readonly organisations: readonly string[];
  /** The claim's words and its passages: people and parties are looked for in them as whole words. */
  readonly texts: readonly string[];
}

const plain = (name: string) => name.normalize('NFKC').trim().toLocaleLowerCase('en');
const same = (a: string, b: string) => plain(a) === plain(b);

const isNamed = (name: string, texts: readonly string[]): boolean =>
  exposedNames(texts, [{ id: '', label: '', names: [name] }]).length > 0;

const CONCERNED: Record<Conflict['kind'], (name: string, parties: Parties) => boolean> = {
  publisher: (name, { publishers }) => publishers.some((one) => same(one, name)),
  person: (name, { people, texts }) => people.some((one) => same(one, name)) || isNamed(name, texts),
  party: (name, { organisations, texts }) =>
    organisations.some((one) => same(one, name)) || isNamed(name, texts),
};

export const hasConflict = (conflicts: readonly Conflict[], parties: Parties): boolean =>
  conflicts.some(({ kind, name }) => CONCERNED[kind](name, parties));

/** Why this reviewer may not hold a slot of this claim now, or null. */
export function whyIneligible(
  claim: Claim,
  desk: Desk,
  reviewer: ReviewerFacts,
  parties: Parties,
): Refused | null {
  const assignments = currentRound(claim)?.slots.flatMap((slot) => slot.assignments) ?? [];
  const live = assignments.some(
    ({ reviewerId, status }) => reviewerId === reviewer.id && (status === 'held' || status === 'submitted'),
  );
  if (!reviewer.active) return new Refused('person-inactive', 'This person is no longer active.');
  if (!desk.members.includes(reviewer.id))
    return new Refused('not-a-desk-member', `This person is not a member of the desk “${desk.name}”.`);
  if (desk.pausedFor !== null)
    return new Refused('desk-paused', `The desk “${desk.name}” is paused: ${desk.pausedFor}`);
  if (live)
    return new Refused('already-in-round', 'One person holds one slot of a claim: choose someone else.');
  if (hasConflict(reviewer.conflicts, parties))
    return new Refused(
      'conflict-of-interest',
      'This person declared a conflict of interest with this claim.',
    );
  if (!reviewer.languages.includes(claim.language))
    return new Refused(
      'language-not-read',
      `This person does not read “${claim.language}”, the language of the claim’s documents.`,
    );
  const missing = desk.requiredSkills.filter((skill) => !reviewer.skills.includes(skill));
  if (missing.length)
    return new Refused(
      'skill-missing',
      `This person lacks what the desk asks for: ${missing.join(', ')}. An editor notes skills.`,
    );
  if (reviewer.away)
    return new Refused('person-away', 'This person is away now: end the absence first, or choose another.');
  return whyNoMore(desk, reviewer);
}

/** Why this reviewer may not hold one claim more, or null. */
export const whyNoMore = ({ wipLimit }: Desk, { held }: ReviewerFacts): Refused | null =>
  held < wipLimit
    ? null
    : new Refused(
        'work-in-progress-limit',
        `The desk’s limit is ${wipLimit} claims at a time: finish or return one first.`,
      );

/** Somebody was found, with how many might have been; or nobody was, and how many members each reason keeps out. */
export type Choice =
  | { readonly reviewer: ReviewerFacts; readonly eligible: number }
  | { readonly reviewer: null; readonly reasons: WaitingReasons };

/** `gave-up`: returned this claim in this round, or let its lease run out. */
export type WaitingReason = RefusalCode | 'gave-up';
export type WaitingReasons = Readonly<Partial<Record<WaitingReason, number>>>;

/**
 * The dispatcher's choice: whoever did not judge the claim in an earlier round, since they know what the others said of
 * it; of those the eligible member with the least load who has waited longest; the id breaks ties, so that the choice can
 * be repeated. Where nobody else is left, who judged before judges again. Someone who returned the claim or let its lease run out is not handed it again.
 */
export function chooseReviewer(
  claim: Claim,
  desk: Desk,
  candidates: readonly ReviewerFacts[],
  parties: Parties,
): Choice {
  if (!desk.members.length) return { reviewer: null, reasons: { 'desk-without-members': 1 } };
  if (desk.pausedFor !== null) return { reviewer: null, reasons: { 'desk-paused': 1 } };
  const gaveUp = new Set(
    currentRound(claim)?.slots.flatMap(({ assignments }) =>
      assignments
        .filter(({ status }) => status === 'returned' || status === 'expired')
        .map(({ reviewerId }) => reviewerId),
    ),
  );
  const judged = new Set(claim.rounds.slice(0, -1).flatMap(judgesOf));
  const before = (a: ReviewerFacts, b: ReviewerFacts) =>
    (Number(judged.has(a.id)) - Number(judged.has(b.id)) || inTurn(a, b)) < 0;
  let best: ReviewerFacts | null = null;
  let eligible = 0;
  const reasons: Partial<Record<WaitingReason, number>> = {};
  for (const one of candidates) {
    const why = whyIneligible(claim, desk, one, parties)?.code ?? (gaveUp.has(one.id) ? 'gave-up' : null);
    if (why) reasons[why] = (reasons[why] ?? 0) + 1;
    else {
      eligible++;
      if (!best || before(one, best)) best = one;
    }
  }
  return best ? { reviewer: best, eligible } : { reviewer: null, reasons };
}

const inTurn = (a: ReviewerFacts, b: ReviewerFacts): number =>
  a.held - b.held || compare(a.lastAssignedAt ?? '', b.lastAssignedAt ?? '') || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
