import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHALLENGES_PER_ADDRESS, CHALLENGES_PER_WORKSPACE, countChallenge } from '#workflow';
import { inWorkspace } from '#database';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday. Three hundred people were brought to safety.';
const WORDS = 'I read the gauge myself, and so did Katrin Ahlers: it was three metres.';
const CONTACT = 'reader@mail.example';

let database: TestDatabase;
let running: Running;
let room: Newsroom;
let claimId: string;
beforeAll(async () => {
  database = await freshDatabase();
  running = await startAll(database, 'postgres');
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

/** A newsroom of its own for each, so that none uses up another's share of challenges. */
async function openPublished(slug: string): Promise<void> {
  room = await openNewsroom(database.db, { independentVerdicts: 1, members: ['rana'] });
  const document = await receive(room, `${TEXT} ${slug}`);
  claimId = await routeClaim(room, document, 'The river rose four metres on Sunday.');
  const held = async () => (await ask('rana', 'GET', '/assignments')).body.items[0];
  await eventually(async () => (await held()) !== undefined, true);
  const { id, fence } = await held();
  const searched = {
    kind: 'search',
    where: 'the archive',
    query: 'gauge',
    searchedAt: '2026-03-04T08:00:00Z',
    result: 'nothing',
  };
  const verdict = { fence, rating: 'unverified', rationale: 'No entry.', evidence: [searched] };
  expect((await ask('rana', 'POST', `/assignments/${id}/verdict`, verdict)).status).toBe(201);
  const reportId = randomUUID();
  const draft = { slug, title: 'The flood', summary: 'What is known.', claimIds: [claimId] };
  await room.run(room.as('pia'), { type: 'draft-report', reportId, ...draft });
  await room.run(room.as('pia'), { type: 'sign-off-report', reportId });
  await room.run(room.as('pia'), { type: 'publish-report', reportId, overrideReason: null });
  await eventually(async () => (await running.call(null, 'GET', `/r/${slug}`)).status, 200);
}

const ask: Ask = (...request) => running.ask(room, ...request);
const challenge = (slug: string, body: unknown, number = '1') =>
  running.call(null, 'POST', `/r/${slug}/claims/${number}/challenge`, body);
const statusOf = async (ticket: string) =>
  (await running.call(null, 'GET', `/challenges/${ticket}`)).body.status;
const received = async () => (await ask('edda', 'GET', '/challenges')).body.items;

test('a reader reports an error without an account, and learns by ticket what became of it', async () => {
  await openPublished('reported');
  await room.run(room.setup, {
    type: 'protect-person',
    protectedPersonId: randomUUID(),
    label: 'a witness',
    names: ['Katrin Ahlers'],
  });
  const sent = await challenge('reported', { text: WORDS, contact: CONTACT });
  expect(sent.status).toBe(201);
  const { ticket, address } = sent.body;
  expect(ticket).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  expect(address).toBe(`https://countersign.example/challenges/${ticket}`);
  // The status, and nothing else.
  expect((await running.call(null, 'GET', `/challenges/${ticket}`)).body).toEqual({ status: 'received' });

  const [one] = await received();
  expect(one).toMatchObject({ claimId, claimNumber: 1, reportVersion: 1, text: WORDS, contact: CONTACT });
  expect((await ask('rana', 'GET', '/challenges')).status).toBe(403);
  expect((await ask('rana', 'GET', `/challenges/${one.id}`)).status).toBe(403);

  const reason = { reason: 'The archive has a second gauge.' };
  expect((await ask('rana', 'POST', `/challenges/${one.id}/accept`, reason)).status).toBe(403);
  expect((await ask('edda', 'POST', `/challenges/${one.id}/accept`, reason)).status).toBe(200);
  expect(await statusOf(ticket)).toBe('accepted');
  const claim = await ask('rana', 'GET', `/claims/${claimId}`);
  expect(claim.body).toMatchObject({
    needsRereview: true,
    rereviews: [{ cause: 'challenged', causeId: one.id, reason: reason.reason }],
  });
  expect((await ask('edda', 'POST', `/challenges/${one.id}/accept`, reason)).status).toBe(409);
  const page = await running.call(null, 'GET', '/r/reported');
  expect(page.body).toContain('A reader has pointed out a possible error.');

  // What a reader wrote is in nothing but its own table and the editors' list.
  const outputs = JSON.stringify([claim.body, page.body, (await ask('edda', 'GET', '/rereviews')).body]);
  expect(outputs).not.toMatch(/Katrin|three metres|reader@/);
  const { rows } = await database.admin.query(
    `select count(*)::int as found from audit.opening where fields::text ~ 'Katrin|three metres|reader@'`,
  );
  // The one entry that names her protects her.
  expect(rows).toEqual([{ found: 1 }]);

  expect((await ask('edda', 'POST', `/challenges/${one.id}/answer`, reason)).status).toBe(200);
  expect(await statusOf(ticket)).toBe('answered');
  expect((await ask('alma', 'POST', `/challenges/${one.id}/erase`, reason)).status).toBe(200);
  expect((await ask('edda', 'GET', `/challenges/${one.id}`)).body).toMatchObject({
    text: null,
    contact: null,
    erasedFor: reason.reason,
    may: [],
  });
  expect((await database.admin.query('select 1 from app.challenge_texts')).rows).toEqual([]);
  await eventually(async () => (await ask('alma', 'GET', '/log/check')).body.pending, 0);
  expect((await ask('alma', 'GET', '/log/check')).body).toMatchObject({ problems: [] });
});

test('what is rejected is rejected with a reason, and marks nothing', async () => {
  await openPublished('rejected');
  const { ticket } = (await challenge('rejected', { text: 'It is all wrong.' })).body;
  const [one] = await received();
  expect(one).toMatchObject({ contact: null });
  expect((await ask('edda', 'POST', `/challenges/${one.id}/reject`, { reason: '' })).status).toBe(400);
  const reason = { reason: 'It does not say what is wrong.' };
  expect((await ask('edda', 'POST', `/challenges/${one.id}/reject`, reason)).status).toBe(200);
  expect(await statusOf(ticket)).toBe('rejected');
  expect((await ask('rana', 'GET', `/claims/${claimId}`)).body.rereviews).toEqual([]);
});

test('a form filled in by a machine is answered like any other, and is not kept', async () => {
  await openPublished('trapped');
  const sent = await challenge('trapped', { text: 'Buy pills.', website: 'https://pills.example' });
  expect(sent.status).toBe(201);
  expect(sent.body.ticket).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  expect((await running.call(null, 'GET', `/challenges/${sent.body.ticket}`)).status).toBe(404);
  expect(await received()).toEqual([]);
});

const PAGE = { accept: 'text/html' };
const FORM = { ...PAGE, 'content-type': 'application/x-www-form-urlencoded' };
const formAt = (slug: string, number = '1') => `/r/${slug}/claims/${number}/report-an-error`;
const send = (slug: string, fields: Record<string, string>, number?: string) =>
  running.call(null, 'POST', formAt(slug, number), new URLSearchParams(fields).toString(), FORM);

test('a reader with a browser and no script is led from the page to the form, to a ticket, to what became of it', async () => {
  await openPublished('by-form');
  const page = await running.call(null, 'GET', '/r/by-form');
  expect(page.body).toContain(`href="https://countersign.example${formAt('by-form')}"`);
  const form = await running.call(null, 'GET', formAt('by-form'), undefined, PAGE);
  expect(form.status).toBe(200);
  expect(form.headers.get('content-security-policy')).toContain("form-action 'self'");
  expect(form.body).toContain('The river rose four metres on Sunday.');

  const sent = await send('by-form', { text: 'Three.\r\nNot four.', contact: '', website: '' });
  expect(sent.status).toBe(303);
  expect(sent.headers.get('cache-control')).toBe('no-store');
  expect(sent.headers.get('referrer-policy')).toBe('no-referrer');
  const location = sent.headers.get('location') ?? '';
  expect(location).toMatch(/^\/challenges\/([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  const status = await running.call(null, 'GET', location, undefined, PAGE);
  expect(status.body).toContain('have not decided yet');
  expect(status.body).toContain(`href="https://countersign.example${location}"`);
  expect(await statusOf(location.slice('/challenges/'.length))).toBe('received');
  expect(await received()).toMatchObject([{ text: 'Three.\nNot four.', contact: null }]);
});

test('what the form cannot take is shown again, with why, as text and nothing else', async () => {
  await openPublished('form-again');
  const blank = await send('form-again', { text: ' ', contact: '"><b>me' });
  expect(blank.status).toBe(400);
  expect(blank.body).toContain('please say what is wrong');
  expect(blank.body).toContain('value="&quot;&gt;&lt;b&gt;me"');
  const long = await send('form-again', { text: `</textarea>${'a'.repeat(4_000)}` });
  expect(long.status).toBe(400);
  expect(long.body).toContain('too long');
  expect(long.body).toContain('&lt;/textarea&gt;aaa');
  expect((await send('form-again', {})).status).toBe(400);
  expect((await send('form-again', { text: 'ok' }, '2')).status).toBe(404);
  expect((await running.call(null, 'GET', formAt('nowhere'), undefined, PAGE)).status).toBe(404);
  const none = '/challenges/ABCD-ABCD-ABCD-ABCD-ABCD';
  expect((await running.call(null, 'GET', none, undefined, PAGE)).status).toBe(404);
  for (let sent = 0; sent < CHALLENGES_PER_ADDRESS; sent++)
    expect((await send('form-again', { text: 'ok' })).status).toBe(303);
  const tooMany = await send('form-again', { text: 'once more' });
  expect(tooMany.status).toBe(429);
  expect(tooMany.body).toContain('once more');
});

test('what is not a challenge, or not about a claim that readers see, is refused', async () => {
  await openPublished('refused');
  for (const body of [
    {},
    { text: ' ' },
    { text: 'a'.repeat(4_001) },
    { text: 'It\0is' },
    { text: 'ok', contact: 'a'.repeat(201) },
    'no json',
  ])
    expect((await challenge('refused', body)).status).toBe(400);
  for (const number of ['0', '2', '-1', '1e3', '99999999999', 'one'])
    expect((await challenge('refused', { text: 'ok' }, number)).status).toBe(404);
  expect((await challenge('nowhere', { text: 'ok' })).status).toBe(404);
  for (const ticket of ['x', 'ABCD-ABCD-ABCD-ABCD-ABCD', "' or 1=1 --"])
    expect((await running.call(null, 'GET', `/challenges/${encodeURIComponent(ticket)}`)).status).toBe(404);
  expect(await received()).toEqual([]);
});

test('one address is heard so often within an hour, and is stored nowhere', async () => {
  await openPublished('flooded');
  const answers = await Promise.all(
    Array.from({ length: CHALLENGES_PER_ADDRESS + 3 }, (_, index) =>
      challenge('flooded', { text: `no. ${index}` }),
    ),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(CHALLENGES_PER_ADDRESS);
  expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('too-many-challenges'));
  const { rows } = await database.admin.query(
    `select encode(address_mac, 'escape') || encode(address_mac, 'hex') as kept from app.challenge_rates`,
  );
  expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|::1/);
});

const count = (address: string) =>
  inWorkspace(database.db, room.workspaceId, (tx) => countChallenge(tx, room.workspaceId, address));

test('the addresses of one household count as one, and all addresses together have a limit', async () => {
  room = await openNewsroom(database.db);
  for (let index = 0; index < CHALLENGES_PER_ADDRESS; index++) await count(`2001:db8:1:2::${index}`);
  await expect(count('2001:db8:1:2:ffff::9')).rejects.toMatchObject({ code: 'too-many-challenges' });
  for (let index = CHALLENGES_PER_ADDRESS; index < CHALLENGES_PER_WORKSPACE; index++)
    await count(`2001:db8:${index + 1}::1`);
  await expect(count('2001:db8:ffff::1')).rejects.toMatchObject({ code: 'too-many-challenges' });
});

test('yesterday’s key is deleted, so that nobody can say any more whose address was counted', async () => {
  room = await openNewsroom(database.db);
  await count('192.0.2.1');
  await database.admin.query('update app.challenge_salts set day = day - 1 where workspace_id = $1', [
    room.workspaceId,
  ]);
  await count('192.0.2.1');
  const { rows } = await database.admin.query(
    `select (select count(*)::int from app.challenge_salts where workspace_id = $1 and day < current_date) as old,
            (select count(*)::int from app.challenge_rates where workspace_id = $1) as counted`,
    [room.workspaceId],
  );
  expect(rows).toEqual([{ old: 0, counted: 2 }]);
});
