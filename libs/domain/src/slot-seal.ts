/**
 * What people may know of the slots of a round under seal. A desk hands the next claim to whoever has finished one, so that
 * a slot which is given to somebody, or a lease which does not run out, tells that their verdict on another claim is in.
 * Whoever judges must not be told; editors must know who is at work.
 */
import { isEditor, isPerson, type Actor } from './actor.ts';
import { isUnderSeal, type Assignment, type Claim, type Round } from './claim.ts';

/** Events that say what became of somebody's slot. */
const SLOT_EVENTS: readonly string[] = ['slot-assigned', 'slot-returned', 'lease-expired', 'slot-released'];

export const isOfSlot = (type: string): boolean => SLOT_EVENTS.includes(type);

type Holder = Pick<Assignment, 'reviewerId' | 'status'>;

/** An editor who holds a slot is one of those who judge, and what became of a recalled round is kept from them with the rest. */
export const seesSlots = (claim: Claim, round: Round, actor: Actor): boolean =>
  !isUnderSeal(claim, round) || seesAmong(sealedAssignments(claim), actor);

const seesAmong = (assignments: readonly Holder[], actor: Actor): boolean =>
  actor.kind === 'system' ||
  (isEditor(actor) &&
    !assignments.some(({ reviewerId, status }) => status === 'held' && isPerson(actor, reviewerId)));

/** The claim's edition as this actor may know it: what became of others' slots in rounds under seal does not count. */
export function editionFor(claim: Claim, actor: Actor): number {
  return editionAmong(claim.edition, sealedAssignments(claim), actor);
}

/** The same from the assignments of those rounds. */
export function editionAmong(edition: number, assignments: readonly Holder[], actor: Actor): number {
  if (seesAmong(assignments, actor)) return edition;
  const others = assignments.filter(({ reviewerId }) => !isPerson(actor, reviewerId));
  const left = others.filter(({ status }) => status !== 'held' && status !== 'submitted');
  return edition - others.length - left.length;
}

const sealedAssignments = (claim: Claim): Assignment[] =>
  claim.rounds
    .filter((round) => isUnderSeal(claim, round))
    .flatMap(({ slots }) => slots.flatMap(({ assignments }) => [...assignments]));
