/** Tokens over HTTP: listed, limited in time, revoked. There is no worker: nothing of this waits for the log to be ordered. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { listenTo } from '../support/event-stream.ts';
import { openNewsroom, type Newsroom, type PersonName } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

let database: TestDatabase;
let room: Newsroom;
/** In which time passes at once. */
let clocked: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  clocked = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const ask: Ask = (...request) => running.ask(room, ...request);
const me = (token: string) => running.call(token, 'GET', '/api/v1/me');
const tokensOf = (name: PersonName, { people } = room) => `/people/${people[name]}/tokens`;
const issue = async (
  name: PersonName,
  role: string,
  expiresAt: string | null = null,
  newsroom = room,
): Promise<{ token: string; tokenId: string }> => {
  const sent = { role, label: 'laptop', expiresAt };
  const { status, body } = await running.ask(newsroom, 'alma', 'POST', tokensOf(name, newsroom), sent);
  expect(status).toBe(201);
  return body;
};
/** As if the time had come: nobody waits for it, and no entry says so. */
const expire = (tokenId: string) =>
  database.admin.query(`
    begin; set local session_replication_role = replica;
    update app.tokens set expires_at = greatest(now(), issued_at + interval '1 millisecond') where id = '${tokenId}';
    commit`);
const revoke = (by: PersonName, name: PersonName, tokenId: string) =>
  ask(by, 'POST', `${tokensOf(name)}/${tokenId}/revoke`, { reason: 'It was leaked.' });
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

test('a person’s tokens are listed with all but what they are, to themselves and to admins', async () => {
  const expiresAt = soon(3_600_000);
  const { token, tokenId } = await issue('edda', 'editor', expiresAt);
  const { status, body } = await ask('edda', 'GET', tokensOf('edda'));
  expect(status).toBe(200);
  expect(body).toEqual({
    items: [
      {
        id: expect.any(String),
        role: 'editor',
        label: 'test',
        issuedAt: expect.any(String),
        issuedBy: 'system:setup',
        expiresAt: null,
        revokedAt: null,
      },
      {
        id: tokenId,
        role: 'editor',
        label: 'laptop',
        issuedAt: expect.any(String),
        issuedBy: room.people.alma,
        expiresAt,
        revokedAt: null,
      },
    ],
    next: null,
  });
  expect(JSON.stringify(body)).not.toContain(token);
  expect((await ask('alma', 'GET', tokensOf('edda'))).body).toEqual(body);
  expect(await ask('pia', 'GET', tokensOf('edda'))).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: 'People see and revoke their own tokens; an admin anybody’s.' },
  });
  const first = (await ask('edda', 'GET', `${tokensOf('edda')}?limit=1`)).body;
  const rest = (await ask('edda', 'GET', `${tokensOf('edda')}?limit=1&cursor=${first.next}`)).body;
  expect([...first.items, ...rest.items]).toEqual(body.items);
  const nobody = `/people/${room.workspaceId}/tokens`;
  expect(await ask('alma', 'GET', nobody)).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

