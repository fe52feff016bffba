/** Everything that people can look at in a world, with what must differ between twins taken out. */
import type { Answer } from '../support/running.ts';
import { eventually } from '../support/eventually.ts';
import { listenTo } from '../support/event-stream.ts';
import type { PersonName } from '../support/newsroom.ts';
import type { Base, World } from './worlds.ts';

/** Everybody but rana, who did it. */
export const VIEWERS: readonly PersonName[] = ['remy', 'rosa', 'edda', 'adil', 'pia', 'ruth', 'alma'];

const OTHER_PLACES = ['/health/live', '/health/ready', '/r/flood', '/log/checkpoint', '/feed.atom'];
/** An admin runs the machine and may watch it at work; nobody else is let in. */
const MACHINE_ROOM = ['/metrics', '/admin/queues/'];
/** What differs from one answer to the next, whoever asks. */
const HEADERS = ['date', 'x-request-id', 'keep-alive', 'connection', 'content-length'];
/** How old something is when it is looked at, in tenths of hours: the twins are looked at one after the other. */
const AGE = /Hours$/;

const FILTERS: Record<string, readonly ((world: World) => string)[]> = {
  '/claims': [
    () => '?status=in-review',
    () => '?status=contested',
    () => '?status=decided',
    ({ room }) => `?deskId=${room.deskId}`,
  ],
  '/log/entries': [
    ({ base: { claims } }) => `?subject=claim&id=${claims.main}`,
    ({ base: { thread } }) => `?subject=thread&id=${thread}`,
    ({ room }) => `?subject=person&id=${room.people.rana}`,
    ({ room }) => `?subject=desk&id=${room.deskId}`,
  ],
};

/** It never ends: what it tells is heard by itself. */
const STREAM = '/api/v1/events';

/** Every GET that the API describes, for every id that there is, and what stands beside it. */
export async function look(world: World, viewers = VIEWERS): Promise<Map<string, unknown>> {
  const seen = new Map<string, unknown>();
  const paths = await pathsOf(world);
  for (const name of viewers) {
    const places = name === 'alma' ? OTHER_PLACES : [...OTHER_PLACES, ...MACHINE_ROOM];
    for (const path of [...paths, ...places]) {
      const answer = await world.running.call(world.room.token(name), 'GET', path);
      // Twins that both fail are alike, and nothing was seen.
      if (answer.status >= 500) throw new Error(`${name} GET ${path} is answered ${answer.status}`);
      seen.set(`${name} GET ${path}`, shown(world, answer));
    }
  }
  return seen;
}

async function pathsOf(world: World): Promise<string[]> {
  const { body } = await world.running.call(null, 'GET', '/api/v1/openapi.json');
  const described = Object.entries<object>(body.paths).filter(
    ([path, methods]) => 'get' in methods && path !== STREAM,
  );
  return described.flatMap(([path]) => {
    if (path.includes('{')) return idsIn(world.base, path).map((id) => path.replaceAll(/\{[^}]*\}/g, id));
    const filters = FILTERS[path.replace('/api/v1', '')] ?? [];
    return [path, `${path}?limit=1`, ...filters.map((filter) => path + filter(world))];
  });
}

/** The ids of what the path is about; where there is nothing of the kind, the claim in question under a wrong name. */
function idsIn({ room, claims, assignments, otherDesk, report, thread, documents }: Base, path: string) {
  const kinds: Record<string, readonly string[]> = {
    claims: Object.values(claims),
    assignments: Object.values(assignments),
    desks: [room.deskId, otherDesk],
    documents,
    people: Object.values(room.people),
    reports: [report],
    threads: [thread],
  };
  return kinds[path.split('/')[3] ?? ''] ?? [claims.main];
}

/** Status, headers and body. */
export function shown(world: World, { status, headers, body }: Answer): unknown {
  const kept = [...headers]
    .filter(([name]) => !HEADERS.includes(name))
    .sort(([a], [b]) => a.localeCompare(b));
  return alike(world, { status, headers: kept, body });
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const HASH = /[0-9a-f]{64}/g;

/**
 * What came about after the twins parted has its own ids, times and hashes in each; which of them stand where must be the
 * same. A time at which the secret was done is marked, so that it differs from every other.
 */
export function alike(world: World, value: unknown): unknown {
  const known = new Set(world.base.ids);
  const [from, to] = world.secretly;
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (key === 'requestId') return undefined;
    return AGE.test(key) && typeof part === 'number' ? Math.floor(part) : part;
  });
  return JSON.parse(
    text
      .replaceAll(TIME, (time) => {
        const at = new Date(time).toISOString();
        return at < from ? time : at <= to ? '<during the secret>' : '<later>';
      })
      .replaceAll(UUID, (id) => (known.has(id) ? id : world.named(id)))
      .replaceAll(HASH, (hash) => world.named(hash)),
  );
}

/** What the stream of events told from the beginning of the log to an event that everybody is told of. */
export async function hear(world: World, name: PersonName, sentinel: string): Promise<unknown> {
  const stream = await listenTo(world.running.address, world.room.token(name), 0);
  const heard = () => stream.typesOf(sentinel).length > 0;
  await eventually(async () => heard(), true);
  stream.close();
  return alike(world, stream.told());
}

/** The leaves as anybody may fetch them, in their order, and how many there are. */
export async function readLog(world: World): Promise<unknown> {
  const { rows } = await world.database.admin.query(
    'select e.body from audit.leaf l join audit.entry e on e.id = l.entry_id order by l.leaf_index',
  );
  const leaves = rows.map(({ body }) => {
    const { type, seq, sd, at, stream } = JSON.parse(body.toString('utf8'));
    return { type, seq, digests: sd.length, at, stream: world.named(stream), bytes: body.length };
  });
  return alike(world, leaves);
}
