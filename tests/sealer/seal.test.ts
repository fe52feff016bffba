import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StateFolder } from '#durable-files';
import {
  cosign,
  fsck,
  withSignatures,
  witnessSigner,
  logInFolder,
  parseCheckpointText,
  parseNote,
  tilePath,
} from '#transparency-log';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { seal, SignedState } from '../../apps/sealer/src/seal.ts';
import { appendBodies, appendMany } from './append-many.ts';
import { newSignerSide, openLog, signer, type TestLog } from './log.ts';
import { bodiesOf, edit, rewrite } from './rewriting.ts';

const opened: TestLog[] = [];
afterAll(() => Promise.all(opened.map((log) => log.close())));
async function open(...args: Parameters<typeof openLog>): Promise<TestLog> {
  const log = await openLog(...args);
  opened.push(log);
  return log;
}

const published = ({ parts }: TestLog) => readFile(join(parts.folder, 'checkpoint'), 'utf8');

/** The database as a backup of the first `count` entries gives it back. */
async function restored(log: TestLog, count: number): Promise<TestLog> {
  const copy = await open(log.parts);
  await appendBodies(copy.database, (await bodiesOf(log.database)).slice(0, count));
  while ((await sequence(copy.database.system, 1_000)) > 0);
  return copy;
}

