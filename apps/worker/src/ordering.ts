import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Enqueuer } from './enqueue.ts';
import { Loop } from './loop.ts';
import { relay } from './relay.ts';
import { sequence } from './sequencer.ts';

export const SEQUENCE_BATCH = 1_000;
export const RELAY_BATCH = 500;
const POLL_MS = 100;

/**
 * The loops that number what was appended and turn it into jobs. The relay does not sleep beside what has just been numbered.
 *
 * @param counted what each pass found is counted under its name
 */
export function orderingLoops(
  system: DataSource,
  enqueuer: Enqueuer,
  log: Logger,
  counted: (name: 'sequenced' | 'relayed', pass: () => Promise<number>) => () => Promise<number>,
): [sequencer: Loop, relay: Loop] {
  const relaying = counted('relayed', () => relay(system, enqueuer, RELAY_BATCH));
  const relayLoop = new Loop('relay', relaying, POLL_MS, log);
  const numbering = counted('sequenced', async () => {
    const numbered = await sequence(system, SEQUENCE_BATCH);
    if (numbered) relayLoop.wake();
    return numbered;
  });
  return [new Loop('sequencer', numbering, POLL_MS, log), relayLoop];
}
