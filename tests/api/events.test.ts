import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { listenTo } from '../support/event-stream.ts';
import {
  openNewsroom,
  receive,
  routeClaim,
  searched,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';
import { publishNew } from '../support/publishing.ts';
import { startAll, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres');
}, 60_000);
afterAll(async () => {
  await running?.stop();
  await database?.drop();
});

const listen = (name: PersonName, after: number | null = null) =>
  listenTo(running.address, room.token(name), after);

const newClaim = async () => routeClaim(room, await receive(room, `${TEXT} (${randomUUID()})`), TEXT);

/** Who the dispatcher gave the two slots to. */
async function holders(claimId: string) {
  const rows = async () =>
    (
      await database.admin.query(
        `select id, reviewer_id, fence from app.assignments where claim_id = $1 and status = 'held' order by slot`,
        [claimId],
      )
    ).rows;
  await eventually(async () => (await rows()).length, 2);
  return (await rows()).map(({ id, reviewer_id: reviewerId, fence }) => {
    const name = (['rana', 'remy', 'rosa'] as const).find((one) => room.people[one] === reviewerId);
    if (!name) throw new Error('somebody else holds it');
    return { id, name, fence };
  });
}

const submit = (claimId: string, { id, name, fence }: Awaited<ReturnType<typeof holders>>[number]) =>
  room.run(room.as(name), {
    type: 'record-verdict',
    claimId,
    assignmentId: id,
    fence,
    rating: 'unverified',
    rationale: `${name} looked.`,
    evidence: [searched],
  });

/** Entries that have no place in the log yet. */
const pending = async (): Promise<number> =>
  (await database.admin.query('select count(*)::int as n from audit.pending')).rows[0].n;

test('a claim’s way is told to everybody, and of the verdicts nothing but what they came to', async () => {
  const streams = {
    edda: await listen('edda'),
    pia: await listen('pia'),
    rana: await listen('rana'),
    remy: await listen('remy'),
    rosa: await listen('rosa'),
  };
  const claimId = await newClaim();
  const [first, second] = await holders(claimId);
  if (!first || !second) throw new Error('two hold it');
  await submit(claimId, first);
  const begun = ['claim-proposed', 'claim-accepted', 'round-opened'];
  const all = Object.values(streams);
  // Of the slots editors are told, and everybody of their own.
  const openTo = (name: string) =>
    name === 'edda'
      ? [...begun, 'slot-assigned', 'slot-assigned']
      : name === first.name || name === second.name
        ? [...begun, 'slot-assigned']
        : begun;
  const each = Object.entries(streams);
  for (const [name, stream] of each) await eventually(async () => stream.typesOf(claimId), openTo(name));
  // Something that everybody is told shows that the verdict before it was told to nobody.
  const other = await newClaim();
  for (const stream of all)
    await eventually(async () => stream.typesOf(other).includes('round-opened'), true);
  for (const [name, stream] of each) expect(stream.typesOf(claimId)).toEqual(openTo(name));
  await submit(claimId, second);
  for (const [name, stream] of each)
    await eventually(async () => stream.typesOf(claimId), [...openTo(name), 'claim-decided']);
  expect(
    all.flatMap((stream) => stream.told().filter(({ data }) => data.type === 'verdict-recorded')),
  ).toEqual([]);
  const own = streams[first.name].told().filter(({ data }) => data.id === claimId && data.yours);
  expect(own.map(({ data }) => data.type)).toEqual(['slot-assigned']);
  for (const stream of all) stream.close();
});

test('a stream that broke goes on after the last event it told, without a hole and without a repetition', async () => {
  const claimId = await newClaim();
  await holders(claimId);
  const whole = await listen('edda', 0);
  await eventually(async () => whole.typesOf(claimId).length, 5);
  const ids = whole.told().map(({ id }) => id ?? -1);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  const middle = ids[Math.floor(ids.length / 2)] ?? 0;
  const rest = await listen('edda', middle);
  const other = await newClaim();
  await holders(other);
  for (const stream of [whole, rest]) await eventually(async () => stream.typesOf(other).length, 5);
  expect(rest.told()).toEqual(whole.told().filter(({ id }) => (id ?? -1) > middle));
  for (const stream of [whole, rest]) stream.close();
});

test('a stream that begins now is given a position that nothing sealed moves', async () => {
  const claimId = await newClaim();
  const [first] = await holders(claimId);
  const where = async () => {
    const stream = await listen('edda');
    await eventually(async () => stream.told()[0]?.event, 'begins');
    stream.close();
    return stream.told()[0]?.id;
  };
  await eventually(pending, 0);
  const before = await where();
  if (first) await submit(claimId, first);
  await eventually(pending, 0);
  // Whoever has submitted may be given another claim meanwhile: that moves it, and nothing of this one does.
  const after = await where();
  const since = await listen('edda', before);
  if (after !== before) await eventually(async () => since.told().some(({ id }) => id === after), true);
  expect(since.typesOf(claimId)).toEqual([]);
  since.close();
});

