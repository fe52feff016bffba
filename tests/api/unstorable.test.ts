/** What PostgreSQL cannot store or compare, sent in addresses, cursors, bodies and file names: refused or mended, never a failure of ours. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, receive, routeClaim, takeSlot, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Answer, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let claimId: string;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
  claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);
const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

test('a NUL in an address leads nowhere', async () => {
  const words = { text: 'It was three metres.' };
  for (const path of [
    '/r/%00',
    '/r/a%00b',
    '/r/%00.proof.json',
    '/r/%00/versions/1',
    '/r/%00/versions/1.proof.json',
    '/r/%00/claims/1/report-an-error',
    '/challenges/%00',
    '/log/tile/%00',
    '/log/ended/%00/checkpoint',
    '/api/v1/claims/%00',
    '/api/v1/documents/%00/text',
  ])
    expect([path, (await running.call(room.token('edda'), 'GET', path)).status]).toEqual([path, 404]);
  for (const path of ['/r/%00/claims/1/challenge', '/r/%00/claims/1/report-an-error'])
    expect([path, (await running.call(null, 'POST', path, words)).status]).toEqual([path, 404]);
});

test('times, days and offsets that nothing can store are malformed, with the field named', async () => {
  const malformed = (path: string) => ({ status: 400, body: { code: 'malformed', errors: [{ path }] } });
  const away = { from: 'tomorrow', until: '2099-01-01T00:00:00Z' };
  const absence = `/people/${room.people.rosa}/availability`;
  expect(await ask('rosa', 'PUT', absence, { away })).toMatchObject(malformed('away.from'));
  const first = { ...away, from: '0000-01-01T00:00:00Z' };
  expect(await ask('rosa', 'PUT', absence, { away: first })).toMatchObject(malformed('away.from'));
  expect(await ask('edda', 'GET', '/agreement?from=x')).toMatchObject(malformed('from'));
  const document = { title: 'T', publisher: 'P', text: TEXT, publishedAt: '0000-01-01' };
  expect(await ask('edda', 'POST', '/documents', document)).toMatchObject(malformed('publishedAt'));

  const at = (start: number, end: number) => ({
    text: 'Here?',
    mentions: [],
    passage: { versionId: randomUUID(), start, end, exact: 'river', prefix: '', suffix: '' },
  });
  for (const [start, end] of [
    [50, 10],
    [3_000_000_000, 3_000_000_005],
  ] as const)
    expect(await ask('edda', 'POST', `/claims/${claimId}/threads`, at(start, end))).toMatchObject(
      malformed('passage.end'),
    );
});

test('a cursor that another list gave, or that nobody gave, leads nowhere', async () => {
  await takeSlot(room, claimId, 'rana');
  const people = (await ask('edda', 'GET', '/people?limit=1')).body.next;
  const id = randomUUID();
  const lists = ['/claims', '/documents', '/intakes', '/rereviews', '/challenges', '/matches'];
  const cursors = [
    people,
    cursorOf('abc', id),
    cursorOf('2026-02-31T00:00:00.000Z', id),
    cursorOf('0000-01-01T00:00:00.000Z', id),
    cursorOf('a\0b', id),
    cursorOf(7, id),
    cursorOf('abc'),
    '%00',
  ];
  for (const list of [...lists, '/assignments'])
    for (const cursor of cursors)
      expect([list, cursor, await ask('edda', 'GET', `${list}?cursor=${cursor}`)]).toEqual([
        list,
        cursor,
        expect.objectContaining({ status: 404, body: expect.objectContaining({ code: 'not-found' }) }),
      ]);
  for (const list of ['/people', '/desks', '/reports'])
    expect((await ask('edda', 'GET', `${list}?cursor=${cursorOf('a\0b', id)}`)).status).toBe(404);
});

test('a list is read to its end, however long the names in it are', async () => {
  const names = ['ق'.repeat(200), '報'.repeat(200), '\u0001"'.repeat(100)];
  for (const name of names) {
    const person = { name, roles: ['reader'], languages: ['en'] };
    expect((await ask('alma', 'POST', '/people', person)).status).toBe(201);
  }
  const found: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const { status, body }: Answer = await ask('edda', 'GET', `/people?limit=1${next && `&cursor=${next}`}`);
    expect(status).toBe(200);
    found.push(...body.items.map(({ name }: { name: string }) => name));
    next = body.next;
  }
  expect(found).toHaveLength(Object.keys(room.people).length + names.length);
  expect(found).toEqual(expect.arrayContaining(names));
});

/** A file under a name and a type as they are written into the request. */
async function send(name: string, type: string): Promise<Answer> {
  const body = [
    '--part',
    `content-disposition: form-data; name="file"; ${name}`,
    `content-type: ${type}`,
    '',
    `${TEXT} ${name}`,
    '--part--',
    '',
  ].join('\r\n');
  const headers = { 'content-type': 'multipart/form-data; boundary=part' };
  const sent = await running.call(room.token('edda'), 'POST', '/api/v1/documents', body, headers);
  expect([name, sent.status]).toEqual([name, 202]);
  return ask('edda', 'GET', `/intakes/${sent.body.id}`);
}

test('a file keeps of its name and type what is text', async () => {
  const { body: nul } = await send("filename*=UTF-8''a%00b.txt", 'text/plain');
  expect(nul.source).toMatchObject({ name: 'ab.txt', mediaType: 'text/plain' });
  const { body: long } = await send(`filename="${'a'.repeat(299)}😀.txt"`, `text/${'x'.repeat(500)}`);
  expect(long.source).toMatchObject({ name: `${'a'.repeat(299)}😀`, mediaType: `text/${'x'.repeat(195)}` });
});

test('an id in capitals is the id that it spells: the log says what the rows say', async () => {
  const document = await receive(room, `${TEXT} Seen twice.`);
  const { documentId, versionId } = document;
  const capitals = (id: string) => id.toUpperCase();
  const origin = (await ask('edda', 'POST', '/workspace/origins', { kind: 'leak', title: 'One letter' }))
    .body;
  const finding = {
    versionId: capitals(versionId),
    result: 'authentic',
    primarySource: true,
    method: 'It was compared with the original.',
    examiner: 'The laboratory',
    limits: 'None.',
  };
  const answers = [
    await ask('edda', 'POST', `/documents/${documentId}/findings`, finding),
    await ask('edda', 'POST', `/documents/${documentId}/origins`, {
      originId: capitals(origin.originId),
      reason: 'It says so.',
    }),
    await ask('edda', 'GET', `/documents/${documentId}?versionId=${capitals(versionId)}`),
    await ask('edda', 'GET', `/claims?documentId=${capitals(documentId)}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200]);
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});
