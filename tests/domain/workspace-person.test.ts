import { expect, test } from '@jest/globals';
import {
  decidePerson,
  decideWorkspace,
  evolvePerson,
  evolveWorkspace,
  isPermitted,
  ORIGIN_KINDS,
  ROLES,
  type Actor,
  type Person,
  type PersonCommand,
  type Workspace,
  type WorkspaceCommand,
} from '#domain';
import { codeOf } from './support/outcome.ts';
import { NOW, person, system } from './support/review.ts';

const setup = system('setup');
const admin = person('ada', 'admin');

const open = {
  type: 'open-workspace',
  workspaceId: 'w',
  slug: 'harbour',
  name: 'Harbour Desk',
  correctionsPolicy: 'Write to us.',
} as const;
const register = { type: 'register-origin', originId: 'o', kind: 'leak', title: 'The letters' } as const;
const protect = {
  type: 'protect-person',
  protectedPersonId: 'p',
  label: 'a witness',
  names: ['Ines Prado'],
} as const;

const onWorkspace = (state: Workspace | null, command: WorkspaceCommand, actor: Actor = setup): Workspace => {
  const [event, ...more] = decideWorkspace(state, command, actor);
  if (!event || more.length) throw new Error('one event was expected');
  return evolveWorkspace(state, 'w', { ...event, at: NOW, by: 'x' });
};

test('opening a workspace, registering an origin and protecting a person: each is one event, kept in full', () => {
  const opened = onWorkspace(null, open);
  expect(opened).toEqual({
    id: 'w',
    slug: 'harbour',
    name: 'Harbour Desk',
    correctionsPolicy: 'Write to us.',
    edition: 1,
    origins: [],
    protectedPersons: [],
    routing: { version: 0, rules: [] },
    reviewersShown: 'hidden',
  });
  const registered = onWorkspace(opened, register);
  expect(registered).toEqual({
    ...opened,
    edition: 2,
    origins: [{ id: 'o', kind: 'leak', title: 'The letters' }],
  });
  expect(onWorkspace(registered, protect)).toEqual({
    ...registered,
    edition: 3,
    protectedPersons: [{ id: 'p', label: 'a witness', names: ['Ines Prado'] }],
  });
});

test('a workspace is opened once, and is there before anything is put in it', () => {
  expect(codeOf(() => onWorkspace(onWorkspace(null, open), open))).toBe('already-exists');
  expect(codeOf(() => onWorkspace(null, register))).toBe('not-found');
  expect(codeOf(() => onWorkspace(null, protect))).toBe('not-found');
});

test.each(ORIGIN_KINDS)('an origin may be of the kind “%s”', (kind) => {
  expect(onWorkspace(onWorkspace(null, open), { ...register, kind }).origins[0]?.kind).toBe(kind);
});

const EVERYONE: readonly (readonly [string, Actor])[] = [
  ...ROLES.map((role) => [role, person('someone', role)] as const),
  ...(['setup', 'extraction', 'dispatcher', 'clock', 'renderer'] as const).map(
    (name) => [`system:${name}`, system(name)] as const,
  ),
];
const permitted = (command: Parameters<typeof isPermitted>[1]) =>
  EVERYONE.filter(([, actor]) => isPermitted(actor, command)).map(([name]) => name);

