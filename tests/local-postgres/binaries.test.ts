import { chmodSync, existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findPackage } from '../../libs/local-postgres/src/binaries.ts';
import { newDirectory, ordinaryUser, query, startInChild } from './servers.ts';
import { copyCheckout, firstLink } from './checkout.ts';

const { version } = findPackage();
const user = ordinaryUser();

test('the libraries are linked at the start when npm has run no install script', async () => {
  const checkout = newDirectory();
  const native = copyCheckout(checkout);
  const data = newDirectory();
  expect(existsSync(firstLink(native))).toBe(false);
  const { url } = await startInChild(data, { checkout, mode: 'leave' }).report;
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(lstatSync(firstLink(native)).isSymbolicLink()).toBe(true);
  expect(existsSync(join(data, 'postgres/binaries'))).toBe(false);
});

if (user) {
  test('an ordinary user who cannot write to node_modules runs a copy, made once', async () => {
    const checkout = newDirectory();
    const native = copyCheckout(checkout);
    const data = newDirectory();
    chmodSync(data, 0o777);
    chmodSync(dirname(firstLink(native)), 0o555);
    const first = await startInChild(data, { checkout, user, mode: 'leave' }).report;
    expect(first).toMatchObject({ adopted: false, account: null });
    expect(existsSync(firstLink(native))).toBe(false);
    const program = join(data, 'postgres/binaries', version, 'bin/postgres');
    const made = lstatSync(program);
    expect(commandOf(first.pid)).toContain(program);

    process.kill(first.pid, 'SIGINT');
    const second = await startInChild(data, { checkout, user, mode: 'leave' }).report;
    expect(second).toMatchObject({ adopted: false });
    expect(lstatSync(program).ino).toBe(made.ino);
    chmodSync(dirname(firstLink(native)), 0o755);
  });
} else
  console.log('not run: "nobody" cannot read this checkout, so no ordinary user can start a server from it');

function commandOf(pid: number): string {
  if (!existsSync(`/proc/${pid}/cmdline`)) return '';
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
}
