/** What several reviewers found alike is shown to readers once, and counted once. */
import { expect, test } from '@jest/globals';
import { freezeReport, type Evidence, type PassageEvidence, type Stance } from '#domain';
import { Course, minutes } from './support/course.ts';
import { reply, search } from './support/review.ts';
import { origins, source, workspace } from './support/reports.ts';

const SENTENCE = 'The dam broke at night.';

interface Said {
  readonly answer?: string | null;
  readonly denial?: boolean;
}

function pinned(start: number, end: number, stance: Stance, { answer, denial }: Said = {}): PassageEvidence {
  const passage = { versionId: 'v1', start, end, exact: SENTENCE.slice(start, end), prefix: '', suffix: '' };
  return { kind: 'passage', passage, stance, denial: denial ?? false, answer: answer ?? null };
}

const ELSEWHERE: PassageEvidence = {
  ...pinned(0, 23, 'supports'),
  passage: { ...pinned(0, 23, 'supports').passage, versionId: 'v2' },
};

/** Two reviewers agree, each on these grounds. */
function frozen(rating: 'verified' | 'unverified', first: readonly Evidence[], second: readonly Evidence[]) {
  const course = new Course({ desk: { members: ['rana', 'remy'], independentVerdicts: 2 } });
  const assignments = ['rana', 'remy'].map((name) => course.assign(name));
  [first, second].forEach((evidence, index) =>
    course.record(assignments[index] ?? '', rating, { evidence, rationale: 'Why.' }),
  );
  const [claim] = freezeReport({
    slug: 'night',
    version: 1,
    title: 'Title',
    summary: 'Summary',
    publishedAt: minutes(60),
    correction: null,
    overridden: null,
    claims: [course.now],
    workspace: workspace(),
    sourceOf: (versionId) => source({ origins: origins(versionId, [versionId]) }),
    aliases: null,
  }).claims;
  if (!claim) throw new Error('one claim was frozen');
  return claim;
}

test('a passage that two reviewers pinned is shown once and counted once', () => {
  const support = [pinned(0, 23, 'supports'), ELSEWHERE];
  const { evidence, supportingPassages } = frozen('verified', support, support);
  expect(evidence).toHaveLength(2);
  expect(supportingPassages).toBe(2);
});

test('passages that overlap are all shown, and counted as one place; those that only touch are two', () => {
  const first = [pinned(0, 13, 'supports'), ELSEWHERE];
  expect(frozen('verified', first, [pinned(4, 23, 'supports'), ELSEWHERE])).toMatchObject({
    supportingPassages: 2,
    evidence: [{ quote: 'The dam broke' }, { quote: SENTENCE }, { quote: 'dam broke at night.' }],
  });
  expect(frozen('verified', first, [pinned(13, 23, 'supports'), ELSEWHERE]).supportingPassages).toBe(3);
});

test('one passage in two stances is shown in both', () => {
  const first = [pinned(0, 23, 'supports'), ELSEWHERE];
  const second = [...first, pinned(0, 23, 'context')];
  expect(frozen('verified', first, second).evidence).toHaveLength(3);
});

test('what reviewers answered to the same passage is kept, and whether anybody found a denial in it', () => {
  const support = [pinned(0, 23, 'supports'), ELSEWHERE];
  const against = (said: Said) => [...support, pinned(0, 7, 'undermines', said)];
  const shown = (first: Said, second: Said) =>
    frozen('verified', against(first), against(second)).evidence[2];
  expect(shown({ answer: 'A slip.' }, { answer: 'Corrected since.', denial: true })).toMatchObject({
    answer: 'A slip.\n\nCorrected since.',
    denial: true,
  });
  const long = 'A slip.\n\nThe next page has it right.';
  expect(shown({ answer: long }, { answer: long })).toMatchObject({ answer: long });
});

test('a search that two reviewers made alike on one day is shown once; what came back otherwise is another', () => {
  const later = { ...search, searchedAt: '2026-03-02T08:00:00.000Z' } as const;
  expect(frozen('unverified', [search], [later]).evidence).toHaveLength(1);
  const other: Evidence = {
    kind: 'search',
    where: 'w',
    query: 'q',
    searchedAt: minutes(0),
    result: 'a page',
  };
  expect(frozen('unverified', [search], [other]).evidence).toHaveLength(2);
});

test('a reply that two reviewers recorded alike is shown once', () => {
  const asked = { kind: 'reply', whom: 'the mine', way: 'by e-mail', askedAt: minutes(-90) } as const;
  const denial: Evidence = { ...asked, answer: 'No.', answeredAt: minutes(-60), denial: true };
  const silence: Evidence = { ...asked, answer: null, answeredAt: null, denial: false };
  expect(frozen('unverified', [search, denial], [search, denial]).evidence).toHaveLength(2);
  expect(frozen('unverified', [search, denial], [search, silence]).evidence).toHaveLength(3);
});

test('what reviewers said to the same reply is kept, each thing once', () => {
  const against = (...said: string[]): Evidence[] =>
    said.map((response) => reply({ denial: true, ...(response && { response }) }));
  const shown = (...said: string[]) =>
    frozen('unverified', [search, ...against(...said)], [search]).evidence.slice(1);
  expect(shown('A slip.', '', 'Its log says so.', 'A slip.')).toMatchObject([
    { answer: 'It did not happen.', response: 'A slip.\n\nIts log says so.' },
  ]);
  expect(shown('', 'A slip.')).toMatchObject([{ response: 'A slip.' }]);
  expect(shown('', '').map((one) => 'response' in one)).toEqual([false]);
});

test('a reply in which only some found a denial is shown once, as one that denies', () => {
  const asked = reply({ denial: false });
  const denied = reply({ denial: true, response: 'A slip.' });
  for (const [first, second] of [
    [asked, denied],
    [denied, asked],
  ] as const)
    expect(frozen('unverified', [search, first], [search, second]).evidence.slice(1)).toMatchObject([
      { kind: 'reply', denial: true, response: 'A slip.' },
    ]);
});
