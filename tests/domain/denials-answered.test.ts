/** Who was asked and denies the claim is shown to readers, and answered, before the claim is called verified. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  RATINGS,
  RUBRIC_VERSION,
  RUBRIC_VERSIONS,
  unmetRequirements,
  waivedIn,
  type Evidence,
  type Rating,
  type Waivable,
} from '#domain';
import { Course } from './support/course.ts';
import { refusalOf } from './support/outcome.ts';
import { context, passage, reply, search } from './support/review.ts';

const SUPPORT = [passage('one', 'supports'), passage('two', 'supports')];
const DENIED = reply({ denial: true });
const ANSWERED = reply({ denial: true, response: 'Its own log shows the opposite.' });

/** What the verdict lacks of the answers to those who deny it; null: nothing. */
function lacking(
  rating: Rating,
  evidence: readonly Evidence[],
  rubricVersion = RUBRIC_VERSION,
  waived: readonly Waivable[] = [],
): string | null {
  const policy = { rubricVersion, verifiedOrigins: 2 };
  const unmet = unmetRequirements({ rating, rationale: 'Why.', evidence }, policy, context(), waived);
  return unmet.find(({ requirement }) => requirement === 'denials-answered')?.message ?? null;
}

const response = fc.oneof(fc.constantFrom(undefined, '', ' \n\u00a0'), fc.string({ unit: 'binary' }));
const replies = fc.array(fc.record({ denial: fc.boolean(), response, silent: fc.boolean() }), {
  maxLength: 6,
});

test('“verified” lacks an answer to exactly the denials without one, from the third rubric on; no other rating does', () => {
  fc.assert(
    fc.property(
      replies,
      fc.constantFrom(...RATINGS),
      fc.constantFrom(...RUBRIC_VERSIONS),
      (asked, rating, rubric) => {
        const evidence = asked.map(({ denial, response: said, silent }, index) =>
          reply({
            whom: `party ${index}`,
            askedAt: `2026-02-0${index + 1}T09:00:00.000Z`,
            ...(silent ? { answer: null, answeredAt: null, denial: false } : { denial }),
            ...(said !== undefined && { response: said }),
          }),
        );
        const unanswered = asked.flatMap(({ denial, response: said, silent }, index) =>
          denial && !silent && (said ?? '').trim() === '' ? [index] : [],
        );
        const message = lacking(rating, [...SUPPORT, search, ...evidence], rubric);
        if (rating !== 'verified' || rubric < 3 || unanswered.length === 0) return expect(message).toBeNull();
        const named = [...(message ?? '').matchAll(/“party (\d)”, asked on 2026-02-0(\d)/g)];
        expect(named.map(([, whom, day]) => [Number(whom), Number(day)])).toEqual(
          unanswered.map((index) => [index, index + 1]),
        );
        expect(lacking(rating, evidence, rubric, ['denials-answered'])).toBeNull();
      },
    ),
  );
});

const verifying = (rubricVersion: number) => new Course({ desk: { rubricVersion } });

test('a verdict and an adjudication are held to it alike, and told which reply is unanswered', () => {
  const course = verifying(3);
  const id = course.assign('rana');
  const refused = refusalOf(() => course.record(id, 'verified', { evidence: [...SUPPORT, DENIED] }));
  expect(refused).toMatchObject({
    code: 'verdict-policy-unmet',
    unmet: [{ requirement: 'denials-answered' }],
  });
  expect(refused.message).toContain('“the ministry”, asked on 2026-02-26');
  course.record(id, 'verified', { evidence: [...SUPPORT, ANSWERED] });
  course.record(course.assign('remy'), 'disputed', { evidence: [passage('one', 'supports'), DENIED] });
  const settle = (item: Evidence) => course.adjudicate('adil', 'verified', { evidence: [...SUPPORT, item] });
  expect(refusalOf(() => settle(DENIED)).unmet.map(({ requirement }) => requirement)).toEqual([
    'denials-answered',
  ]);
  settle(ANSWERED);
  expect(course.now.status).toBe('decided');
});

test.each([1, 2])('a round that began with rubric %i is decided by it', (rubricVersion) => {
  const course = verifying(rubricVersion);
  for (const name of ['rana', 'remy'])
    course.record(course.assign(name), 'verified', { evidence: [...SUPPORT, DENIED] });
  expect(course.now.status).toBe('decided');
});

test('where it is waived, readers are told so; not where another reviewer answered that reply', () => {
  const decided = (second: Evidence) => {
    const course = verifying(3);
    course.waive('denials-answered', 'They withdrew it by telephone.');
    course.record(course.assign('rana'), 'verified', { evidence: [...SUPPORT, DENIED] });
    course.record(course.assign('remy'), 'verified', { evidence: [...SUPPORT, second] });
    return waivedIn(course.round, context());
  };
  expect(decided(DENIED)).toEqual([
    { requirement: 'denials-answered', reason: 'They withdrew it by telephone.' },
  ]);
  expect(decided(ANSWERED)).toEqual([]);
});
