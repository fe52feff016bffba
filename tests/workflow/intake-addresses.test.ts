/** What is fetched from an address where a document was fetched before is its next version. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '#domain';
import { execute } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, sha256, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
let reader: Actor;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
  reader = { kind: 'system', workspaceId: room.workspaceId, name: 'extraction' };
});
afterAll(() => fixture.drop());

async function handIn(url: string): Promise<string> {
  const intakeId = randomUUID();
  const details = { title: null, publisher: null, publishedAt: null, language: null, documentId: null };
  const source = { kind: 'address' as const, url };
  await room.run(room.as('edda'), { type: 'hand-in', intakeId, source, ...details });
  return intakeId;
}

const record = (intakeId: string, finalUrl: string, text: string) =>
  execute(fixture.db, reader, {
    type: 'record-reading',
    intakeId,
    reading: {
      documentId: randomUUID(),
      versionId: randomUUID(),
      title: 'The weir',
      publisher: 'The Gauge',
      publishedAt: null,
      language: 'en',
      mediaType: 'text/html',
      bytesSha256: sha256(text),
      textSha256: sha256(text),
      characters: text.length,
      text,
      regions: [],
    },
    warnings: [],
    finalUrl,
    warcSha256: null,
  });

const fetched = async (url: string, finalUrl: string, text: string) =>
  record(await handIn(url), finalUrl, text);

async function versionsAt(address: string): Promise<number[]> {
  const { rows } = await fixture.admin.query(
    `select (select count(*)::int from app.document_versions v where v.document_id = d.id) as versions
       from app.documents d where d.address = $1`,
    [address],
  );
  return rows.map(({ versions }) => versions);
}

test('a page that has moved is the next version of its document', async () => {
  const [old, moved] = ['https://news.example/weir', 'https://www.news.example/2026/weir'];
  await fetched(old, old, 'The weir broke.');
  await fetched(old, moved, 'The weir broke on Monday.');
  expect([await versionsAt(old), await versionsAt(moved)]).toEqual([[2], []]);
});

test('where the page has got to goes before where it was asked for', async () => {
  const [list, story] = ['https://news.example/latest', 'https://news.example/mill'];
  await fetched(list, list, 'The latest news.');
  await fetched(story, story, 'The mill stands.');
  await fetched(list, story, 'The mill stands still.');
  expect([await versionsAt(list), await versionsAt(story)]).toEqual([[1], [2]]);
});

test('two first captures of one page at a time make one document', async () => {
  const url = 'https://news.example/changing';
  const intakes = await Promise.all(Array.from({ length: 6 }, () => handIn(url)));
  await Promise.all(intakes.map((intakeId, n) => record(intakeId, url, `Reader ${n} of 6.`)));
  expect(await versionsAt(url)).toEqual([6]);
});
