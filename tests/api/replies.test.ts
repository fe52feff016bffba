/** The right of reply over HTTP: a denial is answered before the claim is called verified, and readers see both. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { placesOf } from '../support/everywhere.ts';
import {
  openNewsroom,
  receive,
  routeClaim,
  takeSlot,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';
import { publishNew } from '../support/publishing.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const ROSE = 'The river rose four metres on Sunday.';
const DENIED = {
  kind: 'reply',
  whom: 'The water board',
  askedAt: '2026-03-02T09:00:00.000Z',
  way: 'by e-mail',
  answer: 'It rose by three.',
  answeredAt: '2026-03-03T09:00:00.000Z',
  denial: true,
};
const answered = (response: string) => ({ ...DENIED, response });

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db, { rubricVersion: 3 });
  // A worker would hand the slots out itself.
  running = await startAll(database, 'postgres', { worker: false });
}, 60_000);
afterAll(async () => {
  await running?.stop();
  await database?.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);
const problems = async () => (await checkLog(database.db, room.workspaceId)).problems;

/** A claim in review that two papers make, and what a verdict on it sends beside them. */
async function contestable() {
  const papers = [
    await receive(room, `${ROSE} (${randomUUID()})`),
    await receive(room, `Neighbours say: ${ROSE} (${randomUUID()})`),
  ] as const;
  const claimId = await routeClaim(room, papers[0], ROSE);
  const support = papers.map((paper) => ({
    kind: 'passage',
    passage: paper.passage(ROSE),
    stance: 'supports',
  }));
  const said = (rating: string, ...replies: object[]) => ({
    rating,
    rationale: 'Both gauges say so.',
    evidence: [...support, ...replies],
  });
  const slot = async (name: PersonName) => {
    const id = await takeSlot(room, claimId, name);
    const send = (rating: string, ...replies: object[]) =>
      ask(name, 'POST', `/assignments/${id}/verdict`, { fence: 1, ...said(rating, ...replies) });
    return { id, send };
  };
  return { claimId, said, slot };
}

/** The page of a report on it, as readers get it. */
async function pageOf(claimId: string): Promise<string> {
  const rendering = await startAll(database, 'postgres');
  try {
    await publishNew(room, 'answered', [claimId]);
    const read = () => rendering.call(null, 'GET', '/r/answered', undefined, { accept: 'text/html' });
    await eventually(async () => (await read()).status, 200);
    return (await read()).body;
  } finally {
    await rendering.stop();
  }
}

const UNMET = {
  status: 422,
  body: {
    code: 'verdict-policy-unmet',
    unmet: [
      {
        requirement: 'denials-answered',
        message: expect.stringContaining('“The water board”, asked on 2026-03-02'),
      },
    ],
  },
};

test('“verified” beside a denial is refused until it is answered; what each reviewer answered is on the page', async () => {
  const { claimId, slot } = await contestable();
  const [rana, remy] = [await slot('rana'), await slot('remy')];
  expect(await rana.send('verified', DENIED)).toMatchObject(UNMET);
  for (const malformed of [
    answered(' '),
    { ...answered('No.'), answer: null, answeredAt: null, denial: false },
  ])
    expect((await rana.send('verified', malformed)).status).toBe(400);
  const draft = { rating: null, rationale: '', evidence: [answered('')] };
  const saved = await ask('rana', 'PUT', `/assignments/${rana.id}/draft`, draft, { 'if-match': '"0"' });
  expect(saved).toMatchObject({ status: 200, body: { content: draft } });

  const responses = ['Its own gauge shows four metres.', 'It wrote before the peak, on Saturday.'] as const;
  expect((await rana.send('verified', answered(responses[0]))).status).toBe(201);
  const { verdict } = (await ask('rana', 'GET', `/assignments/${rana.id}`)).body;
  expect(verdict.evidence[2]).toEqual(answered(responses[0]));
  expect(await remy.send('verified', DENIED)).toMatchObject(UNMET);
  expect((await remy.send('verified', answered(responses[1]))).status).toBe(201);

  const page = await pageOf(claimId);
  expect(page.split(DENIED.answer)).toHaveLength(2);
  expect(page.split('Our answer')).toHaveLength(2);
  for (const response of responses) expect(page).toContain(response);
  expect(await problems()).toEqual([]);
});

