import { createConnection } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  addCheckpointBody,
  checkpointText,
  EMPTY_ROOT,
  logSigner,
  MAX_ADD_CHECKPOINT_BYTES,
  nodeCrypto,
  openCheckpoint,
  signatureOf,
  withSignatures,
  type Policy,
} from '#transparency-log';
import { admitLog, originHash } from '../../apps/cli/src/witness/state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { History, LOG_KEY, NEXT_KEY, ORIGIN } from './history.ts';
import { startTestWitness, testPolicy, type TestWitness } from './test-witness.ts';

const OTHER = logSigner('other.example.org/log', Buffer.alloc(32, 8));
const real = new History('real', 500);
const fork = new History('fork', 500, 100);

let policy: Policy;
let witness: TestWitness;
beforeAll(async () => {
  policy = await testPolicy();
});
beforeEach(async () => {
  await witness?.stop();
  const stateFolder = await temporaryFolder();
  await admitLog(stateFolder, ORIGIN);
  witness = await startTestWitness(stateFolder);
});
afterAll(() => witness.stop());
const ask: TestWitness['ask'] = (body) => witness.ask(body);
const get: TestWitness['get'] = (path) => witness.get(path);

describe('what continues the tree that was signed last', () => {
  test('is signed, with the time, and the signature opens under a policy', async () => {
    const before = Math.floor(Date.now() / 1_000);
    for (const [old, size] of [
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 256],
      [256, 256],
      [256, 500],
    ] as const) {
      const answer = await ask(await real.request(old, size));
      expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^\u2014 \S+ \S+\n$/) });
      const note = withSignatures(await real.checkpoint(size), [answer.text]);
      const opened = await openCheckpoint(note, policy, nodeCrypto);
      expect(opened).toMatchObject({ size, quorum: true });
      expect(opened.asOf).toBeGreaterThanOrEqual(before);
    }
  });

  test('lines of others are passed over, and a log may sign with two keys', async () => {
    const old = await real.checkpoint(70);
    const strange = signatureOf(old, OTHER);
    const both = withSignatures(old, [signatureOf(old, NEXT_KEY), strange]);
    expect(await ask(addCheckpointBody(0, [], both))).toMatchObject({ status: 200 });
    const { text } = await get(`/${originHash(ORIGIN)}/checkpoint`);
    expect(text.split('\n').filter((line) => line.startsWith('\u2014'))).toHaveLength(3);
    expect(text).not.toContain(OTHER.name);
    // With the new key alone, when the old one is no longer used.
    expect(await ask(await real.request(70, 80, NEXT_KEY))).toMatchObject({ status: 200 });
  });

  test('extension lines are signed along and say nothing', async () => {
    const text = `${checkpointText({ origin: ORIGIN, size: 3, root: await real.root(3) })}more\n`;
    const unsigned = `${text}\n`;
    const line = signatureOf(`${unsigned}\u2014 x AAAAAAA=\n`, LOG_KEY);
    const answer = await ask(addCheckpointBody(0, [], unsigned + line));
    expect(answer.status).toBe(200);
    expect(await openCheckpoint(unsigned + line + answer.text, policy, nodeCrypto)).toMatchObject({
      quorum: true,
    });
  });
});

