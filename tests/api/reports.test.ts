/** A report over HTTP, before its first publication and between two. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { startProgram, type Program } from '../notices/support/receivers.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, receive, routeClaim, searched, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday.';
const REASON = { reason: 'The date was right.' };

let database: TestDatabase;
let room: Newsroom;
let program: Program;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db, { independentVerdicts: 1, members: ['rana'] });
  program = await startProgram();
  running = await startAll(database, 'postgres', {
    settings: { FETCH_ALLOWED_ADDRESSES: ['127.0.0.1'], FETCH_PORTS: [program.port] },
  });
});
afterAll(async () => {
  await running.stop();
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
  await database.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);
const page = (path: string) => running.call(null, 'GET', path);

async function decidedClaim(): Promise<string> {
  const claimId = await routeClaim(room, await receive(room, `${TEXT} (${randomUUID()})`), TEXT);
  await judged(claimId);
  return claimId;
}

/** Rana is the whole desk: every slot comes to her. */
async function judged(claimId: string): Promise<void> {
  const held = async () =>
    (await ask('rana', 'GET', '/assignments')).body.items.find(
      (one: { claimId: string; status: string }) => one.claimId === claimId && one.status === 'held',
    );
  await eventually(async () => (await held()) !== undefined, true);
  const { id, fence } = await held();
  const verdict = { fence, rating: 'unverified', rationale: 'No entry.', evidence: [searched] };
  expect((await ask('rana', 'POST', `/assignments/${id}/verdict`, verdict)).status).toBe(201);
}

async function draft(slug: string, claimIds: readonly string[]): Promise<string> {
  const created = await ask('edda', 'POST', '/reports', {
    slug,
    title: 'The flood',
    summary: 'Known.',
    claimIds,
  });
  expect([created.status, created.body.status]).toEqual([201, 'draft']);
  return created.body.id;
}

async function published(slug: string, claimIds: readonly string[]): Promise<string> {
  const id = await draft(slug, claimIds);
  expect((await ask('pia', 'POST', `/reports/${id}/sign-off`)).status).toBe(200);
  expect((await ask('pia', 'POST', `/reports/${id}/publish`, {})).status).toBe(200);
  await eventually(async () => (await page(`/r/${slug}`)).status, 200);
  return id;
}

const shown = async (id: string) => {
  const { body, headers } = await ask('edda', 'GET', `/reports/${id}`);
  return { body, tag: { 'if-match': headers.get('etag') ?? '' } };
};
const turnsOfPia = async (): Promise<string[]> =>
  (await ask('pia', 'GET', '/turns/mine')).body.items.map(
    (turn: { kind: string; id: string }) => `${turn.kind} ${turn.id}`,
  );

test('a draft is edited by whoever has read it, and discarded with a reason; its slug is free again', async () => {
  const id = await draft('before', []);
  const { tag } = await shown(id);
  const edited = {
    slug: 'after',
    title: 'The flood on Sunday',
    summary: 'Little.',
    claimIds: [await decidedClaim()],
  };
  const put = async (headers?: Record<string, string>) =>
    (await ask('edda', 'PUT', `/reports/${id}`, edited, headers)).status;
  expect([await put(), await put({ 'if-match': '"9"' }), await put(tag), await put(tag)]).toEqual([
    428, 412, 200, 412,
  ]);
  expect((await shown(id)).body).toMatchObject({
    ...edited,
    status: 'draft',
    address: null,
    edition: 2,
    may: ['edit-report', 'discard-report'],
  });
  const clash = await ask('edda', 'POST', '/reports', edited);
  expect([clash.status, clash.body.code]).toEqual([409, 'already-exists']);

  const discard = async (name: 'rana' | 'edda', body: object, headers?: Record<string, string>) =>
    (await ask(name, 'POST', `/reports/${id}/discard`, body, headers)).status;
  expect(await discard('rana', REASON)).toBe(403);
  expect(await discard('edda', { reason: ' ' })).toBe(400);
  expect(await discard('edda', REASON, tag)).toBe(412);
  expect(await turnsOfPia()).toEqual([`report-to-sign-off ${id}`]);
  expect(await discard('edda', REASON)).toBe(200);
  expect((await shown(id)).body).toMatchObject({
    status: 'discarded',
    discardedReason: REASON.reason,
    may: [],
  });
  expect(await turnsOfPia()).toEqual([]);
  await ask('edda', 'POST', `/reports/${await draft('after', [])}/discard`, REASON);
});

