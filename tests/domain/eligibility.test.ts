import { expect, test } from '@jest/globals';
import { chooseReviewer, hasConflict, whyIneligible, type ReviewerFacts } from '#domain';
import { Course } from './support/course.ts';
import { codeOf } from './support/outcome.ts';
import { editor, person, reviewer, system } from './support/review.ts';

const parties = { publishers: ['The Gauge'], people: ['Ines Prado'], organisations: [], texts: [] };
const slots = (independentVerdicts: number) => new Course({ desk: { independentVerdicts } });
const why = (course: Course, id: string, more: Partial<ReviewerFacts> = {}) =>
  whyIneligible(course.now, course.desk, reviewer(id, more), parties)?.code ?? 'eligible';
const against = (kind: 'publisher' | 'person', name: string) => ({ conflicts: [{ kind, name }] });

test.each<[string, string, Partial<ReviewerFacts>, string]>([
  ['a member who reads the language and has room', 'rana', {}, 'eligible'],
  ['someone who was deactivated', 'rana', { active: false }, 'person-inactive'],
  ['someone who is no member of the desk', 'ruth', {}, 'not-a-desk-member'],
  [
    'someone with a conflict with the publisher',
    'rana',
    against('publisher', 'The Gauge'),
    'conflict-of-interest',
  ],
  [
    'someone with a conflict with the speaker',
    'rana',
    against('person', 'Ines Prado'),
    'conflict-of-interest',
  ],
  ['someone with a conflict with others', 'rana', against('person', 'Bento Reis'), 'eligible'],
  ['someone who does not read the language', 'rana', { languages: ['pt'] }, 'language-not-read'],
  ['someone who reads it among others', 'rana', { languages: ['pt', 'en'] }, 'eligible'],
  ['someone one below the limit', 'rana', { held: 2 }, 'eligible'],
  ['someone at the limit', 'rana', { held: 3 }, 'work-in-progress-limit'],
  ['someone above the limit', 'rana', { held: 4 }, 'work-in-progress-limit'],
])('%s: asked of %s with %j', (_, id, more, expected) => {
  const course = slots(2);
  expect(why(course, id, more)).toBe(expected);
  expect(codeOf(() => course.assign(id, { facts: more, parties }))).toBe(
    expected === 'eligible' ? 'allowed' : expected,
  );
});

test('an editor, the dispatcher and the reviewer meet the same rules', () => {
  for (const by of [editor, system('dispatcher'), person('ruth', 'reviewer')])
    expect(codeOf(() => slots(2).assign('ruth', {}, by))).toBe('not-a-desk-member');
});

test('a reviewer takes slots for nobody but themselves', () => {
  expect(codeOf(() => slots(2).assign('remy', {}, person('rana', 'reviewer')))).toBe('forbidden');
});

test('one person holds one slot of a round, also after submitting', () => {
  const course = slots(3);
  const id = course.assign('rana');
  expect(codeOf(() => course.assign('rana', {}, editor))).toBe('already-in-round');
  course.record(id, 'verified');
  expect(codeOf(() => course.assign('rana', {}, editor))).toBe('already-in-round');
});

test('someone who returned a slot or let it expire may take it again by hand', () => {
  const course = slots(1);
  course.return(course.assign('rana'));
  course.expire(course.assign('rana'));
  expect(codeOf(() => course.assign('rana'))).toBe('allowed');
});

test('a conflict is compared without regard to case and outer spaces, and only with its own kind', () => {
  const conflict = (kind: 'publisher' | 'person', name: string) => hasConflict([{ kind, name }], parties);
  expect(conflict('publisher', ' the GAUGE ')).toBe(true);
  expect(conflict('person', 'ines prado')).toBe(true);
  expect(conflict('person', 'The Gauge')).toBe(false);
  expect(conflict('publisher', 'Ines Prado')).toBe(false);
  expect(conflict('publisher', 'The Gauge Weekly')).toBe(false);
  expect(hasConflict([], parties)).toBe(false);
});

test('a conflict is found however the accents of the name are encoded', () => {
  const [composed, decomposed] = ['José Pão'.normalize('NFC'), 'José Pão'.normalize('NFD')];
  expect(hasConflict([{ kind: 'person', name: composed }], { ...parties, people: [decomposed] })).toBe(true);
});

