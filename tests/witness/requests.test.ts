import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  Malformed,
  nodeCrypto,
  openSubmitted,
  parseAddCheckpoint,
  parseVerifierKey,
  utf8,
} from '#transparency-log';
import { History, LOG_KEY } from './history.ts';

const real = new History('real', 300);
let good: Buffer;
beforeAll(async () => {
  good = Buffer.from(await real.request(100, 300));
});

/** What a witness would go on with, or null for what is refused with a reason and a place; all else fails the test. */
async function accepted(bytes: Uint8Array) {
  const key = await parseVerifierKey(LOG_KEY.vkey, nodeCrypto);
  try {
    const request = parseAddCheckpoint(bytes);
    return 'signed' in (await openSubmitted(request, [key], nodeCrypto)) ? request : null;
  } catch (error) {
    if (!(error instanceof Malformed) || !error.reason || !error.where) throw error;
    return null;
  }
}

test('a request that is cut anywhere is refused', async () => {
  for (let length = 0; length < good.length; length++)
    expect(await accepted(good.subarray(0, length))).toBeNull();
});

test('a request with bytes changed, put in or taken out says what it said, or is refused', async () => {
  const sound = await accepted(good);
  const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(edits, fc.constantFrom('change', 'insert', 'remove'), async (changes, kind) => {
      let bytes = Buffer.from(good);
      for (const [at, value] of changes) {
        const place = at % bytes.length;
        if (kind === 'change') bytes[place] = value;
        else
          bytes = Buffer.concat([
            bytes.subarray(0, place),
            kind === 'insert' ? Buffer.of(value) : Buffer.of(),
            bytes.subarray(kind === 'remove' ? place + 1 : place),
          ]);
      }
      const request = await accepted(bytes);
      // The signature covers the checkpoint; old size and proof are the log's to get right.
      if (request) expect(request.checkpoint).toEqual(sound!.checkpoint);
    }),
    { numRuns: 1_000 },
  );
});

test('no bytes and no text make it fail in another way than by refusing', async () => {
  const lines = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        'old 0',
        'old 18446744073709551616',
        'old -1',
        '\u2014 a b',
        '\u2014',
        'AAAA',
        '\0',
      ),
      fc.constantFrom(...good.toString('utf8').split('\n')),
    ),
    { maxLength: 80 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array(),
        lines.map((all) => utf8(all.join('\n'))),
      ),
      async (bytes) => {
        const request = await accepted(bytes);
        if (request) expect(request.checkpoint.size).toBe(300);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('the longest request that is allowed is refused or read in no time', async () => {
  const flood = [
    'old 0\n' + 'A'.repeat(130_000),
    'old 0\n\n' + '\u2014 a AAAA\n'.repeat(9_000),
    `${'\n'.repeat(130_000)}`,
    `old 0\n\nlog\n1\n${'x\n'.repeat(60_000)}\n\u2014 a AAAAAAA=\n`,
  ];
  const began = performance.now();
  for (const text of flood) expect(await accepted(utf8(text))).toBeNull();
  expect(performance.now() - began).toBeLessThan(2_000);
});
