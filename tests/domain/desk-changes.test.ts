/** Desks and people that change at run time, and why somebody is kept from a slot because of it. */
import { expect, test } from '@jest/globals';
import {
  chooseReviewer,
  decideDesk,
  decidePerson,
  evolveDesk,
  evolvePerson,
  hasConflict,
  whyIneligible,
  type Actor,
  type Desk,
  type DeskCommand,
  type Parties,
  type Person,
  type PersonCommand,
} from '#domain';
import { Course } from './support/course.ts';
import { codeOf } from './support/outcome.ts';
import { desk, editor, NOW, person, reviewer } from './support/review.ts';

const admin = person('ada', 'admin');
const parties: Parties = { publishers: [], people: [], organisations: [], texts: [] };

function onDesk(state: Desk, command: DeskCommand, actor: Actor = editor): Desk {
  return decideDesk(state, command, actor, { personIsReviewer: true }).reduce(
    (now, event) => evolveDesk(now, now.id, { ...event, at: NOW, by: 'x' }),
    state,
  );
}
const deskId = desk.id;
const remove = { type: 'remove-desk-member', deskId, personId: 'remy', reason: 'Another desk.' } as const;
const pause = { type: 'pause-desk', deskId, reason: 'The rubric is being rewritten.' } as const;
const resume = { type: 'resume-desk', deskId } as const;

test('an edited desk has all its new settings, and its members as before', () => {
  const { id, slug, edition, members, formerMembers, pausedFor, ...settings } = desk;
  const changed = { ...settings, name: 'High water', wipLimit: 9, requiredSkills: ['statistics'] };
  expect(onDesk(desk, { type: 'edit-desk', deskId, ...changed })).toEqual({
    ...changed,
    id,
    slug,
    edition: edition + 1,
    members,
    formerMembers,
    pausedFor,
  });
});

test('a member who leaves is remembered, and may come back as the last', () => {
  const left = onDesk(desk, remove);
  expect(left).toMatchObject({ members: ['rana', 'rosa'], formerMembers: ['remy'] });
  expect(codeOf(() => onDesk(left, remove))).toBe('not-a-desk-member');
  expect(onDesk(left, { type: 'add-desk-member', deskId, personId: 'remy' })).toMatchObject({
    members: ['rana', 'rosa', 'remy'],
    formerMembers: [],
  });
});

test('a desk is paused for a reason until it is resumed, each once', () => {
  const paused = onDesk(desk, pause);
  expect(paused.pausedFor).toBe(pause.reason);
  expect(codeOf(() => onDesk(paused, pause))).toBe('wrong-status');
  expect(onDesk(paused, resume).pausedFor).toBeNull();
  expect(codeOf(() => onDesk(desk, resume))).toBe('wrong-status');
});

test('changing a desk is for editors and admins', () => {
  for (const role of ['reviewer', 'adjudicator', 'publisher', 'reader'] as const)
    for (const command of [remove, pause, resume])
      expect(codeOf(() => onDesk(desk, command, person('x', role)))).toBe('forbidden');
  expect(codeOf(() => onDesk(desk, pause, admin))).toBe('allowed');
});

const rana = evolvePerson(null, 'rana', {
  type: 'person-admitted',
  name: 'Rana Vale',
  roles: ['reviewer'],
  languages: ['en'],
  at: NOW,
  by: 'x',
});
function onPerson(state: Person, command: PersonCommand, actor: Actor = admin): Person {
  return decidePerson(state, command, actor, { alias: 'Heron-421', otherAdmins: true, now: NOW }).reduce(
    (now, event) => evolvePerson(now, now.id, { ...event, at: NOW, by: 'x' }),
    state,
  );
}
const conflict = { kind: 'party', name: 'Harbour Union' } as const;
const declare = { type: 'declare-conflict', personId: 'rana', conflict } as const;
const withdraw = { type: 'withdraw-conflict', personId: 'rana', conflict, reason: 'Left it.' } as const;
const away = { from: '2026-03-01T00:00:00.000Z', until: '2026-03-09T00:00:00.000Z' };
const leave = { type: 'set-availability', personId: 'rana', away } as const;

