import { readdirSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { defaultDataDir, startLocalPostgres } from '#local-postgres';
import { isServerOf } from '../../libs/local-postgres/src/postmaster.ts';
import { dataOf, isRoot, newDirectory, query, start, startInChild } from './servers.ts';

const directory = newDirectory();

test('a first start gives a database to the superuser, and nothing else', async () => {
  const server = await start(directory);
  expect(server).toMatchObject({ adopted: false, version: expect.stringMatching(/^17\./) });
  expect(server.url).toBe(
    `postgres://countersign_admin:${readFileSync(join(directory, 'postgres/password'), 'utf8').trim()}` +
      `@127.0.0.1:${server.port}/countersign`,
  );
  const [who] = await query(
    server.url,
    'select current_user::text as role, current_database()::text as name',
  );
  expect(who).toEqual({ role: 'countersign_admin', name: 'countersign' });
  const roles = await query(server.url, 'select rolname::text as name from pg_roles where rolcanlogin');
  expect(roles).toEqual([{ name: 'countersign_admin' }]);
  await query(server.url, 'create table kept (i int); insert into kept values (7)');
});

test('the server listens on loopback only, asks for a scram password, and detects damaged pages', async () => {
  const { url } = await start(directory);
  const settings = await query(
    url,
    `select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories',
       'data_checksums', 'max_connections', 'password_encryption', 'fsync', 'full_page_writes',
       'synchronous_commit', 'server_encoding', 'TimeZone') order by name collate "C"`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    TimeZone: 'UTC',
    data_checksums: 'on',
    fsync: 'off',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    max_connections: '200',
    password_encryption: 'scram-sha-256',
    server_encoding: 'UTF8',
    synchronous_commit: 'on',
    unix_socket_directories: '',
  });
  expect(await query(url, `select distinct auth_method from pg_hba_file_rules`)).toEqual([
    { auth_method: 'scram-sha-256' },
  ]);
  expect(
    await query(url, `select datcollate, datctype from pg_database where datname = 'countersign'`),
  ).toEqual([{ datcollate: 'C.UTF-8', datctype: 'C.UTF-8' }]);
  await expect(query(url.replace(/:[^:@]+@/, ':guessed@'), 'select 1')).rejects.toThrow(
    'password authentication',
  );
  expect(readdirSync(dataOf(directory)).filter((name) => name.startsWith('.s.'))).toEqual([]);
});

test('no address of this machine but loopback answers', async () => {
  const { port } = await start(directory);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) expect(await answers(address, port)).toBe(false);
  expect(await answers('127.0.0.1', port)).toBe(true);
});

test('the secrets and the data are open to their owner only', async () => {
  await start(directory);
  expect(statSync(join(directory, 'postgres/password')).mode & 0o777).toBe(0o600);
  expect(statSync(join(directory, 'postgres/postgres.log')).mode & 0o777).toBe(0o600);
  expect(statSync(dataOf(directory)).mode & 0o777).toBe(0o700);
});

test('stop() ends the server, even with an open transaction, and may be called again', async () => {
  const server = await start(directory);
  const client = new pg.Client(server.url);
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin; insert into kept values (8)');
  await server.stop();
  await client.end().catch(() => undefined);
  expect(isServerOf(dataOf(directory), server.pid)).toBe(false);
  await server.stop();
  await expect(query(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

test('a second start keeps data, port and password, and writes to disk unless told otherwise', async () => {
  const port = Number(readFileSync(join(directory, 'postgres/port'), 'utf8'));
  const server = await startLocalPostgres(directory);
  expect(server).toMatchObject({ adopted: false, port });
  expect(await query(server.url, 'select i from kept')).toEqual([{ i: 7 }]);
  expect(await query(server.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  await server.stop();
});

test('settings cannot open the server to the network', async () => {
  const server = await startLocalPostgres(directory, {
    settings: { fsync: 'off', listen_addresses: '*', work_mem: '5MB' },
  });
  expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(await query(server.url, 'show work_mem')).toEqual([{ work_mem: '5MB' }]);
  await server.stop();
});

test('a process that has nothing else to do ends, its server stays, and the next start adopts it', async () => {
  const { report, ended } = startInChild(directory, { mode: 'leave' });
  const first = await report;
  expect((await ended)[0]).toBe(0);
  const server = await start(directory);
  expect(server).toMatchObject({ adopted: true, pid: first.pid, port: first.port, url: first.url });
  await server.stop();
  expect(isServerOf(dataOf(directory), server.pid)).toBe(false);
});

test('the data of a checkout lives in it', () => {
  const checkout = newDirectory();
  expect(defaultDataDir(checkout)).toBe(join(checkout, '.data'));
  expect(isRoot || defaultDataDir('/root/somewhere') === '/root/somewhere/.data').toBe(true);
});

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