test('a revoked token lets nobody in, and says what to do; another of the same person does', async () => {
  const { token, tokenId } = await issue('pia', 'publisher');
  expect((await me(token)).status).toBe(200);
  expect(await revoke('edda', 'pia', tokenId)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect((await me(token)).status).toBe(200);
  expect((await revoke('alma', 'pia', tokenId)).status).toBe(200);
  const refused = await me(token);
  expect(refused).toMatchObject({
    status: 401,
    body: {
      code: 'token-revoked',
      detail: 'This API token was revoked: send another one of yours, or ask an admin to issue you one.',
    },
  });
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  expect((await me(room.token('pia'))).status).toBe(200);
  expect(await revoke('alma', 'pia', tokenId)).toMatchObject({ status: 409, body: { code: 'wrong-status' } });
  expect((await ask('pia', 'GET', tokensOf('pia'))).body.items).toContainEqual(
    expect.objectContaining({ id: tokenId, revokedAt: expect.any(String) }),
  );
});

test('a reader revokes their own token, and nobody another person’s by naming the wrong one', async () => {
  const { token, tokenId } = await issue('ruth', 'reader');
  expect(await revoke('alma', 'edda', tokenId)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect((await revoke('ruth', 'ruth', tokenId)).status).toBe(200);
  expect((await me(token)).body.code).toBe('token-revoked');
});

test('a token that expires works until then by the clock of the database, and says afterwards that it has expired', async () => {
  const { token, tokenId } = await issue('rana', 'reviewer', soon(3_600_000), clocked);
  expect((await me(token)).status).toBe(200);
  await expire(tokenId);
  expect(await me(token)).toMatchObject({
    status: 401,
    body: {
      code: 'token-expired',
      detail: 'This API token has expired: ask an admin to issue you another.',
    },
  });
});

test.each([
  [soon(-60_000), 422, 'malformed-expiry'],
  [soon(400 * 86_400_000), 422, 'malformed-expiry'],
  ['tomorrow', 400, 'malformed'],
])('an expiry of %s is refused', async (expiresAt, status, code) => {
  const sent = { role: 'reviewer', label: 'laptop', expiresAt };
  expect(await ask('alma', 'POST', tokensOf('rana'), sent)).toMatchObject({ status, body: { code } });
});

test('nor does it open the queue dashboard', async () => {
  const { token, tokenId } = await issue('alma', 'admin');
  const path = '/admin/queues/api/queues';
  expect((await running.call(token, 'GET', path)).status).toBe(200);
  await revoke('alma', 'alma', tokenId);
  expect((await running.call(token, 'GET', path)).status).toBe(401);
});

test('the streams of events end that a token opened which is revoked; that of another goes on', async () => {
  const { token, tokenId } = await issue('adil', 'adjudicator');
  const [own, again, other] = await Promise.all(
    [token, token, room.token('adil')].map((one) => listenTo(running.address, one)),
  );
  if (!own || !again || !other) throw new Error('there are three');
  expect([own, again, other].map(({ status }) => status)).toEqual([200, 200, 200]);
  let otherEnded = false;
  void other.ended.then(() => (otherEnded = true));
  expect((await revoke('adil', 'adil', tokenId)).status).toBe(200);
  await Promise.all([own.ended, again.ended]);
  expect(otherEnded).toBe(false);
  const { items } = (await ask('adil', 'GET', tokensOf('adil'))).body;
  await revoke('adil', 'adil', items[0].id);
  await other.ended;
  expect((await listenTo(running.address, token)).status).toBe(401);
});

test('the stream of events ends that a token opened which has expired', async () => {
  const { token, tokenId } = await issue('pia', 'publisher', soon(3_600_000), clocked);
  const stream = await listenTo(running.address, token);
  expect(stream.status).toBe(200);
  await expire(tokenId);
  await stream.ended;
});

test('the stream of somebody who is deactivated ends, without a worker', async () => {
  const stream = await listenTo(running.address, room.token('rosa'));
  const path = `/people/${room.people.rosa}/deactivate`;
  expect((await ask('alma', 'POST', path, { reason: 'left' })).status).toBe(200);
  await stream.ended;
  expect((await me(room.token('rosa'))).body.code).toBe('unauthenticated');
});

test('an admin’s last token can be revoked, by the admin alone; then nobody administers', async () => {
  const { items } = (await ask('alma', 'GET', tokensOf('alma'))).body;
  const last = items.find(({ revokedAt }: { revokedAt: string | null }) => revokedAt === null);
  expect((await revoke('alma', 'alma', last.id)).status).toBe(200);
  expect(await ask('alma', 'GET', tokensOf('alma'))).toMatchObject({
    status: 401,
    body: { code: 'token-revoked' },
  });
});

test('all of it stands in the log, which replays to the rows', async () => {
  expect((await checkLog(database.db, room.workspaceId)).problems).toEqual([]);
  const { rows } = await database.admin.query(
    `select count(*)::int as n from audit.entry where audit.type_of(body) = 'token-revoked'`,
  );
  expect(rows[0].n).toBe(6);
});
