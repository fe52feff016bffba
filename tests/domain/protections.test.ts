/** A protection begins, holds, and is ended with a reason; what is published asks who is protected at that moment. */
import { expect, test } from '@jest/globals';
import {
  decideReport,
  decideWorkspace,
  evolveWorkspace,
  exposedNames,
  namesTakenOut,
  protectedPersons,
  type Workspace,
  type WorkspaceCommand,
} from '#domain';
import { EVERYONE, refusalOf } from './support/everyone.ts';
import { codeOf, refusalOf as refusedBy } from './support/outcome.ts';
import { gateFacts, publisher, publishing, signedOff, workspace } from './support/reports.ts';
import { person } from './support/review.ts';

const editor = person('edda', 'editor');
const LATER = '2026-03-09T09:00:00.000Z';
const end = { type: 'end-protection', protectedPersonId: 'p-a witness', reason: 'They consent.' } as const;
const again = {
  type: 'protect-person',
  protectedPersonId: 'p2',
  label: 'a source',
  names: ['Ana Lima'],
} as const;

const send = (state: Workspace, command: WorkspaceCommand, actor = editor): Workspace =>
  decideWorkspace(state, command, actor).reduce(
    (before, event) => evolveWorkspace(before, 'w', { ...event, at: LATER, by: 'edda' }),
    state,
  );
const protecting = () => workspace({ protect: { 'a witness': ['Ana Lima'], 'a guard': ['Ali Tursun'] } });

test('a protection that ended is kept with who ended it, when and why; the others hold', () => {
  const before = protecting();
  const after = send(before, end);
  expect(after).toEqual({
    ...before,
    edition: before.edition + 1,
    protections: [
      {
        person: { id: 'p-a witness', label: 'a witness', names: ['Ana Lima'] },
        ended: { at: LATER, by: 'edda', reason: 'They consent.' },
      },
      before.protections[1],
    ],
  });
  expect(protectedPersons(before).map(({ label }) => label)).toEqual(['a witness', 'a guard']);
  expect(protectedPersons(after).map(({ label }) => label)).toEqual(['a guard']);
});

test('what is not there is not ended, and what ended is not ended again', () => {
  const ended = send(protecting(), end);
  expect(refusedBy(() => send(ended, end))).toMatchObject({ code: 'wrong-status', current: 'ended' });
  expect(codeOf(() => send(ended, { ...end, protectedPersonId: 'p-nobody' }))).toBe('not-found');
});

test('somebody is protected again after the end, and by two protections until both have ended', () => {
  const named = ({ protections }: Workspace) => exposedNames('Ana Lima', protectedPersons({ protections }));
  const ended = send(protecting(), end);
  expect(named(ended)).toEqual([]);
  const protectedAgain = send(ended, again);
  expect(named(protectedAgain)).toEqual(['Ana Lima']);
  expect(codeOf(() => send(protectedAgain, end))).toBe('wrong-status');
  const twice = send(protecting(), again);
  expect(named(send(twice, end))).toEqual(['Ana Lima']);
  expect(named(send(send(twice, end), { ...end, protectedPersonId: 'p2' }))).toEqual([]);
});

test.each(EVERYONE)('the permission table is asked before the state: %s', (_, actor) => {
  expect(codeOf(() => decideWorkspace(protecting(), { ...end, protectedPersonId: 'p-nobody' }, actor))).toBe(
    refusalOf(actor, end.type, 'not-found'),
  );
});

test('what is published after the end shows the name, what was published before does not', () => {
  const contentBy = (by: Workspace) => {
    const [event] = decideReport(
      { ...signedOff(), summary: 'What Ana Lima saw.' },
      publishing(),
      publisher,
      gateFacts({ workspace: by }),
    );
    return event?.type === 'report-published' ? event.content.summary : null;
  };
  expect(contentBy(protecting())).toBe('What [a witness] saw.');
  expect(contentBy(send(protecting(), end))).toBe('What Ana Lima saw.');
});

test('a name was taken out of an older text when it stands there, however it is spelled, and in the newer no more', () => {
  const persons = protectedPersons(protecting());
  const takenOut = (older: string, newer: string) => namesTakenOut({ at: [older] }, { at: [newer] }, persons);
  expect(takenOut('ANA-Lima saw it.', '[a witness] saw it.')).toEqual(['Ana Lima']);
  expect(takenOut('Ana Lima saw it.', 'Somebody saw it.')).toEqual(['Ana Lima']);
  expect(takenOut('Ana Lima saw it.', 'Ána lima saw it.')).toEqual([]);
  expect(takenOut('Ana Lima and Ali Tursun saw it.', 'Ana Lima saw it.')).toEqual(['Ali Tursun']);
  expect(takenOut('Nobody saw it.', 'Ana Lima saw it.')).toEqual([]);
  expect(namesTakenOut('Ana Lima', '', protectedPersons(send(protecting(), end)))).toEqual([]);
});
