import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { defaultDataDir } from '#local-postgres';
import { findPackage } from '../../libs/local-postgres/src/binaries.ts';
import { copyCheckout } from './checkout.ts';
import {
  dataOf,
  isRoot,
  newDirectory,
  ordinaryUser,
  query,
  refusalOf,
  start,
  startInChild,
} from './servers.ts';

const { version } = findPackage();

/** A home directory that nobody but its owner can enter, as root's is. */
function newHome(): string {
  const home = newDirectory();
  chmodSync(home, 0o700);
  return home;
}

test('the server never runs as root, and a strict umask does not lock its account out', async () => {
  const directory = join(newDirectory(), 'made/on/the/way');
  const before = process.umask(0o077);
  const server = await start(directory).finally(() => process.umask(before));
  expect(server.account === null).toBe(!isRoot);
  if (isRoot) expect(['postgres', 'nobody']).toContain(server.account);
  const { uid } = statSync(dataOf(directory));
  expect(uid).not.toBe(0);
  if (existsSync('/proc/self')) expect(statSync(`/proc/${server.pid}`).uid).toBe(uid);
  await server.stop();
});

test('from a checkout in a closed home root runs a copy of the binaries, the owner runs the original', async () => {
  const checkout = join(newHome(), 'countersign');
  mkdirSync(checkout);
  copyCheckout(checkout);
  const data = newDirectory();
  const { url } = await startInChild(data, { checkout, mode: 'leave' }).report;
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(existsSync(join(data, 'postgres/binaries', version, 'bin/postgres'))).toBe(isRoot);
});

test('data in a closed home is refused to root with a sentence, and is no trouble to the owner', async () => {
  const directory = join(newHome(), '.data');
  if (!isRoot) return expect((await start(directory)).account).toBe(null);
  expect(await refusalOf(start(directory))).toMatch(
    /^\S+\.data cannot be reached by the account "\w+", .* set DATA_DIR to a directory that account can enter/,
  );
  expect(existsSync(directory)).toBe(false);
});

test('the default directory leaves a checkout that the account cannot enter', () => {
  const checkout = join(newHome(), 'countersign');
  mkdirSync(checkout);
  expect(defaultDataDir(checkout)).toMatch(isRoot ? /^\/var\/lib\/countersign\/[0-9a-f]{8}$/ : /\.data$/);
});

const user = ordinaryUser();
if (user) {
  test("data made by an ordinary user stays that user's when root starts it once", async () => {
    const directory = newDirectory();
    chmodSync(directory, 0o777);
    const made = await startInChild(directory, { user, mode: 'leave' }).report;
    const { uid } = statSync(dataOf(directory));
    expect(uid).not.toBe(0);
    await (await start(directory)).stop();
    const byRoot = await start(directory);
    expect(byRoot).toMatchObject({ adopted: false, url: made.url });
    await byRoot.stop();
    const again = await startInChild(directory, { user, mode: 'leave' }).report;
    expect(again).toMatchObject({ adopted: false, url: made.url });
    await (await start(directory)).stop();
    expect(statSync(dataOf(directory)).uid).toBe(uid);
  });
} else
  console.log('not run: "nobody" cannot read this checkout, so no ordinary user can start a server from it');
