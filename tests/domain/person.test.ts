import { expect, test } from '@jest/globals';
import {
  decidePerson,
  evolvePerson,
  ROLES,
  type Actor,
  type Person,
  type PersonCommand,
  type Role,
} from '#domain';
import { EVERYONE, refusalOf } from './support/everyone.ts';
import { codeOf } from './support/outcome.ts';
import { NOW, person, system } from './support/review.ts';

const setup = system('setup');
const admin = person('ada', 'admin');

const admit = {
  type: 'admit-person',
  personId: 'rana',
  name: 'Rana Vale',
  roles: ['reviewer', 'editor'],
  languages: ['en', 'pt'],
} as const;
const token = {
  type: 'issue-token',
  personId: 'rana',
  tokenId: 't',
  role: 'reviewer',
  label: 'laptop',
  sha256: 'ab',
} as const;
const conflict = {
  type: 'declare-conflict',
  personId: 'rana',
  conflict: { kind: 'publisher', name: 'The Gauge' },
} as const;
const deactivate = { type: 'deactivate-person', personId: 'rana', reason: 'left' } as const;

function onPerson(state: Person | null, command: PersonCommand, actor: Actor = admin): Person {
  const context = { alias: 'Heron-421', otherAdmins: true, now: NOW };
  const [event, ...more] = decidePerson(state, command, actor, context);
  if (!event || more.length) throw new Error('one event was expected');
  return evolvePerson(state, 'rana', { ...event, at: NOW, by: 'x' });
}
const admitted = () => onPerson(null, admit);

test('admitting, a token, a conflict and deactivating: each is one event, kept in full', () => {
  const first = admitted();
  expect(first).toEqual({
    id: 'rana',
    name: 'Rana Vale',
    alias: 'Heron-421',
    roles: ['reviewer', 'editor'],
    languages: ['en', 'pt'],
    skills: [],
    away: null,
    active: true,
    edition: 1,
    conflicts: [],
    tokens: [],
  });
  const second = onPerson(first, token);
  expect(second).toEqual({
    ...first,
    edition: 2,
    tokens: [
      {
        id: 't',
        role: 'reviewer',
        label: 'laptop',
        sha256: 'ab',
        issuedAt: NOW,
        issuedBy: 'x',
        expiresAt: null,
        revokedAt: null,
      },
    ],
  });
  const third = onPerson(second, conflict);
  expect(third).toEqual({ ...second, edition: 3, conflicts: [{ kind: 'publisher', name: 'The Gauge' }] });
  expect(onPerson(third, deactivate)).toEqual({ ...third, edition: 4, active: false });
});

test('a person is admitted once, and is there before anything else', () => {
  expect(codeOf(() => onPerson(admitted(), admit))).toBe('already-exists');
  for (const command of [token, conflict, deactivate])
    expect(codeOf(() => onPerson(null, command))).toBe('not-found');
});

test('someone who was deactivated stays so: no token, no conflict, no second time', () => {
  const gone = onPerson(admitted(), deactivate);
  for (const command of [token, conflict, deactivate])
    expect(codeOf(() => onPerson(gone, command))).toBe('person-inactive');
  expect(codeOf(() => onPerson(gone, admit))).toBe('already-exists');
});

test('the last active admin stays; anybody else may leave', () => {
  const leave = (roles: readonly Role[], otherAdmins: boolean) => {
    const state = onPerson(null, { ...admit, roles });
    return codeOf(() => decidePerson(state, deactivate, admin, { alias: '', otherAdmins, now: NOW }));
  };
  expect(leave(['reviewer', 'admin'], false)).toBe('last-admin');
  expect(leave(['reviewer', 'admin'], true)).toBe('allowed');
  expect(leave(['reviewer'], false)).toBe('allowed');
});

test('a token is for a role that the person has', () => {
  const outcome = (role: (typeof ROLES)[number]) => codeOf(() => onPerson(admitted(), { ...token, role }));
  expect(ROLES.map((role) => [role, outcome(role)])).toEqual([
    ['editor', 'allowed'],
    ['reviewer', 'allowed'],
    ['adjudicator', 'forbidden'],
    ['publisher', 'forbidden'],
    ['reader', 'forbidden'],
    ['admin', 'forbidden'],
  ]);
});

test('a role is granted once, beside those there are, and not to somebody who left', () => {
  const grant = { type: 'grant-role', personId: 'rana', role: 'admin' } as const;
  const granted = onPerson(admitted(), grant, setup);
  expect(granted).toEqual({ ...admitted(), roles: ['reviewer', 'editor', 'admin'], edition: 2 });
  expect(codeOf(() => onPerson(granted, grant, setup))).toBe('already-exists');
  expect(codeOf(() => onPerson(onPerson(admitted(), deactivate), grant, setup))).toBe('person-inactive');
  expect(codeOf(() => onPerson(null, grant, setup))).toBe('not-found');
});

test('people declare their own conflicts; an admin and the set-up may for others', () => {
  const by = (actor: Actor) => codeOf(() => onPerson(admitted(), conflict, actor));
  for (const role of ['reviewer', 'adjudicator', 'editor', 'publisher'] as const) {
    expect(by(person('rana', role))).toBe('allowed');
    expect(by(person('remy', role))).toBe('forbidden');
  }
  expect([by(admin), by(setup)]).toEqual(['allowed', 'allowed']);
});

test.each(EVERYONE)('the permission table is asked before the state: %s', (_, actor) => {
  for (const command of [token, deactivate])
    expect(codeOf(() => onPerson(null, command, actor))).toBe(refusalOf(actor, command.type, 'not-found'));
  expect(codeOf(() => onPerson(admitted(), admit, actor))).toBe(
    refusalOf(actor, admit.type, 'already-exists'),
  );
});

test('a history that does not begin at its beginning is a bug, not a refusal', () => {
  const event = { type: 'person-deactivated', reason: 'left', at: NOW, by: 'x' } as const;
  expect(() => evolvePerson(null, 'rana', event)).toThrow('a person begins with person-admitted');
});

test('who joined before there were aliases is given one, once, and keeps it after leaving', () => {
  const { name, roles, languages } = admit;
  const earlier = { type: 'person-admitted', name, roles, languages, at: NOW, by: 'x' } as const;
  const first = evolvePerson(null, 'rana', earlier);
  expect(first.alias).toBeNull();
  const give = { type: 'give-alias', personId: 'rana' } as const;
  const given = onPerson(onPerson(first, deactivate), give);
  expect(given).toMatchObject({ alias: 'Heron-421', active: false });
  expect(codeOf(() => onPerson(given, give))).toBe('already-exists');
  expect(codeOf(() => onPerson(admitted(), give))).toBe('already-exists');
});
