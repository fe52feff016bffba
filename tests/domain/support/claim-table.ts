/** What each command is expected to come to: in every state of a claim, for every actor. */
import { ROLES, type Actor, type Claim, type ClaimCommandType, type Role, type SystemActor } from '#domain';
import type { Outcome } from './claim-outcome.ts';
import {
  CLAIMS,
  SYSTEM_ACTORS,
  give,
  held,
  inReview,
  person,
  recalled,
  reopened,
  system,
  vote,
} from './review.ts';

/** Every status, and within a review the four points where the answers differ. */
export const STATES = {
  none: () => null,
  proposed: CLAIMS.proposed,
  accepted: CLAIMS.accepted,
  /** As accepted: the concerned person had a slot in the round that was recalled. */
  recalled,
  /** As recalled, in its second round: it was decided before. */
  recalledAgain: () => recalled(reopened()),
  /** In review, nobody holds a slot yet. */
  routed: inReview,
  /** In review, the concerned person holds one slot; the other is open. */
  held,
  /** In review, the concerned person's verdict is in; the other slot is open. */
  submitted: () => vote(held(), 'rana'),
  /** In review, the other slot's verdict is in; the concerned person holds the last. */
  last: () => vote(give(held(), 'remy'), 'remy'),
  contested: CLAIMS.contested,
  decided: CLAIMS.decided,
  published: CLAIMS.published,
  declined: CLAIMS.declined,
  merged: CLAIMS.merged,
} satisfies Record<string, () => Claim | null>;
export type State = keyof typeof STATES;

/** rana, who holds or held a slot; and rosa, a member of the desk who never did. Each in every role. */
const PEOPLE = { concerned: 'rana', other: 'rosa' } as const;
type Who = Role | `${Role} ${keyof typeof PEOPLE}` | SystemActor;
export const ACTORS: readonly { names: readonly string[]; actor: Actor }[] = [
  ...ROLES.flatMap((role) =>
    Object.entries(PEOPLE).map(([relation, id]) => ({
      names: [role, `${role} ${relation}`],
      actor: person(id, role),
    })),
  ),
  // Object.keys loses the key type that the annotation above has just given it.
  ...SYSTEM_ACTORS.map((name) => ({ names: [name], actor: system(name) })),
];

type Row = { who: readonly Who[] } & Partial<Record<State, Outcome>>;
const reviewing = (status: Outcome) => ({ routed: status, held: status, submitted: status, last: status });

/**
 * The expectation. Whoever is in no row of a command is refused as `forbidden`; a state that a row does not name is
 * refused as `not-found` where there is no claim and as `wrong-status` where there is one.
 */
export const TABLE: Record<ClaimCommandType, readonly Row[]> = {
  'propose-claim': [
    {
      who: ['editor', 'extraction'],
      none: 'proposed',
      proposed: 'already-exists',
      accepted: 'already-exists',
      recalled: 'already-exists',
      recalledAgain: 'already-exists',
      ...reviewing('already-exists'),
      contested: 'already-exists',
      decided: 'already-exists',
      published: 'already-exists',
      declined: 'already-exists',
      merged: 'already-exists',
    },
  ],
  'accept-claim': [{ who: ['editor'], proposed: 'accepted', declined: 'accepted' }],
  'decline-claim': [{ who: ['editor'], proposed: 'declined', accepted: 'declined', recalled: 'declined' }],
  'merge-claim': [{ who: ['editor'], proposed: 'merged', accepted: 'merged', recalled: 'merged' }],
  'add-occurrences': [
    {
      who: ['editor'],
      proposed: 'proposed',
      accepted: 'accepted',
      recalled: 'accepted',
      recalledAgain: 'accepted',
      ...reviewing('in-review'),
      contested: 'contested',
      decided: 'decided',
      published: 'published',
    },
  ],
  'route-claim': [
    { who: ['editor'], accepted: 'in-review', recalled: 'in-review', recalledAgain: 'in-review' },
  ],
  'assign-slot': [
    {
      who: ['editor', 'dispatcher', 'reviewer other'],
      routed: 'in-review',
      held: 'in-review',
      submitted: 'in-review',
      last: 'no-open-slot',
    },
    {
      who: ['reviewer concerned'],
      routed: 'in-review',
      held: 'already-in-round',
      submitted: 'already-in-round',
      last: 'no-open-slot',
    },
  ],
  'return-assignment': [
    // An editor's answer is the same whether a verdict is in or not.
    { who: ['editor'], ...reviewing('in-review'), routed: 'not-found' },
    { who: ['reviewer concerned'], ...reviewing('in-review'), routed: 'not-found', submitted: 'stale-lease' },
    { who: ['reviewer other'], ...reviewing('not-the-holder'), routed: 'not-found' },
  ],
  'expire-lease': [
    { who: ['clock'], ...reviewing('in-review'), routed: 'not-found', submitted: 'stale-lease' },
  ],
  'renew-lease': [
    { who: ['reviewer concerned'], ...reviewing('in-review'), routed: 'not-found', submitted: 'stale-lease' },
    { who: ['reviewer other'], ...reviewing('not-the-holder'), routed: 'not-found' },
  ],
  'pass-deadline': [
    { who: ['clock'], ...reviewing('in-review'), routed: 'not-found', submitted: 'stale-lease' },
  ],
  'escalate-round': [{ who: ['clock'], ...reviewing('in-review') }],
  'record-verdict': [
    {
      who: ['reviewer concerned'],
      routed: 'not-found',
      held: 'in-review',
      submitted: 'stale-lease',
      last: 'decided',
    },
    { who: ['reviewer other'], ...reviewing('not-the-holder'), routed: 'not-found' },
  ],
  'withdraw-verdict': [
    { who: ['reviewer concerned'], ...reviewing('stale-lease'), routed: 'not-found', submitted: 'in-review' },
    { who: ['reviewer other'], ...reviewing('not-the-holder'), routed: 'not-found' },
  ],
  'release-slot': [
    {
      who: ['reviewer', 'adjudicator', 'editor', 'publisher', 'admin', 'setup'],
      ...reviewing('in-review'),
      routed: 'not-found',
    },
  ],
  'recall-claim': [
    { who: ['editor concerned'], ...reviewing('held-a-slot'), routed: 'accepted' },
    // The same whether a verdict is in or not.
    { who: ['editor other'], ...reviewing('accepted') },
  ],
  'question-round': [
    { who: ['dispatcher'], contested: 'contested', decided: 'decided', published: 'published' },
  ],
  'override-policy': [
    {
      who: ['editor concerned'],
      ...reviewing('held-a-slot'),
      routed: 'in-review',
      contested: 'held-a-slot',
    },
    { who: ['editor other'], ...reviewing('in-review'), contested: 'contested' },
  ],
  adjudicate: [
    { who: ['adjudicator concerned'], contested: 'held-a-slot' },
    { who: ['adjudicator other'], contested: 'decided' },
  ],
  'reopen-claim': [{ who: ['editor'], decided: 'in-review', published: 'in-review' }],
  'publish-claim': [{ who: ['publisher'], decided: 'published', published: 'published' }],
};
