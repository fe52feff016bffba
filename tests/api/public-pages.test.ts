/** What stands at the addresses below a report's, and at a ticket's, when there is no page to show. */
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
