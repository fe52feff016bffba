import { expect, test } from '@jest/globals';
import {
  decideClaim,
  mayOnClaim,
  mayOnReport,
  ROLES,
  type Actor,
  type Claim,
  type ClaimCommand,
  type ClaimCommandType,
  type Report,
  type ReportCommand,
} from '#domain';
import { codeOf } from './support/outcome.ts';
import {
  CLAIMS,
  context,
  give,
  held,
  inReview,
  person,
  reviewer,
  search,
  recalled,
  reopened,
  step,
  system,
  vote,
} from './support/review.ts';
import {
  correcting,
  discarded,
  draft,
  publisher,
  published,
  reportId,
  send,
  signedOff,
  signOff,
  withdrawn,
} from './support/reports.ts';

const claimId = 'claim';

/** rana holds, held or returned a slot in all states from `held` on; rosa never did. */
const STATES: Record<string, () => Claim> = {
  ...CLAIMS,
  'in review, nobody holds a slot': inReview,
  'in review, rana holds one of two': held,
  'in review, rana and remy hold both': () => give(held(), 'remy'),
  'in review, remy is in and rana holds the last': () => vote(give(held(), 'remy'), 'remy'),
  'in review, rana is in and the other slot is open': () => vote(held(), 'rana'),
  'in review, rana is in and remy holds the last': () => vote(give(held(), 'remy'), 'rana'),
  'in review, rana has returned hers': () =>
    step(held(), person('rana', 'reviewer'), {
      type: 'return-assignment',
      claimId,
      assignmentId: 'a-rana',
      fence: 1,
      reason: 'ill',
    }),
  'recalled while rana was in': () => recalled(vote(held(), 'rana')),
  'routed again after a recall': () =>
    step(recalled(), person('edda', 'editor'), { type: 'route-claim', claimId, deskId: 'desk' }),
  'in review for the second time': reopened,
  'recalled from its second review': () => recalled(reopened()),
};

const ACTORS: readonly Actor[] = [
  ...ROLES.flatMap((role) => ['rana', 'rosa'].map((id) => person(id, role))),
  ...(['setup', 'extraction', 'dispatcher', 'renderer'] as const).map(system),
];
const nameOf = (actor: Actor) =>
  actor.kind === 'person' ? `${actor.personId} as ${actor.role}` : actor.name;

/** Every sensible way to send each command: to any assignment there is, for any member of the desk. */
function attempts(claim: Claim): ClaimCommand[] {
  const judgement = { rating: 'unverified' as const, rationale: 'Why.', evidence: [search] };
  const slots = claim.rounds.flatMap((round) => round.slots);
  const assignments = slots.flatMap(({ fence, assignments }) =>
    assignments.map(({ id }) => ({ claimId, assignmentId: id, fence })),
  );
  return [
    { type: 'accept-claim', claimId, priority: 1 },
    { type: 'decline-claim', claimId, reason: 'r' },
    { type: 'merge-claim', claimId, into: 'other', reason: 'r' },
    { type: 'route-claim', claimId, deskId: 'desk' },
    { type: 'recall-claim', claimId, reason: 'r' },
    { type: 'override-policy', claimId, requirement: 'search', reason: 'r' },
    { type: 'adjudicate', claimId, ...judgement },
    { type: 'reopen-claim', claimId, reason: 'r' },
    ...['rana', 'remy', 'rosa'].map((reviewerId): ClaimCommand => ({
      type: 'assign-slot',
      claimId,
      assignmentId: 'new',
      reviewerId,
    })),
    ...assignments.flatMap((held): ClaimCommand[] => [
      { type: 'return-assignment', ...held, reason: 'r' },
      { type: 'record-verdict', ...held, ...judgement },
      { type: 'withdraw-verdict', ...held },
    ]),
  ];
}

