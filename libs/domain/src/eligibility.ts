/** Who may hold a slot of a claim. The same rules for taking the next one, assigning by hand and the dispatcher. */
import type { Claim } from './claim.ts';
import { currentRound } from './claim.ts';
import type { Desk } from './desk.ts';
import type { Conflict } from './person.ts';
import { Refused } from './refused.ts';

/** What the rules must know of a reviewer, read in the transaction that assigns. */
export interface ReviewerFacts {
  readonly id: string;
  readonly active: boolean;
  readonly languages: readonly string[];
  readonly conflicts: readonly Conflict[];
  /** Slots the reviewer holds now, on all desks. */
  readonly held: number;
  readonly lastAssignedAt: string | null;
}

/** The publishers of a claim's documents and the people who speak in it, against whom conflicts are declared. */
export interface Parties {
  readonly publishers: readonly string[];
  readonly people: readonly string[];
}

const plain = (name: string) => name.normalize('NFKC').trim().toLocaleLowerCase('en');
const same = (a: string, b: string) => plain(a) === plain(b);

export const hasConflict = (conflicts: readonly Conflict[], parties: Parties): boolean =>
  conflicts.some(({ kind, name }) =>
    (kind === 'publisher' ? parties.publishers : parties.people).some((party) => same(party, name)),
  );

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
  if (live)
    return new Refused('already-in-round', 'One person holds one slot of a claim: choose someone else.');
  if (hasConflict(reviewer.conflicts, parties))
    return new Refused(
      'conflict-of-interest',
      'This person declared a conflict of interest with this claim.',
    );
  if (!reviewer.languages.includes(claim.language))
    return new Refused('language-not-read', `The claim’s documents are in “${claim.language}”.`);
  if (reviewer.held >= desk.wipLimit)
    return new Refused(
      'work-in-progress-limit',
      `The desk’s limit is ${desk.wipLimit} claims at a time: finish or return one first.`,
    );
  return null;
}

/**
 * The dispatcher's choice: the eligible member with the least load who has waited longest; the id breaks ties, so
 * that the choice can be repeated. Someone who returned the claim or let its lease run out is not handed it again.
 */
export function chooseReviewer(
  claim: Claim,
  desk: Desk,
  candidates: readonly ReviewerFacts[],
  parties: Parties,
): ReviewerFacts | null {
  const gaveUp = new Set(
    currentRound(claim)?.slots.flatMap((slot) => slot.assignments.map(({ reviewerId }) => reviewerId)),
  );
  const [first] = candidates
    .filter((one) => !gaveUp.has(one.id) && !whyIneligible(claim, desk, one, parties))
    .sort(
      (a, b) =>
        a.held - b.held ||
        (a.lastAssignedAt ?? '').localeCompare(b.lastAssignedAt ?? '') ||
        a.id.localeCompare(b.id),
    );
  return first ?? null;
}
