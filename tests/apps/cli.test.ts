import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';
import { countersign, type Ended, type Environment } from '../support/spawned.ts';

const TEXT = 'The river authority said on 2 March 2026 that the water rose 4.2 metres in one night.\n';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres');
  folder = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
});
afterAll(async () => {
  await running.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const as = (name: 'edda' | 'alma' | 'rana'): Environment => ({
  COUNTERSIGN_URL: running.address,
  COUNTERSIGN_TOKEN: room.token(name),
  DATA_DIR: folder,
});
function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
/** One sentence on the error stream, and nothing else anywhere. */
function expectSentence({ code, stdout, stderr }: Ended, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr).toMatch(/^[^\n]+[.)]\n$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
}

describe('what it does', () => {
  test('migrate prepares an empty database, and again changes nothing', async () => {
    const empty = `${database.name}_empty`;
    await database.admin.query(`create database ${empty}`);
    const at = (url: string) => Object.assign(new URL(url), { pathname: empty }).href;
    const env = {
      DATABASE_OWNER_URL: at(database.ownerUrl),
      DATABASE_URL: at(database.appUrl),
      DATABASE_SYSTEM_URL: at(database.systemUrl),
    };
    expect(await countersign(['migrate', '--json'], env)).toEqual({
      code: 0,
      signal: null,
      stdout: '{"migrated":true}\n',
      stderr: '',
    });
    expect(await countersign(['migrate'], env)).toMatchObject({
      code: 0,
      stdout: 'The schema is up to date.\n',
    });
    await database.admin.query(`drop database ${empty} with (force)`);
  });

  test('ingest hands a file or standard input in, with what is known of it', async () => {
    const known = [
      '--title',
      'The weir',
      '--publisher',
      'The Gauge',
      '--published-at',
      '2026-03-03',
      '--language',
      'en-GB',
    ];
    const [byFile, byInput] = await Promise.all([
      countersign(['ingest', file('weir.txt', TEXT), ...known, '--json'], as('edda')),
      countersign(['ingest', '-'], as('edda'), {
        input: 'The mayor said on 4 March 2026 that 30 houses were lost.',
      }),
    ]);
    expect(byFile).toMatchObject({ code: 0, stderr: '' });
    const { intake, document } = JSON.parse(byFile.stdout);
    expect(intake).toMatchObject({ status: 'read', source: { kind: 'file', name: 'weir.txt' } });
    expect(byInput).toMatchObject({ code: 0, stderr: '' });
    expect(byInput.stdout).toMatch(/^Document [0-9a-f-]{36} is in: 1 claims found\.\n$/);
    const shown = await countersign(['documents', 'show', document.id, '--json'], as('edda'));
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(shown.stdout)).toMatchObject({
      title: 'The weir',
      publisher: 'The Gauge',
      publishedAt: '2026-03-03',
      language: 'en-GB',
      text: TEXT,
      regions: [{ label: 'body', start: 0, end: TEXT.trimEnd().length }],
      figures: expect.arrayContaining([
        expect.objectContaining({ text: expect.stringContaining('4.2 metres') }),
      ]),
    });
  });

  test('claims list gives the claims, for people and as JSON, all or those of one status', async () => {
    const listed = async () =>
      (await running.call(room.token('edda'), 'GET', '/api/v1/claims')).body.items.length;
    await eventually(listed, 2);
    const [plain, json, decided] = await Promise.all([
      countersign(['claims', 'list'], as('edda')),
      countersign(['claims', 'list', '--status', 'proposed', '--json'], as('edda')),
      countersign(['claims', 'list', '--status', 'decided', '--json'], as('edda')),
    ]);
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    expect(plain.stdout).toMatch(/^[0-9a-f-]{36}  proposed    [^\n]*4\.2 metres/m);
    const claims = JSON.parse(json.stdout);
    expect(claims).toHaveLength(2);
    for (const claim of claims)
      expect(claim).toMatchObject({
        id: expect.any(String),
        status: 'proposed',
        text: expect.any(String),
        claimType: expect.any(String),
        clusterId: expect.any(String),
        occurrences: [
          expect.objectContaining({
            documentId: expect.any(String),
            title: expect.any(String),
            passage: expect.objectContaining({ exact: expect.any(String), start: expect.any(Number) }),
            attribution: expect.objectContaining({ chain: expect.any(Array), stance: expect.any(String) }),
            figures: expect.any(Array),
          }),
        ],
        rating: null,
      });
    expect(JSON.parse(decided.stdout)).toEqual([]);
  });

  test('log verify says that all is well, and finds a row that was edited behind the log', async () => {
    const pending = async () =>
      (await running.call(room.token('alma'), 'GET', '/api/v1/log/check')).body.pending;
    await eventually(pending, 0);
    const [good, goodJson] = await Promise.all([
      countersign(['log', 'verify'], as('alma')),
      countersign(['log', 'verify', '--json'], as('alma')),
    ]);
    expect(good).toMatchObject({ code: 0, stderr: '' });
    expect(good.stdout).toMatch(/^[1-9]\d* entries ordered, 0 waiting, [1-9]\d* streams, 0 problems\n$/);
    expect(JSON.parse(goodJson.stdout)).toMatchObject({ pending: 0, problems: [] });

    await database.admin.query('set session_replication_role = replica');
    const { rows } = await database.admin.query(
      `update app.claims set priority = (priority + 1) % 1000
        where id = (select id from app.claims where workspace_id = $1 limit 1) returning id`,
      [room.workspaceId],
    );
    await database.admin.query('set session_replication_role = origin');
    const problem = `claim ${rows[0].id}: its rows are not what its entries say`;
    const [bad, badJson] = await Promise.all([
      countersign(['log', 'verify'], as('alma')),
      countersign(['log', 'verify', '--json'], as('alma')),
    ]);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toMatch(new RegExp(`^${problem}\n.* 1 problems\n$`));
    expect(badJson.code).toBe(1);
    expect(JSON.parse(badJson.stdout).problems).toEqual([problem]);
  });
});