describe('a log that grows', () => {
  let log: TestLog;
  beforeAll(async () => {
    log = await open();
  });

  test('without entries there is nothing to sign', async () => {
    expect(await seal(log.parts)).toEqual({ outcome: 'nothing-new' });
    expect(existsSync(join(log.parts.folder, 'checkpoint'))).toBe(false);
  });

  test('every checkpoint is that of a whole log, which continues the ones before', async () => {
    const seen: string[] = [];
    let size = 0;
    for (const count of [1, 1, 253, 1, 1, 254, 1, 2_100, 3]) {
      expect(await log.grow(count)).toEqual({ outcome: 'published', size: (size += count), refusals: [] });
      const check = await fsck(logInFolder(log.parts.folder), log.policy, seen);
      expect(check).toMatchObject({ problems: [], entries: size });
      seen.push(await published(log));
    }
    expect(await seal(log.parts)).toEqual({ outcome: 'nothing-new' });
  });

  test('partial tiles go when the full one is there', async () => {
    const at = (width: number) => join(log.parts.folder, tilePath({ level: 0, index: 0, width }));
    expect([existsSync(at(255)), existsSync(`${at(256)}.p`), existsSync(at(256))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('the database has a copy of every checkpoint, and of nothing else', async () => {
    const { rows } = await log.database.admin.query(
      'select size::int, root, note from audit.checkpoint order by size',
    );
    expect(rows.map(({ size }) => size)).toEqual([1, 2, 255, 256, 257, 511, 512, 2_612, 2_615]);
    for (const { size, root, note } of rows)
      expect(parseCheckpointText(parseNote(note).text)).toEqual({
        origin: 'log.example.org/audit',
        size,
        root: new Uint8Array(root),
      });
    expect(rows.at(-1).note).toBe(await published(log));
  });

  test('a folder that is lost is written again from the entries', async () => {
    const before = await published(log);
    await rm(join(log.parts.folder, 'tile'), { recursive: true });
    await rm(join(log.parts.folder, 'checkpoint'));
    expect(await seal(log.parts)).toMatchObject({ outcome: 'published', size: 2_615 });
    expect(await published(log)).toBe(before);
    expect((await fsck(logInFolder(log.parts.folder), log.policy)).problems).toEqual([]);
  });

  test('an older checkpoint that a second sealer put there late is replaced by the newest in the next pass', async () => {
    const older = await published(log);
    await log.grow(5);
    const newest = await published(log);
    await writeFile(join(log.parts.folder, 'checkpoint'), older);
    expect(await seal(log.parts)).toMatchObject({ outcome: 'published', size: 2_620 });
    expect(await published(log)).toBe(newest);
    expect((await fsck(logInFolder(log.parts.folder), log.policy, [older])).problems).toEqual([]);
  });
});

describe('what is refused', () => {
  let log: TestLog;
  let checkpoint: string;
  beforeAll(async () => {
    log = await open();
    await log.grow(300);
    await log.grow(40);
    checkpoint = await published(log);
  });
  /** Nothing new was signed and nothing published. */
  const unmoved = async () => {
    expect(await published(log)).toBe(checkpoint);
    expect((await log.parts.state.read())?.value.size).toBe(340);
  };

  test('a database restored from a backup', async () => {
    const backup = await restored(log, 310);
    await expect(seal(backup.parts)).rejects.toMatchObject({
      code: 'log-shrunk',
      exitCode: 3,
      message: expect.stringMatching(/has 310 entries, 340 were signed.*restored from a backup.*Put back/),
    });
    await unmoved();
  });

  test('one that was restored and has outgrown what was signed', async () => {
    const backup = await restored(log, 310);
    await expect(backup.grow(30)).rejects.toMatchObject({ code: 'log-rewritten', exitCode: 4 });
    await expect(backup.grow(500)).rejects.toMatchObject({ code: 'log-rewritten' });
    await unmoved();
  });

  test('one that was restored whole goes on', async () => {
    const side = await newSignerSide();
    const first = await open(side);
    await first.grow(70);
    const backup = await restored(first, 70);
    expect(await backup.grow(5)).toMatchObject({ outcome: 'published', size: 75 });
    expect((await fsck(logInFolder(side.folder), log.policy)).problems).toEqual([]);
  });

  test('a superuser’s rewrite of an entry, all tiles and the root', async () => {
    const copy = await restored(log, 340);
    await rewrite(copy.database, 17);
    await expect(seal(copy.parts)).rejects.toMatchObject({ code: 'log-rewritten', exitCode: 4 });
    await expect(copy.grow(10)).rejects.toMatchObject({ code: 'log-rewritten' });
    await unmoved();
  });

  test('an entry edited alone, when its bundle is written again', async () => {
    const copy = await restored(log, 340);
    await edit(copy.database, 335);
    await expect(copy.grow(10)).rejects.toMatchObject({
      code: 'log-rewritten',
      message: expect.stringMatching(/^Entry 335 is not the one that was signed/),
    });
    await unmoved();
  });

  test('tiles or a root that the entries do not give', async () => {
    const copy = await restored(log, 340);
    await appendMany(copy.database, 4);
    await sequence(copy.database.system, 100);
    await edit(copy.database, 342);
    await expect(seal(copy.parts)).rejects.toMatchObject({ code: 'tree-broken', exitCode: 5 });
    await unmoved();
  });

  test('a signer’s state that is gone, or older than what is published', async () => {
    const { folder, state } = await newSignerSide();
    const stale = { ...log.parts, state };
    await expect(seal(stale)).rejects.toMatchObject({
      code: 'state-behind',
      exitCode: 6,
      message: expect.stringMatching(/340 entries is published.*knows of 0/),
    });
    const gone = { ...log.parts, state: new StateFolder(join(folder, 'nothing'), SignedState) };
    await expect(seal(gone)).rejects.toMatchObject({
      code: 'state-behind',
      message: expect.stringMatching(/is gone/),
    });
    await unmoved();
  });
});

test('of two sealers on two databases, an original and its restored copy, no two sign different trees of one size', async () => {
  const side = await newSignerSide();
  const one = await open(side);
  await one.grow(20);
  const two = await restored(one, 20);
  const seen: string[] = [];
  const alarms = new Set<string>();
  for (let round = 0; round < 10; round++) {
    const outcomes = await Promise.allSettled([one.grow(3), two.grow(3)]);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') alarms.add(outcome.reason.code ?? String(outcome.reason));
    seen.push(await published(one));
  }
  for (const code of alarms)
    expect(['another-sealer', 'log-rewritten', 'log-shrunk', 'state-behind']).toContain(code);
  expect(alarms.size).toBeGreaterThan(0);
  // Only one of the two histories was ever shown, and it is whole.
  expect((await fsck(logInFolder(side.folder), one.policy, seen)).problems).toEqual([]);
});

test('two sealers on one database: one goes on, the other learns that it is not alone', async () => {
  const side = await newSignerSide();
  const log = await open(side);
  let alarms = 0;
  const seen: string[] = [];
  for (let round = 0; round < 10; round++) {
    await appendMany(log.database, 30);
    await sequence(log.database.system, 1_000);
    const outcomes = await Promise.allSettled([seal(log.parts), seal(log.parts)]);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({ code: 'another-sealer', exitCode: 7 });
        alarms++;
      }
    await seal(log.parts);
    seen.push(await published(log));
  }
  expect(alarms).toBeGreaterThan(0);
  expect((await fsck(logInFolder(side.folder), log.policy, seen)).problems).toEqual([]);
});

test('a checkpoint whose witnesses signed long ago is published anew, a fresh one is left alone', async () => {
  const witness = witnessSigner('witness.example.org/north', Buffer.alloc(32, 3));
  const side = await newSignerSide();
  const log = await open(side, `log ${signer.vkey}\nwitness north ${witness.vkey}\nquorum none\n`);
  await log.grow(5);
  const note = await published(log);
  const time = 1_800_000_000;
  await writeFile(join(side.folder, 'checkpoint'), withSignatures(note, [cosign(note, witness, time)]));
  const after = (seconds: number) => seal({ ...log.parts, clock: () => (time + seconds) * 1_000 });
  expect(await after(86_000)).toEqual({ outcome: 'nothing-new' });
  expect(await after(87_000)).toMatchObject({ outcome: 'published', size: 5 });
});

test('two sequencers, writers and a sealer at once: one tree, and every checkpoint of it', async () => {
  const side = await newSignerSide();
  const log = await open(side);
  const seen: string[] = [];
  for (let round = 0; round < 6; round++) {
    await Promise.all([
      appendMany(log.database, 40),
      ...[7, 11, 13].map((limit) => sequence(log.database.system, limit)),
      seal(log.parts),
    ]);
    await seal(log.parts);
    if (existsSync(join(side.folder, 'checkpoint'))) seen.push(await published(log));
  }
  while ((await sequence(log.database.system, 1_000)) > 0);
  expect(await seal(log.parts)).toMatchObject({ outcome: 'published', size: 240 });
  expect((await fsck(logInFolder(side.folder), log.policy, seen)).problems).toEqual([]);
});
