import { test } from '@jest/globals';
import { freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openQueues } from './support/queues.ts';

test('as many desks as there may be: every worker listens, and none keeps the others from their work', async () => {
  const fixture = await freshDatabase();
  const queues = openQueues(fixture, 'postgres');
  const { backend } = queues;
  const names = Array.from({ length: 45 }, (_, number) => `desk-many.${number}`);
  const done: string[] = [];
  const workers = names.map((name) => backend.worker(name, async () => void done.push(name), 1));
  const listening = async (): Promise<number> =>
    (
      await fixture.admin.query(
        `select count(*)::int as count from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
            and query ilike '%listen bullmq_jobs%'`,
      )
    ).rows[0].count;
  try {
    await eventually(listening, names.length, { withinMs: 20_000 });
    for (const name of names) {
      const queue = backend.queue(name);
      await queue.add('any', {}, { removeOnComplete: true });
      await queue.close();
    }
    await eventually(async () => new Set(done).size, names.length);
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
    await queues.close();
    await fixture.drop();
  }
});
