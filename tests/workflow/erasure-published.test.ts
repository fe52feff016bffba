/** Erasing what stands in a report, also with labels for the names of protected persons. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { checkLog, readHistory, readPublicReport } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { placesOf } from '../support/everywhere.ts';
import {
  judge,
  openNewsroom,
  receive,
  routeClaim,
  searched,
  sha256,
  takeSlot,
  type Newsroom,
} from '../support/newsroom.ts';
import { publish, publishNew } from '../support/publishing.ts';

const TEXT = 'The harbour master closed the northern basin on Monday.';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
});
beforeEach(async () => {
  room = await openNewsroom(fixture.db, { independentVerdicts: 1 });
});
afterAll(() => fixture.drop());

async function protect(label: string, name: string): Promise<string> {
  const protectedPersonId = randomUUID();
  const edda = room.as('edda');
  await room.run(edda, { type: 'protect-person', protectedPersonId, label, names: [name] });
  return protectedPersonId;
}

test.each([
  ['if another was protected later', []],
  ['if its protection has ended', ['a witness']],
  ['if every protection has ended', ['a witness', 'a neighbour']],
])('words that readers are shown with a label for a name are found there, also %s', async (_, ended) => {
  const document = await receive(room, TEXT);
  const claimId = await routeClaim(room, document, TEXT);
  const hiding = 'The house of Zarina Qadir stands behind the blue mill, and Ali Tursun keeps its key.';
  const protectedIds = new Map([['a witness', await protect('a witness', 'Zarina Qadir')]]);
  const [reportId, secret] = [randomUUID(), 'stands behind the blue mill'];
  const assignmentId = await takeSlot(room, claimId, 'rana');
  const verdict = { rating: 'unverified', rationale: hiding, evidence: [searched] } as const;
  await room.run(room.as('rana'), { type: 'record-verdict', claimId, assignmentId, fence: 1, ...verdict });
  const draft = {
    slug: `quay-${reportId}`,
    title: 'The quay',
    summary: 'What is known.',
    claimIds: [claimId],
  };
  await room.run(room.as('pia'), { type: 'draft-report', reportId, ...draft });
  await room.run(room.as('pia'), { type: 'sign-off-report', reportId });
  await room.run(room.as('pia'), { type: 'publish-report', reportId, overrideReason: 'It is urgent.' });
  protectedIds.set('a neighbour', await protect('a neighbour', 'Ali Tursun'));
  for (const label of ended) {
    const protectedPersonId = protectedIds.get(label) ?? '';
    await room.run(room.as('edda'), { type: 'end-protection', protectedPersonId, reason: 'They consent.' });
  }
  const history = await inWorkspace(fixture.db, room.workspaceId, (tx) =>
    readHistory(tx, room.as('edda'), claimId),
  );
  const leafHash = history.find(({ type }) => type === 'verdict-recorded')?.leafHash ?? '';
  const target = { kind: 'fields', leafHash, names: ['rationale'] } as const;
  const erase = () =>
    room.run(room.as('alma'), { type: 'erase-content', target, basis: 'danger-to-a-person', reason: 'r' });
  await expect(erase()).rejects.toMatchObject({
    code: 'wrong-status',
    current: 'published',
  });

  await room.run(room.as('pia'), { type: 'withdraw-report', reportId, reason: 'It was too much.' });
  await erase();
  expect(await placesOf(fixture.admin, secret)).toEqual([]);
  expect((await checkLog(fixture.db, room.workspaceId)).problems).toEqual([]);
});

test('what readers are shown is not erased before they are shown a version without it', async () => {
  const slug = `crane-${randomUUID()}`;
  const claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
  await judge(room, claimId, 'rana', 'unverified');
  const reportId = await publishNew(room, slug, [claimId]);
  const render = (version: number) => {
    const page = `<!doctype html><html lang="en"><body>Version ${version}</body></html>`;
    const renderer = { kind: 'system', workspaceId: room.workspaceId, name: 'renderer' } as const;
    const rendering = { reportId, version, page, pageSha256: sha256(page) };
    return room.run(renderer, { type: 'record-rendering', ...rendering });
  };
  await render(1);
  const other = 'The second crane stood still on Tuesday.';
  const otherId = await routeClaim(room, await receive(room, other), other);
  await judge(room, otherId, 'rana', 'unverified');
  await room.run(room.as('pia'), { type: 'open-correction', reportId, reason: 'It was another crane.' });
  const edited = { title: 'The crane', summary: '', claimIds: [otherId] };
  await room.run(room.as('pia'), { type: 'edit-report', reportId, ...edited });
  await publish(room, reportId);

  const history = await inWorkspace(fixture.db, room.workspaceId, (tx) =>
    readHistory(tx, room.as('edda'), claimId),
  );
  const leafHash = history.find(({ type }) => type === 'claim-proposed')?.leafHash ?? '';
  const target = { kind: 'fields', leafHash, names: ['text', 'occurrences'] } as const;
  const erase = () =>
    room.run(room.as('alma'), { type: 'erase-content', target, basis: 'court-order', reason: 'An order.' });
  await expect(erase()).rejects.toMatchObject({ code: 'wrong-status', current: 'published' });
  expect(await readPublicReport(fixture.db, slug)).toMatchObject({
    version: 1,
    page: expect.stringContaining('Version 1'),
  });

  await render(2);
  await erase();
  expect(await readPublicReport(fixture.db, slug)).toMatchObject({
    version: 2,
    page: expect.stringContaining('Version 2'),
  });
});
