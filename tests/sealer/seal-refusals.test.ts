/** What the sealer refuses to sign: a log that shrank, was rewritten or contradicts itself, and a state that is behind. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { StateFolder } from '#durable-files';
import { fsck, logInFolder } from '#transparency-log';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { seal, SignedState } from '../../apps/sealer/src/seal.ts';
import { appendMany } from './append-many.ts';
import { newSignerSide, type TestLog } from './log.ts';
import { open, published, restored } from './opened-logs.ts';
import { edit, rewrite } from './rewriting.ts';

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
