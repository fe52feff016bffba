import { expect, test } from '@jest/globals';
import { decideClaim, evolveClaim, type ClaimEvent, type Occurrence } from '#domain';
import { codeOf } from './support/outcome.ts';
import {
  accepted,
  CLAIMS,
  context,
  editor,
  NOW,
  propose,
  proposed,
  stamp,
  step,
  system,
} from './support/review.ts';

const claimId = 'claim';
const occurrence = (documentId: string): Occurrence => ({
  documentId,
  passage: {
    versionId: `${documentId}-1`,
    start: 3,
    end: 8,
    exact: 'water',
    prefix: 'the ',
    suffix: ' rose',
  },
  speaker: 'Ines Prado',
  attribution: null,
  figures: [],
});

test('a claim begins as it was proposed, with its score as its priority', () => {
  const occurrences = [occurrence('a'), occurrence('b')];
  const claim = step(null, system('extraction'), {
    ...propose,
    text: 'It rose.',
    language: 'pt',
    occurrences,
  });
  expect(claim).toEqual({
    id: claimId,
    text: 'It rose.',
    language: 'pt',
    score: 500,
    claimType: 'event-property',
    features: [],
    priority: 500,
    status: 'proposed',
    edition: 1,
    deskId: null,
    reason: null,
    mergedInto: null,
    proposedAt: NOW,
    occurrences,
    rounds: [],
  });
});

test('accepting sets the priority and leaves the score', () => {
  const claim = step(proposed(), editor, { type: 'accept-claim', claimId, priority: 900 });
  expect(claim).toEqual({ ...proposed(), status: 'accepted', priority: 900, edition: 2 });
});

test('declining keeps the reason, and accepting afterwards takes it away', () => {
  const declined = step(accepted(), editor, { type: 'decline-claim', claimId, reason: 'an opinion' });
  expect(declined).toEqual({ ...accepted(), status: 'declined', reason: 'an opinion', edition: 3 });
  const again = step(declined, editor, { type: 'accept-claim', claimId, priority: 500 });
  expect(again).toEqual({ ...accepted(), edition: 4 });
});

test('merging says into which claim and why', () => {
  const merged = step(accepted(), editor, {
    type: 'merge-claim',
    claimId,
    into: 'other',
    reason: 'the same',
  });
  expect(merged).toEqual({
    ...accepted(),
    status: 'merged',
    mergedInto: 'other',
    reason: 'the same',
    edition: 3,
  });
});

test('the occurrences of a merged claim come after those that are there', () => {
  const add = (documentId: string) =>
    ({ type: 'add-occurrences', claimId, from: 'other', occurrences: [occurrence(documentId)] }) as const;
  const first = step(null, editor, { ...propose, occurrences: [occurrence('a')] });
  const both = step(first, editor, add('b'));
  expect(both).toEqual({ ...first, occurrences: [occurrence('a'), occurrence('b')], edition: 2 });
  const events = decideClaim(first, add('b'), editor, context());
  expect(events).toEqual([{ type: 'occurrences-added', from: 'other', occurrences: [occurrence('b')] }]);
});

test('routing to a desk that is not there is refused', () => {
  const route = { type: 'route-claim', claimId, deskId: 'gone' } as const;
  expect(codeOf(() => step(accepted(), editor, route, { desk: null }))).toBe('not-found');
});

test('assigning somebody who is not there is refused', () => {
  const assign = { type: 'assign-slot', claimId, assignmentId: 'a', reviewerId: 'nobody' } as const;
  expect(codeOf(() => step(CLAIMS['in-review'](), editor, assign, { reviewer: null }))).toBe('not-found');
});

test('publication is an event that names the report and its version', () => {
  const publish = { type: 'publish-claim', claimId, reportId: 'r', version: 4 } as const;
  const by = { kind: 'person', workspaceId: 'w', personId: 'pia', role: 'publisher' } as const;
  expect(decideClaim(CLAIMS.decided(), publish, by, context())).toEqual([
    { type: 'claim-published', reportId: 'r', version: 4 },
  ]);
});

test('a history that does not begin at its beginning, or names what is not there, is a bug and no refusal', () => {
  const lost = (claim: Parameters<typeof evolveClaim>[0], event: ClaimEvent) => () =>
    evolveClaim(claim, claimId, stamp(event));
  expect(lost(null, { type: 'claim-contested', round: 1 })).toThrow('a claim begins with claim-proposed');
  const { type: _, claimId: __, ...proposal } = propose;
  expect(lost(proposed(), { type: 'claim-proposed', ...proposal })).toThrow('a claim is proposed once');
  expect(lost(proposed(), { type: 'claim-contested', round: 1 })).toThrow('round 1 is not the current one');
  const freed = { assignmentId: 'x', reviewerId: 'rana', round: 1, slot: 1, fence: 2 };
  expect(lost(CLAIMS['in-review'](), { type: 'lease-expired', ...freed })).toThrow('no assignment x');
});
