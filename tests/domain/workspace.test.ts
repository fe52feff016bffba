import { expect, test } from '@jest/globals';
import {
  decideWorkspace,
  evolveWorkspace,
  ORIGIN_KINDS,
  type Actor,
  type Workspace,
  type WorkspaceCommand,
} from '#domain';
import { EVERYONE, refusalOf } from './support/everyone.ts';
import { codeOf, refusalOf as refusedBy } from './support/outcome.ts';
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
    protections: [],
    routing: { version: 0, rules: [] },
    reviewersShown: 'hidden',
  });
  const registered = onWorkspace(opened, register);
  expect(registered).toEqual({
    ...opened,
    edition: 2,
    origins: [{ id: 'o', kind: 'leak', title: 'The letters', publicTitle: null }],
  });
  expect(onWorkspace(registered, protect)).toEqual({
    ...registered,
    edition: 3,
    protections: [{ person: { id: 'p', label: 'a witness', names: ['Ines Prado'] }, ended: null }],
  });
});

test('a workspace is opened once, and is there before anything is put in it', () => {
  expect(codeOf(() => onWorkspace(onWorkspace(null, open), open))).toBe('already-exists');
  expect(codeOf(() => onWorkspace(null, register))).toBe('not-found');
  expect(codeOf(() => onWorkspace(null, protect))).toBe('not-found');
});

test('an origin is registered once: by another spelling of its title it would count as a second', () => {
  const registered = onWorkspace(onWorkspace(null, open), register);
  const again = (more: object) => onWorkspace(registered, { ...register, originId: 'p', ...more });
  for (const title of ['The letters', ' the  LETTERS ', 'The ｌetters'])
    expect(refusedBy(() => again({ title }))).toMatchObject({ code: 'already-exists', current: 'o' });
  expect(again({ title: 'The other letters' }).origins).toHaveLength(2);
  expect(again({ kind: 'witness' }).origins).toHaveLength(2);
});

test('what readers are told an origin is, an editor says, and takes back', () => {
  const registered = onWorkspace(onWorkspace(null, open), register);
  const name = (originId: string, publicTitle: string | null) =>
    ({ type: 'name-origin', originId, publicTitle }) as const;
  const named = onWorkspace(registered, name('o', 'Letters of a contractor'));
  expect(named.origins).toEqual([
    { id: 'o', kind: 'leak', title: 'The letters', publicTitle: 'Letters of a contractor' },
  ]);
  expect(onWorkspace(named, name('o', null)).origins).toEqual(registered.origins);
  expect(refusedBy(() => onWorkspace(named, name('o', 'Letters of a contractor')))).toMatchObject({
    code: 'wrong-status',
    current: 'named',
  });
  expect(refusedBy(() => onWorkspace(registered, name('o', null)))).toMatchObject({
    code: 'wrong-status',
    current: 'unnamed',
  });
  expect(codeOf(() => onWorkspace(registered, name('p', 'Letters')))).toBe('not-found');
});

test('a name that could never be kept out of a report is not protected', () => {
  const opened = onWorkspace(null, open);
  const protecting = (label: string, name: string) => () =>
    onWorkspace(opened, { ...protect, label, names: ['Ines Prado', name] });
  for (const name of ['a', '. .', '\u200b', 'Ⅷ'])
    expect([name, codeOf(protecting('a witness', name))]).toEqual([name, 'not-protectable']);
  expect(codeOf(protecting('the friend of INES  Prado', 'Ana Lima'))).toBe('not-protectable');
  expect(protecting('a witness', '李明')().protections).toHaveLength(1);
});

test.each(ORIGIN_KINDS)('an origin may be of the kind “%s”', (kind) => {
  expect(onWorkspace(onWorkspace(null, open), { ...register, kind }).origins[0]?.kind).toBe(kind);
});

test.each(EVERYONE)('the permission table is asked before the state: %s', (_, actor) => {
  const workspace = onWorkspace(null, open);
  expect(codeOf(() => onWorkspace(workspace, open, actor))).toBe(
    refusalOf(actor, open.type, 'already-exists'),
  );
  for (const command of [register, protect])
    expect(codeOf(() => onWorkspace(null, command, actor))).toBe(refusalOf(actor, command.type, 'not-found'));
});

test('a history that does not begin at its beginning is a bug, not a refusal', () => {
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

test('how reviewers are shown is said by an admin, and is never said twice', () => {
  const opened = onWorkspace(null, open);
  const show = { type: 'show-reviewers', as: 'alias' } as const;
  expect(codeOf(() => onWorkspace(opened, show, person('e', 'editor')))).toBe('forbidden');
  const shown = onWorkspace(opened, show, admin);
  expect(shown).toEqual({ ...opened, edition: 2, reviewersShown: 'alias' });
  expect(codeOf(() => onWorkspace(shown, show, admin))).toBe('wrong-status');
});

test('the corrections policy is set by a publisher or an admin, also where the workspace was opened without one', () => {
  const opened = onWorkspace(null, { ...open, correctionsPolicy: '' });
  const set = { type: 'set-corrections-policy', correctionsPolicy: 'Write to the desk.' } as const;
  expect(codeOf(() => onWorkspace(null, set, admin))).toBe('not-found');
  expect(codeOf(() => onWorkspace(opened, set, person('e', 'editor')))).toBe('forbidden');
  for (const actor of [admin, person('p', 'publisher')])
    expect(onWorkspace(opened, set, actor)).toEqual({
      ...opened,
      edition: 2,
      correctionsPolicy: 'Write to the desk.',
    });
});
