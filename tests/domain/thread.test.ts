import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  commentsFor,
  decideThread,
  evolveThread,
  mayTalk,
  type Actor,
  type Role,
  type TalkPlace,
  type Thread,
  type ThreadCommand,
  type ThreadContext,
} from '#domain';
import { codeOf } from './support/outcome.ts';

const person = (personId: string, role: Role = 'reviewer'): Actor => ({
  kind: 'person',
  workspaceId: 'w',
  personId,
  role,
});

/** A round in which ana holds a slot, ben has submitted, and cy sits at the desk; dot does not. */
const PLACE: TalkPlace = {
  claimId: 'c',
  openRound: 1,
  sealedRounds: new Set([1]),
  members: new Set(['ana', 'ben', 'cy']),
  holding: new Set(['ana']),
  submitted: new Set(['ben']),
};
const CLOSED: TalkPlace = {
  ...PLACE,
  openRound: null,
  sealedRounds: new Set(),
  members: new Set(),
  holding: new Set(),
  submitted: new Set(),
};

const context = (place: TalkPlace | null = PLACE): ThreadContext => ({
  place,
  passageStands: true,
  active: new Set(['ana', 'ben', 'cy', 'dot']),
});
const said = { commentId: 'k', text: 'Look at the second gauge.', mentions: ['ana'] };
const start: ThreadCommand = { type: 'start-thread', threadId: 't', claimId: 'c', passage: null, ...said };

const run = (thread: Thread | null, command: ThreadCommand, actor: Actor, place = PLACE): Thread => {
  const events = decideThread(thread, command, actor, context(place));
  return events.reduce<Thread | null>(
    (state, event) =>
      evolveThread(state, 't', {
        ...event,
        at: '2026-03-01T10:00:00.000Z',
        by: actor.kind === 'person' ? actor.personId : '',
      }),
    thread,
  ) as Thread; // a command that is not refused has at least one event
};
const add = (commentId: string): ThreadCommand => ({
  type: 'add-comment',
  threadId: 't',
  ...said,
  commentId,
});

test.each([
  ['who holds a slot', 'ana', 'closed'],
  ['who has submitted', 'ben', 'sealed'],
  ['who could still be given a slot', 'cy', 'closed'],
  ['everybody else', 'dot', 'open'],
])('while a round is open, talk for %s is as it should be', (_, name, how) => {
  for (const role of ['reviewer', 'editor', 'adjudicator'] as const)
    expect(mayTalk(PLACE, person(name, role)).how).toBe(how);
  expect(mayTalk(CLOSED, person(name)).how).toBe('open');
});

test('who holds a slot neither starts, nor adds, nor settles, nor reads', () => {
  const thread = run(null, start, person('dot', 'editor'));
  for (const command of [start, add('k2'), { type: 'resolve-thread' as const, threadId: 't' }])
    expect(
      codeOf(() => decideThread(command === start ? null : thread, command, person('ana'), context())),
    ).toBe('talk-closed');
  expect(commentsFor(thread, PLACE, person('ana'))).toEqual([]);
  expect(commentsFor(thread, CLOSED, person('ana'))).toHaveLength(1);
});

test('what somebody writes who has submitted leaves no trace for others until the round is closed', () => {
  const before = run(null, start, person('dot', 'editor'));
  const after = run(before, add('k2'), person('ben'));
  const seen = (thread: Thread, name: string) =>
    commentsFor(thread, PLACE, person(name, 'editor')).map(({ id }) => id);
  expect(seen(after, 'ben')).toEqual(['k', 'k2']);
  expect(seen(after, 'dot')).toEqual(seen(before, 'dot'));
  expect(after.edition).toBe(before.edition);
  expect(commentsFor(after, CLOSED, person('dot', 'editor')).map(({ id }) => id)).toEqual(['k', 'k2']);
});

test('a thread that only holds sealed comments is not there for others, and its author may not settle it', () => {
  const thread = run(null, start, person('ben'));
  const dot = person('dot', 'editor');
  expect(commentsFor(thread, PLACE, dot)).toEqual([]);
  expect(codeOf(() => decideThread(thread, add('k2'), dot, context()))).toBe('not-found');
  const resolve = { type: 'resolve-thread' as const, threadId: 't' };
  expect(codeOf(() => decideThread(thread, resolve, dot, context()))).toBe('not-found');
  expect(codeOf(() => decideThread(thread, resolve, person('ben'), context()))).toBe('talk-closed');
  expect(run(thread, resolve, dot, CLOSED)).toMatchObject({ status: 'resolved', resolvedBy: 'dot' });
});

