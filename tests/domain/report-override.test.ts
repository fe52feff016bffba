/** What readers are told of a report that was published although a gate was closed. */
import { expect, test } from '@jest/globals';
import { type GateFacts } from '#domain';
import { Course } from './support/course.ts';
import { person } from './support/review.ts';
import {
  decided,
  draft,
  origins,
  publisher,
  publishing,
  send,
  signOff,
  source,
  workspace,
} from './support/reports.ts';

const CLAIMS = ['first', 'second', 'third'].map((id) => decided(id));

/** The content of a version of three claims, published with this reason. */
function published(reason: string | null, facts: Partial<GateFacts>, signer = publisher) {
  const three = { claims: CLAIMS, ...facts };
  const drafted = send(null, publisher, { ...DRAFTED, claimIds: three.claims.map(({ id }) => id) }, three);
  const report = send(send(drafted, signer, signOff, three), publisher, publishing(reason), three);
  return report.versions[0]?.content;
}

const { id: reportId, slug, title, summary } = draft();
const DRAFTED = { type: 'draft-report' as const, reportId, slug, title, summary };

test('each gate that was closed is told with its claims, by their numbers on the page', () => {
  const content = published('It is urgent.', {
    claimsInQuestion: ['third', 'first'],
    claimsWithConflictedDecider: ['second'],
    workspace: workspace({ correctionsPolicy: '' }),
  });
  expect(content?.overridden).toEqual({
    reason: 'It is urgent.',
    gates: [
      { gate: 'corrections-policy', claims: [] },
      { gate: 'conflicts-settled', claims: [2] },
      { gate: 'outcomes-unquestioned', claims: [1, 3] },
    ],
  });
});

test('a verdict that would not be taken today is told at its claim, and at no other', () => {
  const unsearched = new Course({ id: 'second' }).vote('unverified', 'unverified').now;
  const [first, , third] = CLAIMS;
  if (!first || !third) throw new Error('there are three claims');
  const content = published('It is urgent.', {
    claims: [first, unsearched, third],
    sourceOf: (versionId) => source({ origins: origins(versionId, ['leak']) }),
  });
  expect(content?.overridden?.gates).toEqual([{ gate: 'verdict-policy-met', claims: [1, 3] }]);
});

test('a sign-off by a decider is told of the report and of no claim: it would tell which reviewer signs off', () => {
  const content = published('A small desk.', {}, person('rana', 'publisher'));
  expect(content?.overridden?.gates).toEqual([{ gate: 'signed-off-by-another', claims: [] }]);
});

test('a reason that nothing needed is not told, and without one there is nothing to tell', () => {
  for (const reason of ['To be safe.', null]) expect(published(reason, {})).not.toHaveProperty('overridden');
});

test('a protected name in the reason is replaced', () => {
  const content = published('Ines Prado agreed.', {
    claimsInQuestion: ['first'],
    workspace: workspace({ protect: { 'a villager': ['Ines Prado'] } }),
  });
  expect(content?.overridden?.reason).toBe('[a villager] agreed.');
});
