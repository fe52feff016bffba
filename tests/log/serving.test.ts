import { cp, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fsck, logAt, parsePolicy, nodeCrypto, utf8 } from '#transparency-log';
import { openLog, policyText, type TestLog } from '../sealer/log.ts';
import { startAll, type Running } from '../support/running.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let log: TestLog;
let running: Running;
let ended: string;
beforeAll(async () => {
  log = await openLog();
  await log.grow(600);
  ended = await temporaryFolder();
  await cp(log.parts.folder, join(ended, 'first'), { recursive: true });
  running = await startAll(log.database, 'postgres', {
    worker: false,
    logDir: log.parts.folder,
    endedLogsDir: ended,
  });
});
afterAll(async () => {
  await running.stop();
  await log.close();
});

const file = (path: string) => readFile(join(log.parts.folder, path));
const get = (path: string) => fetch(new URL(path, running.address));

test('the checkpoint is text that is fresh within a second, for everybody', async () => {
  const response = await get('/log/checkpoint');
  expect([
    response.status,
    response.headers.get('content-type'),
    response.headers.get('cache-control'),
  ]).toEqual([200, 'text/plain; charset=utf-8', 'public, max-age=1']);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(await response.text()).toBe((await file('checkpoint')).toString());
});

test.each(['tile/0/000', 'tile/0/002.p/88', 'tile/1/000.p/2', 'tile/entries/001', 'tile/entries/002.p/88'])(
  '%s is the bytes of the file, and immutable',
  async (path) => {
    const response = await get(`/log/${path}`);
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('cache-control'),
    ]).toEqual([200, 'application/octet-stream', 'public, max-age=31536000, immutable']);
    expect(Buffer.from(await response.arrayBuffer()).equals(await file(path))).toBe(true);
  },
);

test('the whole log checks out over HTTP', async () => {
  const check = await fsck(logAt(`${running.address}/log`), await parsePolicy(utf8(policyText), nodeCrypto));
  expect(check).toMatchObject({ entries: 600, problems: [] });
});

test('a log that has ended checks out at its own address', async () => {
  const policy = await parsePolicy(utf8(policyText), nodeCrypto);
  const check = await fsck(logAt(`${running.address}/log/ended/first`), policy);
  expect(check).toMatchObject({ entries: 600, problems: [] });
});

/** As a client sends it that does not tidy paths up. */
const status = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(running.address);
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

test.each([
  '/log/tile/0/009',
  '/log/tile/0/0',
  '/log/tile/0/000.p/256',
  '/log/tile/0/000.p/0',
  '/log/tile/64/000',
  '/log/tile/0/../../checkpoint',
  '/log/tile/../checkpoint',
  '/log/tile/%2e%2e/checkpoint',
  '/log/tile/..%2f..%2f..%2fetc%2fpasswd',
  '/log/tile/0/000%00',
  '/log/tile/0/x001/000/',
  '/log/key',
  '/log/ended/other/checkpoint',
  '/log/ended/../checkpoint',
  '/log/ended/%2e%2e/checkpoint',
  '/log/ended/first/tile/../checkpoint',
])('%s is nothing that the log has', async (path) => {
  expect(await status(path)).toBe(404);
});