/** The commands of which at least one way would go through, were everything else in order. */
function possible(claim: Claim, actor: Actor): ClaimCommandType[] {
  const through = attempts(claim).filter((command) => {
    const who = actor.kind === 'person' ? actor.personId : 'nobody';
    const about = command.type === 'assign-slot' ? command.reviewerId : who;
    const facts = context({ reviewer: reviewer(about) });
    return codeOf(() => decideClaim(claim, command, actor, facts)) === 'allowed';
  });
  return [...new Set(through.map(({ type }) => type))];
}

/** What an editor may return is no fact about the claim that the list may tell: see the test about it below. */
const isEditor = (actor: Actor) => actor.kind === 'person' && actor.role === 'editor';
const comparable = (actor: Actor, commands: readonly ClaimCommandType[]) =>
  commands.filter((type) => !(isEditor(actor) && type === 'return-assignment')).sort();

test.each(Object.entries(STATES))(
  'a claim that is %s offers each actor exactly what would go through',
  (_, state) => {
    const claim = state();
    const list = (of: (actor: Actor) => ClaimCommandType[]) =>
      ACTORS.map((actor) => `${nameOf(actor)}: ${comparable(actor, of(actor)).join(' ')}`);
    expect(list((actor) => mayOnClaim(claim, actor))).toEqual(list((actor) => possible(claim, actor)));
  },
);

test('some actor is offered each command in some state, and readers never any', () => {
  const offered = new Set(
    Object.values(STATES).flatMap((state) => ACTORS.flatMap((actor) => mayOnClaim(state(), actor))),
  );
  expect(offered).toEqual(new Set(attempts(held()).map(({ type }) => type)));
  for (const state of Object.values(STATES))
    expect(mayOnClaim(state(), person('rosa', 'reader'))).toEqual([]);
});

test('what merging, publishing, extraction and the clock say by themselves is offered to nobody', () => {
  for (const state of Object.values(STATES))
    for (const actor of [...ACTORS, system('clock')])
      for (const type of ['add-occurrences', 'publish-claim', 'propose-claim', 'expire-lease'] as const)
        expect(mayOnClaim(state(), actor)).not.toContain(type);
});

// Were it offered only while somebody holds a slot, its absence would tell an editor that a verdict is in.
test('an editor is offered the return of assignments all through a review, whoever has submitted', () => {
  const editor = person('edda', 'editor');
  for (const [name, state] of Object.entries(STATES))
    expect([name, mayOnClaim(state(), editor).includes('return-assignment')]).toEqual([
      name,
      state().status === 'in-review',
    ]);
});

test('what anybody but the holder is offered is the same before and after a verdict in an open round', () => {
  const both = give(held(), 'remy');
  for (const actor of ACTORS)
    if (!(actor.kind === 'person' && actor.personId === 'rana'))
      expect(mayOnClaim(vote(both, 'rana'), actor)).toEqual(mayOnClaim(both, actor));
});

const REPORTS: Record<string, () => Report> = {
  'a draft': draft,
  'signed off': signedOff,
  published,
  'a draft of a correction': correcting,
  'a signed-off correction': () => send(correcting(), publisher, signOff),
  withdrawn,
  discarded,
};

const REPORT_COMMANDS: readonly ReportCommand[] = [
  { type: 'edit-report', reportId, title: 't', summary: 's', claimIds: ['claim'] },
  { type: 'discard-report', reportId, reason: 'r' },
  signOff,
  { type: 'publish-report', reportId, overrideReason: null },
  { type: 'open-correction', reportId, reason: 'r' },
  { type: 'cancel-correction', reportId, reason: 'r' },
  { type: 'withdraw-report', reportId, reason: 'r' },
];

test.each(Object.entries(REPORTS))(
  'a report that is %s offers each actor exactly what would go through',
  (_, state) => {
    const report = state();
    for (const actor of [...ACTORS, system('clock')]) {
      const through = REPORT_COMMANDS.filter(
        (command) => codeOf(() => send(report, actor, command)) === 'allowed',
      );
      expect([nameOf(actor), mayOnReport(report, actor)]).toEqual([
        nameOf(actor),
        through.map(({ type }) => type),
      ]);
    }
  },
);
