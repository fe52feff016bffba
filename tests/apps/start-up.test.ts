import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadWorkerConfig, UnsafeSettings } from '#config';
import { dataSourceOptions, migrate, openDataSource, unsafeSettings } from '#database';
import { startLocalPostgres } from '#local-postgres';
import { migrations } from '../../migrations/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { addressOf } from '../support/servers.ts';
import { readyAt, settingsFor, spawnApp, type Environment } from '../support/spawned.ts';

const SECRET = 'a-password-that-nobody-prints';

let database: TestDatabase;
beforeAll(async () => (database = await freshDatabase()));
const clearUp: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const clear of clearUp.reverse()) await clear();
  await database.drop();
});

/** The sentences, one a line, with which it refuses to start; that is all it writes. */
async function refusalOf(app: 'api' | 'worker', changes: Environment): Promise<string[]> {
  const { child, ended } = spawnApp(app, { ...settingsFor(database), ...changes });
  child.once('message', () => child.kill('SIGKILL')); // it started after all
  const { code, stdout, stderr } = await ended;
  const lines = stderr.trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^[A-Z`].+\.$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).not.toContain(SECRET);
  return lines;
}

/** An account of the application's group that this SQL is done to; its address. */
async function account(name: string, password = SECRET, ...sql: string[]): Promise<string> {
  const user = `${database.name}_${name}`;
  await database.admin.query(`create role ${user} login password '${password}' in role countersign_app`);
  for (const statement of sql) await database.admin.query(statement.replaceAll('$user', user));
  clearUp.push(() =>
    database.admin.query(
      `reassign owned by ${user} to countersign_owner; drop owned by ${user}; drop role ${user}`,
    ),
  );
  return addressOf(database.name, { user, password });
}

async function listening(): Promise<{ server: Server; port: string }> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const bound = server.address();
  return { server, port: String(typeof bound === 'object' && bound ? bound.port : 0) };
}

describe('an account or a database that is not safe', () => {
  test('a superuser is refused, by the api and for either account of the worker', async () => {
    const superuser = /^The account \w+ is a superuser or bypasses row-level security: use one /;
    const [api, worker, system] = await Promise.all([
      refusalOf('api', { DATABASE_URL: database.ownerUrl }),
      refusalOf('worker', { DATABASE_URL: database.ownerUrl }),
      refusalOf('worker', { DATABASE_SYSTEM_URL: database.ownerUrl }),
    ]);
    for (const sentences of [api, worker, system])
      expect(sentences).toEqual([expect.stringMatching(superuser)]);
  });

  test('an account that bypasses row-level security or owns a table is refused', async () => {
    const bypasses = await account('bypasses', SECRET, 'alter role $user bypassrls');
    const owns = await account('owns', SECRET, 'alter table app.dead_letters owner to $user');
    expect(await refusalOf('api', { DATABASE_URL: bypasses })).toEqual([
      expect.stringMatching(/row-level security/),
    ]);
    expect(await refusalOf('worker', { DATABASE_URL: owns })).toEqual([
      expect.stringMatching(
        /^The account \w+_owns owns tables of the application: use one that owns nothing\.$/,
      ),
    ]);
  });

  test('an example’s password is refused', async () => {
    const url = await account('default', 'changeme');
    expect(await refusalOf('api', { DATABASE_URL: url })).toEqual([
      'The database password is one that stands in examples: choose another.',
    ]);
  });

  test('synchronous_commit off, for this account alone, is refused', async () => {
    const url = await account('hasty', SECRET, 'alter role $user set synchronous_commit = off');
    expect(await refusalOf('worker', { DATABASE_URL: url })).toEqual([
      'PostgreSQL runs with synchronous_commit off: an answered request could be lost. Turn it on.',
    ]);
  });

  test('a server without fsync or full_page_writes is refused, a sentence for each', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-unsafe-'));
    await chmod(folder, 0o755); // run by root, PostgreSQL drops to an account that must get in
    const server = await startLocalPostgres(folder, { settings: { fsync: 'off', full_page_writes: 'off' } });
    clearUp.push(() => server.stop().then(() => rm(folder, { recursive: true })));
    const addressFor = (username: string) =>
      Object.assign(new URL(server.url), { username, password: SECRET }).href;
    const accounts = { appUrl: addressFor('some_app'), systemUrl: addressFor('some_system') };
    await migrate(server.url, migrations, accounts);
    const sentences = await refusalOf('api', { DATABASE_URL: accounts.appUrl });
    expect(sentences.sort()).toEqual([
      'PostgreSQL runs with fsync off: an answered request could be lost. Turn it on.',
      'PostgreSQL runs with full_page_writes off: an answered request could be lost. Turn it on.',
    ]);
  });

  test('`synchronize`, which only a change of the code could turn on, is refused', async () => {
    expect(dataSourceOptions(database.appUrl).synchronize).toBe(false);
    const db = await openDataSource(database.appUrl, 1);
    clearUp.push(() => db.destroy());
    expect(await unsafeSettings(db.setOptions({ synchronize: true }), database.appUrl)).toEqual([
      '`synchronize` is on: the schema may only come from the migrations.',
    ]);
  });
});

describe('a database that is not there, or not ready', () => {
  test('nothing listens, the password is wrong, the database does not exist', async () => {
    const { server, port } = await listening();
    await new Promise((closed) => server.close(closed));
    const nowhere = Object.assign(new URL(database.appUrl), { port }).href;
    const systemNowhere = Object.assign(new URL(database.systemUrl), { port }).href;
    const wrong = Object.assign(new URL(database.appUrl), { password: SECRET }).href;
    const missing = Object.assign(new URL(database.appUrl), { pathname: '/no_such_database' }).href;
    const { host } = new URL(database.appUrl);
    expect(
      await Promise.all([
        refusalOf('api', { DATABASE_URL: nowhere }),
        refusalOf('worker', { DATABASE_SYSTEM_URL: systemNowhere }),
        refusalOf('api', { DATABASE_URL: wrong }),
        refusalOf('api', { DATABASE_URL: missing }),
      ]),
    ).toEqual([
      [
        expect.stringContaining(
          `PostgreSQL at 127.0.0.1:${port}/${database.name} cannot be used as test_app: nothing`,
        ),
      ],
      [
        expect.stringContaining(
          `127.0.0.1:${port}/${database.name} cannot be used as test_system: nothing answers`,
        ),
      ],
      [
        expect.stringContaining(
          `PostgreSQL at ${host}/${database.name} cannot be used as test_app: the account or its`,
        ),
      ],
      [expect.stringContaining('there is no database of that name: create it.')],
    ]);
  });

  test('an empty database, one of an older version, and one the account was not admitted to: run migrate', async () => {
    const run = 'The database is not prepared for this version of the program: run `countersign migrate`.';
    const empty = `${database.name}_empty`;
    await database.admin.query(`create database ${empty}`);
    clearUp.push(() => database.admin.query(`drop database ${empty} with (force)`));
    const older = await freshDatabase();
    clearUp.push(() => older.drop());
    await older.admin.query('delete from app.migrations where id = (select max(id) from app.migrations)');
    const stranger = await account('stranger', SECRET, 'revoke countersign_app from $user');
    const emptyUrl = Object.assign(new URL(database.appUrl), { pathname: empty }).href;
    expect(
      await Promise.all([
        refusalOf('api', { DATABASE_URL: emptyUrl }),
        refusalOf('worker', settingsFor(older)),
        refusalOf('api', { DATABASE_URL: stranger }),
      ]),
    ).toEqual([[run], [run], [run]]);
  });
});

describe('a setting that is missing or unusable', () => {
  const url = 'it is an address like postgres://account:password@host:5432/database.';
  const levels = 'it is one of fatal, error, warn, info, debug, trace, silent.';
  test.each<[string, Environment, string]>([
    ['no database', { DATABASE_URL: undefined }, `DATABASE_URL is not set: ${url}`],
    ['an empty one', { DATABASE_SYSTEM_URL: '' }, `DATABASE_SYSTEM_URL is not set: ${url}`],
    ['another scheme', { DATABASE_URL: 'mysql://x/y' }, `DATABASE_URL is not usable: ${url}`],
    [
      'a port beyond',
      { WORKER_PORT: '70000' },
      'WORKER_PORT is not usable: it is a whole number from 0 to 65535.',
    ],
    [
      'queues elsewhere',
      { REDIS_URL: 'http://x' },
      'REDIS_URL is not usable: it is an address like redis://host:6379.',
    ],
    ['an unknown level', { LOG_LEVEL: 'loud' }, `LOG_LEVEL is not usable: ${levels}`],
    [
      'a prefix with signs',
      { QUEUE_PREFIX: 'a:b' },
      'QUEUE_PREFIX is not usable: it has small letters, digits and hyphens only.',
    ],
  ])('%s', (_, changes, sentence) => {
    const load = () => loadWorkerConfig({ ...settingsFor(database), ...changes });
    expect(load).toThrow(UnsafeSettings);
    expect(load).toThrow(expect.objectContaining({ message: sentence }));
  });

  test('the processes name each in a sentence, and end', async () => {
    const api = { PORT: 'abc', DATABASE_POOL: '1', PUBLIC_URL: 'here', DATABASE_URL: undefined };
    const [said, workerSaid] = await Promise.all([
      refusalOf('api', api),
      refusalOf('worker', { DATABASE_SYSTEM_URL: undefined }),
    ]);
    expect(said).toEqual([
      `DATABASE_URL is not set: ${url}`,
      'PUBLIC_URL is not usable: it is an address like https://facts.example.',
      'PORT is not usable: it is a whole number from 0 to 65535.',
      'DATABASE_POOL is not usable: it is a whole number from 2 to 100.',
    ]);
    expect(workerSaid).toEqual([`DATABASE_SYSTEM_URL is not set: ${url}`]);
  });
});

test('a port that is taken is named', async () => {
  const { server, port } = await listening();
  clearUp.push(() => new Promise((closed) => server.close(closed)));
  const sentence = `Port ${port} is taken: stop what uses it, or set another.`;
  expect(
    await Promise.all([refusalOf('api', { PORT: port }), refusalOf('worker', { WORKER_PORT: port })]),
  ).toEqual([[sentence], [sentence]]);
});

test('with settings that are right, both start and answer', async () => {
  for (const app of ['api', 'worker'] as const) {
    const spawned = spawnApp(app, settingsFor(database));
    const address = await readyAt(spawned);
    expect(await (await fetch(new URL('/health/ready', address))).json()).toEqual({ status: 'ready' });
    spawned.child.kill('SIGTERM');
    expect((await spawned.ended).code).toBe(0);
  }
});