test('a correction that is cancelled leaves what readers see, and whoever was told of it is told that it ended', async () => {
  expect((await ask('alma', 'POST', '/webhooks', { url: program.url })).status).toBe(201);
  const id = await published('standing', [await decidedClaim()]);
  const before = { page: await page('/r/standing'), report: (await shown(id)).body };
  const cancel = (headers?: Record<string, string>) =>
    ask('pia', 'POST', `/reports/${id}/correction/cancel`, REASON, headers);
  expect((await cancel()).body).toMatchObject({ status: 409, code: 'wrong-status' });

  expect(
    (await ask('pia', 'POST', `/reports/${id}/correction`, { reason: 'The date was wrong.' })).status,
  ).toBe(200);
  const open = await shown(id);
  const other = { title: 'Another flood', summary: 'More.', claimIds: [] };
  const renamed = await ask('edda', 'PUT', `/reports/${id}`, { slug: 'renamed', ...other }, open.tag);
  expect([renamed.status, renamed.body.code]).toEqual([409, 'wrong-status']);
  expect((await ask('edda', 'PUT', `/reports/${id}`, other, open.tag)).status).toBe(200);
  expect((await shown(id)).body.may).toEqual(['edit-report', 'cancel-correction']);
  expect((await cancel(open.tag)).status).toBe(412);
  expect((await cancel()).status).toBe(200);

  const { edition, ...report } = before.report;
  expect((await shown(id)).body).toEqual({ ...report, edition: edition + 3 });
  const after = await page('/r/standing');
  expect([after.body, after.headers.get('etag')]).toEqual([
    before.page.body,
    before.page.headers.get('etag'),
  ]);
  expect(await turnsOfPia()).toEqual([]);
  const told = () =>
    program.posts
      .map(({ body }) => JSON.parse(body))
      .flatMap(({ subjectId, type }: { subjectId: string; type: string }) =>
        subjectId === id && type.startsWith('correction') ? [type] : [],
      )
      .toSorted();
  await eventually(() => Promise.resolve(told()), ['correction-cancelled', 'correction-opened']);
});

test('what an accepted challenge promised its reader holds: a correction that is owed is not cancelled', async () => {
  const claimId = await decidedClaim();
  const id = await published('challenged', [claimId]);
  const open = () => ask('pia', 'POST', `/reports/${id}/correction`, { reason: 'A reader read the gauge.' });
  const cancel = () => ask('edda', 'POST', `/reports/${id}/correction/cancel`, REASON);
  const sent = await running.call(null, 'POST', '/r/challenged/claims/1/challenge', {
    text: 'It was three.',
  });
  const ticket = async () => (await page(`/challenges/${sent.body.ticket}`)).body.status;
  const [challenge] = (await ask('edda', 'GET', '/challenges')).body.items;
  expect((await ask('edda', 'POST', `/challenges/${challenge.id}/accept`, REASON)).status).toBe(200);

  // While the claim is in question or in review, no next version is promised: what readers are told stays true.
  await open();
  const notice = async () => /<aside[^]*<\/aside>/.exec((await page('/r/challenged')).body)?.[0];
  const questioned = await notice();
  expect((await cancel()).status).toBe(200);
  expect([await notice(), await ticket()]).toEqual([questioned, 'accepted']);
  expect(await turnsOfPia()).toEqual([`report-in-question ${id}`]);

  await room.run(room.as('edda'), { type: 'reopen-claim', claimId, ...REASON });
  await judged(claimId);
  expect(await ticket()).toBe('reviewed');
  expect(await notice()).toContain('the next version of this report will say how');
  expect(await turnsOfPia()).toEqual([`report-to-correct ${id}`]);
  await open();
  const refused = await cancel();
  expect([refused.status, refused.body.code]).toEqual([409, 'correction-owed']);
  expect(refused.body.detail).toContain('publish the correction, or withdraw the report');
  expect(await turnsOfPia()).toEqual([`report-to-sign-off ${id}`]);

  await ask('pia', 'POST', `/reports/${id}/sign-off`);
  expect((await ask('pia', 'POST', `/reports/${id}/publish`, {})).status).toBe(200);
  await eventually(async () => (await page('/r/challenged/versions/2')).status, 200);
  expect(await notice()).toBeUndefined();
  // That debt is paid: the next correction is nobody's promise.
  await open();
  expect((await cancel()).status).toBe(200);
});