test('a conflict declared after the assignment closes the verdict, and the slot can be returned', () => {
  const course = slots(2);
  const id = course.assign('rana');
  const facts = against('person', 'Ines Prado');
  expect(codeOf(() => course.record(id, 'verified', { facts, parties }))).toBe('conflict-of-interest');
  expect(codeOf(() => course.return(id, { facts, parties }))).toBe('allowed');
});

const choose = (course: Course, candidates: readonly ReviewerFacts[]) =>
  chooseReviewer(course.now, course.desk, candidates, parties).reviewer?.id ?? null;

test('the dispatcher chooses the least load before all else', () => {
  const candidates = [
    reviewer('rana', { held: 2, lastAssignedAt: null }),
    reviewer('remy', { held: 1, lastAssignedAt: '2026-03-02T08:00:00.000Z' }),
    reviewer('rosa', { held: 2, lastAssignedAt: '2026-01-01T00:00:00.000Z' }),
  ];
  expect(choose(slots(2), candidates)).toBe('remy');
  expect(choose(slots(2), candidates.toReversed())).toBe('remy');
});

test('of equal load, the dispatcher chooses who has waited longest, first of all who never had one', () => {
  const early = reviewer('rosa', { held: 1, lastAssignedAt: '2026-03-01T08:00:00.000Z' });
  const late = reviewer('rana', { held: 1, lastAssignedAt: '2026-03-01T09:00:00.000Z' });
  const never = reviewer('remy', { held: 1, lastAssignedAt: null });
  expect(choose(slots(2), [late, early])).toBe('rosa');
  expect(choose(slots(2), [late, early, never])).toBe('remy');
});

test('of equal load and wait, the id decides, in whatever order they were read', () => {
  const all = ['rosa', 'rana', 'remy'].map((id) => reviewer(id));
  expect(choose(slots(2), all)).toBe('rana');
  expect(choose(slots(2), all.toReversed())).toBe('rana');
});

test('the dispatcher passes over who is ineligible, and says so when nobody is left', () => {
  const candidates = [
    reviewer('rana', { languages: ['pt'] }),
    reviewer('remy', { active: false }),
    reviewer('ruth'),
    reviewer('rosa', { held: 2 }),
  ];
  expect(choose(slots(2), candidates)).toBe('rosa');
  expect(choose(slots(2), candidates.slice(0, 3))).toBeNull();
  expect(choose(slots(2), [])).toBeNull();
});

test('the dispatcher hands a claim to nobody who returned it, let it expire, holds it or has judged it', () => {
  const course = slots(3);
  course.return(course.assign('rana'));
  expect(choose(course, [reviewer('rana')])).toBeNull();
  course.expire(course.assign('remy'));
  expect(choose(course, [reviewer('remy')])).toBeNull();
  const rosa = course.assign('rosa');
  expect(choose(course, [reviewer('rosa')])).toBeNull();
  course.record(rosa, 'verified');
  expect(
    choose(
      course,
      ['rana', 'remy', 'rosa'].map((id) => reviewer(id)),
    ),
  ).toBeNull();
});

test('who judged an earlier round has seen the others’ verdicts, and is chosen only when nobody else is left', () => {
  const course = slots(1);
  course.record(course.assign('rana'), 'verified');
  course.reopen();
  const rana = reviewer('rana', { held: 0 });
  expect(choose(course, [rana, reviewer('remy', { held: 1 })])).toBe('remy');
  expect(choose(course, [rana, reviewer('remy', { active: false })])).toBe('rana');
});

test('in the next round those who returned it before may be chosen again', () => {
  const course = slots(1);
  course.return(course.assign('rana'));
  course.record(course.assign('remy'), 'verified');
  course.reopen();
  expect(choose(course, [reviewer('rana')])).toBe('rana');
});

test('choosing does not disturb the list it is given', () => {
  const candidates = Object.freeze(['rosa', 'rana'].map((id) => reviewer(id)));
  expect(choose(slots(2), candidates)).toBe('rana');
  expect(candidates.map(({ id }) => id)).toEqual(['rosa', 'rana']);
});
