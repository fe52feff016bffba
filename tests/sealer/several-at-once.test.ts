/** Several sealers, sequencers and writers at once: one tree, or an alarm. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fsck, logInFolder } from '#transparency-log';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { seal } from '../../apps/sealer/src/seal.ts';
import { appendMany } from './append-many.ts';
import { newSignerSide } from './log.ts';
import { open, published, restored } from './opened-logs.ts';

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
