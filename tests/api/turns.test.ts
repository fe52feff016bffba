import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  BY_HAND,
  judge,
  openNewsroom,
  OUTLETS_OWN,
  pinned,
  receive,
  routeClaim,
  takeSlot,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';
import { turnBack } from '../worker/support/queues.ts';

const ROSE = 'The river rose four metres on Sunday.';
const FELL = 'The gauge at Weir Lane showed one metre all Sunday.';

let database: TestDatabase;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  // Without a worker: nobody is given a slot but by the tests.
  running = await startAll(database, 'postgres', { worker: false });
}, 60_000);
afterAll(async () => {
  await running?.stop();
  await database?.drop();
});

const asker = (room: Newsroom) => (name: PersonName, path: string) =>
  running.call(room.token(name), 'GET', `/api/v1/${path}`);

interface Turn {
  readonly kind: string;
  readonly id: string;
}
const turnsOf = async (room: Newsroom, name: PersonName): Promise<[string, string][]> => {
  const { body } = await asker(room)(name, 'turns/mine');
  return body.items.map(({ kind, id }: Turn) => [kind, id]);
};

const documents = async (room: Newsroom) => ({
  post: await receive(room, `${ROSE} (${randomUUID()})`, 'Test Post'),
  mail: await receive(room, `${FELL} (${randomUUID()})`, 'Test Mail'),
});

const submit = (room: Newsroom, name: PersonName, claimId: string, assignmentId: string) =>
  room.run(room.as(name), {
    type: 'record-verdict',
    claimId,
    assignmentId,
    fence: 1,
    rating: 'unverified',
    rationale: 'Nothing was found.',
    evidence: [
      { kind: 'search', where: 'here', query: 'q', searchedAt: '2026-03-02T09:00:00.000Z', result: 'none' },
    ],
  });

test('a claim that was declined after a recall, and accepted again, is not said to be taken out of review', async () => {
  const room = await openNewsroom(database.db);
  const claimId = await routeClaim(room, (await documents(room)).post, ROSE);
  const editor = room.as('edda');
  await room.run(editor, { type: 'recall-claim', claimId, reason: 'The wrong desk.' });
  const asked = async () => (await asker(room)('edda', 'turns/mine')).body.items[0];
  const recalled = await asked();
  expect(recalled.why).toMatch(/^It was taken out of review: .*decline it/);
  await room.run(editor, { type: 'decline-claim', claimId, reason: 'An opinion.' });
  await room.run(editor, { type: 'accept-claim', claimId, priority: 500 });
  const accepted = await asked();
  expect(accepted).toMatchObject({
    kind: 'claim-to-route',
    why: 'It is accepted, and no rule sent it to a desk.',
  });
  expect(accepted.since > recalled.since).toBe(true);
});

test('a claim is somebody’s turn on all its way: editor, reviewer, adjudicator, publisher', async () => {
  const room = await openNewsroom(database.db);
  const { post, mail } = await documents(room);
  const claimId = randomUUID();
  const editor = room.as('edda');
  const occurrences = [{ documentId: post.documentId, passage: post.passage(ROSE), ...OUTLETS_OWN }];
  const proposal = { claimId, text: ROSE, language: 'en', score: 700, occurrences, ...BY_HAND };
  await room.run(editor, { type: 'propose-claim', ...proposal });
  expect(await turnsOf(room, 'edda')).toEqual([['proposed-claim', claimId]]);
  await room.run(editor, { type: 'accept-claim', claimId, priority: 500 });
  expect(await turnsOf(room, 'edda')).toEqual([['claim-to-route', claimId]]);
  await room.run(editor, { type: 'route-claim', claimId, deskId: room.deskId });
  expect(await turnsOf(room, 'edda')).toEqual([['waiting-slot', claimId]]);

  const held = await takeSlot(room, claimId, 'rana');
  const { body } = await asker(room)('rana', 'turns/mine');
  expect(body.items).toMatchObject([
    { kind: 'assignment', id: held, title: ROSE, claimId, deskId: room.deskId, until: expect.any(String) },
  ]);
  expect(body.counts).toEqual([{ kind: 'assignment', count: 1 }]);
  await submit(room, 'rana', claimId, held);
  expect(await turnsOf(room, 'rana')).toEqual([]);

  expect(await turnsOf(room, 'adil')).toEqual([]);
  await judge(room, claimId, 'remy', 'disputed', [
    pinned(post, ROSE, 'supports'),
    pinned(mail, FELL, 'undermines'),
  ]);
  expect(await turnsOf(room, 'adil')).toEqual([['contested-claim', claimId]]);
  expect((await asker(room)('edda', 'overview')).body.desks).toMatchObject([{ contested: 1, waiting: 0 }]);
  await room.run(room.as('adil'), {
    type: 'declare-conflict',
    personId: room.people.adil,
    conflict: { kind: 'publisher', name: 'TEST POST' },
  });
  expect(await turnsOf(room, 'adil')).toEqual([]);

  const reportId = randomUUID();
  const draft = {
    reportId,
    slug: `floods-${claimId.slice(0, 8)}`,
    title: 'Floods',
    summary: 'On Sunday.',
    claimIds: [],
  };
  await room.run(editor, { type: 'draft-report', ...draft });
  expect(await turnsOf(room, 'pia')).toEqual([['report-to-sign-off', reportId]]);
  await room.run(room.as('pia'), { type: 'sign-off-report', reportId });
  expect(await turnsOf(room, 'pia')).toEqual([['report-to-publish', reportId]]);
  expect(await turnsOf(room, 'ruth')).toEqual([]);
});

