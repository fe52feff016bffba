/**
 * A database whose `now()` is ours: ten days of review pass in minutes, and clocks jump. An unqualified `now()` is looked
 * for along the search path, where ours comes first. The queues' own tables keep the real time.
 */
import pg from 'pg';

const CLOCK = `
create schema simulated;
create table simulated.clock (one bool primary key default true check (one), ahead interval not null);
insert into simulated.clock (ahead) values ('0');
-- In plpgsql, which keeps its plan: it is asked for every row of some queries.
create function simulated.now() returns timestamptz language plpgsql stable as
$$ declare by_how_much interval; begin
  select ahead into by_how_much from simulated.clock;
  return pg_catalog.now() + by_how_much;
end $$;
grant usage on schema simulated to public;
grant select on simulated.clock to public;
do $$ begin
  execute format('alter database %I set search_path = simulated, pg_catalog, "$user", public', current_database());
  -- What a crash of the machine would lose is not what is tried here.
  execute format('alter database %I set synchronous_commit = off', current_database());
end $$;
`;

export interface SimulatedClock {
  /** Forwards, or backwards when negative. */
  advance(minutes: number): Promise<void>;
  now(): Promise<Date>;
}

/** For connections that are opened afterwards. */
export async function simulateClock(owner: pg.Client): Promise<SimulatedClock> {
  await owner.query(CLOCK);
  return {
    async advance(minutes) {
      await owner.query('update simulated.clock set ahead = ahead + make_interval(secs => $1)', [
        minutes * 60,
      ]);
    },
    async now() {
      const { rows } = await owner.query<{ now: Date }>('select simulated.now() as now');
      const [row] = rows;
      if (!row) throw new Error('the database gave no time');
      return row.now;
    },
  };
}
