/** A name that was protected after readers were shown it: older versions and tombstones do not show it any longer. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import { publish, publishNew } from '../support/publishing.ts';
import { startAll, type Running } from '../support/running.ts';

const PAGE = { accept: 'text/html' };

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db, { independentVerdicts: 1, members: ['rana'] });
  running = await startAll(database, 'postgres');
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const get = (path: string) => running.call(null, 'GET', path, undefined, PAGE);
const statusOf = async (path: string) => (await get(path)).status;
const pia = () => room.as('pia');

async function published(slug: string, sentence: string): Promise<string> {
  const claimId = await routeClaim(room, await receive(room, sentence), sentence);
  await judge(room, claimId, 'rana', 'unverified');
  const reportId = await publishNew(room, slug, [claimId]);
  await eventually(() => statusOf(`/r/${slug}`), 200);
  return reportId;
}

async function correct(reportId: string, slug: string, version: number, reason: string): Promise<void> {
  await room.run(pia(), { type: 'open-correction', reportId, reason });
  await publish(room, reportId);
  await eventually(async () => String((await get(`/r/${slug}`)).body).includes(`Version ${version}`), true);
}

async function protect(...names: string[]): Promise<string> {
  const protectedPersonId = randomUUID();
  const edda = room.as('edda');
  await room.run(edda, { type: 'protect-person', protectedPersonId, label: 'a sailor', names });
  return protectedPersonId;
}

test('an older version with the name says which has replaced it, once readers are shown one without', async () => {
  const reportId = await published('boat', 'The boat of Zarina Qadir sank on Monday.');
  const first = await get('/r/boat/versions/1');
  expect(first).toMatchObject({ status: 200, body: expect.stringContaining('Zarina Qadir') });

  const protectedPersonId = await protect('Zarina Qadir');
  // Publishers are told; nothing that is current disappears by itself.
  for (const path of ['/r/boat', '/r/boat/versions/1'])
    expect([path, (await get(path)).body]).toEqual([path, expect.stringContaining('Zarina Qadir')]);

  await correct(reportId, 'boat', 2, 'Version 1 named Zarina  QADIR.');
  const gone = await get('/r/boat/versions/1');
  expect(gone.status).toBe(410);
  expect(gone.body).toContain('Version 1 is no longer shown');
  expect(gone.body).toContain('<a href="https://countersign.example/r/boat">Read version 2</a>');
  expect(gone.body).toContain('content="noindex"');
  const forms = ['', '/versions/1', '/versions/2', '/claims/1/report-an-error'].map(
    (path) => `/r/boat${path}`,
  );
  for (const path of [...forms, '/r/boat.proof.json', '/r/boat/versions/1.proof.json']) {
    const { body, headers } = await get(path);
    expect(JSON.stringify([path, body, [...headers]])).not.toMatch(/zarina|qadir/i);
  }
  expect((await get('/r/boat')).body).toContain('Version 1 named [a sailor].');
  const { rows } = await database.admin.query(
    `select page from app.report_pages where report_id = $1 and version = 1`,
    [reportId],
  );
  expect(rows).toEqual([{ page: first.body }]);

  const edda = room.as('edda');
  await room.run(edda, { type: 'end-protection', protectedPersonId, reason: 'She consents.' });
  const again = await get('/r/boat/versions/1');
  expect([again.status, again.body]).toEqual([200, first.body]);
  expect((await get('/r/boat/versions/2')).body).toContain('[a sailor]');
  await correct(reportId, 'boat', 3, 'Her name may be said.');
  expect((await get('/r/boat')).body).toContain('Zarina Qadir');
});

test('an older version goes at once where the newest does not have the name, and stays where that has it, too', async () => {
  const named = 'The crane fell on Ana Lima on Monday.';
  const reportId = await published('crane', named);
  const other = 'The quay was closed on Monday.';
  const claimId = await routeClaim(room, await receive(room, other), other);
  await judge(room, claimId, 'rana', 'unverified');
  await room.run(pia(), { type: 'open-correction', reportId, reason: 'It was another claim.' });
  const edited = { title: 'The crane', summary: 'As Ali Tursun says.', claimIds: [claimId] };
  await room.run(pia(), { type: 'edit-report', reportId, ...edited });
  await publish(room, reportId);
  await eventually(() => statusOf('/r/crane/versions/2'), 200);
  expect(await statusOf('/r/crane/versions/1')).toBe(200);

  await protect('Ana Lima');
  expect(await statusOf('/r/crane/versions/1')).toBe(410);
  expect(await statusOf('/r/crane/versions/3')).toBe(404);
  await correct(reportId, 'crane', 3, 'It was another day.');
  await protect('Ali Tursun');
  for (const path of ['/r/crane', '/r/crane/versions/3', '/r/crane/versions/2'])
    expect([path, await statusOf(path)]).toEqual([path, 200]);
});

test('a tombstone has the label in the place of a name that was protected after the withdrawal', async () => {
  const reportId = await published('barge', 'The barge was loaded on Monday.');
  await room.run(pia(), { type: 'open-correction', reportId, reason: 'It has a better title.' });
  const { rows } = await database.admin.query('select claim_ids from app.reports where id = $1', [reportId]);
  const edited = { title: 'The barge of Mira Holt', summary: '', claimIds: rows[0].claim_ids };
  await room.run(pia(), { type: 'edit-report', reportId, ...edited });
  await publish(room, reportId);
  await eventually(() => statusOf('/r/barge/versions/2'), 200);
  await room.run(pia(), { type: 'withdraw-report', reportId, reason: 'Mira Holt was not there.' });
  expect((await get('/r/barge')).body).toContain('Mira Holt was not there.');

  await protect('Mira Holt');
  const paths = ['', '/versions/1', '/versions/2', '/claims/1/report-an-error'].map(
    (path) => `/r/barge${path}`,
  );
  for (const path of paths) {
    const { status, body } = await get(path);
    expect([path, status, /mira|holt/i.test(body)]).toEqual([path, 410, false]);
    expect(body).toContain('The barge of [a sailor]</h1>');
    expect(body).toContain('[a sailor] was not there.');
    expect(body).toContain('href="https://countersign.example/r/barge"');
  }
});

test('a tombstone whose address holds the name does not repeat it', async () => {
  const reportId = await published('what-lena-brook-saw', 'The lock was opened on Monday.');
  await room.run(pia(), { type: 'withdraw-report', reportId, reason: 'It was not so.' });
  expect((await get('/r/what-lena-brook-saw')).body).toContain('what-lena-brook-saw');
  await protect('Lena Brook');
  const { status, body } = await get('/r/what-lena-brook-saw');
  expect([status, /lena|brook/i.test(body)]).toEqual([410, false]);
});

test('a name that reads like a code takes nothing off the page, and withholds no version', async () => {
  const reportId = await published('harbour', 'The harbour was shut on Tuesday.');
  await protect('Search', 'En');
  await correct(reportId, 'harbour', 2, 'A comma.');
  expect(await statusOf('/r/harbour/versions/1')).toBe(200);
  const evidenceOf = async (version: number) =>
    /<section class="evidence">.*?<\/section>/s.exec(
      String((await get(`/r/harbour/versions/${version}`)).body),
    )?.[0];
  expect(await evidenceOf(1)).toBeDefined();
  expect(await evidenceOf(2)).toBe(await evidenceOf(1));
  expect((await get('/r/harbour')).body).toContain('<html lang="en"');
});

test('the log is whole, with everything that is not shown any longer', async () => {
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
});
