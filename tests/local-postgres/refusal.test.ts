import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startLocalPostgres } from '#local-postgres';
import { findPostmaster } from '../../libs/local-postgres/src/postmaster.ts';
import {
  dataOf,
  expectSentence,
  newDirectory,
  ordinaryUser,
  refusalOf,
  start,
  startInChild,
} from './servers.ts';

const directory = newDirectory();
const versionFile = join(dataOf(directory), 'PG_VERSION');
const passwordFile = join(directory, 'postgres/password');

test('data of another major version is refused, and left alone', async () => {
  await (await start(directory)).stop();
  const version = readFileSync(versionFile, 'utf8');
  writeFileSync(versionFile, '16\n');
  const message = await refusalOf(start(directory));
  expect(message).toContain('was written by PostgreSQL 16 and the installed one is 17: export');
  expect(readFileSync(versionFile, 'utf8')).toBe('16\n');
  writeFileSync(versionFile, version);
});

test('a setting that the server does not know is named, with the path of the log', async () => {
  const message = await refusalOf(startLocalPostgres(directory, { settings: { no_such_setting: '1' } }));
  expect(message).toContain('unrecognized configuration parameter "no_such_setting"');
  expect(message).toContain(join(directory, 'postgres/postgres.log'));
});

test('a wrong or missing password is refused, and no server stays behind', async () => {
  const password = readFileSync(passwordFile, 'utf8');
  writeFileSync(passwordFile, 'another\n');
  expect(await refusalOf(start(directory))).toContain(
    `does not accept the password in ${passwordFile}: restore`,
  );
  expect(findPostmaster(dataOf(directory))).toBe(null);
  rmSync(passwordFile);
  expect(await refusalOf(start(directory))).toContain(`${passwordFile} is missing`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  await (await start(directory)).stop();
});

test('files that are not a database are not overwritten', async () => {
  const place = newDirectory();
  mkdirSync(dataOf(place), { recursive: true });
  writeFileSync(join(dataOf(place), 'letter.txt'), 'dear diary');
  expect(await refusalOf(start(place))).toContain(
    'holds files but no database: move it away, or set DATA_DIR',
  );
  expect(readFileSync(join(dataOf(place), 'letter.txt'), 'utf8')).toBe('dear diary');
});

test('a file in the place of the directory is refused', async () => {
  const place = join(newDirectory(), 'file');
  writeFileSync(place, '');
  expect(await refusalOf(start(place))).toMatch(/cannot be used \(a file stands .*\): set DATA_DIR/);
});

const user = ordinaryUser();
if (user) {
  test('a directory in which nothing can be created is refused', async () => {
    const place = newDirectory();
    chmodSync(place, 0o555);
    const { message } = await startInChild(place, { user }).report;
    expectSentence(message ?? '');
    expect(message).toContain(
      `The data directory ${place} cannot be used (permission denied): set DATA_DIR to`,
    );
    chmodSync(place, 0o755);
  });
} else console.log('not run: "nobody" cannot read this checkout, so no ordinary user can be refused');
