import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cosign,
  fromBase64,
  Malformed,
  newSigningKey,
  nodeCrypto,
  openCheckpoint,
  parseCheckpointText,
  parseLeaf,
  parseNote,
  parsePolicy,
  parseSigningKey,
  parseTilePath,
  parseVerifierKey,
  satisfied,
  signCheckpoint,
  tileAt,
  tilePath,
  toBase64,
  verifyNote,
  webCrypto,
  withSignatures,
} from '#transparency-log';
import { appendDecisions, LOG_KEY, SampleLog, WITNESSES } from '../../bench/log-sample.ts';

// The example that c2sp.org/signed-note prints.
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE = `This is an example message.

\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

const reasonOf = async (read: () => unknown): Promise<string> => {
  try {
    await read();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return error.message;
  }
};

test.each([
  ['Node', nodeCrypto],
  ['WebCrypto', webCrypto],
])('the specification’s own note verifies, by %s', async (_, crypto) => {
  const key = await parseVerifierKey(EXAMPLE_KEY, crypto);
  expect(await verifyNote(parseNote(EXAMPLE), [key], crypto)).toEqual([{ key, time: null }]);
  const edited = parseNote(EXAMPLE.replace('example message', 'edited message'));
  expect(await reasonOf(() => verifyNote(edited, [key], crypto))).toBe(
    'line 3: the signature by "example.com/foo" does not hold',
  );
  expect(await verifyNote(parseNote(EXAMPLE), [], crypto)).toEqual([]);
});

test('a tree of 70,000 has the tiles the specification lists', () => {
  const at = (level: number, index: number) => tileAt(level, index, 70_000)?.width ?? null;
  expect([at(0, 272), at(0, 273), at(0, 274)]).toEqual([256, 112, null]);
  expect([at(1, 0), at(1, 1), at(1, 2)]).toEqual([256, 17, null]);
  expect([at(2, 0), at(2, 1), at(3, 0)]).toEqual([1, null, null]);
});

test('the paths of tiles are the specification’s, and each names one tile', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 'entries', index: 273, width: 112 })).toBe('tile/entries/273.p/112');
  fc.assert(
    fc.property(
      fc.oneof(fc.nat({ max: 63 }), fc.constant('entries' as const)),
      fc.maxSafeNat().map((n) => n % 10 ** 15),
      fc.integer({ min: 1, max: 256 }),
      (level, index, width) => {
        const name = { level, index, width };
        expect(parseTilePath(tilePath(name))).toEqual(name);
      },
    ),
  );
});

test.each([
  'tile/0/1',
  'tile/00/001',
  'tile/64/001',
  'tile/0/x000/001',
  'tile/0/001.p/256',
  'tile/0/001.p/0',
  'tile/0/../001',
  '/tile/0/001',
])('no tile is called %s', async (path) => {
  expect(await reasonOf(() => parseTilePath(path))).toContain('not the path of a tile');
});

test('base64 has one spelling', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes), 'here')).toEqual(bytes);
    }),
  );
  for (const spelling of ['AB==', 'AAA', 'AAA=\n', 'A-A=', 'AAAA=', ' AAAA'])
    expect(() => fromBase64(spelling, 'here')).toThrow(Malformed);
});

test.each([
  ['a\n1\n', 'a checkpoint has an origin, a size and a root'],
  ['a\n01\nAAAA\n', 'line 2: not a decimal number'],
  ['a\n9007199254740993\nAAAA\n', 'line 2: larger than 2^53 - 1'],
  ['a\n1\nAAAA\n', 'line 3: 3 bytes instead of 32'],
  ['a\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n', 'the root of the empty tree goes with size 0'],
  ['a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n', 'the root of the empty tree goes with size 0'],
  ['a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'no newline at the end'],
])('a checkpoint is refused: %j', async (text, reason) => {
  expect(await reasonOf(() => parseCheckpointText(text))).toContain(reason);
});

test.each([
  ['', 'no quorum'],
  ['quorum none', 'no newline at the end'],
  ['quorum none\nquorum none\n', 'line 2, quorum: a second quorum'],
  ['quorum north\n', 'line 1, quorum: "north" is not defined before'],
  [`log ${WITNESSES[0]!.vkey}\nquorum none\n`, 'line 1, key: a key of type 4 where one of type 1 belongs'],
  [
    `log ${LOG_KEY.vkey}\nlog ${LOG_KEY.vkey}\nquorum none\n`,
    'line 2, key: the same public key a second time',
  ],
  [`witness none ${WITNESSES[0]!.vkey}\nquorum none\n`, '"none" cannot be a name'],
  [`witness a ${WITNESSES[0]!.vkey}\ngroup g 2 a\nquorum g\n`, 'line 2, group: "2" of 1 members cannot be'],
  [
    `witness a ${WITNESSES[0]!.vkey}\ngroup g any a a\nquorum g\n`,
    'line 2, group: "a" is in a group already',
  ],
  [`group g any g\nquorum g\n`, 'line 1, group: "g" is not defined before'],
  [`log ${LOG_KEY.vkey.replace('+', '+0').replace('0', '')}x\nquorum none\n`, 'line 1, key:'],
  ['witnes a\nquorum none\n', 'line 1, "witnes": neither log, witness, group nor quorum'],
])('a policy is refused: %j', async (text, reason) => {
  expect(await reasonOf(() => parsePolicy(Buffer.from(text), nodeCrypto))).toContain(reason);
});

test('groups of groups are counted as the specification says', async () => {
  const [a, b, c] = WITNESSES.map(({ vkey }) => vkey);
  const text = `# comment\n\twitness a ${a}\nwitness b ${b} https://b.example \nwitness c ${c}\ngroup pair any a b\ngroup both all pair c\nquorum both\n`;
  const policy = await parsePolicy(Buffer.from(text), nodeCrypto);
  const holds = (...names: string[]) => satisfied(policy, new Set(names));
  expect([holds('a', 'c'), holds('b', 'c'), holds('a', 'b', 'c')]).toEqual([true, true, true]);
  expect([holds(), holds('c'), holds('a', 'b'), holds('pair', 'c')]).toEqual([false, false, false, false]);
});

