import { expect, test } from '@jest/globals';
import { decideDesk, evolveDesk, policyOf, type Actor, type Desk, type DeskCommand } from '#domain';
import { codeOf } from './support/outcome.ts';
import { editor, NOW, person } from './support/review.ts';

const settings = {
  name: 'Floods',
  topic: 'floods and dams',
  languages: ['en', 'pt'],
  independentVerdicts: 3,
  verifiedOrigins: 2,
  requiredSkills: ['statistics'],
  rubricVersion: 1,
  leaseMinutes: 90,
  dueHours: 48,
  wipLimit: 5,
};
const open = { type: 'open-desk', deskId: 'd', slug: 'floods', ...settings } as const;
const add = (personId: string) => ({ type: 'add-desk-member', deskId: 'd', personId }) as const;

function onDesk(
  state: Desk | null,
  command: DeskCommand,
  actor: Actor = editor,
  personIsReviewer = true,
): Desk {
  const [event, ...more] = decideDesk(state, command, actor, { personIsReviewer });
  if (!event || more.length) throw new Error('one event was expected');
  return evolveDesk(state, 'd', { ...event, at: NOW, by: 'x' });
}

test('a desk is opened with its settings, without members, and members are added in order', () => {
  const desk = onDesk(null, open);
  expect(desk).toEqual({
    id: 'd',
    slug: 'floods',
    ...settings,
    edition: 1,
    members: [],
    formerMembers: [],
    pausedFor: null,
  });
  const two = onDesk(onDesk(desk, add('rana')), add('remy'));
  expect(two).toEqual({ ...desk, edition: 3, members: ['rana', 'remy'] });
});

test('a desk is opened once, and is there before its members', () => {
  const desk = onDesk(null, open);
  expect(codeOf(() => onDesk(desk, open))).toBe('already-exists');
  expect(codeOf(() => onDesk(null, add('rana')))).toBe('not-found');
});

test('a member is added once, and is an active reviewer', () => {
  const desk = onDesk(onDesk(null, open), add('rana'));
  expect(codeOf(() => onDesk(desk, add('rana')))).toBe('already-exists');
  expect(codeOf(() => onDesk(desk, add('remy'), editor, false))).toBe('not-found');
});

test.each(['reviewer', 'adjudicator', 'publisher', 'reader'] as const)(
  'a %s neither opens a desk nor fills it',
  (role) => {
    expect(codeOf(() => onDesk(null, open, person('x', role)))).toBe('forbidden');
    expect(codeOf(() => onDesk(onDesk(null, open), add('x'), person('x', role)))).toBe('forbidden');
  },
);

test('the policy of a desk is what a round must know, and the rubric in force', () => {
  expect(policyOf(onDesk(null, open))).toEqual({
    rubricVersion: 1,
    independentVerdicts: 3,
    verifiedOrigins: 2,
    leaseMinutes: 90,
    dueHours: 48,
  });
});

test('a history that does not begin at its beginning is a bug, not a refusal', () => {
  const joined = { type: 'desk-member-added', personId: 'rana', at: NOW, by: 'x' } as const;
  expect(() => evolveDesk(null, 'd', joined)).toThrow('a desk begins with desk-opened');
});
