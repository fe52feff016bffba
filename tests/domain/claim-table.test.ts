import { expect, test } from '@jest/globals';
import {
  CLAIM_STATUSES,
  decideClaim,
  evolveClaim,
  mayOnClaim,
  Refused,
  ROLES,
  TRANSITIONS,
  type Actor,
  type Claim,
  type ClaimCommand,
  type ClaimCommandType,
  type ClaimStatus,
} from '#domain';
import { CLAIMS, context, held, person, propose, search, stamp, system } from './support/review.ts';

const claimId = 'claim';
const judgement = { rating: 'unverified' as const, rationale: 'Why.', evidence: [search] };

/** One good example of each command. */
const COMMANDS: { [T in ClaimCommandType]: Extract<ClaimCommand, { type: T }> } = {
  'propose-claim': propose as Extract<ClaimCommand, { type: 'propose-claim' }>, // declared as the union
  'accept-claim': { type: 'accept-claim', claimId, priority: 500 },
  'decline-claim': { type: 'decline-claim', claimId, reason: 'opinion' },
  'merge-claim': { type: 'merge-claim', claimId, into: 'other', reason: 'same' },
  'add-occurrences': { type: 'add-occurrences', claimId, from: 'other', occurrences: [] },
  'route-claim': { type: 'route-claim', claimId, deskId: 'desk' },
  'assign-slot': { type: 'assign-slot', claimId, assignmentId: 'a-rosa', reviewerId: 'rosa' },
  'return-assignment': {
    type: 'return-assignment',
    claimId,
    assignmentId: 'a-rana',
    fence: 1,
    reason: 'ill',
  },
  'expire-lease': { type: 'expire-lease', claimId, assignmentId: 'a-rana', fence: 1 },
  'record-verdict': { type: 'record-verdict', claimId, assignmentId: 'a-rana', fence: 1, ...judgement },
  'override-policy': { type: 'override-policy', claimId, requirement: 'search', reason: 'known' },
  adjudicate: { type: 'adjudicate', claimId, ...judgement },
  'reopen-claim': { type: 'reopen-claim', claimId, reason: 'new evidence' },
  'publish-claim': { type: 'publish-claim', claimId, reportId: 'r', version: 1 },
};

const ACTORS: Record<string, Actor> = {
  ...Object.fromEntries(ROLES.map((role) => [role, person(`some-${role}`, role)])),
  holder: person('rana', 'reviewer'),
  taker: person('rosa', 'reviewer'),
  'adjudicator who held a slot': person('rana', 'adjudicator'),
  ...Object.fromEntries(
    (['setup', 'extraction', 'dispatcher', 'clock', 'renderer'] as const).map((name) => [name, system(name)]),
  ),
};

type Row = Partial<Record<string, ClaimStatus>>;
const editorOnly = (status: ClaimStatus): Row => ({ editor: status });

/** Who gets through, and where to: everything that is not here is refused. */
const EXPECTED: Partial<Record<ClaimStatus | 'none', Partial<Record<ClaimCommandType, Row>>>> = {
  none: { 'propose-claim': { editor: 'proposed', extraction: 'proposed' } },
  proposed: {
    'accept-claim': editorOnly('accepted'),
    'decline-claim': editorOnly('declined'),
    'merge-claim': editorOnly('merged'),
    'add-occurrences': editorOnly('proposed'),
  },
  accepted: {
    'decline-claim': editorOnly('declined'),
    'merge-claim': editorOnly('merged'),
    'add-occurrences': editorOnly('accepted'),
    'route-claim': editorOnly('in-review'),
  },
  'in-review': {
    'add-occurrences': editorOnly('in-review'),
    'assign-slot': { editor: 'in-review', taker: 'in-review', dispatcher: 'in-review' },
    'return-assignment': { editor: 'in-review', holder: 'in-review' },
    'expire-lease': { clock: 'in-review' },
    'record-verdict': { holder: 'in-review' },
    'override-policy': editorOnly('in-review'),
  },
  contested: {
    'add-occurrences': editorOnly('contested'),
    'override-policy': editorOnly('contested'),
    adjudicate: { adjudicator: 'decided' },
  },
  decided: {
    'add-occurrences': editorOnly('decided'),
    'reopen-claim': editorOnly('in-review'),
    'publish-claim': { publisher: 'published' },
  },
  published: {
    'add-occurrences': editorOnly('published'),
    'reopen-claim': editorOnly('in-review'),
    'publish-claim': { publisher: 'published' },
  },
  declined: { 'accept-claim': editorOnly('accepted') },
  merged: {},
};

const late = { now: '2026-03-02T10:00:00.000Z' };

function resultOf(claim: Claim | null, command: ClaimCommand, actor: Actor): string {
  const reviewer = {
    id: 'rosa',
    active: true,
    languages: ['en'],
    conflicts: [],
    held: 0,
    lastAssignedAt: null,
  };
  const facts = context({ reviewer, ...(command.type === 'expire-lease' && late) });
  try {
    const events = decideClaim(claim, command, actor, facts);
    return (
      events.reduce<Claim | null>((state, event) => evolveClaim(state, claimId, stamp(event)), claim)
        ?.status ?? 'none'
    );
  } catch (error) {
    if (error instanceof Refused) return 'refused';
    throw error;
  }
}

test('the whole table: every status, command and actor', () => {
  let cells = 0;
  const wrong: string[] = [];
  for (const status of ['none', ...CLAIM_STATUSES] as const)
    for (const command of Object.values(COMMANDS))
      for (const [name, actor] of Object.entries(ACTORS)) {
        const claim = status === 'none' ? null : CLAIMS[status]();
        const expected = EXPECTED[status]?.[command.type]?.[name] ?? 'refused';
        const actual = resultOf(claim, command, actor);
        if (actual !== expected)
          wrong.push(`${status} × ${command.type} × ${name}: ${actual}, not ${expected}`);
        if (actual !== 'refused' && !TRANSITIONS[status][command.type]?.some((to) => to === actual))
          wrong.push(`${status} × ${command.type} leaves the table for ${actual}`);
        cells++;
      }
  expect(wrong).toEqual([]);
  expect(cells).toBe(9 * 14 * 14);
});

test('what a person may do now is what would not be refused', () => {
  const wrong: string[] = [];
  for (const status of CLAIM_STATUSES)
    for (const [name, actor] of Object.entries(ACTORS)) {
      if (actor.kind === 'system') continue;
      const claim = CLAIMS[status]();
      const may = mayOnClaim(claim, actor);
      for (const command of Object.values(COMMANDS)) {
        // A reviewer who is offered a slot still has to be eligible, which needs the desk.
        if (['publish-claim', 'add-occurrences', 'assign-slot'].includes(command.type)) continue;
        const possible = resultOf(claim, command, actor) !== 'refused';
        if (possible !== may.includes(command.type)) wrong.push(`${status} × ${command.type} × ${name}`);
      }
    }
  expect(wrong).toEqual([]);
  expect(mayOnClaim(held(), person('rosa', 'reviewer'))).toEqual(['assign-slot']);
});