test('keys are read as they were written, and a witness’s time is what it signed', async () => {
  const signer = parseSigningKey(newSigningKey('log.example.org/a', 1));
  const witness = parseSigningKey(newSigningKey('witness.example.org/a', 4));
  const root = Buffer.alloc(32, 7);
  const signed = signCheckpoint({ origin: signer.name, size: 5, root }, signer);
  expect(signCheckpoint({ origin: signer.name, size: 5, root }, signer)).toBe(signed);
  const note = withSignatures(signed, [cosign(signed, witness, 1_772_442_000)]);
  const policy = await parsePolicy(
    Buffer.from(`log ${signer.vkey}\nwitness w ${witness.vkey}\nquorum w\n`),
    nodeCrypto,
  );
  expect(await openCheckpoint(note, policy, nodeCrypto)).toEqual({
    origin: 'log.example.org/a',
    size: 5,
    root: Uint8Array.from(root),
    cosignatures: [{ witness: 'w', time: 1_772_442_000 }],
    quorum: true,
    asOf: 1_772_442_000,
  });
});

test('an entry is read back as it was written, and in no other spelling', async () => {
  const log = new SampleLog();
  appendDecisions(log, 2);
  log.publish();
  appendDecisions(log, 3, 9_000);
  const text = Buffer.from(log.entries.at(-1)!.body).toString('utf8');
  expect(parseLeaf(text)).toEqual({
    ...(JSON.parse(text) as object),
    v: undefined,
    after: { size: 2, root: toBase64(log.head.root) },
  });
  const spoilt: Readonly<Record<string, string>> = {
    ' ': 'after, byte 0',
    [text.replace('"seq":3', '"seq":03')]: 'seq',
    [text.replace('"v":1', '"v":2')]: 'v',
    [`${text} `]: 'goes on after its end',
    [text.replace(/"at":"2026-03/, '"at":"2026-13')]: 'not a time',
    [text.replace(/"prev":"[^"]+"/, '"prev":""')]: 'the first entry of a stream',
    [text.replace(/("sd":\[)("[^"]+"),("[^"]+")/, '$1$3,$2')]: 'digests not in ascending order',
    [text.replace('claim-proposed', 'Claim').replace('verdict-recorded', 'Claim')]: 'not a type of entries',
  };
  for (const [spelling, reason] of Object.entries(spoilt))
    expect(await reasonOf(() => parseLeaf(spelling))).toContain(reason);
});
