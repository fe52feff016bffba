import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { INSTALLATION } from '#domain';

interface Last {
  readonly problems: string;
  readonly age: string | null;
}

/**
 * What the last check of each workspace's log found, and of what the log says of itself; and how old the oldest of them
 * is: asked when the metrics are.
 */
export function countLogChecks(metrics: Registry, system: DataSource): void {
  const last = async (): Promise<Last> => {
    const [row]: Last[] = await system.query(
      `select coalesce(sum(k.found), 0) as problems, extract(epoch from now() - min(k.ended_at)) as age
         from (select workspace_id from app.workspaces union all select $1) w
        cross join lateral (select c.found, c.ended_at from app.log_checks c
                             where c.workspace_id = w.workspace_id order by c.began_at desc limit 1) k`,
      [INSTALLATION],
    );
    if (!row) throw new Error('a sum has a row');
    return row;
  };
  new Gauge({
    name: 'countersign_log_check_problems',
    help: 'Problems that the last checks of the log found: anything above 0 is an alarm',
    registers: [metrics],
    async collect() {
      this.set(Number((await last()).problems));
    },
  });
  new Gauge({
    name: 'countersign_log_check_age_seconds',
    help: 'How long ago the last check of the log ended, of the workspace where that is longest ago',
    registers: [metrics],
    async collect() {
      const { age } = await last();
      if (age !== null) this.set(Number(age));
    },
  });
}
