/** One side of `append.ts`, as a process: prepares claims and decides them, as it is told, and says how long it took. */
import { openDataSource } from '#database';
import { openRoom, prepareMany, type Job } from '../room.ts';

export interface Order {
  readonly prepare?: number;
  /** Decides all that is prepared, so many at once. */
  readonly decideAtOnce?: number;
}
/** Milliseconds that the deciding took; 0 for preparing. */
export interface Done {
  readonly took: number;
}

const [, , appUrl = '', connections = ''] = process.argv;
const PREPARED_AT_ONCE = 8;
const db = await openDataSource(appUrl, Number(connections));
const room = await openRoom(db);
let jobs: Job[] = [];

async function carryOut({ prepare, decideAtOnce }: Order): Promise<number> {
  if (prepare) jobs = await prepareMany(room, prepare, PREPARED_AT_ONCE);
  if (!decideAtOnce) return 0;
  const began = performance.now();
  const client = async () => {
    for (let job = jobs.pop(); job; job = jobs.pop()) await room.decide(job);
  };
  await Promise.all(Array.from({ length: decideAtOnce }, client));
  return performance.now() - began;
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (took) => process.send?.({ took } satisfies Done),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.({ took: 0 } satisfies Done);
