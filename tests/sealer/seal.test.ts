/** Sealing a log: its checkpoints, its tiles, and the database’s copy of both. */
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
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
import { seal } from '../../apps/sealer/src/seal.ts';
import { newSignerSide, signer, type TestLog } from './log.ts';
import { open, published } from './opened-logs.ts';

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