test.each([
  [['frobnicate'], /unknown command 'frobnicate'/],
  [['claims', 'list', '--colour'], /unknown option '--colour'/],
  [['ingest'], /missing required argument 'what'/],
  [['log'], /Usage: countersign log/],
])('a call that is not understood gets the usage and 2: %j', async (args, said) => {
  const { code, stdout, stderr } = await countersign(args);
  expect(stderr).toMatch(said);
  expect(stderr).toContain('Usage: countersign');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('help is a result', async () => {
  const { code, stdout, stderr } = await countersign(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const command of ['demo', 'start', 'migrate', 'ingest', 'documents', 'claims', 'log'])
    expect(stdout).toContain(command);
});

describe('what can be put right is said in a sentence', () => {
  test('a file that is missing, in no readable encoding, or here already', async () => {
    const noise = file('noise.bin', Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x00, 0x01]));
    const twice = file('twice.txt', 'The council met on 3 March 2026.');
    expect((await countersign(['ingest', twice], as('edda'))).code).toBe(0);
    const [missing, directory, unreadable, again] = await Promise.all(
      [join(folder, 'none.txt'), folder, noise, twice].map((path) =>
        countersign(['ingest', path], as('edda')),
      ),
    );
    expect(again).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/here already/) });
    expectSentence(missing!, /none\.txt cannot be read\. \(.*ENOENT/);
    expectSentence(directory!, /cannot be read\. \(.*EISDIR/);
    expectSentence(unreadable!, /./);
  });

  test('no server, something else than one, and an address that is none', async () => {
    const other = await new Promise<Server>((done) => {
      const server = createServer((_, response) => void response.end('<html>hello</html>'));
      server.listen(0, '127.0.0.1', () => done(server));
    });
    const bound = other.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    const at = (url: string | undefined) =>
      countersign(['claims', 'list'], { ...as('edda'), COUNTERSIGN_URL: url });
    const [wrong, none, unset] = await Promise.all([
      at(`http://127.0.0.1:${port}`),
      at('here'),
      at(undefined),
    ]);
    await new Promise((closed) => other.close(closed));
    expectSentence(wrong, /is not Countersign/);
    expectSentence(none, /^COUNTERSIGN_URL is an address like/);
    expectSentence(unset, /^Set COUNTERSIGN_URL and COUNTERSIGN_TOKEN/);
    expectSentence(await at(`http://127.0.0.1:${port}`), /^No server answers at http/);
  });

  test('a token nobody has, one that cannot be one, and one of another role', async () => {
    const by = (token: string) => countersign(['log', 'verify'], { ...as('alma'), COUNTERSIGN_TOKEN: token });
    const [unknown, impossible] = await Promise.all([by('cs_nobody'), by('ключ')]);
    expectSentence(unknown, /valid API token/);
    expectSentence(impossible, /^COUNTERSIGN_TOKEN has characters/);
    const [status, ingest] = await Promise.all([
      countersign(['claims', 'list', '--status', 'nice'], as('edda')),
      countersign(['ingest', file('other.txt', 'It rained on 5 March 2026.')], as('rana')),
    ]);
    expect(status.code).toBe(1);
    expect(status.stderr).toMatch(/^status: /);
    expect(status.stderr).not.toMatch(/^\s+at /m);
    expectSentence(ingest, /./);
  });

  test('migrate without its settings, without a server, and without the rights', async () => {
    const env = {
      DATABASE_OWNER_URL: database.ownerUrl,
      DATABASE_URL: database.appUrl,
      DATABASE_SYSTEM_URL: database.systemUrl,
    };
    const nowhere = Object.assign(new URL(database.ownerUrl), { port: '1' }).href;
    const [unset, gone, rightless] = await Promise.all([
      countersign(['migrate'], { ...env, DATABASE_URL: undefined }),
      countersign(['migrate'], { ...env, DATABASE_OWNER_URL: nowhere }),
      countersign(['migrate'], { ...env, DATABASE_OWNER_URL: database.appUrl }),
    ]);
    expectSentence(unset, /^DATABASE_URL is not set/);
    expectSentence(gone, /nothing answers there/);
    expectSentence(rightless, /the account lacks a right/);
  });
});