test('an adjudicator answers the denial, too', async () => {
  const { claimId, said, slot } = await contestable();
  expect((await (await slot('rana')).send('verified', answered('Its gauge says so.'))).status).toBe(201);
  expect((await (await slot('remy')).send('disputed', DENIED)).status).toBe(201);
  const settle = (reply: object) =>
    ask('adil', 'POST', `/claims/${claimId}/adjudication`, said('verified', reply));
  expect(await settle(DENIED)).toMatchObject(UNMET);
  expect((await settle(answered('The board corrected itself since.'))).status).toBe(201);
  const { status, rounds } = (await ask('edda', 'GET', `/claims/${claimId}`)).body;
  expect(status).toBe('decided');
  expect(rounds[0].decision.evidence[2].response).toBe('The board corrected itself since.');
  expect(await problems()).toEqual([]);
});

test('words that answer a denial are erased with the rest of the evidence', async () => {
  const { claimId, slot } = await contestable();
  const slander = 'Their spokesman Marek Dvorsky drinks.';
  const reviewers = [await slot('rana'), await slot('remy')];
  for (const { send } of reviewers) expect((await send('verified', answered(slander))).status).toBe(201);
  expect(await placesOf(database.admin, 'Dvorsky')).toEqual(['app.evidence', 'audit.opening']);
  const { items } = (await ask('edda', 'GET', `/claims/${claimId}/history`)).body;
  const { leafHash } = items.find(({ type }: { type: string }) => type === 'verdict-recorded');
  await room.run(room.as('alma'), {
    type: 'erase-content',
    target: { kind: 'fields', leafHash, names: ['evidence'] },
    basis: 'request-of-the-person',
    reason: 'They asked.',
  });
  expect(await placesOf(database.admin, 'Dvorsky')).toEqual([]);
  expect(await problems()).toEqual([]);
});

test('what was recorded by an earlier rubric stands as it is; the next round of its desk asks for the answer', async () => {
  const earlier = await openNewsroom(database.db, { rubricVersion: 2, independentVerdicts: 1 });
  const [desk, askThem] = [earlier.deskId, (...request: Parameters<Ask>) => running.ask(earlier, ...request)];
  const papers = [await receive(earlier, ROSE), await receive(earlier, `Neighbours say: ${ROSE}`)] as const;
  const claimId = await routeClaim(earlier, papers[0], ROSE);
  const support = papers.map((paper) => ({
    kind: 'passage',
    passage: paper.passage(ROSE),
    stance: 'supports',
  }));
  const evidence = [...support, DENIED];
  const judge = async (name: PersonName) => {
    const id = await takeSlot(earlier, claimId, name);
    const verdict = { fence: 1, rating: 'verified', rationale: 'Both gauges say so.', evidence };
    return askThem(name, 'POST', `/assignments/${id}/verdict`, verdict);
  };
  expect((await judge('rana')).status).toBe(201);
  const { items } = (await askThem('edda', 'GET', `/claims/${claimId}/history`)).body;
  const recorded = items.find(({ type }: { type: string }) => type === 'verdict-recorded');
  // As in entries of before replies could be answered.
  expect(recorded.event.evidence[2]).toEqual(DENIED);
  expect((await checkLog(database.db, earlier.workspaceId)).problems).toEqual([]);

  const settings = { name: 'Floods', topic: 'floods', languages: ['en'], independentVerdicts: 1 };
  const read = await askThem('edda', 'GET', `/desks/${desk}`);
  const etag = read.headers.get('etag') ?? '';
  expect((await askThem('edda', 'PUT', `/desks/${desk}`, settings, { 'if-match': etag })).status).toBe(200);
  const again = { reason: 'Once more.' };
  expect((await askThem('edda', 'POST', `/claims/${claimId}/reopen`, again)).status).toBe(200);
  expect(await judge('remy')).toMatchObject(UNMET);
});
