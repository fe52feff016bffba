/** Logs that are closed when the tests of the file are over; what one shows, and what a backup of it gives back. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { appendBodies } from './append-many.ts';
import { openLog, type TestLog } from './log.ts';
import { bodiesOf } from './rewriting.ts';

const opened: TestLog[] = [];
afterAll(() => Promise.all(opened.map((log) => log.close())));
export async function open(...args: Parameters<typeof openLog>): Promise<TestLog> {
  const log = await openLog(...args);
  opened.push(log);
  return log;
}

/** The checkpoint that is published. */
export const published = ({ parts }: TestLog) => readFile(join(parts.folder, 'checkpoint'), 'utf8');

/** The database as a backup of the first `count` entries gives it back. */
export async function restored(log: TestLog, count: number): Promise<TestLog> {
  const copy = await open(log.parts);
  await appendBodies(copy.database, (await bodiesOf(log.database)).slice(0, count));
  while ((await sequence(copy.database.system, 1_000)) > 0);
  return copy;
}
