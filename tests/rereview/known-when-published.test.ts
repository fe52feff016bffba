/** What readers are told beside a page of what was in question when it was published, and of what has come up since. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPublicNotice } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { judge, openNewsroom, receive, routeClaim, sha256, type Newsroom } from '../support/newsroom.ts';

const ROSE = 'The river rose 4.2 metres in one night.';
const PAGE = '<html><body></body></html>';

let database: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db, { independentVerdicts: 1, members: ['rana'] });
});
afterAll(() => database.drop());

async function decided(): Promise<string> {
  const claimId = await routeClaim(room, await receive(room, `${ROSE} ${randomUUID()}`), ROSE);
  await judge(room, claimId, 'rana', 'unverified');
  return claimId;
}

function question(claimId: string): Promise<unknown> {
  const rereviewId = randomUUID();
  return room.run(room.as('edda'), {
    type: 'mark-for-rereview',
    rereviewId,
    claimId,
    cause: 'new-evidence',
    causeId: rereviewId,
    documentId: null,
    changed: [],
    evidence: [],
    reason: 'A letter came.',
  });
}

async function publish(claimIds: readonly string[], overrideReason: string | null): Promise<string> {
  const reportId = randomUUID();
  const slug = `known-${reportId}`;
  const draft = { reportId, slug, title: 'The flood', summary: 'What is known.', claimIds };
  await room.run(room.as('pia'), { type: 'draft-report', ...draft });
  await room.run(room.as('pia'), { type: 'sign-off-report', reportId });
  await room.run(room.as('pia'), { type: 'publish-report', reportId, overrideReason });
  await room.run(
    { kind: 'system', workspaceId: room.workspaceId, name: 'renderer' },
    { type: 'record-rendering', reportId, version: 1, page: PAGE, pageSha256: sha256(PAGE) },
  );
  return slug;
}

const told = async (slug: string) =>
  (await readPublicNotice(database.db, slug, 1))?.claims.map(({ number, causes, known, stage }) =>
    [number, causes.join(), known ? 'known' : 'since', stage].join(' '),
  );

test('what was in question when a report was published with a reason is told apart from what came since', async () => {
  const [first, second, third] = [await decided(), await decided(), await decided()];
  await question(first);
  const slug = await publish([first, second, third], 'The vote is today.');
  const notice = await readPublicNotice(database.db, slug, 1);
  expect(await told(slug)).toEqual(['1 new-evidence known questioned']);

  await question(first);
  await question(second);
  expect(await told(slug)).toEqual([
    '1 new-evidence known questioned',
    '1 new-evidence since questioned',
    '2 new-evidence since questioned',
  ]);
  const later = await readPublicNotice(database.db, slug, 1);
  expect(later?.claims[0]?.since).toBe(notice?.claims[0]?.since);
  expect(later?.claims.map(({ since }) => since)).toEqual(later?.claims.map(({ since }) => since).toSorted());

  for (const claimId of [first, third])
    await room.run(room.as('edda'), { type: 'reopen-claim', claimId, reason: 'It does not add up.' });
  expect(await told(slug)).toEqual([
    '1 new-evidence known in-review',
    '1 new-evidence since in-review',
    '2 new-evidence since questioned',
    '3  since in-review',
  ]);
});

test('what was settled before a report was published is not told beside it', async () => {
  const claimId = await decided();
  await question(claimId);
  await room.run(room.as('edda'), { type: 'reopen-claim', claimId, reason: 'To be looked at.' });
  await judge(room, claimId, 'rana', 'unverified');
  const slug = await publish([claimId], null);
  expect(await readPublicNotice(database.db, slug, 1)).toBeNull();
});

test('beside another version than the newest nothing is told: its claims have other numbers', async () => {
  const claimId = await decided();
  const slug = await publish([claimId], null);
  await question(claimId);
  expect(await readPublicNotice(database.db, slug, 1)).toMatchObject({ version: 1, claims: [{ number: 1 }] });
  for (const version of [0, 2]) expect(await readPublicNotice(database.db, slug, version)).toBeNull();
});