test('a review is overdue when one of its slots was due, and nothing tells whose verdict is in', async () => {
  const room = await openNewsroom(database.db);
  const { post } = await documents(room);
  const claimId = await routeClaim(room, post, ROSE);
  const first = await takeSlot(room, claimId, 'rana');
  await takeSlot(room, claimId, 'remy');
  const look = async () => ({
    turns: (await asker(room)('edda', 'turns/mine')).body,
    overview: (await asker(room)('edda', 'overview')).body,
    agreement: (await asker(room)('edda', 'agreement')).body,
    adjudicator: (await asker(room)('adil', 'turns/mine')).body,
    other: (await asker(room)('remy', 'turns/mine')).body,
  });
  const untimed = (seen: Awaited<ReturnType<typeof look>>) => ({
    ...seen,
    overview: {
      ...seen.overview,
      desks: seen.overview.desks.map((desk: object) => ({ ...desk, medianAgeHours: 0 })),
    },
  });
  const early = await look();
  expect(early.overview.desks).toMatchObject([{ waiting: 0, assigned: 2, overdue: 0, closed: 0 }]);
  await turnBack(
    database,
    `update app.assignments set assigned_at = assigned_at - interval '25 hours', due_at = due_at - interval '25 hours'
      where claim_id = $1`,
    [claimId],
  );
  const before = untimed(await look());
  expect(before.turns.items).toMatchObject([{ kind: 'overdue-claim', id: claimId, why: expect.any(String) }]);
  expect(before.overview).toMatchObject({
    desks: [{ assigned: 2, overdue: 1 }],
    reviewers: [{ load: 1 }, { load: 1 }, { load: 0 }],
  });
  await submit(room, 'rana', claimId, first);
  expect(untimed(await look())).toEqual(before);
});

test('agreement is of first rounds that are closed, by desk and period', async () => {
  const room = await openNewsroom(database.db);
  const ask = asker(room);
  const { post, mail } = await documents(room);
  const disputed = [pinned(post, ROSE, 'supports'), pinned(mail, FELL, 'undermines')];
  for (const [one, other] of [
    ['unverified', 'unverified'],
    ['disputed', 'disputed'],
    ['unverified', 'disputed'],
  ] as const) {
    const claimId = await routeClaim(room, post, ROSE);
    for (const [name, rating] of [
      ['rana', one],
      ['remy', other],
    ] as const)
      await judge(room, claimId, name, rating, rating === 'disputed' ? disputed : undefined);
  }
  const open = await routeClaim(room, post, ROSE);
  await judge(room, open, 'rana', 'unverified');
  const { body } = await ask('edda', `agreement?deskId=${room.deskId}`);
  expect(body).toMatchObject({
    claims: 3,
    comparable: 3,
    fleiss: { claims: 3, verdictsEach: 2 },
    krippendorff: { confidence: 0.95, samples: 1000 },
    pairs: [{ items: 3 }],
  });
  expect(body.percent).toBeCloseTo(2 / 3, 10);
  // 3 and 3 of each: 1 − 5 · 2 / 18.
  expect(body.krippendorff.alpha).toBeCloseTo(4 / 9, 10);
  expect(body.fleiss.kappa).toBeCloseTo(1 / 3, 10);
  // Expected 2/3 · 1/3 + 1/3 · 2/3.
  expect(body.pairs[0].cohensKappa).toBeCloseTo(0.4, 10);
  expect((await ask('edda', 'overview')).body.desks).toMatchObject([
    { closed: 3, contested: 1, assigned: 1 },
  ]);
  expect((await ask('edda', 'agreement?until=2026-01-01T00:00:00Z')).body).toMatchObject({
    claims: 0,
    percent: null,
  });
  expect((await ask('edda', `agreement?deskId=${randomUUID()}`)).body.pairs).toEqual([]);
});

test('how the desks stand is for editors', async () => {
  const room = await openNewsroom(database.db);
  for (const path of ['overview', 'agreement'])
    expect((await asker(room)('rana', path)).body).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await asker(room)('edda', 'overview?days=0')).status).toBe(400);
});
