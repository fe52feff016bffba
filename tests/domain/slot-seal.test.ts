import { expect, test } from '@jest/globals';
import { editionFor, seesSlots } from '#domain';
import { Course } from './support/course.ts';
import { editor, person, system } from './support/review.ts';

const EVERYBODY = {
  edda: editor,
  'remy as editor': person('remy', 'editor'),
  remy: person('remy', 'reviewer'),
  rosa: person('rosa', 'reviewer'),
  pia: person('pia', 'publisher'),
  alma: person('alma', 'admin'),
  clock: system('clock'),
};

const seers = (course: Course) =>
  Object.entries(EVERYBODY).flatMap(([name, actor]) =>
    seesSlots(course.now, course.round, actor) ? [name] : [],
  );

test('the slots of an open round are seen by editors who hold none of them; of a closed one by everybody', () => {
  const course = new Course();
  expect(seers(course)).toEqual(['edda', 'remy as editor', 'clock']);
  const id = course.assign('remy');
  expect(seers(course)).toEqual(['edda', 'clock']);
  course.record(id, 'verified');
  expect(seers(course)).toEqual(['edda', 'remy as editor', 'clock']);
  course.record(course.assign('rana'), 'verified');
  expect(seers(course)).toEqual(Object.keys(EVERYBODY));
});

test('whatever becomes of others’ slots, the edition that somebody is shown stays, until the round closes', () => {
  const course = new Course();
  const shown = () => editionFor(course.now, EVERYBODY.remy);
  const mine = course.assign('remy');
  const before = shown();
  course.return(course.assign('rana'));
  course.expire(course.assign('rosa'));
  const last = course.assign('rana');
  expect(shown()).toBe(before);
  expect(course.now.edition).toBe(before + 5);
  expect(editionFor(course.now, editor)).toBe(course.now.edition);
  expect(editionFor(course.now, EVERYBODY.pia)).toBe(before - 1);
  course.record(mine, 'verified');
  course.record(last, 'verified');
  expect(shown()).toBe(course.now.edition);
});

test('of a recalled round, too, an editor who holds a slot of the next is shown no more than others who judge', () => {
  const course = new Course();
  course.return(course.assign('rana'));
  course.assign('rosa');
  course.recall();
  const seen = () =>
    course.now.rounds.map((round) => seesSlots(course.now, round, EVERYBODY['remy as editor']));
  course.route();
  expect(seen()).toEqual([true, true]);
  const id = course.assign('remy');
  expect(seen()).toEqual([false, false]);
  expect(course.now.rounds.map((round) => seesSlots(course.now, round, editor))).toEqual([true, true]);
  course.record(id, 'verified');
  expect(seen()).toEqual([true, true]);
});
