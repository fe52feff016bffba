/** Somebody is protected who stands in a report already: whoever publishes is told, until readers are shown it no more. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { readTurns } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { judge, openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db, { independentVerdicts: 1 });
});
afterAll(() => fixture.drop());

const pia = () => room.as('pia');
const told = async (): Promise<string[]> => {
  const { items } = await inWorkspace(fixture.db, room.workspaceId, (tx) => readTurns(tx, pia()));
  return items.flatMap(({ kind, id }) => (kind === 'report-with-name' ? [id] : []));
};

async function signAndPublish(reportId: string): Promise<void> {
  await room.run(pia(), { type: 'sign-off-report', reportId });
  await room.run(pia(), { type: 'publish-report', reportId, overrideReason: null });
}

async function published(sentence: string): Promise<string> {
  const claimId = await routeClaim(room, await receive(room, sentence), sentence);
  await judge(room, claimId, 'rana', 'unverified');
  const reportId = randomUUID();
  const draft = { slug: `r-${reportId}`, title: 'The quay', summary: 'What is known.', claimIds: [claimId] };
  await room.run(pia(), { type: 'draft-report', reportId, ...draft });
  await signAndPublish(reportId);
  return reportId;
}

const protect = (name: string) =>
  room.run(room.as('edda'), {
    type: 'protect-person',
    protectedPersonId: randomUUID(),
    label: 'a docker',
    names: [name],
  });

test('a report that readers are shown with the name is told to publishers, until it is corrected or withdrawn', async () => {
  await protect('Ana Lima');
  await published('The crane fell on Ana Lima on Monday.');
  const named = await published('The boat of Zarina Qadir sank on Monday.');
  const withdrawn = await published('The crew was led by ZARINA QADIR on Monday.');
  await published('The harbour was closed on Monday.');
  expect(await told()).toEqual([]);

  await protect('Zarina Qadir');
  expect((await told()).toSorted()).toEqual([named, withdrawn].toSorted());
  await room.run(pia(), { type: 'withdraw-report', reportId: withdrawn, reason: 'It named somebody.' });
  await room.run(pia(), { type: 'open-correction', reportId: named, reason: 'It named somebody.' });
  expect(await told()).toEqual([named]);
  await signAndPublish(named);
  expect(await told()).toEqual([]);
});
