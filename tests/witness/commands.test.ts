import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, jest, test } from '@jest/globals';
import { makeKey } from '../../apps/cli/src/signer-files.ts';
import { admitLog } from '../../apps/cli/src/witness/state.ts';
import { countersign, expectCleanEnd, readyAt, spawnCountersign } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { History, LOG_KEY, ORIGIN } from './history.ts';

// A dozen command lines, each a process of its own.
jest.setTimeout(90_000);

let home: string;
beforeEach(async () => {
  home = await temporaryFolder();
  await writeFile(join(home, 'logs'), `log ${LOG_KEY.vkey}\nquorum none\n`);
});
const at = (name: string) => join(home, name);
const run = (...args: string[]) => countersign(['witness', ...args]);
const serving = () => ['--key', at('key'), '--state', at('state'), '--logs', at('logs'), '--port', '0'];

test('from a new key to a signature, and a stop in order', async () => {
  expect(await run('keygen', at('key'), '--name', 'witness.example.org/north')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^witness\.example\.org\/north\+[0-9a-f]{8}\+B/),
  });
  expect((await stat(at('key'))).mode & 0o777).toBe(0o600);
  expect(await run(...serving())).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/has no state for log\.example\.org\/audit.*witness admit/),
  });
  expect(await run('admit', ORIGIN, '--state', at('state'))).toMatchObject({ code: 0 });
  expect(await run('admit', ORIGIN, '--state', at('state'))).toMatchObject({ code: 1 });
  const process = spawnCountersign(['witness', ...serving()], { LOG_LEVEL: 'error' }, { ipc: true });
  const address = await readyAt(process);
  const body = await new History('real', 9).request(0, 9);
  const answer = await fetch(`${address}/add-checkpoint`, { method: 'POST', body });
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringMatching(/^\u2014 witness\.example\.org\/north \S{104}\n$/),
  ]);
  await expectCleanEnd(process, () => process.child.kill('SIGTERM'));
});

test('settings that cannot be used are sentences', async () => {
  await makeKey(at('key'), 'witness.example.org/north', 'witness');
  await admitLog(at('state'), ORIGIN);
  const refused = async (sentence: RegExp) =>
    expect(await run(...serving())).toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
  await chmod(at('key'), 0o644);
  await refused(/^Others can read .*chmod 600\.\n$/);
  await chmod(at('key'), 0o600);
  await writeFile(at('logs'), 'quorum none\n');
  await refused(/names no log to witness\.\n$/);
  await writeFile(at('logs'), 'nonsense\n');
  await refused(/is not a policy/);
  await makeKey(at('log-key'), 'log.example.org/x', 'log');
  expect(await run('--key', at('log-key'), ...serving().slice(2))).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/is the key of a log/),
  });
});

test('resume goes on from the newest checkpoint, and never back', async () => {
  const real = new History('real', 50);
  const resume = async (size: number) => {
    await writeFile(at('checkpoint'), await real.checkpoint(size));
    return run('resume', at('checkpoint'), '--state', at('state'), '--logs', at('logs'));
  };
  expect(await resume(40)).toMatchObject({ code: 0, stdout: `${ORIGIN} is witnessed from 40 entries on.\n` });
  expect(await resume(39)).toMatchObject({ code: 1, stderr: expect.stringMatching(/does not go back/) });
});
