import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  fsck,
  Malformed,
  MAX_BUNDLE_BYTES,
  nodeCrypto,
  openCheckpoint,
  parseCheckpointText,
  parseDisclosures,
  parseEntryBundle,
  parseLeaf,
  parseNote,
  parsePolicy,
  parseProofBundle,
  parseTile,
  parseTilePath,
  parseTlogProof,
  parseVerifierKey,
  verifyProofBundle,
  type Policy,
} from '#transparency-log';
import { bundleOf, LOG_KEY, policyText, publishReport, SampleLog } from '../../bench/log-sample.ts';

const PAGE = Buffer.from('<!doctype html><title>The dam</title>');
const SHA256 = createHash('sha256').update(PAGE).digest('hex');

let policy: Policy;
let log: SampleLog;
let bundle: Buffer;
beforeAll(async () => {
  policy = await parsePolicy(Buffer.from(policyText('2 of 3')), nodeCrypto);
  log = new SampleLog();
  publishReport(log, SHA256);
  log.publish();
  bundle = Buffer.from(await bundleOf(log, SHA256, log.checkpoints.at(-1)!));
});

/** Refused with a reason and a place; anything else that is thrown fails the test. */
async function refused(read: () => unknown): Promise<boolean> {
  try {
    await read();
    return false;
  } catch (error) {
    if (!(error instanceof Malformed) || !error.reason || !error.where) throw error;
    return true;
  }
}

const statusOf = async (bytes: Uint8Array) => (await verifyProofBundle(bytes, policy, nodeCrypto)).status;

/** Places in a text of this length, and what to put there. */
const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 });
function edited(bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, value] of changes) copy[at % copy.length] = value;
  return copy;
}

test('a proof file that is cut anywhere is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bundle.length - 1 }), async (length) => {
      expect(await statusOf(bundle.subarray(0, length))).toBe('invalid');
    }),
    { numRuns: 300 },
  );
});

test('a proof file with a byte changed, put in or taken out is refused', async () => {
  await fc.assert(
    fc.asyncProperty(edits, fc.constantFrom('change', 'insert', 'remove'), async (changes, kind) => {
      const [[at, value] = [0, 0]] = changes;
      const place = at % bundle.length;
      const bytes =
        kind === 'change'
          ? edited(bundle, changes)
          : Buffer.concat([
              bundle.subarray(0, place),
              kind === 'insert' ? Buffer.of(value) : Buffer.of(),
              bundle.subarray(kind === 'remove' ? place + 1 : place),
            ]);
      fc.pre(!bytes.equals(bundle));
      expect(['invalid', 'quorum-not-met']).toContain(await statusOf(bytes));
    }),
    { numRuns: 500 },
  );
});

test('a proof file in another spelling of the same JSON is refused, where it begins to differ', async () => {
  const text = bundle.toString('utf8');
  const value: unknown = JSON.parse(text);
  const spellings = {
    indented: JSON.stringify(value, null, 1),
    'with a newline': `${text}\n`,
    'with a mark before it': `\ufeff${text}`,
    escaped: text.replace('leaf', '\\u006ceaf'),
    'a member twice': text.replace('{"items"', '{"items":[],"items"'),
    'a member more': text.replace('{"items"', '{"a":1,"items"'),
    'a number in another way': text.replace(/"v":1\}$/, '"v":1.0}'),
  };
  for (const [name, spelling] of Object.entries(spellings)) {
    const outcome = await verifyProofBundle(Buffer.from(spelling), policy, nodeCrypto);
    expect([name, outcome.status]).toEqual([name, 'invalid']);
  }
});

test('what is too large or too deep is refused before it is read', async () => {
  expect(await refused(() => parseProofBundle(new Uint8Array(MAX_BUNDLE_BYTES + 1)))).toBe(true);
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect(await statusOf(Buffer.from(deep))).toBe('invalid');
  expect(await refused(() => parseDisclosures(Buffer.from(deep)))).toBe(true);
  expect(await refused(() => parsePolicy(Buffer.alloc(100_000, 35), nodeCrypto))).toBe(true);
  expect(await refused(() => parseNote('a'.repeat(200_000)))).toBe(true);
  const line = log.checkpoints[0]!.split('\n').find((one) => one.startsWith('\u2014'))!;
  expect(await refused(() => parseNote(`${log.checkpoints[0]}${`${line}\n`.repeat(100)}`))).toBe(true);
});

test('no text and no bytes make a parser fail in another way than by refusing', async () => {
  const seeds = [
    log.checkpoints[0]!,
    policyText('2 of 3'),
    LOG_KEY.vkey,
    Buffer.from(log.entries[0]!.body).toString('utf8'),
    parseProofBundle(bundle).items[0]!.proof,
    'tile/0/x001/x234/067',
  ].map((text) => Buffer.from(text));
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.tuple(fc.constantFrom(...seeds), edits).map(([seed, changes]) => edited(seed, changes)),
    fc.tuple(fc.constantFrom(...seeds), fc.nat()).map(([seed, at]) => seed.subarray(0, at % seed.length)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.nat({ max: 300 }), async (data, width) => {
      const text = Buffer.from(data).toString('utf8');
      for (const parse of [parseNote, parseCheckpointText, parseLeaf, parseTlogProof, parseTilePath])
        await refused(() => parse(text));
      for (const parse of [parseProofBundle, parseDisclosures]) await refused(() => parse(data));
      await refused(() => parsePolicy(data, nodeCrypto));
      await refused(() => parseVerifierKey(text, nodeCrypto));
      await refused(() => openCheckpoint(text, policy, nodeCrypto));
      await refused(() => parseEntryBundle(data, width));
      await refused(() => parseTile(data, width));
    }),
    { numRuns: 1_500 },
  );
});

const linesOf = (note: Buffer): Buffer[] =>
  note
    .toString('latin1')
    .split(/(?<=\n)/)
    .map((line) => Buffer.from(line, 'latin1'));

/** One of the three witnesses' lines, the last ones, may be spoilt or missing: two are what the policy wants. */
function hasTwoWitnesses(checkpoint: Buffer): boolean {
  const lines = linesOf(Buffer.from(log.files.get('checkpoint')!));
  const signed = Buffer.concat(lines.slice(0, -3));
  const intact = lines.slice(-3).filter((line) => checkpoint.includes(line));
  return checkpoint.subarray(0, signed.length).equals(signed) && intact.length >= 2;
}

test('a log with any file changed, cut or lengthened is found out', async () => {
  const paths = [...log.files.keys()];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), edits, fc.nat(), async (path, changes, cut) => {
      const sound = Buffer.from(log.files.get(path)!);
      const file =
        cut % 3 === 0
          ? edited(sound, changes)
          : cut % 3 === 1
            ? sound.subarray(0, cut % sound.length)
            : Buffer.concat([sound, Buffer.of(cut % 256)]);
      fc.pre(!file.equals(sound));
      const read = (asked: string) => Promise.resolve(asked === path ? file : (log.files.get(asked) ?? null));
      const { problems } = await fsck(read, policy);
      const isEnough =
        path === 'checkpoint' &&
        (cut % 3 === 0 ? hasTwoWitnesses(file) : file.equals(Buffer.concat(linesOf(sound).slice(0, -1))));
      if (!isEnough) expect(problems).not.toEqual([]);
    }),
    { numRuns: 300, examples: [['checkpoint', [[0, 0]], 1_287_832_198]] },
  );
});
