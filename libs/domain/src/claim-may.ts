import { isPerson, type Actor } from './actor.ts';
import { everHadOutcome, holdersOf, openRound, type Assignment, type Claim } from './claim.ts';
import { allows, type ClaimCommandType } from './claim-commands.ts';
import { isPermitted } from './permissions.ts';

/**
 * The commands this actor may send now; the screens draw a button for each and hold no rule of their own. It asks
 * the same questions as `decideClaim` that need no payload.
 */
export function mayOnClaim(claim: Claim, actor: Actor): ClaimCommandType[] {
  const holds = has(claim, actor, ['held']);
  const takesPart = has(claim, actor, ['held', 'submitted']);
  const heldNone = actor.kind === 'person' && !holdersOf(claim).has(actor.personId);
  const free = openRound(claim)?.slots.some((slot) => slot.status === 'open') ?? false;
  const finer: Partial<Record<ClaimCommandType, boolean>> = {
    'decline-claim': !everHadOutcome(claim),
    'merge-claim': !everHadOutcome(claim),
    'assign-slot': free && !(actor.kind === 'person' && actor.role === 'reviewer' && takesPart),
    'return-assignment': holds || (actor.kind === 'person' && actor.role === 'editor'),
    'record-verdict': holds,
    'withdraw-verdict': has(claim, actor, ['submitted']),
    'recall-claim': heldNone,
    'override-policy': heldNone,
    adjudicate: heldNone,
    // Said by merging and by publishing a report, not by themselves.
    'add-occurrences': false,
    'publish-claim': false,
  };
  return COMMANDS.filter((type) => isPermitted(actor, type) && allows(claim, type) && finer[type] !== false);
}

const COMMANDS: readonly ClaimCommandType[] = [
  'accept-claim',
  'decline-claim',
  'merge-claim',
  'route-claim',
  'assign-slot',
  'return-assignment',
  'record-verdict',
  'withdraw-verdict',
  'recall-claim',
  'override-policy',
  'adjudicate',
  'reopen-claim',
];

/** Whether the actor has a slot of the open round in one of these states. */
const has = (claim: Claim, actor: Actor, states: readonly Assignment['status'][]): boolean =>
  openRound(claim)?.slots.some((slot) =>
    slot.assignments.some(({ reviewerId, status }) => states.includes(status) && isPerson(actor, reviewerId)),
  ) ?? false;
