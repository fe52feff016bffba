import { expect, test } from '@jest/globals';
import { CLAIM_STATUSES, TRANSITIONS, type Actor, type ClaimCommand, type ClaimCommandType } from '#domain';
import { outcomeOf, type Outcome } from './support/claim-outcome.ts';
import { ACTORS, STATES, TABLE, type State } from './support/claim-table.ts';
import { propose, search } from './support/review.ts';

const claimId = 'claim';
const judgement = { rating: 'unverified' as const, rationale: 'Why.', evidence: [search] };
const held1 = { claimId, assignmentId: 'a-rana', fence: 1 };

/** One good example of each command. A reviewer takes a slot for themselves; the others give it to rosa. */
const COMMANDS: Record<ClaimCommandType, (actor: Actor) => ClaimCommand> = {
  'propose-claim': () => propose,
  'accept-claim': () => ({ type: 'accept-claim', claimId, priority: 500 }),
  'decline-claim': () => ({ type: 'decline-claim', claimId, reason: 'opinion' }),
  'merge-claim': () => ({ type: 'merge-claim', claimId, into: 'other', reason: 'same' }),
  'add-occurrences': () => ({ type: 'add-occurrences', claimId, from: 'other', occurrences: [] }),
  'route-claim': () => ({ type: 'route-claim', claimId, deskId: 'desk' }),
  'assign-slot': (actor) => {
    const self = actor.kind === 'person' && actor.role === 'reviewer';
    return { type: 'assign-slot', claimId, assignmentId: 'new', reviewerId: self ? actor.personId : 'rosa' };
  },
  'return-assignment': () => ({ type: 'return-assignment', ...held1, reason: 'ill' }),
  'expire-lease': () => ({ type: 'expire-lease', ...held1 }),
  'renew-lease': () => ({ type: 'renew-lease', ...held1 }),
  'pass-deadline': () => ({ type: 'pass-deadline', ...held1, deadline: 'half-time' }),
  'record-verdict': () => ({ type: 'record-verdict', ...held1, ...judgement }),
  'withdraw-verdict': () => ({ type: 'withdraw-verdict', ...held1 }),
  'release-slot': () => ({ type: 'release-slot', claimId, assignmentId: 'a-rana', cause: 'deactivated' }),
  'recall-claim': () => ({ type: 'recall-claim', claimId, reason: 'wrong desk' }),
  'escalate-round': () => ({ type: 'escalate-round', claimId, round: 1 }),
  'question-round': () => ({ type: 'question-round', claimId, round: 1, personId: 'rana' }),
  'override-policy': () => ({ type: 'override-policy', claimId, requirement: 'search', reason: 'known' }),
  adjudicate: () => ({ type: 'adjudicate', claimId, ...judgement }),
  'reopen-claim': () => ({ type: 'reopen-claim', claimId, reason: 'new evidence' }),
  'publish-claim': () => ({ type: 'publish-claim', claimId, reportId: 'r', version: 1 }),
};

function expectedFor(command: ClaimCommandType, state: State, names: readonly string[]): Outcome {
  const rows = TABLE[command].filter(({ who }) => who.some((one) => names.includes(one)));
  if (rows.length > 1) throw new Error(`${command} has two rows for ${names.join()}`);
  return !rows[0] ? 'forbidden' : (rows[0][state] ?? (state === 'none' ? 'not-found' : 'wrong-status'));
}

// The record types above hold every command, role and system actor; Object.keys only forgets that.
const commands = Object.keys(COMMANDS) as ClaimCommandType[];
const states = Object.keys(STATES) as State[];

test.each(commands.flatMap((command) => states.map((state) => [command, state] as const)))(
  '%s in the state “%s” comes out as the table says, for every actor',
  (command, state) => {
    const label = (names: readonly string[]) => names.at(-1);
    const expected = ACTORS.map(({ names }) => `${label(names)}: ${expectedFor(command, state, names)}`);
    const actual = ACTORS.map(
      ({ names, actor }) => `${label(names)}: ${outcomeOf(STATES[state](), COMMANDS[command](actor), actor)}`,
    );
    expect(actual).toEqual(expected);
  },
);

test('the table has 5292 cells: 21 commands, 14 states in all 8 statuses and none, 18 actors', () => {
  const statuses = new Set(states.map((state) => STATES[state]()?.status ?? 'none'));
  expect([...statuses].sort()).toEqual([...CLAIM_STATUSES, 'none'].sort());
  expect([commands.length, states.length, ACTORS.length]).toEqual([21, 14, 18]);
  expect(commands.length * states.length * ACTORS.length).toBe(5292);
  const rows = Object.values(TABLE).flatMap((list) => list.flatMap(({ who }) => who));
  const known = new Set(ACTORS.flatMap(({ names }) => names));
  expect(rows.filter((who) => !known.has(who))).toEqual([]);
});

test('no outcome leaves the transition table, and each of its rows can be reached', () => {
  const outside = new Set<string>();
  const reached = new Set<string>();
  for (const state of states)
    for (const command of commands)
      for (const { actor } of ACTORS) {
        const claim = STATES[state]();
        const outcome = outcomeOf(claim, COMMANDS[command](actor), actor);
        const status = claim?.status ?? 'none';
        const allowed: readonly string[] = TRANSITIONS[status][command] ?? [];
        if (!CLAIM_STATUSES.some((known) => known === outcome)) continue;
        (allowed.includes(outcome) ? reached : outside).add(`${status} × ${command} → ${outcome}`);
      }
  expect([...outside]).toEqual([]);
  // The one outcome that needs two ratings is reached in claim-rounds.test.ts.
  const listed = Object.entries(TRANSITIONS).flatMap(([status, row]) =>
    Object.entries(row).flatMap(([command, to]) => to.map((one) => `${status} × ${command} → ${one}`)),
  );
  // The first two need rules that route what is accepted; the last, a second opinion.
  expect(listed.filter((one) => !reached.has(one))).toEqual([
    'proposed × accept-claim → in-review',
    'in-review × record-verdict → contested',
    'declined × accept-claim → in-review',
  ]);
});
