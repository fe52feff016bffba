/** A log whose signed tail is lost ends; another one begins by naming its last checkpoint. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { INSTALLATION } from '#domain';
import { StateFolder } from '#durable-files';
import {
  EMPTY_ROOT,
  entryBytes,
  foldRoots,
  fsck,
  leafHash,
  logInFolder,
  logSigner,
  newStream,
  nodeCrypto,
  parsePolicy,
  seal as sealFields,
  toBase64,
  utf8,
  witnessSigner,
} from '#transparency-log';
import { checkLog } from '#workflow';
import { LogAlarm, monitorLog } from '../../apps/cli/src/log-monitor.ts';
import { continueLog } from '../../apps/cli/src/log-own-entries.ts';
import { seal, SignedState } from '../../apps/sealer/src/seal.ts';
import { Witnesses } from '../../apps/sealer/src/witnesses.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { appendBodies, appendMany } from '../sealer/append-many.ts';
import { newSignerSide, openLog, policyText, signer, type SignerSide, type TestLog } from '../sealer/log.ts';
import { bodiesOf } from '../sealer/rewriting.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const next = logSigner('log.example.org/second', Buffer.alloc(32, 8));
const nextPolicy = `log ${next.vkey}\nquorum none\n`;
const bothPolicy = `log ${signer.vkey}\n${nextPolicy}`;

let home: string;
let first: TestLog;
let copy: TestLog;
let second: SignerSide;
const file = (name: string) => join(home, name);
const number = async ({ database }: TestLog) => {
  while ((await sequence(database.system, 1_000)) > 0);
};
const continued = (more: Partial<Parameters<typeof continueLog>[0]> = {}) =>
  continueLog({
    checkpoint: join(first.parts.folder, 'checkpoint'),
    policy: file('policy'),
    vkey: next.vkey,
    reason: 'tail-lost',
    ...more,
  });
async function look(folder: string, state: string): Promise<string[]> {
  const lines: string[] = [];
  const options = { policy: file('both'), state: file(state), once: true, seconds: 1 };
  await monitorLog(folder, options, new AbortController().signal, (line) => lines.push(line));
  return lines;
}

/** An entry that knows this checkpoint of the log it is written to. */
const knowing = (size: number, root: Uint8Array): Buffer =>
  entryBytes(
    { stream: newStream(), seq: 1, prev: new Uint8Array(), after: { size, root } },
    'test-happened',
    '2026-03-01T00:00:00Z',
    sealFields({ n: size }),
  );

beforeAll(async () => {
  home = await temporaryFolder();
  await writeFile(file('policy'), policyText);
  await writeFile(file('both'), bothPolicy);
  first = await openLog();
  await first.grow(250);
  await look(first.parts.folder, 'behind');
  await appendBodies(first.database, [
    knowing(250, foldRoots((await bodiesOf(first.database)).map(leafHash))),
  ]);
  await first.grow(49);
  await look(first.parts.folder, 'seen');
  // The backup has 280 of the 300 entries, and went on by 10 of its own before anybody noticed.
  copy = await openLog(first.parts);
  await appendBodies(copy.database, (await bodiesOf(first.database)).slice(0, 280));
  await number(copy);
  await appendMany(copy.database, 10);
  await number(copy);
  await copy.database.admin.query(
    `insert into audit.checkpoint (size, root, note)
     select size, root, note from json_populate_recordset(null::audit.checkpoint, $1)`,
    [
      JSON.stringify(
        (
          await first.database.admin.query(
            `select size::int, '\\x' || encode(root, 'hex') as root, note from audit.checkpoint where size <= 280`,
          )
        ).rows,
      ),
    ],
  );
  await copy.database.admin.query('update audit.relay set next_index = 285');
  const stateFolder = await temporaryFolder();
  const state = new StateFolder(stateFolder, SignedState);
  await state.replace(null, { origin: next.name, size: 0, root: toBase64(EMPTY_ROOT) });
  second = { folder: await temporaryFolder(), state };
  process.env.DATABASE_URL = copy.database.appUrl;
  process.env.DATABASE_OWNER_URL = copy.database.ownerUrl;
});
afterAll(async () => {
  await first.close();
  await copy.close();
});
/** The sealer, with the key of the log that begins. */
const sealSecond = async () => {
  const policy = await parsePolicy(utf8(nextPolicy), nodeCrypto);
  const witnesses = new Witnesses(policy, copy.parts.db);
  return seal({ ...copy.parts, ...second, signers: [next], policy, witnesses });
};

test('the sealer refuses the tail under the old name, and under a new one that says nothing', async () => {
  await expect(seal(copy.parts)).rejects.toMatchObject({ code: 'log-shrunk' });
  await expect(sealSecond()).rejects.toMatchObject({
    code: 'another-log',
    exitCode: 8,
    message: expect.stringMatching(/log continue/),
  });
});

