/** Looks at every assignment as it is written, by other means than the rules that are tried. */
import type pg from 'pg';

const WATCH = `
create table simulated.violations (what text not null, assignment_id uuid not null);
create function simulated.watch() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  wip int;
  holder app.people;
begin
  if new.status not in ('held', 'submitted') then return null; end if;
  if 1 < (select count(*) from app.assignments a
           where (a.workspace_id, a.claim_id, a.round, a.slot) = (new.workspace_id, new.claim_id, new.round, new.slot)
             and a.status in ('held', 'submitted')) then
    insert into simulated.violations values ('a slot is held twice', new.id);
  end if;
  if 1 < (select count(*) from app.assignments a
           where (a.workspace_id, a.claim_id, a.round, a.reviewer_id) = (new.workspace_id, new.claim_id, new.round, new.reviewer_id)
             and a.status in ('held', 'submitted')) then
    insert into simulated.violations values ('a reviewer is on a claim twice', new.id);
  end if;
  -- Handed over, or taken back after it was submitted.
  if new.status <> 'held' or (tg_op = 'UPDATE' and old.status = 'held') then return null; end if;
  select d.wip_limit into wip from app.rounds r join app.desks d on d.workspace_id = r.workspace_id and d.id = r.desk_id
   where (r.workspace_id, r.claim_id, r.number) = (new.workspace_id, new.claim_id, new.round);
  if wip < (select count(*) from app.assignments a
             where a.workspace_id = new.workspace_id and a.reviewer_id = new.reviewer_id and a.status = 'held') then
    insert into simulated.violations values ('a reviewer is over the limit', new.id);
  end if;
  if tg_op = 'UPDATE' then return null; end if;
  select * into holder from app.people where workspace_id = new.workspace_id and id = new.reviewer_id;
  if not holder.active or (new.assigned_at >= holder.away_from and new.assigned_at < holder.away_until) then
    insert into simulated.violations values ('somebody who is not there is given a claim', new.id);
  end if;
  return null;
end $$;
create trigger simulated_watch after insert or update on app.assignments
  for each row execute function simulated.watch();
`;

export async function watchAssignments(owner: pg.Client): Promise<void> {
  await owner.query(WATCH);
}

/** How often each kind of violation was seen; empty when all was well. */
export async function violationsSeen(owner: pg.Client): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ what: string; seen: number }>(
    'select what, count(*)::int as seen from simulated.violations group by what',
  );
  return Object.fromEntries(rows.map(({ what, seen }) => [what, seen]));
}
