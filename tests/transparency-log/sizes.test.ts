/** A log at the sizes at which tiles begin, fill up and get a level above: read again whole, and proven. */
import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import {
  buildProofBundle,
  fsck,
  nodeCrypto,
  openCheckpoint,
  parsePolicy,
  parseTlogProof,
  proofOf,
  verifyInclusion,
  verifyProofBundle,
  type Policy,
} from '#transparency-log';
import { policyText, REPORT_STREAM, SampleLog, streamNamed } from '../../bench/log-sample.ts';

const SIZES = [1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000];

let policy: Policy;
/** One log for all sizes, so that each must also continue those before. */
const log = new SampleLog();
beforeAll(async () => {
  policy = await parsePolicy(Buffer.from(policyText('2 of 3')), nodeCrypto);
});

test('an empty log that was signed is sound', async () => {
  log.publish();
  expect(await fsck(log.readFile, policy, log.checkpoints)).toMatchObject({
    entries: 0,
    tiles: 0,
    streams: 0,
    problems: [],
    checkpoint: { size: 0, quorum: true },
  });
});

test.each(SIZES)('at %i entries', async (size) => {
  const sha256 = createHash('sha256').update(`The page at ${size} entries`).digest('hex');
  // Small ones, four to a stream: of large logs most of the time goes into sealing fields.
  while (log.entries.length < size - 1)
    log.append(streamNamed(1_000 + (log.entries.length >> 2)), 'verdict-recorded', { rating: 'disputed' });
  log.append(REPORT_STREAM, 'report-rendered', {
    version: SIZES.indexOf(size) + 1,
    pageSha256: sha256,
    restsOn: [],
  });
  const checkpoint = log.publish();
  const found = await fsck(log.readFile, policy, log.checkpoints);
  expect(found).toMatchObject({ entries: size, problems: [], checkpoint: { size, quorum: true } });

  const read = log.reader();
  const head = await openCheckpoint(checkpoint, policy, nodeCrypto);
  for (const index of new Set([0, 1, 255, 256, size >> 1, size - 2, size - 1])) {
    const entry = log.entries[index];
    if (!entry) continue;
    const proof = parseTlogProof(await proofOf({ index, disclosed: {} }, checkpoint, size, read));
    const holds = (at: number, siblings = proof.siblings) =>
      verifyInclusion(nodeCrypto, entry.hash, at, siblings, head);
    expect([index, await holds(proof.index)]).toEqual([index, true]);
    expect([index, await holds(index + 1)]).toEqual([index, false]);
    if (size > 1) expect([index, await holds(index, proof.siblings.slice(1))]).toEqual([index, false]);
  }

  const bundle = await buildProofBundle({
    checkpoint,
    report: { sha256, stream: REPORT_STREAM },
    entries: log.streamOf(REPORT_STREAM, ['pageSha256', 'restsOn', 'version']),
    read,
  });
  const proven = await verifyProofBundle(bundle, policy, nodeCrypto);
  expect(proven).toMatchObject({ status: 'valid', size });
});
