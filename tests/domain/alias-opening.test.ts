import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decideAliasOpening,
  evolveAliasOpening,
  isPermitted,
  mayOnAliasOpening,
  nameOf,
  ROLES,
  type Actor,
  type AliasOpening,
  type AliasOpeningCommand,
} from '#domain';
import { codeOf } from './support/outcome.ts';
import { NOW, person } from './support/review.ts';

const ada = person('ada', 'admin');
const pia = person('pia', 'publisher');
const openingId = 'o';
const request = {
  type: 'request-alias-opening',
  openingId,
  alias: 'Heron-421',
  reason: 'A court asks.',
} as const;
const approve = { type: 'approve-alias-opening', openingId } as const;
const refuse = { type: 'refuse-alias-opening', openingId, reason: 'It names no case.' } as const;
const open = { type: 'open-alias', openingId } as const;
const COMMANDS: readonly AliasOpeningCommand[] = [request, approve, refuse, open];
const LATER = new Date(Date.parse(NOW) + 72 * 3_600_000).toISOString();

function on(
  state: AliasOpening | null,
  command: AliasOpeningCommand,
  actor: Actor,
  { now = NOW, aliasIsKnown = true } = {},
): AliasOpening {
  const [event, ...more] = decideAliasOpening(state, command, actor, { now, aliasIsKnown });
  if (!event || more.length) throw new Error('one event was expected');
  return evolveAliasOpening(state, openingId, { ...event, at: now, by: nameOf(actor) });
}
const requested = () => on(null, request, ada);
const approved = () => on(requested(), approve, pia);

test('one asks, another allows it, and the first is told once', () => {
  expect(approved()).toMatchObject({ requestedBy: 'ada', decidedBy: 'pia', status: 'approved' });
  const opened = on(approved(), open, ada);
  expect(opened.status).toBe('opened');
  expect(codeOf(() => on(opened, open, ada))).toBe('wrong-status');
  expect(codeOf(() => on(approved(), open, pia))).toBe('forbidden');
  expect(codeOf(() => on(requested(), open, ada))).toBe('wrong-status');
});

test('nobody decides about what they asked for, in whatever role', () => {
  for (const actor of [ada, person('ada', 'publisher')])
    for (const command of [approve, refuse])
      expect(codeOf(() => on(requested(), command, actor))).toBe('same-person');
});

test('what was refused stays so, and says why', () => {
  const refused = on(requested(), refuse, pia);
  expect(refused).toMatchObject({ status: 'refused', decidedFor: refuse.reason });
  for (const [command, actor] of [
    [approve, pia],
    [open, ada],
  ] as const)
    expect(codeOf(() => on(refused, command, actor))).toBe('wrong-status');
});

test('after three days it can neither be decided nor opened', () => {
  for (const command of [approve, refuse])
    expect(codeOf(() => on(requested(), command, pia, { now: LATER }))).toBe('request-lapsed');
  expect(codeOf(() => on(approved(), open, ada, { now: LATER }))).toBe('request-lapsed');
  expect(mayOnAliasOpening(approved(), ada, LATER)).toEqual([]);
});

test('only publishers and admins take part, and only in aliases that somebody has', () => {
  for (const role of ROLES.filter((one) => one !== 'admin' && one !== 'publisher'))
    for (const command of COMMANDS)
      expect(codeOf(() => on(command === request ? null : requested(), command, person('x', role)))).toBe(
        'forbidden',
      );
  expect(codeOf(() => on(null, request, ada, { aliasIsKnown: false }))).toBe('not-found');
});

test('however they try, in whatever order, nobody is told without a second person', () => {
  const anyActor = fc
    .tuple(fc.constantFrom('ada', 'pia', 'rana'), fc.constantFrom(...ROLES))
    .map(([id, role]) => person(id, role));
  const anyStep = fc.tuple(fc.constantFrom(...COMMANDS), anyActor, fc.constantFrom(NOW, LATER));
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
      let state: AliasOpening | null = null;
      for (const [command, actor, now] of steps) {
        const before: AliasOpening | null = state;
        if (codeOf(() => void (state = on(before, command, actor, { now }))) !== 'allowed') continue;
        expect(isPermitted(actor, command.type)).toBe(true);
        const after = state as AliasOpening | null;
        if (after?.decidedBy) expect(after.decidedBy).not.toBe(after.requestedBy);
        if (after?.status === 'opened') expect(nameOf(actor)).toBe(after.requestedBy);
        if (before) expect(mayOnAliasOpening(before, actor, now)).toContain(command.type);
      }
    }),
  );
});
