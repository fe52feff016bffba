/** Who holds a page already is not sent it again: If-None-Match, as RFC 9110 has it, for GET and HEAD. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { names } from '../../apps/api/src/conditional.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim } from '../support/newsroom.ts';
import { publishNew } from '../support/publishing.ts';
import { startAll, type Running } from '../support/running.ts';

const ROSE = 'The river rose four metres on Sunday.';

let database: TestDatabase;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  const room = await openNewsroom(database.db, { independentVerdicts: 1, members: ['rana'] });
  running = await startAll(database, 'postgres');
  const claimId = await routeClaim(room, await receive(room, ROSE), ROSE);
  await judge(room, claimId, 'rana', 'unverified');
  await publishNew(room, 'held', [claimId]);
  await eventually(async () => (await running.call(null, 'GET', '/r/held')).status, 200);
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const opaque = fc
  .string({ unit: fc.constantFrom('!', '#', ',', ';', '*', '/', '\\', 'W', '~', '\u00e9'), maxLength: 8 })
  .map((characters) => `"${characters}"`);
const listed = fc.record({ tag: opaque, weak: fc.boolean(), around: fc.constantFrom('', ' ', '\t', ' , ,') });

test('a list names exactly the tags in it, weak or strong, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(listed, { minLength: 1, maxLength: 4 }), opaque, (list, other) => {
      const header = list.map(({ tag, weak, around }) => `${around}${weak ? 'W/' : ''}${tag}`).join(',');
      for (const { tag } of list) expect([header, names(header, tag)]).toEqual([header, true]);
      expect(names(header, other)).toBe(list.some(({ tag }) => tag === other));
    }),
  );
});

test.each([
  ['*', true],
  [' * ', true],
  ['', false],
  ['a', false],
  ['"a', false],
  ['w/"a"', false],
  ['"a" "b"', false],
  ['"b", *', false],
  ['"a", b', false],
  ['"b"', false],
  ['"a",', true],
  [', "b" ,\tW/"a"', true],
])('If-None-Match: %s names "a": %s', (header, expected) => {
  expect(names(header, '"a"')).toBe(expected);
});

interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** As it is on the wire: fetch keeps to itself what it makes of a conditional request. */
const ask = (method: 'GET' | 'HEAD', path: string, ifNoneMatch?: string): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const headers = { ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }) };
    request(new URL(path, running.address), { method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () => {
        const { date: _, 'x-request-id': __, ...told } = response.headers;
        resolve({ status: response.statusCode, headers: told, body });
      });
    })
      .on('error', reject)
      .end();
  });

for (const path of ['/r/held', '/r/held/versions/1'])
  test(`${path} is sent once: after that 304, with its tag and for how long it may be kept`, async () => {
    const sent = await ask('GET', path);
    const { etag } = sent.headers;
    expect(sent.status).toBe(200);
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    const length = String(Buffer.byteLength(sent.body));
    expect(await ask('HEAD', path)).toMatchObject({ status: 200, headers: sent.headers, body: '' });
    for (const known of [`${String(etag)}`, `W/${String(etag)}`, `"other", ${String(etag)}`, '*']) {
      const kept = await ask('GET', path, known);
      expect(kept).toMatchObject({
        status: 304,
        headers: { etag, 'cache-control': 'public, max-age=60' },
        body: '',
      });
      // A length here would be that of the page.
      expect(kept.headers).not.toHaveProperty('content-length');
      expect(kept.headers).not.toHaveProperty('content-type');
      expect(await ask('HEAD', path, known)).toMatchObject({
        status: 304,
        headers: { etag, 'cache-control': 'public, max-age=60', 'content-length': length },
        body: '',
      });
    }
    for (const unknown of ['"other"', String(etag).replaceAll('"', ''), '', 'W/"other", "another"']) {
      expect((await ask('GET', path, unknown)).body).toBe(sent.body);
      expect(await ask('HEAD', path, unknown)).toMatchObject({ status: 200, body: '' });
    }
  });

test('where there is no page, whoever holds one is told so', async () => {
  for (const path of ['/r/nowhere', '/r/held/versions/2'])
    for (const known of ['*', '"other"'])
      expect(await ask('GET', path, known)).toMatchObject({ status: 404 });
});
