/** Whatever is asked, in whatever order and by however many at once: a witness signs one history, and never goes back. */
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseVerifierKey, nodeCrypto, utf8, type VerifierKey } from '#transparency-log';
import { admitLog, stateFor } from '../../apps/cli/src/witness/state.ts';
import { Witness } from '../../apps/cli/src/witness/witness.ts';
import { openLog } from '../../libs/process/src/log.ts';
import { CHECKOUT, countersign, readyAt, spawnNode, type Spawned } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { History, LOG_KEY, ORIGIN, WITNESS_KEY } from './history.ts';

const KILLS = 4;
const LENGTH = 40;
const COMMON = 10;
const histories = ['one', 'two', 'three'].map((name) => new History(name, LENGTH, COMMON));
/** Every root there is, of which history and at which size; the common ones are of all. */
const roots = new Map<string, { branch: number | null; size: number }>();
let keys: VerifierKey[];
beforeAll(async () => {
  keys = [await parseVerifierKey(LOG_KEY.vkey, nodeCrypto)];
  for (const [branch, history] of histories.entries())
    for (let size = 0; size <= LENGTH; size++)
      roots.set(Buffer.from(await history.root(size)).toString('base64'), {
        branch: size <= COMMON ? null : branch,
        size,
      });
});

interface Signed {
  readonly branch: number | null;
  readonly size: number;
}

/** All that was signed is one history, and the state that is left is its largest tree. */
async function expectOneHistory(folder: string, signed: readonly Signed[]): Promise<void> {
  expect(new Set(signed.flatMap(({ branch }) => branch ?? [])).size).toBeLessThanOrEqual(1);
  const state = (await stateFor(folder, ORIGIN).read())!.value;
  const left = roots.get(state.root)!;
  expect(left.size).toBe(state.size);
  expect(Math.max(0, ...signed.map(({ size }) => size))).toBeLessThanOrEqual(state.size);
  for (const { branch } of signed) if (branch !== null) expect(left.branch).toBe(branch);
}

const asked = fc.record({
  branch: fc.nat({ max: histories.length - 1 }),
  old: fc.oneof(fc.constant('known' as const), fc.nat({ max: LENGTH })),
  size: fc.nat({ max: LENGTH }),
  process: fc.nat({ max: 1 }),
});

test('two processes of one witness, asked for three histories at once', async () => {
  let signatures = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(asked, { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
      async (batches) => {
        const folder = await temporaryFolder();
        await admitLog(folder, ORIGIN);
        const log = openLog('witness', 'silent');
        const witnesses = [0, 1].map(() => new Witness(WITNESS_KEY, keys, folder, log));
        const signed: Signed[] = [];
        for (const batch of batches) {
          const before = (await stateFor(folder, ORIGIN).read())!.value.size;
          const answers = await Promise.all(
            batch.map(async ({ branch, old, size, process }) => {
              const from = Math.min(size, old === 'known' ? before : old);
              const reply = await witnesses[process]!.addCheckpoint(
                utf8(await histories[branch]!.request(from, size)),
              );
              return { branch: size <= COMMON ? null : branch, size, status: reply.status };
            }),
          );
          for (const { status, ...one } of answers) {
            expect([200, 409, 422]).toContain(status);
            if (status !== 200) continue;
            expect(one.size).toBeGreaterThanOrEqual(before);
            signed.push(one);
          }
        }
        signatures += signed.length;
        await expectOneHistory(folder, signed);
      },
    ),
    { numRuns: 60 },
  );
  expect(signatures).toBeGreaterThan(60);
});

/** A witness as it is shipped, which dies when it has written its state so many times. */
async function spawnWitness(home: string, dieAt: number): Promise<{ process: Spawned; address: string }> {
  const files = ['--key', join(home, 'key'), '--state', join(home, 'state'), '--logs', join(home, 'logs')];
  const process = spawnNode(
    [
      '--import',
      join(CHECKOUT, 'tests/witness/die-after-link.mjs'),
      join(CHECKOUT, 'bin/countersign.mjs'),
      'witness',
      ...files,
      '--port',
      '0',
    ],
    { DIE_AT: String(dieAt), LOG_LEVEL: 'fatal' },
    { ipc: true },
  );
  return { process, address: await readyAt(process) };
}

test('killed between its state and its answer, over and over, while two histories are asked for', async () => {
  const home = await temporaryFolder();
  const made = await countersign(['witness', 'keygen', join(home, 'key'), '--name', 'w.example.org/1']);
  expect(made.code).toBe(0);
  await writeFile(join(home, 'logs'), `log ${LOG_KEY.vkey}\nquorum none\n`);
  expect((await countersign(['witness', 'admit', ORIGIN, '--state', join(home, 'state')])).code).toBe(0);
  const signed: Signed[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const { process, address } = await spawnWitness(home, 3);
    for (let answered = true; answered;) {
      // What the process before had written and not answered counts: both histories are asked to go on from there.
      const { size } = (await stateFor(join(home, 'state'), ORIGIN).read())!.value;
      const answers = await Promise.allSettled(
        [0, 1].map(async (branch) => {
          const body = await histories[branch]!.request(size, size + 2);
          const { status } = await fetch(`${address}/add-checkpoint`, { method: 'POST', body });
          return { branch: size + 2 <= COMMON ? null : branch, size: size + 2, status };
        }),
      );
      const replies = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      signed.push(...replies.filter(({ status }) => status === 200));
      answered = replies.length === answers.length;
    }
    expect(await process.ended).toMatchObject({ signal: 'SIGKILL' });
  }
  expect(signed).toHaveLength(2 * KILLS);
  await expectOneHistory(join(home, 'state'), signed);
}, 120_000);
