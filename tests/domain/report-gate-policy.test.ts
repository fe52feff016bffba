/** The verdict policy is asked again when a report is published: what its sources rest on may be known better by then. */
import { expect, test } from '@jest/globals';
import { closedGates, type Claim, type Finding, type GateFacts, type Rating, type Waivable } from '#domain';
import { Course } from './support/course.ts';
import { NOW, passage } from './support/review.ts';
import { gateFacts, origins, signedOff, source } from './support/reports.ts';

const onOneLeak: GateFacts['sourceOf'] = (versionId) => source({ origins: origins(versionId, ['leak']) });
const settled = (): Claim => {
  const course = new Course().vote('verified', 'unverified');
  course.adjudicate('adil', 'verified');
  return course.now;
};

const voted = (rating: Rating, waived?: Waivable): Claim => {
  const course = new Course();
  if (waived) course.waive(waived);
  return course.vote(rating, rating).now;
};
const suspected: GateFacts['sourceOf'] = (versionId) =>
  source({ origins: { documentId: versionId, originIds: [versionId], suspectedIds: ['a copy'] } });
test.each<[string, Claim, GateFacts['sourceOf'], boolean]>([
  ['verified, and what stood for two origins is one', voted('verified'), onOneLeak, false],
  ['verified, and two origins may be one', voted('verified'), suspected, false],
  ['verified by an adjudicator, and two origins are one', settled(), onOneLeak, false],
  ['disputed, and both sides rest on one origin', voted('disputed'), onOneLeak, false],
  ['unverified', voted('unverified'), onOneLeak, true],
  ['verified, with independence waived', voted('verified', 'independent-support'), onOneLeak, true],
  [
    'disputed, with independence waived',
    voted('disputed', 'undermining-from-another-origin'),
    onOneLeak,
    true,
  ],
])('a claim that is %s, closes the gate as its policy says', (_, claim, sourceOf, isOpen) => {
  const closed = closedGates(signedOff(), gateFacts({ claims: [claim], sourceOf }), false, null);
  expect(closed.map(({ requirement }) => requirement)).toEqual(isOpen ? [] : ['verdict-policy-met']);
});

test('a primary source suffices while the finding stands that it is authentic', () => {
  const course = new Course({ desk: { rubricVersion: 2 } });
  for (const name of ['rana', 'remy'])
    course.record(course.assign(name), 'verified', {
      evidence: [passage('one', 'supports')],
      isAuthenticPrimary: () => true,
    });
  const found: Finding = {
    id: 'finding',
    documentId: 'one',
    versionId: 'one',
    result: 'authentic',
    primarySource: true,
    method: 'signature',
    examiner: 'the laboratory',
    limits: '',
    evidence: [],
    recordedAt: NOW,
    recordedBy: 'edda',
    withdrawnFor: null,
    edition: 1,
  };
  const closedWith = (findings: readonly Finding[]) => {
    const sourceOf: GateFacts['sourceOf'] = () => source({ origins: origins('one', ['leak']), findings });
    return closedGates(signedOff(), gateFacts({ claims: [course.now], sourceOf }), false, null);
  };
  expect(closedWith([found])).toEqual([]);
  expect(closedWith([])).toMatchObject([{ requirement: 'verdict-policy-met' }]);
});

test('verdicts that agree are taken together: what one of them lost, another may have', () => {
  const course = new Course();
  const [first, second] = [course.assign('rana'), course.assign('remy')];
  course.record(first, 'verified', { evidence: [passage('one', 'supports'), passage('two', 'supports')] });
  course.record(second, 'verified', { evidence: [passage('one', 'supports'), passage('three', 'supports')] });
  const sourceOf: GateFacts['sourceOf'] = (versionId) =>
    source({ origins: origins(versionId, [versionId === 'three' ? 'another' : 'leak']) });
  expect(closedGates(signedOff(), gateFacts({ claims: [course.now], sourceOf }), false, null)).toEqual([]);
});