describe('what is not', () => {
  test('404 for a log that it does not know', async () => {
    expect(await ask(await real.request(0, 5, OTHER))).toMatchObject({ status: 404 });
  });

  test('403 where no known key of the log has signed, or not this', async () => {
    const stranger = logSigner(ORIGIN, Buffer.alloc(32, 77));
    expect(await ask(await real.request(0, 5, stranger))).toMatchObject({ status: 403 });
    const edited = (await real.request(0, 5)).replace('\n5\n', '\n6\n');
    expect(await ask(edited)).toMatchObject({ status: 403 });
  });

  test('409 with the size that it knows', async () => {
    await ask(await real.request(0, 300));
    for (const [old, size] of [
      [0, 400],
      [0, 300],
      [200, 300],
      [299, 299],
      [400, 500],
    ] as const)
      expect(await ask(await real.request(old, size))).toEqual({
        status: 409,
        type: 'text/x.tlog.size',
        text: '300\n',
      });
  });

  test('400 where the old size is larger', async () => {
    const body = addCheckpointBody(301, [], await real.checkpoint(300));
    expect(await ask(body)).toMatchObject({ status: 400 });
  });

  test('422 for another history, a proof that does not show it, and a proof too many', async () => {
    await ask(await real.request(0, 300));
    const wrong = [
      await fork.request(300, 400),
      await fork.request(300, 300),
      addCheckpointBody(300, [], await real.checkpoint(400)),
      (await real.request(300, 400)).replace(/\n[^\n]{44}\n/, `\n${Buffer.alloc(32).toString('base64')}\n`),
      addCheckpointBody(300, [Buffer.alloc(32)], await real.checkpoint(300)),
    ];
    for (const body of wrong) expect(await ask(body)).toMatchObject({ status: 422 });
    expect(await ask(await real.request(300, 400))).toMatchObject({ status: 200 });
  });

  test('422 for a proof from nothing, and for an empty tree with another root', async () => {
    const proof = addCheckpointBody(0, [Buffer.alloc(32)], await real.checkpoint(5));
    expect(await ask(proof)).toMatchObject({ status: 422 });
    for (const head of [
      { size: 0, root: Buffer.alloc(32, 1) },
      { size: 7, root: EMPTY_ROOT },
    ]) {
      const unsigned = `${checkpointText({ origin: ORIGIN, ...head })}\n`;
      const note = unsigned + signatureOf(`${unsigned}\u2014 x AAAAAAA=\n`, LOG_KEY);
      expect(await ask(addCheckpointBody(0, [], note))).toMatchObject({ status: 422 });
    }
    expect((await get(`/${originHash(ORIGIN)}/checkpoint`)).status).toBe(404);
  });

  test('400, with the line, for what is no request', async () => {
    const good = await real.request(100, 300);
    for (const [body, line] of [
      ['', 'line 1'],
      ['old 1', 'line 1'],
      [good.replace('old 100', 'old 0100'), 'line 1'],
      [good.replace('old 100', 'old  100'), 'line 1'],
      [good.replace('old 100', 'new 100'), 'line 1'],
      [good.replace('\n\n', '\nx\n\n'), 'line '],
      [good.replaceAll('\n', '\r\n'), 'line 1'],
      [addCheckpointBody(1, Array(64).fill(Buffer.alloc(32)), await real.checkpoint(5)), 'line 65'],
      [good.slice(0, -1), 'checkpoint, line'],
      [good.replace('\n300\n', '\n0300\n'), 'checkpoint, line 2'],
    ] as const)
      expect(await ask(body)).toMatchObject({ status: 400, text: expect.stringContaining(line) });
  });

  test('413 for more than anybody has to say', async () => {
    expect(await ask('x'.repeat(MAX_ADD_CHECKPOINT_BYTES + 1))).toMatchObject({ status: 413 });
    expect(await ask('x'.repeat(MAX_ADD_CHECKPOINT_BYTES))).toMatchObject({ status: 400 });
  });

  test('nothing but POST is answered there', async () => {
    expect((await get('/add-checkpoint')).status).toBe(405);
    expect((await get('/')).status).toBe(404);
    expect((await get(`/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
  });
});

test('health and metrics', async () => {
  await ask(await real.request(0, 5));
  await ask('nonsense');
  expect(await get('/health/live')).toMatchObject({ status: 200 });
  expect(await get('/health/ready')).toMatchObject({ status: 200 });
  const { text } = await get('/metrics');
  expect(text).toContain('countersign_witness_requests_total{outcome="signed"} 1');
  expect(text).toContain('countersign_witness_requests_total{outcome="malformed"} 1');
});

test('it stops while somebody is connected who asks nothing', async () => {
  const { port } = new URL(witness.address);
  const idle = createConnection(Number(port), '127.0.0.1');
  await new Promise((connected) => idle.once('connect', connected));
  const closed = new Promise((done) => idle.once('close', done));
  await witness.stop();
  await closed;
});