test('nobody hears of talk that is closed to them, nor of what is sealed in it', async () => {
  const claimId = await newClaim();
  const [first, second] = await holders(claimId);
  if (!first || !second) throw new Error('two hold it');
  const edda = await listen('edda');
  const holding = await listen(second.name);
  const start = (by: PersonName) => {
    const threadId = randomUUID();
    const said = { commentId: randomUUID(), text: 'Look again.', mentions: [] };
    const command = { type: 'start-thread' as const, threadId, claimId, passage: null, ...said };
    return room.run(room.as(by), command).then(() => threadId);
  };
  const open = await start('edda');
  await submit(claimId, first);
  const sealed = await start(first.name);
  const after = await start('edda');
  await eventually(async () => edda.typesOf(after), ['thread-started']);
  expect([edda.typesOf(open), edda.typesOf(sealed)]).toEqual([['thread-started'], []]);
  const proof = await newClaim();
  await eventually(async () => holding.typesOf(proof).includes('claim-proposed'), true);
  expect([open, sealed, after].flatMap((id) => holding.typesOf(id))).toEqual([]);
  // What was said is told when it may be read.
  await submit(claimId, second);
  const again = await listen(second.name, 0);
  await eventually(async () => again.typesOf(sealed), ['thread-started']);
  for (const stream of [edda, holding, again]) stream.close();
});

test('of a reader’s challenge those are told who may read it', async () => {
  const claimId = await newClaim();
  for (const holder of await holders(claimId)) await submit(claimId, holder);
  await publishNew(room, 'challenged', [claimId]);
  await eventually(async () => (await running.call(null, 'GET', '/r/challenged')).status, 200);
  const names = ['edda', 'alma', 'rana', 'adil', 'ruth'] as const;
  const streams = await Promise.all(names.map((name) => listen(name)));
  const sent = { text: 'It was three metres.' };
  const path = '/r/challenged/claims/1/challenge';
  expect((await running.call(null, 'POST', path, sent)).status).toBe(201);
  const [challenge] = (await running.ask(room, 'edda', 'GET', '/challenges')).body.items;
  const after = await newClaim();
  for (const stream of streams) await eventually(async () => stream.typesOf(after)[0], 'claim-proposed');
  const told = streams.map((stream, index) => [names[index], ...stream.typesOf(challenge.id)]);
  expect(told).toEqual([
    ['edda', 'challenge-received'],
    ['alma', 'challenge-received'],
    ['rana'],
    ['adil'],
    ['ruth'],
  ]);
  for (const stream of streams) stream.close();
});

test('a workspace whose entries cannot be read silences no other', async () => {
  const [broken, whole] = [await openNewsroom(database.db), await openNewsroom(database.db)];
  // Numbered before anybody listens, or it would be told as news.
  await eventually(pending, 0);
  // As if somebody had emptied every entry of it since.
  await database.admin.query(`
    create function public.empty_fields() returns trigger language plpgsql as $$ begin new.fields = '{}'; return new; end $$;
    create trigger emptied before insert on audit.opening for each row
      when (new.workspace_id = '${broken.workspaceId}') execute function public.empty_fields()`);
  const theirs = await listenTo(running.address, broken.token('edda'));
  const ours = await listenTo(running.address, whole.token('edda'));
  await broken.run(broken.as('alma'), {
    type: 'deactivate-person',
    personId: broken.people.ruth,
    reason: 'left',
  });
  await eventually(pending, 0);
  const claimId = await routeClaim(whole, await receive(whole, TEXT), TEXT);
  await eventually(async () => ours.typesOf(claimId)[0], 'claim-proposed');
  expect(theirs.typesOf(broken.people.ruth)).toEqual([]);
  for (const stream of [theirs, ours]) stream.close();
});

test('another workspace hears nothing, and a person has so many streams and no more', async () => {
  const other = await openNewsroom(database.db);
  const theirs = await listenTo(running.address, other.token('edda'), 0);
  const claimId = await newClaim();
  const ours = await listen('pia');
  await eventually(async () => theirs.typesOf(other.deskId).includes('desk-opened'), true);
  expect(theirs.typesOf(claimId)).toEqual([]);
  const more = [];
  for (let index = 0; index < 7; index++) more.push(await listen('pia'));
  expect(more.map(({ status }) => status)).toEqual(Array(7).fill(200));
  expect((await listen('pia')).status).toBe(429);
  more.pop()?.close();
  await eventually(async () => {
    const next = await listen('pia');
    if (next.status !== 200) next.close();
    return next.status;
  }, 200);
  for (const stream of [theirs, ours, ...more]) stream.close();
});

test('the stream of somebody who is deactivated ends', async () => {
  const ruth = await listen('ruth');
  await room.run(room.as('alma'), { type: 'deactivate-person', personId: room.people.ruth, reason: 'left' });
  await ruth.ended;
  expect((await listen('ruth')).status).toBe(401);
});
