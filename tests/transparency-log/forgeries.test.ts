import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { fsck, nodeCrypto, parsePolicy, verifyProofBundle, type Policy } from '#transparency-log';
import { BUNDLE_FORGERIES, forged } from '../../bench/log-bundle-forgeries.ts';
import { LOG_FORGERIES } from '../../bench/log-forgeries.ts';
import {
  appendDecisions,
  bundleOf,
  policyText,
  publishReport,
  SampleLog,
  WITNESSES,
} from '../../bench/log-sample.ts';

const PAGE = Buffer.from('<!doctype html><title>The dam</title>');
const SHA256 = createHash('sha256').update(PAGE).digest('hex');

let policy: Policy;
beforeAll(async () => {
  policy = await parsePolicy(Buffer.from(policyText('2 of 3')), nodeCrypto);
});

/** 600 entries and a report among them, at two checkpoints. */
function sampleLog(): SampleLog {
  const log = new SampleLog();
  appendDecisions(log, 300);
  log.publish();
  publishReport(log, SHA256);
  appendDecisions(log, 300, 5_000);
  log.publish();
  return log;
}

const bundle = (log: SampleLog): Promise<Uint8Array> => bundleOf(log, SHA256, log.checkpoints.at(-1)!);

test('a sound log has nothing to report', async () => {
  const log = sampleLog();
  const found = await fsck(log.readFile, policy, log.checkpoints);
  expect(found.problems).toEqual([]);
  expect(found).toMatchObject({ entries: 608, tiles: 7, checkpoint: { size: 608, quorum: true } });
});

test.each(LOG_FORGERIES)('fsck finds: $name', async ({ apply }) => {
  const log = sampleLog();
  const known = [...log.checkpoints];
  apply(log);
  const { problems } = await fsck(log.readFile, policy, known);
  expect(problems.length).toBeGreaterThan(0);
});

test('the proof of a report holds, with its page and without', async () => {
  const log = sampleLog();
  const bytes = await bundle(log);
  expect(await verifyProofBundle(bytes, policy, nodeCrypto, PAGE)).toMatchObject({
    status: 'valid',
    origin: 'log.example.org/audit',
    size: 608,
    reportCompared: true,
    later: [],
  });
  expect(await verifyProofBundle(bytes, policy, nodeCrypto)).toMatchObject({
    status: 'valid',
    reportCompared: false,
  });
});

test.each(BUNDLE_FORGERIES)('verify refuses: $name', async (forgery) => {
  const log = sampleLog();
  const outcome = await verifyProofBundle(await forged(await bundle(log), forgery, log), policy, nodeCrypto);
  expect(outcome).toEqual({ status: 'invalid', reason: expect.any(String), where: expect.any(String) });
});

test('an edited report is not the one that was published', async () => {
  const bytes = await bundle(sampleLog());
  expect(await verifyProofBundle(bytes, policy, nodeCrypto, Buffer.from('another'))).toMatchObject({
    status: 'invalid',
    where: 'report',
  });
});

test.each([
  [[], 'quorum-not-met', null],
  [WITNESSES.slice(0, 1), 'quorum-not-met', null],
  [WITNESSES.slice(0, 2), 'valid', 0],
  [WITNESSES, 'valid', 1],
] as const)('cosigned by %#: %s', async (witnesses, status, second) => {
  const log = new SampleLog();
  publishReport(log, SHA256);
  log.publish(witnesses);
  const outcome = await verifyProofBundle(await bundle(log), policy, nodeCrypto);
  expect(outcome.status).toBe(status);
  // Of two who signed at second 0 and 1, both vouch for 0; of three at 0, 1 and 2, two still vouch for 1.
  const began = 1_772_442_000 + log.size;
  expect(outcome).toMatchObject({ asOf: second === null ? null : began + second });
});

test('what the log records of the report afterwards is shown when the bundle has it', async () => {
  const log = sampleLog();
  log.append('1'.padStart(32, '0'), 'correction-opened', { reason: 'A date was wrong.', by: 'editor-1' });
  log.publish();
  expect(await verifyProofBundle(await bundle(log), policy, nodeCrypto)).toMatchObject({
    status: 'valid',
    later: [{ type: 'correction-opened' }],
  });
});
