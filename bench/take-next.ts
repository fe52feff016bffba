/**
 * How long *take next* takes with 10,000 and with 1,000,000 open slots on the desk: the 99th percentile of one against
 * the other, taking turns in one run. The slots are laid out below the triggers, since a million commands would take the
 * day; each is taken by the command that takes any.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { turnOf, type Actor } from '#domain';
import { execute, takeNext } from '#workflow';
import { openGround, type Ground } from './ground.ts';
import { DESK } from './room.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const TAKES = 1_000;
const TURNS = 10;
const WARM_UP = 50;
const AT_A_TIME = 50_000;

type Person = Extract<Actor, { kind: 'person' }>;
interface Desk {
  readonly deskId: string;
  readonly actor: Person;
  readonly times: number[];
}

/** A workspace with a desk, a member and this many claims in review, whose slots nobody has taken. */
async function openDesk({ db }: Ground, admin: pg.Client, slots: number): Promise<Desk> {
  const [workspaceId, deskId, personId] = [randomUUID(), randomUUID(), randomUUID()];
  const setup: Actor = { kind: 'system', workspaceId, name: 'setup' };
  const texts = { slug: `few-or-many-${slots}`, name: 'Bench', correctionsPolicy: 'c' };
  await execute(db, setup, { type: 'open-workspace', workspaceId, ...texts });
  const person = { name: 'R', roles: ['reviewer' as const], languages: ['en'] };
  await execute(db, setup, { type: 'admit-person', personId, ...person });
  const settings = {
    name: 'B',
    ...DESK,
  };
  await execute(db, setup, { type: 'open-desk', deskId, slug: 'bench', ...settings });
  await execute(db, setup, { type: 'add-desk-member', deskId, personId });
  await layOut(admin, { workspaceId, deskId, slots });
  const actor: Person = { kind: 'person', workspaceId, personId, role: 'reviewer' };
  return { deskId, actor, times: [] };
}

async function layOut(
  admin: pg.Client,
  { workspaceId, deskId, slots }: { workspaceId: string; deskId: string; slots: number },
): Promise<void> {
  const policy = {
    rubricVersion: 1,
    independentVerdicts: 1,
    verifiedOrigins: 1,
    leaseMinutes: 600,
    dueHours: 24,
  };
  await admin.query('set session_replication_role = replica'); // no entries, and so no triggers that ask for one
  for (let from = 0; from < slots; from += AT_A_TIME) {
    const openedAt = new Date(Date.now() - 86_400_000 + from).toISOString();
    await admin.query(
      `with entry as (select max(id) as id from audit.entry where workspace_id = $1),
            given as materialized (
              select gen_random_uuid() as id, (random() * 1000)::int as priority from generate_series(1, $3)),
            claims as (
              insert into app.claims (workspace_id, id, text, language, score, claim_type, features, priority, status,
                                      edition, desk_id, proposed_at, version, stream, audit_seq, audit_head, entry_id)
              select $1, g.id, 'It rained.', 'en', g.priority, 'event-property', '[]', g.priority, 'in-review', 3, $2, $5,
                     3, replace(g.id::text, '-', ''), 3, sha256('x'), entry.id from given g, entry),
            rounds as (
              insert into app.rounds (workspace_id, claim_id, number, desk_id, policy, status, waivers, concerns, opened_at, entry_id)
              select $1, g.id, 1, $2, $4, 'open', '[]', '[]', $5, entry.id from given g, entry)
       insert into app.slots (workspace_id, claim_id, round, number, status, fence, desk_id, turn, entry_id)
       select $1, g.id, 1, 1, 'open', 0, $2, $6 - g.priority, entry.id from given g, entry`,
      [
        workspaceId,
        deskId,
        Math.min(AT_A_TIME, slots - from),
        JSON.stringify(policy),
        openedAt,
        turnOf(0, openedAt),
      ],
    );
  }
  await admin.query('set session_replication_role = origin');
}

async function take({ db }: Ground, { actor, deskId, times }: Desk, count: number): Promise<void> {
  for (let taken = 0; taken < count; taken++) {
    const began = performance.now();
    await takeNext(db, actor, deskId, randomUUID(), {});
    times.push(performance.now() - began);
  }
}

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0;

const ground = await openGround();
const admin = new pg.Client({ connectionString: ground.adminUrl });
try {
  await admin.connect();
  const few = await openDesk(ground, admin, FEW);
  const many = await openDesk(ground, admin, MANY);
  await admin.query('vacuum analyze');
  for (const desk of [few, many]) {
    await take(ground, desk, WARM_UP);
    desk.times.length = 0;
  }
  for (let turn = 0; turn < TURNS; turn++)
    for (const desk of turn % 2 ? [many, few] : [few, many]) await take(ground, desk, TAKES / TURNS);
  for (const [name, { times }] of [[FEW, few] as const, [MANY, many] as const])
    console.log(
      `${name} open slots: median ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms of ${times.length}`,
    );
  console.log(
    `p99 ratio ${(percentile(many.times, 0.99) / percentile(few.times, 0.99)).toFixed(2)}, ` +
      `median ratio ${(percentile(many.times, 0.5) / percentile(few.times, 0.5)).toFixed(2)}`,
  );
} finally {
  await admin.end();
  await ground.stop();
}