test('a settled thread can be opened again, and not be settled twice', () => {
  const dot = person('dot', 'editor');
  const resolve = { type: 'resolve-thread' as const, threadId: 't' };
  const resolved = run(run(null, start, dot), resolve, dot);
  expect(codeOf(() => decideThread(resolved, resolve, dot, context()))).toBe('wrong-status');
  const reopened = run(resolved, { type: 'reopen-thread', threadId: 't' }, dot);
  expect(reopened).toMatchObject({ status: 'open', resolvedBy: null, edition: 3 });
});

test.each([
  ['a mention of nobody', { ...start, mentions: ['eve'] }, context(), 'not-found'],
  ['a claim that is not there', start, context(null), 'not-found'],
  [
    'a passage that is not in the text',
    { ...start, passage: { versionId: 'v', start: 0, end: 1, exact: 'x', prefix: '', suffix: '' } },
    { ...context(), passageStands: false },
    'passage-not-found',
  ],
])('%s is refused', (_, command, given, code) => {
  expect(codeOf(() => decideThread(null, command, person('dot', 'editor'), given))).toBe(code);
});

test('what was written under seal in a round that was recalled is its author’s, also while the talk is open', () => {
  const thread = run(run(null, start, person('dot', 'editor')), add('k2'), person('ben'));
  const recalled: TalkPlace = { ...CLOSED, sealedRounds: new Set([1]) };
  const again: TalkPlace = { ...recalled, openRound: 2, sealedRounds: new Set([1, 2]) };
  const read = (place: TalkPlace, name: string) => commentsFor(thread, place, person(name, 'editor')).length;
  expect([read(recalled, 'dot'), read(recalled, 'ana'), read(recalled, 'ben')]).toEqual([1, 1, 2]);
  expect([read(again, 'dot'), read(again, 'ben')]).toEqual([1, 2]);
  expect(read(CLOSED, 'dot')).toBe(2);
});

test('a thread that somebody began under seal stays theirs when nobody has a slot any more, whatever they add', () => {
  const begun = run(null, start, person('ben'));
  const resolve = { type: 'resolve-thread' as const, threadId: 't' };
  const dot = person('dot', 'editor');
  // Recalled; recalled and at another desk; ben has left the desk while the round is open.
  const recalled: TalkPlace = { ...CLOSED, sealedRounds: new Set([1]) };
  const elsewhere: TalkPlace = { ...recalled, openRound: 2, sealedRounds: new Set([1, 2]) };
  const left: TalkPlace = { ...PLACE, members: new Set(['ana', 'cy']), submitted: new Set() };
  for (const place of [recalled, elsewhere, left]) {
    expect(mayTalk(place, person('ben')).how).toBe('open');
    const after = run(begun, add('k2'), person('ben'), place);
    expect(after.comments.map(({ sealedIn }) => sealedIn)).toEqual([1, 1]);
    expect(after.edition).toBe(begun.edition);
    expect(commentsFor(after, place, dot)).toEqual([]);
    expect(codeOf(() => decideThread(after, resolve, person('ben'), context(place)))).toBe('talk-closed');
    expect(commentsFor(after, CLOSED, dot)).toHaveLength(2);
  }
  expect(run(begun, resolve, person('ben'), CLOSED).status).toBe('resolved');
});

test('readers do not take part', () => {
  expect(codeOf(() => decideThread(null, start, person('dot', 'reader'), context()))).toBe('forbidden');
});

const names = ['ana', 'ben', 'cy', 'dot'] as const;

test('whatever is said by whom, what others see while the round is open does not depend on who has submitted', () => {
  const course = fc.array(fc.record({ who: fc.constantFrom(...names), settle: fc.boolean() }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(course, (steps) => {
      const play = (submitted: boolean) => {
        const place: TalkPlace = submitted
          ? PLACE
          : { ...PLACE, holding: new Set(['ana', 'ben']), submitted: new Set() };
        let thread: Thread | null = run(null, start, person('dot', 'editor'), place);
        for (const [index, { who, settle }] of steps.entries()) {
          const command = settle ? { type: 'resolve-thread' as const, threadId: 't' } : add(`k${index}`);
          try {
            thread = run(thread, command, person(who, 'editor'), place);
          } catch {
            // Refused: nothing happened.
          }
        }
        const forDot = commentsFor(thread, place, person('dot', 'editor')).map(({ id, by }) => [id, by]);
        return { forDot, status: thread.status, edition: thread.edition };
      };
      expect(play(true)).toEqual(play(false));
    }),
  );
});