test('what is no end is refused, with what to do', async () => {
  await expect(continued({ reason: 'boredom' })).rejects.toThrow(/--reason is one of tail-lost/);
  await expect(continued({ vkey: signer.vkey })).rejects.toThrow(/A name is not used again/);
  await expect(continued({ reason: 'key-compromised' })).rejects.toThrow(/does not have the 300 entries/);
  const witness = witnessSigner('witness.example.org/north', Buffer.alloc(32, 3));
  await writeFile(file('witnessed'), `log ${signer.vkey}\nwitness n ${witness.vkey}\nquorum n\n`);
  await expect(continued({ policy: file('witnessed') })).rejects.toThrow(/Fewer witnesses/);
  await expect(continued({ vkey: witness.vkey })).rejects.toThrow(/key of a witness/);
  process.env.DATABASE_URL = first.database.appUrl;
  await expect(continued()).rejects.toThrow(/has all of the 300 entries: nothing is lost/);
  const { rows } = await first.database.admin.query('select note from audit.checkpoint where size = 250');
  await writeFile(file('older'), rows[0].note);
  await expect(continued({ checkpoint: file('older') })).rejects.toThrow(/A newer checkpoint.*300 entries/);
  process.env.DATABASE_URL = copy.database.appUrl;
  expect((await copy.database.admin.query('select 1 from app.logs')).rows).toEqual([]);
});

test('the new log begins with the end of the old one, and has every entry that is left', async () => {
  const before = await bodiesOf(copy.database);
  expect(await continued()).toEqual({ ended: signer.name, origin: next.name, size: 291 });
  const after = await bodiesOf(copy.database);
  expect(after.slice(1)).toEqual(before);
  expect(JSON.parse(after[0]!.toString())).toMatchObject({ type: 'log.continues', seq: 1 });
  const { rows } = await copy.database.admin.query('select next_index::int from audit.relay');
  expect(rows).toEqual([{ next_index: 286 }]);
  await expect(copy.database.admin.query('delete from audit.leaf')).rejects.toThrow(/append-only/);
  await expect(copy.database.admin.query('update audit.tree set size = 1')).rejects.toThrow(/grow/);
  expect(await sealSecond()).toMatchObject({ outcome: 'published', size: 291 });
  await expect(continued()).rejects.toThrow(/has begun already/);
  expect((await checkLog(copy.database.db, INSTALLATION)).problems).toEqual([]);
  await appendMany(copy.database, 20);
  await number(copy);
  expect(await sealSecond()).toMatchObject({ outcome: 'published', size: 311 });
});

test('fsck holds it against the last checkpoint of the old one', async () => {
  const policy = await parsePolicy(utf8(bothPolicy), nodeCrypto);
  const ended = await readFile(join(first.parts.folder, 'checkpoint'), 'utf8');
  const read = logInFolder(second.folder);
  // Among them is an entry that knows a checkpoint of the old log.
  expect(await fsck(read, policy, [], ended)).toMatchObject({ entries: 311, problems: [] });
  const { problems } = await fsck(read, policy, [], await readFile(file('older'), 'utf8'));
  expect(problems).toEqual([
    {
      where: 'entry 0, sd',
      reason: expect.stringMatching(/another tree than that of log\.example\.org\/audit/),
    },
  ]);
  const notOne = await fsck(logInFolder(first.parts.folder), policy, [], ended);
  expect(notOne.problems).toMatchObject([{ where: 'entry 0, type' }]);
  // And the old one is as sound as it was.
  expect((await fsck(logInFolder(first.parts.folder), policy)).problems).toEqual([]);
});

test('a monitor that followed the old one to its end goes over; one that did not, and a strange log, are alarms', async () => {
  const seen = await readFile(file('seen'), 'utf8');
  expect(await look(second.folder, 'seen')).toEqual([
    'log.example.org/audit has ended with the 300 entries that were seen; log.example.org/second continues it.',
    'log.example.org/second: 311 entries, 11 new, all in order.',
  ]);
  await expect(look(second.folder, 'behind')).rejects.toThrow(LogAlarm);
  await expect(look(second.folder, 'behind')).rejects.toThrow(/250 entries .* follow it to its end first/);
  // A log that says nothing of the old one.
  const strange = await openLog(await newSignerSide());
  await writeFile(file('seen'), seen.replaceAll(signer.name, `x.example.org/${randomUUID()}`));
  await strange.grow(5);
  await expect(look(strange.parts.folder, 'seen')).rejects.toThrow(LogAlarm);
  await strange.close();
});

test('an entry that knows a checkpoint which neither log had is found', async () => {
  await appendBodies(copy.database, [knowing(200, Buffer.alloc(32, 5))]);
  await number(copy);
  await sealSecond();
  const { problems } = await fsck(
    logInFolder(second.folder),
    await parsePolicy(utf8(nextPolicy), nodeCrypto),
  );
  expect(problems).toEqual([
    { where: 'entry 311, after', reason: expect.stringMatching(/never had the root/) },
  ]);
});
