/** Erasing over HTTP, and asking who is behind an alias: who may, once, and what readers are shown. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { placesOf } from '../support/everywhere.ts';
import {
  judge,
  openNewsroom,
  receive,
  routeClaim,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday.';
const RATIONALE = 'rana looked, and finds it unverified.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let claimId: string;
const reportId = randomUUID();
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db, { independentVerdicts: 1 });
  claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
  await judge(room, claimId, 'rana', 'unverified');
  running = await startAll(database, 'postgres');
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);
const page = async () => running.call(null, 'GET', '/r/flood');
const problems = async () => (await checkLog(database.db, room.workspaceId)).problems;

let alias: string;

test('everybody knows their own alias, and nobody’s else', async () => {
  const { body } = await ask('rana', 'GET', '/me');
  alias = body.alias;
  expect(alias).toMatch(/^[A-Z][a-z]+-\d{3}$/);
  for (const [name, path] of [
    ['alma', `/people/${room.people.rana}`],
    ['edda', '/people'],
    ['edda', `/claims/${claimId}`],
    ['edda', `/claims/${claimId}/history`],
  ] as const) {
    const { status, body: shown } = await ask(name, 'GET', path);
    expect([path, status]).toEqual([path, 200]);
    expect(JSON.stringify(shown)).not.toContain(alias);
  }
});

test('a report hides its reviewers, until an admin has them shown by alias', async () => {
  const pia = room.as('pia');
  const draft = { slug: 'flood', title: 'The flood', summary: 'What is known.', claimIds: [claimId] };
  const publish = async () => {
    await room.run(pia, { type: 'sign-off-report', reportId });
    await room.run(pia, { type: 'publish-report', reportId, overrideReason: null });
  };
  await room.run(pia, { type: 'draft-report', reportId, ...draft });
  await publish();
  await eventually(async () => (await page()).status, 200);
  expect((await page()).body).not.toContain('class="author"');

  const { headers, body: workspace } = await ask('alma', 'GET', '/workspace');
  expect(workspace.reviewersShown).toBe('hidden');
  const tag = { 'if-match': headers.get('etag') ?? '' };
  expect((await ask('edda', 'PUT', '/workspace/reviewers-shown', { as: 'alias' }, tag)).status).toBe(403);
  expect((await ask('alma', 'PUT', '/workspace/reviewers-shown', { as: 'alias' }, tag)).status).toBe(200);
  await room.run(pia, { type: 'open-correction', reportId, reason: 'Who judged is shown.' });
  await publish();
  await eventually(async () => String((await page()).body).includes(`Reviewer ${alias}`), true);
  expect((await page()).body).not.toContain(room.people.rana);
});

test('one asks who that is, another allows it, and the first is told once', async () => {
  const asked = await ask('pia', 'POST', '/alias-openings', { alias, reason: 'A court asks.' });
  expect(asked.status).toBe(201);
  const path = `/alias-openings/${asked.body.id}`;
  const answers = async (name: PersonName, command: string) => {
    const { status, body } = await ask(
      name,
      'POST',
      `${path}/${command}`,
      command === 'refuse' ? { reason: 'No.' } : undefined,
    );
    return [status, body.code];
  };
  expect(await answers('pia', 'open')).toEqual([409, 'wrong-status']);
  expect(await answers('pia', 'approve')).toEqual([403, 'same-person']);
  expect(await answers('edda', 'approve')).toEqual([403, 'forbidden']);
  expect((await ask('edda', 'GET', '/alias-openings')).body.code).toBe('forbidden');
  expect((await ask('alma', 'GET', path)).body).toMatchObject({
    alias,
    status: 'requested',
    may: ['approve-alias-opening', 'refuse-alias-opening'],
  });
  expect(await answers('alma', 'approve')).toEqual([200, undefined]);
  expect(await answers('alma', 'open')).toEqual([403, 'forbidden']);
  const opened = await ask('pia', 'POST', `${path}/open`);
  expect(opened.body).toMatchObject({ alias, personId: room.people.rana, name: 'rana' });
  expect(await answers('pia', 'open')).toEqual([409, 'wrong-status']);
  const { rows } = await database.admin.query(
    `select convert_from(e.body, 'UTF8')::jsonb ->> 'type' as type, o.fields -> 'by' ->> 'value' as by
       from audit.entry e join audit.opening o on o.entry_id = e.id where e.subject = 'alias-opening' order by e.id`,
  );
  expect(rows).toEqual([
    { type: 'alias-opening-requested', by: room.people.pia },
    { type: 'alias-opening-approved', by: room.people.alma },
    { type: 'alias-opened', by: room.people.pia },
  ]);
  const unknown = await ask('pia', 'POST', '/alias-openings', { alias: 'Nobody-100', reason: 'Why not.' });
  expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found']);
});

test('a request that is three days old is neither decided nor opened', async () => {
  const { body } = await ask('pia', 'POST', '/alias-openings', { alias, reason: 'Another court asks.' });
  await database.admin.query(`alter table app.alias_openings disable trigger recorded`);
  await database.admin.query(`update app.alias_openings set lapses_at = now() where id = $1`, [body.id]);
  const { status, body: problem } = await ask('alma', 'POST', `/alias-openings/${body.id}/approve`);
  expect([status, problem.code, problem.current]).toEqual([409, 'request-lapsed', 'lapsed']);
  await database.admin.query(
    `update app.alias_openings set lapses_at = requested_at + interval '72 hours' where id = $1`,
    [body.id],
  );
});

test('what readers are shown is erased once it is withdrawn; its address says so, and its history shows what is gone', async () => {
  const { body: history } = await ask('edda', 'GET', `/claims/${claimId}/history`);
  const { leafHash } = history.items.find(({ type }: { type: string }) => type === 'verdict-recorded');
  const erase = {
    target: { kind: 'fields', leafHash, names: ['rationale'] },
    basis: 'danger-to-a-person',
    reason: 'It names a witness.',
  };
  expect((await ask('edda', 'POST', '/erasures', erase)).status).toBe(403);
  const nonsense = await ask('alma', 'POST', '/erasures', { ...erase, basis: 'because' });
  expect([nonsense.status, nonsense.body.errors[0].path]).toEqual([400, 'basis']);
  const early = await ask('alma', 'POST', '/erasures', erase);
  expect([early.status, early.body.code, early.body.current]).toEqual([409, 'wrong-status', 'published']);
  await ask('pia', 'POST', `/reports/${reportId}/withdraw`, { reason: 'A witness is in danger.' });
  expect((await ask('alma', 'POST', '/erasures', erase)).status).toBe(201);
  expect(await placesOf(database.admin, RATIONALE)).toEqual([]);
  expect((await page()).status).toBe(410);
  expect((await running.call(null, 'GET', '/r/flood/versions/1')).status).toBe(410);
  const { body } = await ask('edda', 'GET', `/claims/${claimId}/history`);
  const shown = body.items.find((item: { leafHash: string }) => item.leafHash === leafHash);
  expect(shown).toMatchObject({ erased: ['rationale'], event: { rationale: '[erased]' } });
  expect(await problems()).toEqual([]);
});

test('checks of the log are kept for admins, who may ask for one', async () => {
  expect((await ask('edda', 'POST', '/log/checks')).status).toBe(403);
  expect((await ask('edda', 'GET', '/log/checks')).status).toBe(403);
  expect((await ask('alma', 'POST', '/log/checks')).body).toMatchObject({ found: 0, problems: [] });
  expect((await ask('alma', 'GET', '/log/checks')).body.items).toEqual([
    expect.objectContaining({ night: null, found: 0, problems: [] }),
  ]);
});

test('only admins have the log checked, and those who ask while it is checked get that answer', async () => {
  for (const name of ['edda', 'rana', 'adil', 'pia', 'ruth'] as const)
    expect(await ask(name, 'GET', '/log/check')).toMatchObject({
      status: 403,
      body: { code: 'forbidden', detail: 'Only admins may do this.' },
    });
  const kept = async () => (await ask('alma', 'GET', '/log/checks')).body.items.length;
  const before = await kept();
  const asked = Array.from({ length: 20 }, () => ask('alma', 'POST', '/log/checks'));
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 201));
  expect((await kept()) - before).toBeLessThan(asked.length);
});
