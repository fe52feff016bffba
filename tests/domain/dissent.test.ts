/** Whoever settles a round as verified takes up, and answers, what its reviewers found against the claim. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leftOut, waivedIn, type Evidence } from '#domain';
import { Course } from './support/course.ts';
import { refusalOf } from './support/outcome.ts';
import { context, passage, reply } from './support/review.ts';

const SUPPORT = [passage('one', 'supports'), passage('two', 'supports')];
const AGAINST = passage('three', 'undermines', { answer: 'A slip of the pen.' });
const DENIED = reply({ denial: true, response: 'Its own log shows the opposite.' });

/** Contested: one reviewer calls it verified, with an answer to what speaks against it, the other disputed. */
function contested(rubricVersion: number, against: readonly Evidence[] = [AGAINST, DENIED]): Course {
  const course = new Course({ desk: { rubricVersion } });
  course.record(course.assign('rana'), 'verified', { evidence: [...SUPPORT, ...against] });
  const evidence = [passage('one', 'supports'), passage('two', 'undermines', { denial: true }), ...against];
  course.record(course.assign('remy'), 'disputed', { evidence });
  return course;
}
const SECOND = passage('two', 'undermines', { answer: 'It is about another year.' });

const settle = (course: Course, evidence: readonly Evidence[]) =>
  course.adjudicate('adil', 'verified', { evidence: [...SUPPORT, ...evidence] });
const refusedFor = (course: Course, evidence: readonly Evidence[]) =>
  refusalOf(() => settle(course, evidence)).unmet.map(({ requirement }) => requirement);

test('what a reviewer pinned against the claim is pinned and answered by whoever calls it verified', () => {
  const course = contested(3);
  expect(refusedFor(course, [])).toEqual(['undermining-answered', 'denials-answered']);
  expect(refusedFor(course, [AGAINST, DENIED])).toEqual(['undermining-answered']);
  expect(refusedFor(course, [SECOND, AGAINST, reply({ denial: true })])).toEqual(['denials-answered']);
  settle(course, [SECOND, AGAINST, DENIED]);
  expect(course.now.status).toBe('decided');
  expect(waivedIn(course.round, context())).toEqual([]);
});

test('a claim that is settled as disputed needs no such answer, nor does a round of an earlier rubric', () => {
  const course = contested(3);
  course.adjudicate('adil', 'disputed', {
    evidence: [passage('one', 'supports'), passage('four', 'undermines')],
  });
  expect(course.now.status).toBe('decided');
  for (const rubric of [1, 2]) {
    const earlier = contested(rubric);
    settle(earlier, []);
    expect(earlier.now.status).toBe('decided');
  }
});

test('where an editor waived it, readers are told so', () => {
  const course = new Course({ desk: { rubricVersion: 3 } });
  course.waive('undermining-answered', 'The letter is a forgery.');
  course.record(course.assign('rana'), 'verified', { evidence: SUPPORT });
  course.record(course.assign('remy'), 'disputed');
  settle(course, []);
  expect(waivedIn(course.round, context())).toEqual([
    { requirement: 'undermining-answered', reason: 'The letter is a forgery.' },
  ]);
});

const span = (start: number, end: number, stance: 'supports' | 'undermines'): Evidence => ({
  kind: 'passage',
  passage: { versionId: 'three', start, end, exact: 'x'.repeat(end - start), prefix: '', suffix: '' },
  stance,
  denial: false,
  answer: 'No.',
});

test('a passage is taken up by one against the claim that overlaps it, and by no other', () => {
  const place = fc
    .tuple(fc.nat(30), fc.integer({ min: 1, max: 10 }))
    .map(([start, length]) => [start, start + length] as const);
  const course = contested(3, [span(10, 20, 'undermines')]);
  fc.assert(
    fc.property(
      place,
      fc.constantFrom('supports' as const, 'undermines' as const),
      ([start, end], stance) => {
        const left = leftOut(course.round, [SECOND, span(start, end, stance)]);
        const isTaken = stance === 'undermines' && start < 20 && 10 < end;
        expect(left.length).toBe(isTaken ? 0 : 2);
        for (const item of left) expect(item).toMatchObject({ kind: 'passage', answer: null });
      },
    ),
  );
});