test('languages and skills are noted together; an absence begins and ends; a conflict is withdrawn', () => {
  const edit = { type: 'edit-person', personId: 'rana', languages: ['en', 'pt'], skills: ['ocr'] } as const;
  expect(onPerson(rana, edit)).toMatchObject({ languages: ['en', 'pt'], skills: ['ocr'], edition: 2 });
  const gone = onPerson(rana, leave);
  expect(gone.away).toEqual(away);
  expect(onPerson(gone, { ...leave, away: null }).away).toBeNull();
  expect(onPerson(onPerson(rana, declare), withdraw).conflicts).toEqual([]);
});

test('an absence ends after it begins, and what was not declared is not withdrawn', () => {
  const backwards = { from: away.until, until: away.from };
  expect(codeOf(() => onPerson(rana, { ...leave, away: backwards }))).toBe('malformed-absence');
  expect(codeOf(() => onPerson(rana, { ...leave, away: { from: away.from, until: away.from } }))).toBe(
    'malformed-absence',
  );
  expect(codeOf(() => onPerson(rana, withdraw))).toBe('not-found');
});

test('people speak for themselves; an editor only of their absence, an admin of all', () => {
  const declared = onPerson(rana, declare);
  const by = (command: PersonCommand, actor: Actor) => codeOf(() => onPerson(declared, command, actor));
  const self = person('rana', 'reviewer');
  const other = person('remy', 'reviewer');
  expect([by(leave, self), by(leave, other), by(leave, editor), by(leave, admin)]).toEqual([
    'allowed',
    'forbidden',
    'allowed',
    'allowed',
  ]);
  expect([by(withdraw, self), by(withdraw, other), by(withdraw, editor), by(withdraw, admin)]).toEqual([
    'allowed',
    'forbidden',
    'forbidden',
    'allowed',
  ]);
});

const claim = () => new Course({ desk: { independentVerdicts: 2 } });
const why = (course: Course, more: Partial<Desk>, facts: Parameters<typeof reviewer>[1]) =>
  whyIneligible(course.now, { ...course.desk, ...more }, reviewer('rana', facts), parties)?.code ??
  'eligible';

test('a paused desk, a missing skill and an absence keep people out', () => {
  expect(why(claim(), { pausedFor: 'x' }, {})).toBe('desk-paused');
  expect(why(claim(), { requiredSkills: ['ocr', 'statistics'] }, { skills: ['ocr'] })).toBe('skill-missing');
  expect(why(claim(), { requiredSkills: ['ocr'] }, { skills: ['statistics', 'ocr'] })).toBe('eligible');
  expect(why(claim(), {}, { away: true })).toBe('person-away');
});

test('a party is concerned where it speaks and where it is named as whole words, a person where named', () => {
  const among = (more: Partial<Parties>) => hasConflict([conflict], { ...parties, ...more });
  expect(among({ organisations: [' harbour union'] })).toBe(true);
  expect(among({ texts: ['The HARBOUR UNION struck on Monday.'] })).toBe(true);
  expect(among({ texts: ['The harbour unions struck.'] })).toBe(false);
  expect(among({ people: ['Harbour Union'] })).toBe(false);
  const texts = ['Ines Prado opened the gates.'];
  expect(hasConflict([{ kind: 'person', name: 'Ines Prado' }], { ...parties, texts })).toBe(true);
  expect(hasConflict([{ kind: 'publisher', name: 'Ines Prado' }], { ...parties, texts })).toBe(false);
});

test('when nobody may hold a slot, each reason is counted once for each member it keeps out', () => {
  const course = claim();
  course.return(course.assign('rana'));
  const candidates = [
    reviewer('rana'),
    reviewer('remy', { held: 3 }),
    reviewer('rosa', { languages: ['pt'] }),
  ];
  const choose = (more: Partial<Desk> = {}) =>
    chooseReviewer(course.now, { ...course.desk, ...more }, candidates, parties);
  expect(choose()).toEqual({
    reviewer: null,
    reasons: { 'gave-up': 1, 'work-in-progress-limit': 1, 'language-not-read': 1 },
  });
  expect(choose({ pausedFor: 'x' })).toEqual({ reviewer: null, reasons: { 'desk-paused': 1 } });
  expect(choose({ members: [] })).toEqual({ reviewer: null, reasons: { 'desk-without-members': 1 } });
  expect(choose({ wipLimit: 4 })).toMatchObject({ reviewer: { id: 'remy' }, eligible: 1 });
});
