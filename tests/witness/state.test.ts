import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nodeCrypto, openCheckpoint, utf8, withSignatures, type Policy } from '#transparency-log';
import { admitLog, originHash, resumeLog } from '../../apps/cli/src/witness/state.ts';
import { Witness } from '../../apps/cli/src/witness/witness.ts';
import { openLog } from '../../libs/process/src/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { History, ORIGIN, WITNESS_KEY } from './history.ts';
import { startTestWitness, testPolicy, type TestWitness } from './test-witness.ts';

const real = new History('real', 500);

let policy: Policy;
let stateFolder: string;
let witness: TestWitness;
beforeAll(async () => {
  policy = await testPolicy();
});
beforeEach(async () => {
  await witness?.stop();
  stateFolder = await temporaryFolder();
  await admitLog(stateFolder, ORIGIN);
  witness = await startTestWitness(stateFolder);
});
afterAll(() => witness.stop());
const ask: TestWitness['ask'] = (body) => witness.ask(body);
const get: TestWitness['get'] = (path) => witness.get(path);

describe('the state of a witness', () => {
  test('is that of the next process, and the newest checkpoint is shown with both signatures', async () => {
    await ask(await real.request(0, 300));
    await witness.stop();
    witness = await startTestWitness(stateFolder);
    expect(await ask(await real.request(0, 400))).toMatchObject({ status: 409, text: '300\n' });
    const { status, text } = await get(`/${originHash(ORIGIN)}/checkpoint`);
    expect(status).toBe(200);
    expect(await openCheckpoint(text, policy, nodeCrypto)).toMatchObject({ size: 300, quorum: true });
  });

  test('that is lost is not begun again: the witness does not start, or says so', async () => {
    await ask(await real.request(0, 300));
    const newest = (await get(`/${originHash(ORIGIN)}/checkpoint`)).text;
    await rm(join(stateFolder, originHash(ORIGIN)), { recursive: true });
    expect(await ask(await real.request(0, 300))).toMatchObject({ status: 500 });
    expect(await get('/health/ready')).toMatchObject({
      status: 503,
      text: expect.stringContaining('lost its state'),
    });
    await witness.stop();
    await expect(startTestWitness(stateFolder)).rejects.toThrow(
      /has no state for log\.example\.org\/audit.*admit.*resume/,
    );
    const head = await openCheckpoint(newest, policy, nodeCrypto);
    await resumeLog(stateFolder, ORIGIN, head);
    witness = await startTestWitness(stateFolder);
    expect(await ask(await real.request(0, 400))).toMatchObject({ status: 409, text: '300\n' });
    await expect(resumeLog(stateFolder, ORIGIN, head)).rejects.toThrow(/does not go back/);
    await expect(admitLog(stateFolder, ORIGIN)).rejects.toThrow(/already/);
  });

  test('that is unreadable is an error, and signs nothing', async () => {
    await ask(await real.request(0, 300));
    const folder = join(stateFolder, originHash(ORIGIN));
    const [last] = (await readdir(folder)).sort().slice(-1);
    await writeFile(join(folder, last!), '{"size":0}');
    expect(await ask(await real.request(0, 300))).toMatchObject({ status: 500 });
  });

  test('keeps its time when the clock is set back', async () => {
    let now = 2_000_000_000_000;
    const keys = policy.logs.map(({ key }) => key);
    const one = new Witness(WITNESS_KEY, keys, stateFolder, openLog('witness', 'silent'), () => now);
    const times: (number | null)[] = [];
    for (const [old, size] of [
      [0, 5],
      [5, 9],
    ] as const) {
      const { body } = await one.addCheckpoint(utf8(await real.request(old, size)));
      const note = withSignatures(await real.checkpoint(size), [body]);
      times.push((await openCheckpoint(note, policy, nodeCrypto)).asOf);
      now -= 86_400_000;
    }
    expect(times).toEqual([2_000_000_000, 2_000_000_000]);
  });
});
