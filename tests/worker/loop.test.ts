import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Loop } from '../../apps/worker/src/loop.ts';
import { eventually } from '../support/eventually.ts';

/** Nobody waits for this one: it has to be woken. */
const ONE_HOUR_MS = 3_600_000;

let loop: Loop | undefined;
afterEach(() => loop?.stop());

/** A loop whose passes end when they are told to, with what they are to have found. */
function openLoop() {
  const passes: ((found: number) => void)[] = [];
  const pass = () => new Promise<number>((resolve) => passes.push(resolve));
  loop = new Loop('test', pass, ONE_HOUR_MS, pino({ level: 'silent' })).start();
  return {
    loop,
    passes,
    begun: (count: number) => eventually(() => Promise.resolve(passes.length), count),
  };
}

test('a pass that finds something is followed by another, and one that does not by a pause until it is woken', async () => {
  const { loop, passes, begun } = openLoop();
  passes[0]?.(3);
  await begun(2);
  passes[1]?.(0);
  // Until the pass has ended, being woken would count for it.
  await new Promise(setImmediate);
  expect(passes).toHaveLength(2);
  loop.wake();
  await begun(3);
  passes[2]?.(0);
});

test('what comes while a pass is under way is looked for after it', async () => {
  const { loop, passes, begun } = openLoop();
  loop.wake();
  passes[0]?.(0);
  await begun(2);
  passes[1]?.(0);
  await new Promise(setImmediate);
  expect(passes).toHaveLength(2);
});

test('stopping ends a pause, and waits for a pass', async () => {
  const { loop, passes } = openLoop();
  const stopped = loop.stop();
  passes[0]?.(1);
  await stopped;
  expect(passes).toHaveLength(1);
});
