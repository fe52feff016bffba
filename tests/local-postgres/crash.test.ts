import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { withLock } from '../../libs/local-postgres/src/lock.ts';
import { findPostmaster } from '../../libs/local-postgres/src/postmaster.ts';
import { dataOf, killServer, newDirectory, query, start, startInChild, until } from './servers.ts';

const directory = newDirectory();
const pidFile = join(dataOf(directory), 'postmaster.pid');
const portFile = join(directory, 'postgres/port');

test('an initdb that died half-way is started over, even while its orphan is still writing', async () => {
  const { child, ended } = startInChild(directory);
  await until(() => drafts().some((name) => existsSync(join(directory, 'postgres', name, 'PG_VERSION'))));
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(dataOf(directory))).toBe(false);

  const server = await start(directory);
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await until(() => drafts().length === 0);
  await server.stop();
});

test('the server of a parent that was killed is adopted', async () => {
  const { child, report, ended } = startInChild(directory);
  const first = await report;
  child.kill('SIGKILL');
  await ended;
  const server = await start(directory);
  expect(server).toMatchObject({ adopted: true, pid: first.pid });
});

test('a killed server is started again on its stale pid file, with everything that was committed', async () => {
  const first = await start(directory);
  await query(first.url, 'create table committed (i int); insert into committed values (1)');
  await killServer(directory);
  expect(existsSync(pidFile)).toBe(true);
  const server = await start(directory);
  expect(server.adopted).toBe(false);
  expect(await query(server.url, 'select i from committed')).toEqual([{ i: 1 }]);
});

test('a stale pid that was given to another process of the same account neither blocks nor is harmed', async () => {
  await start(directory);
  await killServer(directory);
  const { uid, gid } = statSync(dataOf(directory));
  const stranger = spawn('sleep', ['600'], {
    stdio: 'ignore',
    ...(process.getuid?.() === 0 && { uid, gid }),
  });
  try {
    await once(stranger, 'spawn');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(stranger.pid)));
    const server = await start(directory);
    expect(server.adopted).toBe(false);
    expect(server.pid).not.toBe(stranger.pid);
    await server.stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBe(null);
  } finally {
    stranger.kill('SIGKILL');
  }
});

test('the last query of a killed server is waited for, because it still works on the data', async () => {
  const first = await start(directory);
  const busy = query(
    first.url,
    `do $$ begin while clock_timestamp() < now() + interval '2 s' loop end loop; end $$`,
  ).catch(() => undefined);
  await until(async () => {
    const running = await query(first.url, `select 1 from pg_stat_activity where query like 'do $$%'`);
    return running.length === 1;
  });
  await killServer(directory);
  const { size } = statSync(join(directory, 'postgres/postgres.log'));
  const server = await start(directory);
  expect(server.adopted).toBe(false);
  expect(readFileSync(join(directory, 'postgres/postgres.log'), 'utf8').slice(size)).toContain(
    'is still in use',
  );
  await busy;
  await server.stop();
});

test.each(['', '\0\0\0\0\0\0\0\0'])(
  'a pid file that a crash has left without a pid is removed (%j)',
  async (text) => {
    writeFileSync(pidFile, text);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(pidFile, longAgo, longAgo);
    const server = await start(directory);
    expect(server.adopted).toBe(false);
    await server.stop();
  },
);

test('a server that is shutting down is waited for and replaced', async () => {
  const first = await start(directory);
  const stopping = first.stop();
  await until(() => findPostmaster(dataOf(directory))?.ready !== true);
  const server = await start(directory);
  expect(server).toMatchObject({ adopted: false });
  expect(server.pid).not.toBe(first.pid);
  await stopping;
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
});

test('Ctrl+C in the terminal ends the parent and not the server', async () => {
  const { child, report, ended } = startInChild(directory);
  const first = await report;
  // The whole process group, as the terminal does it.
  process.kill(-(child.pid ?? NaN), 'SIGINT');
  expect((await ended)[1]).toBe('SIGINT');
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  const server = await start(directory);
  expect(server).toMatchObject({ adopted: true, pid: first.pid });
  await server.stop();
});

test('a remembered port that somebody has taken is exchanged for another, which is remembered', async () => {
  const taken = Number(readFileSync(portFile, 'utf8'));
  const somebody = createServer().listen(taken, '127.0.0.1');
  await once(somebody, 'listening');
  const first = await start(directory);
  expect(first.port).not.toBe(taken);
  await first.stop();
  somebody.close();
  await once(somebody, 'close');
  const second = await start(directory);
  expect(second.port).toBe(first.port);
  await second.stop();
});

test('a copy of the directory gets a port and a server of its own', async () => {
  const copy = newDirectory();
  execFileSync('cp', ['-a', join(directory, 'postgres'), copy]);
  const [one, other] = await Promise.all([start(directory), start(copy)]);
  expect(one.port).not.toBe(other.port);
  for (const [server, place] of [
    [one, directory],
    [other, copy],
  ] as const) {
    expect(await query(server.url, 'show data_directory')).toEqual([{ data_directory: dataOf(place) }]);
    await server.stop();
  }
});

test('starts at the same time share one server, over a lock that a dead process has left', async () => {
  const place = newDirectory();
  const { child, ended } = startInChild(place, { mode: 'leave' });
  child.kill('SIGKILL');
  await ended;
  execFileSync('mkdir', ['-p', join(place, 'postgres')]);
  writeFileSync(join(place, 'postgres/lock'), `${child.pid} 0123456789abcdef 1`);

  const starts = [0, 1, 2].map(() => startInChild(place, { mode: 'leave' }));
  const reports = await Promise.all(starts.map(({ report }) => report));
  expect(new Set(reports.map(({ pid }) => pid)).size).toBe(1);
  expect(reports.filter(({ adopted }) => !adopted)).toHaveLength(1);
  await Promise.all(starts.map((started) => started.ended));
  expect(readdirSync(join(place, 'postgres')).sort()).toEqual(['data', 'password', 'port', 'postgres.log']);
  await (await start(place)).stop();
});

test.each(['99999999 0123456789abcdef 1', `${process.pid} 0123456789abcdef 1`])(
  'work under the lock never overlaps, and the stale lock "%s" is taken over',
  async (stale) => {
    const lock = join(newDirectory(), 'lock');
    writeFileSync(lock, stale);
    let inside = 0;
    const seen: number[] = [];
    const work = async (): Promise<void> => {
      inside += 1;
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(inside);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(lock, work)));
    expect(seen).toEqual(Array.from({ length: 8 }, () => 1));
    expect(existsSync(lock)).toBe(false);
  },
);

function drafts(): string[] {
  if (!existsSync(join(directory, 'postgres'))) return [];
  return readdirSync(join(directory, 'postgres')).filter((name) => name.includes('.unfinished-'));
}
