/** What the command line does, and how it says what can be called. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import type { Newsroom } from '../support/newsroom.ts';
import type { Running } from '../support/running.ts';
import { countersign } from '../support/spawned.ts';
import { openCommandLine, type CommandLine } from './support/command-line.ts';

const TEXT = 'The river authority said on 2 March 2026 that the water rose 4.2 metres in one night.\n';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let as: CommandLine['as'];
let file: CommandLine['file'];
let close: CommandLine['close'];
beforeAll(async () => {
  ({ database, room, running, as, file, close } = await openCommandLine());
});
afterAll(() => close());

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

  test('claims add proposes what a person found, and says what to do when the document does not say it', async () => {
    const { items } = (await running.call(room.token('edda'), 'GET', '/api/v1/documents')).body;
    const { id } = items.find(({ title }: { title: string }) => title === 'The weir');
    const add = (passage: string) =>
      countersign(['claims', 'add', id, '--passage', passage, '--speaker', 'the mill'], as('edda'));
    const [added, missed] = await Promise.all([add('4.2 metres'), add('five metres')]);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(/^Claim [0-9a-f-]{36} is proposed\.\n$/);
    expect(missed).toMatchObject({ code: 1, stdout: '' });
    expect(missed.stderr).toContain('copy the passage from its text');
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