test.each([
  ['open-workspace', ['system:setup']],
  ['register-origin', ['editor', 'system:setup']],
  ['protect-person', ['editor', 'admin', 'system:setup']],
  ['admit-person', ['admin', 'system:setup']],
  ['issue-token', ['admin', 'system:setup']],
  ['declare-conflict', ['editor', 'reviewer', 'adjudicator', 'publisher', 'admin', 'system:setup']],
  ['deactivate-person', ['admin']],
  ['edit-person', ['editor', 'admin']],
  ['set-availability', ['editor', 'reviewer', 'adjudicator', 'publisher', 'admin']],
  ['withdraw-conflict', ['editor', 'reviewer', 'adjudicator', 'publisher', 'admin']],
  ['open-desk', ['editor', 'admin', 'system:setup']],
  ['edit-desk', ['editor', 'admin']],
  ['remove-desk-member', ['editor', 'admin']],
  ['pause-desk', ['editor', 'admin']],
  ['resume-desk', ['editor', 'admin']],
  ['set-routing-rules', ['editor', 'system:setup']],
  ['add-desk-member', ['editor', 'admin', 'system:setup']],
  ['hand-in', ['editor']],
  ['record-reading', ['system:extraction']],
  ['refuse-intake', ['system:extraction']],
  ['receive-document', ['editor', 'system:extraction']],
  ['add-version', ['editor', 'system:extraction']],
  ['record-anchors', ['system:extraction']],
  ['record-matching', ['system:extraction']],
  ['confirm-origin', ['editor']],
  ['remove-origin', ['editor']],
  ['propose-match', ['system:extraction']],
  ['confirm-match', ['editor']],
  ['reject-match', ['editor']],
  ['propose-dependence', ['system:extraction']],
  ['confirm-dependence', ['editor']],
  ['reject-dependence', ['editor']],
  ['record-extraction', ['system:extraction']],
] as const)('%s is for %j and nobody else', (command, expected) => {
  expect(permitted(command)).toEqual(expected);
});

test.each(EVERYONE)('the permission table is asked before the state: %s', (_, actor) => {
  const expectation = (command: Parameters<typeof isPermitted>[1], otherwise: string) =>
    isPermitted(actor, command) ? otherwise : 'forbidden';
  const workspace = onWorkspace(null, open);
  expect(codeOf(() => onWorkspace(workspace, open, actor))).toBe(expectation(open.type, 'already-exists'));
  expect(codeOf(() => onWorkspace(null, register, actor))).toBe(expectation(register.type, 'not-found'));
  expect(codeOf(() => onWorkspace(null, protect, actor))).toBe(expectation(protect.type, 'not-found'));
  for (const command of [token, deactivate])
    expect(codeOf(() => onPerson(null, command, actor))).toBe(expectation(command.type, 'not-found'));
  expect(codeOf(() => onPerson(admitted(), admit, actor))).toBe(expectation(admit.type, 'already-exists'));
});

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
  const [event, ...more] = decidePerson(state, command, actor, { alias: 'Heron-421' });
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
    tokens: [{ id: 't', role: 'reviewer', label: 'laptop', sha256: 'ab' }],
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

test('people declare their own conflicts; an admin and the set-up may for others', () => {
  const by = (actor: Actor) => codeOf(() => onPerson(admitted(), conflict, actor));
  for (const role of ['reviewer', 'adjudicator', 'editor', 'publisher'] as const) {
    expect(by(person('rana', role))).toBe('allowed');
    expect(by(person('remy', role))).toBe('forbidden');
  }
  expect([by(admin), by(setup)]).toEqual(['allowed', 'allowed']);
});

test('a history that does not begin at its beginning is a bug, not a refusal', () => {
  const event = { type: 'person-deactivated', reason: 'left', at: NOW, by: 'x' } as const;
  expect(() => evolvePerson(null, 'rana', event)).toThrow('a person begins with person-admitted');
  const named = {
    type: 'origin-registered',
    originId: 'o',
    kind: 'leak',
    title: 't',
    at: NOW,
    by: 'x',
  } as const;
  expect(() => evolveWorkspace(null, 'w', named)).toThrow('a workspace begins with workspace-opened');
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

test('how reviewers are shown is said by an admin, and is never said twice', () => {
  const opened = onWorkspace(null, open);
  const show = { type: 'show-reviewers', as: 'alias' } as const;
  expect(codeOf(() => onWorkspace(opened, show, person('e', 'editor')))).toBe('forbidden');
  const shown = onWorkspace(opened, show, admin);
  expect(shown).toEqual({ ...opened, edition: 2, reviewersShown: 'alias' });
  expect(codeOf(() => onWorkspace(shown, show, admin))).toBe('wrong-status');
});
