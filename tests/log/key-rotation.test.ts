/** A log goes over to another key, and no reader is lost on the way. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  fsck,
  logInFolder,
  logSigner,
  newSigningKey,
  nodeCrypto,
  openCheckpoint,
  parsePolicy,
  utf8,
  ED25519,
  type Policy,
} from '#transparency-log';
import { checkLog } from '#workflow';
import { INSTALLATION } from '#domain';
import { monitorLog } from '../../apps/cli/src/log-monitor.ts';
import { addKey } from '../../apps/cli/src/log-own-entries.ts';
import { readKeys } from '../../apps/sealer/src/key.ts';
import { seal, type SealerParts } from '../../apps/sealer/src/seal.ts';
import { Witnesses } from '../../apps/sealer/src/witnesses.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { appendMany } from '../sealer/append-many.ts';
import { openLog, signer, type TestLog } from '../sealer/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const next = logSigner(signer.name, Buffer.alloc(32, 8));
const policyOf = (...keys: { vkey: string }[]): Promise<Policy> =>
  parsePolicy(utf8(`${keys.map(({ vkey }) => `log ${vkey}\n`).join('')}quorum none\n`), nodeCrypto);

let log: TestLog;
let home: string;
let readers: Record<'old' | 'both' | 'new', Policy>;
/** The sealer, as it is set up at each step. */
let parts: SealerParts;
beforeAll(async () => {
  log = await openLog();
  process.env.DATABASE_URL = log.database.appUrl;
  home = await temporaryFolder();
  readers = { old: await policyOf(signer), both: await policyOf(signer, next), new: await policyOf(next) };
  for (const [name, { logs }] of Object.entries(readers))
    await writeFile(join(home, name), `${logs.map(({ key }) => `log ${key.vkey}\n`).join('')}quorum none\n`);
  parts = log.parts;
});
afterAll(() => log.close());

function setUp(policy: Policy, ...signers: SealerParts['signers']): void {
  parts = { ...parts, signers, policy, witnesses: new Witnesses(policy, parts.db) };
}
const published = () => readFile(join(parts.folder, 'checkpoint'), 'utf8');
const number = async () => {
  while ((await sequence(log.database.system, 1_000)) > 0);
};
/** Which readers accept what is published. */
async function accepting(note: string): Promise<string[]> {
  const accepted = await Promise.all(
    Object.entries(readers).map(async ([name, policy]) =>
      openCheckpoint(note, policy, nodeCrypto).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return accepted.flat();
}
async function monitor(policy: string): Promise<string[]> {
  const lines: string[] = [];
  const options = { policy: join(home, policy), state: join(home, 'seen'), once: true, seconds: 1 };
  await monitorLog(parts.folder, options, new AbortController().signal, (line) => lines.push(line));
  return lines;
}

let first: string;

test('the key is announced under the old one, and readers learn whether their policy has it', async () => {
  await expect(addKey(next.vkey)).rejects.toThrow(/published nothing yet/);
  await log.grow(100);
  first = await published();
  await expect(addKey(logSigner('other.example.org', Buffer.alloc(32, 8)).vkey)).rejects.toThrow(
    /The log is log\.example\.org\/audit, this is a key of other/,
  );
  await expect(addKey(signer.vkey)).rejects.toThrow(/signs the log already/);
  expect(await addKey(next.vkey)).toEqual({ origin: signer.name });
  await expect(addKey(next.vkey)).rejects.toThrow(/announced already/);
  await number();
  expect(await seal(parts)).toMatchObject({ outcome: 'published', size: 101 });
  expect(await accepting(await published())).toEqual(['old', 'both']);
  for (const [reader, sentence] of [
    ['old', /^Entry 100 announces a key of this log that your policy lacks: get the new policy/],
    ['both', /^Entry 100 announces a key of this log, which your policy has\.$/],
  ] as const)
    expect(await fsck(logInFolder(parts.folder), readers[reader])).toMatchObject({
      problems: [],
      notices: [expect.stringMatching(sentence)],
    });
  expect(await monitor('old')).toEqual([
    expect.stringMatching(/^Entry 100 announces a key .* lacks/),
    expect.stringMatching(/101 entries, 101 new, all in order/),
  ]);
  expect((await checkLog(log.database.db, INSTALLATION)).problems).toEqual([]);
});

test('while both keys sign, every reader accepts the log, without waiting for an entry', async () => {
  setUp(readers.both, signer, next);
  expect(await seal(parts)).toMatchObject({ outcome: 'published', size: 101 });
  expect(await accepting(await published())).toEqual(['old', 'both', 'new']);
  expect(await seal(parts)).toEqual({ outcome: 'nothing-new' });
  expect(await monitor('both')).toEqual([expect.stringMatching(/101 entries, 0 new/)]);
});

test('when the old key is retired, the signer’s state, readers with the new policy and their monitors go on', async () => {
  setUp(readers.new, next);
  expect(await seal(parts)).toEqual({ outcome: 'nothing-new' });
  await appendMany(log.database, 50);
  await number();
  expect(await seal(parts)).toMatchObject({ outcome: 'published', size: 151 });
  expect(await accepting(await published())).toEqual(['both', 'new']);
  expect(await monitor('new')).toEqual([expect.stringMatching(/151 entries, 50 new, all in order/)]);
  expect((await fsck(logInFolder(parts.folder), readers.both, [first])).problems).toEqual([]);
});

test('what the old key signed stays valid under the policy of its time', async () => {
  expect(await accepting(first)).toEqual(['old', 'both']);
});

test('the next key must be another one of the same log', async () => {
  const keyFile = async (name: string, key: string) => {
    await writeFile(join(home, name), `${key}\n`, { mode: 0o600 });
    return join(home, name);
  };
  const LOG_KEY_FILE = await keyFile('one', newSigningKey('log.example.org/a', ED25519));
  const other = await keyFile('two', newSigningKey('log.example.org/b', ED25519));
  const same = await keyFile('three', newSigningKey('log.example.org/a', ED25519));
  await expect(readKeys({ LOG_KEY_FILE, LOG_NEXT_KEY_FILE: other })).rejects.toThrow(
    /must hold another key of log\.example\.org\/a/,
  );
  await expect(readKeys({ LOG_KEY_FILE, LOG_NEXT_KEY_FILE: LOG_KEY_FILE })).rejects.toThrow(/another key/);
  expect(await readKeys({ LOG_KEY_FILE, LOG_NEXT_KEY_FILE: same })).toHaveLength(2);
});
