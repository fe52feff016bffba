/** What readers get below a report's address, in the form and by their ticket, when it is not what they came for. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { policyOf } from '#reports';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import { publishNew } from '../support/publishing.ts';
import { startAll, type Answer, type Running } from '../support/running.ts';

const ROSE = 'The river rose four metres on Sunday.';
const PAGE = { accept: 'text/html' };
const FORM = { ...PAGE, 'content-type': 'application/x-www-form-urlencoded' };

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
const fill = (path: string) => running.call(null, 'POST', path, 'text=It+was+three+metres.', FORM);

async function published(slug: string): Promise<string> {
  const claimId = await routeClaim(room, await receive(room, `${ROSE} ${slug}`), ROSE);
  await judge(room, claimId, 'rana', 'unverified');
  const reportId = await publishNew(room, slug, [claimId]);
  await eventually(async () => (await get(`/r/${slug}`)).status, 200);
  return reportId;
}

/** Its own style sheet is allowed: without that a browser shows it bare. */
function expectStyled({ headers, body }: Answer): void {
  const allowed = /style-src '[^']+'/.exec(headers.get('content-security-policy') ?? '')?.[0];
  expect(allowed).toBe(/style-src '[^']+'/.exec(policyOf(body))?.[0]);
}

test('a withdrawn report says so at every address that it had', async () => {
  const reportId = await published('withdrawn');
  await room.run(room.as('pia'), { type: 'withdraw-report', reportId, reason: 'The leak was forged.' });
  const form = '/r/withdrawn/claims/1/report-an-error';
  for (const gone of [
    await get('/r/withdrawn'),
    await get('/r/withdrawn/versions/1'),
    await get(form),
    await fill(form),
  ]) {
    expect(gone.status).toBe(410);
    expect(gone.body).toContain('The leak was forged.');
    expectStyled(gone);
  }
  expect((await get('/r/withdrawn/versions/2')).status).toBe(404);
});

test('where nothing is and nothing was, that is said on a page with its style', async () => {
  await published('standing');
  const form = '/r/standing/claims/2/report-an-error';
  for (const none of [
    await get('/r/nowhere'),
    await get('/r/standing/versions/2'),
    await get(form),
    await fill(form),
  ]) {
    expect(none.status).toBe(404);
    expect(none.body).toContain('There is no report here');
    expectStyled(none);
  }
  expectStyled(await get('/r/standing/claims/1/report-an-error'));
});

test('a page that an erasure of before has emptied is no page', async () => {
  await published('emptied');
  // Without its trigger, which asks for the erasure that the rules of today refuse.
  await database.admin.query(`
    begin; set local session_replication_role = replica;
    update app.report_pages p set page = '' from app.reports r where r.id = p.report_id and r.slug = 'emptied';
    commit`);
  for (const path of ['/r/emptied', '/r/emptied/versions/1'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});

test('a ticket is found however it is typed, and one that nobody has is said to be none', async () => {
  await published('ticketed');
  const { body: sent } = await running.call(null, 'POST', '/r/ticketed/claims/1/challenge', {
    text: 'Three.',
  });
  const ticket = String(sent.ticket);
  const typed = [
    ticket.toLowerCase(),
    ticket.replaceAll('-', ''),
    ticket.replaceAll('-', ' '),
    ticket.replaceAll('-', '–'),
    ` ${ticket} `,
    ticket.replaceAll('0', 'O').replaceAll('1', 'I'),
    ticket.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
  ];
  for (const spelling of typed) {
    const { status, body } = await get(`/challenges/${encodeURIComponent(spelling)}`);
    expect([spelling, status]).toEqual([spelling, 200]);
    expect(body).toContain(`<p class="ticket">${ticket}</p>`);
  }
  for (const none of ['ABCD-ABCD-ABCD-ABCD-ABCD', `${ticket}0`, 'x', '%00']) {
    const answer = await get(`/challenges/${none}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('There is no such ticket');
    expect(answer.body).not.toContain('There is no report here');
    expectStyled(answer);
  }
});

test('the form blames the field that is wrong, which has the focus, and cuts nothing', async () => {
  await published('blamed');
  const form = '/r/blamed/claims/1/report-an-error';
  const field = (body: string, id: string) =>
    new RegExp(`<(?:textarea|input) id="${id}"[^>]*>`).exec(body)?.[0];
  const sendWith = (fields: Record<string, string>) =>
    running.call(null, 'POST', form, new URLSearchParams(fields).toString(), FORM);
  const wrong = /aria-invalid="true" aria-describedby="problem \w+-note" autofocus=""/i;

  for (const contact of ['a'.repeat(201), 'a\0b']) {
    const { status, body } = await sendWith({ text: 'It was three.', contact });
    expect(status).toBe(400);
    expect(body).toContain('your contact is too long');
    expect(body).toContain('<title>Error: Report an error</title>');
    expect(field(body, 'contact')).toMatch(wrong);
    expect(field(body, 'text')).not.toMatch(/aria-invalid|autofocus/i);
  }
  for (const text of ['', 'a'.repeat(4_001)]) {
    const { body } = await sendWith({ text, contact: 'a'.repeat(201) });
    expect(field(body, 'text')).toMatch(wrong);
    expect(field(body, 'contact')).not.toMatch(/aria-invalid|autofocus/i);
  }
  const { body: empty } = await get(form);
  expect(empty).toContain('<title>Report an error</title>');
  expect(empty).not.toMatch(/maxlength|autofocus|aria-invalid/i);
});
