/** Where people and programs want to be told what happens: what is taken, and what two requests at once leave. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false, settings: { FETCH_PORTS: [443] } });
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);

test.each([
  ['https://user:secret@hooks.example/', 'The address has a user name or password in it: leave it out.'],
  ['https://:secret@hooks.example/', 'The address has a user name or password in it: leave it out.'],
  ['http://hooks.example/', 'Port 80 is not one that web pages are fetched from (443).'],
  ['https://hooks.example:8443/', 'Port 8443 is not one that web pages are fetched from (443).'],
  ['https://hooks.internal/', 'hooks.internal is not a site on the public Internet, so it is not fetched.'],
])('no webhook is registered at %s, where nothing would ever be sent', async (url, message) => {
  expect(await ask('alma', 'POST', '/webhooks', { url })).toMatchObject({
    status: 400,
    body: { code: 'malformed', errors: [{ path: 'url', message }] },
  });
  expect((await ask('alma', 'GET', '/webhooks')).body.items).toEqual([]);
  const { rows } = await database.admin.query(
    `select 1 from audit.opening where fields::text like '%secret%hooks%'`,
  );
  expect(rows).toEqual([]);
});

test('a webhook is registered where something can be sent', async () => {
  expect((await ask('alma', 'POST', '/webhooks', { url: 'https://hooks.example/in' })).status).toBe(201);
});

test('of two first addresses for mail that are given at once, the later one stays', async () => {
  const { workspaceId, people } = room;
  await database.admin.query('begin');
  await database.admin.query(
    `insert into app.mail_addresses (workspace_id, person_id, address) values ($1, $2, 'first@mail.example')`,
    [workspaceId, people.rana],
  );
  const second = ask('rana', 'PUT', '/me/mail', { address: 'second@mail.example' });
  const waiting = async () =>
    (
      await database.admin.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).rows.length > 0;
  await eventually(waiting, true);
  await database.admin.query('commit');
  expect(await second).toMatchObject({ status: 200, body: { address: 'second@mail.example' } });
  expect((await ask('rana', 'GET', '/me/mail')).body).toEqual({ address: 'second@mail.example' });
  expect((await ask('rana', 'PUT', '/me/mail', { address: 'third@mail.example' })).status).toBe(200);
  expect((await ask('rana', 'GET', '/me/mail')).body).toEqual({ address: 'third@mail.example' });
});
