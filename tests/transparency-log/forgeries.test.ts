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
  REPORT_STREAM,
  SampleLog,
  WITNESSES,
} from '../../bench/log-sample.ts';

const PAGE = Buffer.from('<!doctype html><title>The dam</title>');
const SHA256 = createHash('sha256').update(PAGE).digest('hex');
const OTHER_SHA256 = 'c0'.repeat(32);

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

/** What must be said of each, so that none is found for another reason than its own. */
const FOUND: Readonly<Record<string, string>> = {
  'edited leaf': 'tile/0/000: hash 0 is not that of what lies below it',
  'edited leaf, its hash in the tile too':
    'checkpoint: the root of the entries is not the one that was signed',
  'swapped leaves': 'tile/0/000: hash 0 is not that of what lies below it',
  'forged tile of leaf hashes': 'tile/0/001: hash 1 is not that of what lies below it',
  'forged tile above': 'tile/1/000.p/2: hash 1 is not that of what lies below it',
  'dropped tail': 'ends before entry 95 of 96',
  'missing bundle': 'tile/entries/001: there is no such file',
  'forked checkpoint': 'known checkpoint 0: this log is another than the one it was signed for: a fork',
  'wrong key': "checkpoint, signatures: not signed by the log's key in the policy",
  'stale checkpoint': 'known checkpoint 1: had 608 entries; the log now shows 300',
  'wrong origin': 'the policy knows no log called',
  'signed root of other entries': 'checkpoint: the root of the entries is not the one that was signed',
  'missing cosignature': 'checkpoint: fewer witnesses have signed than the policy wants',
  'missing stream entry': 'follows entry 1',
};

test.each(LOG_FORGERIES)('fsck finds: $name', async ({ name, apply }) => {
  const log = sampleLog();
  apply(log);
  const { problems } = await fsck(log.readFile, policy, log.checkpoints);
  const said = problems.map(({ where, reason }) => `${where}: ${reason}`).join('\n');
  expect(said).toContain(FOUND[name]);
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

const REFUSED: Readonly<Record<string, string>> = {
  'edited leaf': 'items[3], leaf: is not entry 301 of the log',
  'swapped leaves': 'items[2], leaf: is not entry 300 of the log',
  'forged sibling hash': 'items[2], leaf: is not entry 300 of the log',
  'another index': 'items[2], leaf: is not entry 301 of the log',
  'edited opening': 'items[4], proof.extra: the field “rating” is not what was recorded',
  'missing stream entry': 'items[3], stream 00000000000000000000000000000002: entry 3 where entry 2 belongs',
  'dropped tail of a stream': 'items: the report does not rest on stream 00000000000000000000000000000002',
  'dropped claim': 'items: lacks an entry the report rests on',
  'a claim too many': 'items: the report does not rest on stream 000000000000000000000000000003e8',
  'forked checkpoint': 'items[0], leaf: is not entry 306 of the log',
  'wrong key': 'checkpoint, signatures: not signed by the log',
  'stale checkpoint': 'items[0], leaf: is not entry 306 of the log',
  'wrong origin': 'checkpoint, line 1: the policy knows no log called',
  'unsigned size': 'checkpoint, line 5: the signature by "log.example.org/audit" does not hold',
  'two checkpoints in one file': 'items[2], proof: another checkpoint than the first entry’s',
  'a cosignature that does not hold': 'the signature by "witness.example.org/north" does not hold',
  'another report': 'report: no entry of the report’s stream says that this page was published',
};

test.each(BUNDLE_FORGERIES)('verify refuses: $name', async (forgery) => {
  const log = sampleLog();
  const outcome = await verifyProofBundle(await forged(await bundle(log), forgery, log), policy, nodeCrypto);
  expect(outcome.status).toBe('invalid');
  expect(outcome.status === 'invalid' && `${outcome.where}: ${outcome.reason}`).toContain(
    REFUSED[forgery.name],
  );
});

test('an edited report is not the one that was published', async () => {
  const bytes = await bundle(sampleLog());
  expect(await verifyProofBundle(bytes, policy, nodeCrypto, Buffer.from('another'))).toMatchObject({
    status: 'invalid',
    where: 'report',
  });
});

/**
 * Every kind of tampering that a log must stand up to, and the forgeries above that try it: on a log, for `fsck`, and on a
 * proof, for `verify`. An opening is in no file of the log; only a proof discloses it.
 */
const KINDS: Readonly<Record<string, { readonly fsck?: string; readonly verify?: string }>> = {
  'edited leaf': { fsck: 'edited leaf', verify: 'edited leaf' },
  'swapped leaves': { fsck: 'swapped leaves', verify: 'swapped leaves' },
  'forged tile': { fsck: 'forged tile of leaf hashes', verify: 'forged sibling hash' },
  'dropped tail': { fsck: 'dropped tail', verify: 'dropped tail of a stream' },
  'forked checkpoint': { fsck: 'forked checkpoint', verify: 'forked checkpoint' },
  'wrong key': { fsck: 'wrong key', verify: 'wrong key' },
  'stale checkpoint': { fsck: 'stale checkpoint', verify: 'stale checkpoint' },
  'edited opening': { verify: 'edited opening' },
  'missing stream entry': { fsck: 'missing stream entry', verify: 'missing stream entry' },
  'edited report': { verify: 'another report' },
  'missing cosignature': { fsck: 'missing cosignature' },
  'wrong origin': { fsck: 'wrong origin', verify: 'wrong origin' },
};

test.each(Object.entries(KINDS))('tampering: %s', async (_, kind) => {
  const { fsck: ofLog, verify: ofProof } = kind;
  if (ofLog) {
    const log = sampleLog();
    named(LOG_FORGERIES, ofLog).apply(log);
    expect((await fsck(log.readFile, policy, log.checkpoints)).problems).not.toEqual([]);
  }
  if (ofProof) {
    const log = sampleLog();
    const bytes = await forged(await bundle(log), named(BUNDLE_FORGERIES, ofProof), log);
    expect(await verifyProofBundle(bytes, policy, nodeCrypto)).toMatchObject({ status: 'invalid' });
  }
});

function named<T extends { readonly name: string }>(forgeries: readonly T[], name: string): T {
  const found = forgeries.find((one) => one.name === name);
  if (!found) throw new Error(`no forgery is called “${name}”`);
  return found;
}

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

test('its claims are told in the order of the page, with the rating they have and how many entries', async () => {
  expect(await verifyProofBundle(await bundle(sampleLog()), policy, nodeCrypto)).toMatchObject({
    claims: [1, 2].map((number) => ({ number, rating: 'disputed', decidedOn: '2026-03-02', entries: 3 })),
  });
});

test('a page cannot be shown with what another version of its report rests on', async () => {
  const log = new SampleLog();
  publishReport(log, SHA256);
  log.append(REPORT_STREAM, 'report-rendered', { version: 2, pageSha256: OTHER_SHA256 });
  log.publish();
  const of = (sha256: string) => bundleOf(log, sha256, log.checkpoints.at(-1)!);
  expect(await verifyProofBundle(await of(SHA256), policy, nodeCrypto)).toMatchObject({ status: 'valid' });
  expect(await verifyProofBundle(await of(OTHER_SHA256), policy, nodeCrypto)).toEqual({
    status: 'invalid',
    where: 'report',
    reason: 'the report’s entries do not say what it rests on',
  });
});
