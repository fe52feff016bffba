import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { missingPrograms } from '../../jest/programs.mjs';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, receive, type Newsroom } from '../support/newsroom.ts';
import { servers } from '../support/servers.ts';
import { expectCleanEnd, readyAt, settingsFor, spawnApp } from '../support/spawned.ts';

let database: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
});
const sockets: Socket[] = [];
afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));
afterAll(() => database.drop());

const backends = {
  postgres: null,
  ...(!missingPrograms().includes('redis') && { redis: servers().redisUrl }),
};

async function startApp(app: 'api' | 'worker', redisUrl: string | null = null) {
  const spawned = spawnApp(app, settingsFor(database, redisUrl));
  const url = new URL(await readyAt(spawned));
  return { ...spawned, url };
}

/** A connection that has sent this and waits. */
async function opened({ port, hostname }: URL, text = ''): Promise<Socket> {
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => undefined); // cut off is what happens to it
  await once(socket, 'connect');
  if (text) await new Promise((sent) => socket.write(text, sent));
  return socket;
}

/** Holds every reader of the table up, as long as the other side wants. */
async function holdUp(table: string): Promise<() => Promise<void>> {
  await database.admin.query('begin');
  await database.admin.query(`lock table ${table} in access exclusive mode`);
  return async () => void (await database.admin.query('commit'));
}
const waiting = async () =>
  (
    await database.admin.query(
      `select count(*)::int as n from pg_stat_activity
      where datname = $1 and wait_event_type = 'Lock' and application_name = 'countersign'`,
      [database.name],
    )
  ).rows[0].n;

test('a request in flight is answered, new connections are refused, and the api ends with success', async () => {
  const api = await startApp('api');
  const letGo = await holdUp('app.claims');
  const answer = fetch(new URL('/api/v1/claims', api.url), {
    headers: { authorization: `Bearer ${room.token('edda')}` },
  });
  await eventually(waiting, 1);
  await expectCleanEnd(api, () => {
    api.child.kill('SIGTERM');
    void (async () => {
      await eventually(() => refused(api.url), true);
      await letGo();
    })();
  });
  const { status, body } = await answer.then(async (response) => ({
    status: response.status,
    body: await response.json(),
  }));
  expect({ status, body }).toEqual({ status: 200, body: { items: [], next: null } });
});

const refused = ({ port, hostname }: URL) =>
  new Promise<boolean>((done) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => done(!socket.destroy()));
    socket.once('error', (error) => done('code' in error && error.code === 'ECONNREFUSED'));
  });

test.each(Object.entries(backends))(
  'connections that only wait do not keep the api up, with the queues on %s looked at',
  async (_, redisUrl) => {
    const api = await startApp('api', redisUrl);
    const agent = new Agent({ keepAlive: true });
    const authorization = `Bearer ${room.token('alma')}`;
    for (const path of ['/health/live', '/admin/queues/', '/admin/queues/api/queues']) {
      const asked = httpRequest(new URL(path, api.url), { agent, headers: { authorization } }).end();
      const [response] = await once(asked, 'response');
      expect(response.statusCode).toBe(200);
      response.resume();
      await once(response, 'end');
    }
    const silent = await Promise.all(Array.from({ length: 6 }, () => opened(api.url))); // as a browser preconnects
    const half = [
      await opened(api.url, 'GET /health/live HTTP/1.1\r\nhost: x\r\nx-half'),
      await opened(
        api.url,
        `POST /api/v1/documents HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${room.token('edda')}\r\n` +
          'content-type: application/json\r\ncontent-length: 5000\r\n\r\n{"title": "half',
      ),
    ];
    await eventually(async () => [...silent, ...half].every(({ destroyed }) => !destroyed), true);
    await expectCleanEnd(api, () => api.child.kill('SIGTERM'));
    agent.destroy();
  },
);

let floods = 0;
test.each(Object.entries(backends))(
  'a worker that is told to end finishes the job at work, leaves the others, and ends with success (%s)',
  async (_, redisUrl) => {
    const documents = await Promise.all(
      Array.from({ length: 8 }, () =>
        receive(room, `On 3 March 2026 the river rose by ${++floods} metres, officials said.`),
      ),
    );
    const letGo = await holdUp('app.claims');
    const worker = await startApp('worker', redisUrl);
    await eventually(async () => (await waiting()) > 0, true);
    await opened(worker.url);
    await expectCleanEnd(worker, () => {
      worker.child.kill('SIGTERM');
      void eventually(() => refused(worker.url), true).then(letGo);
    });
    const { rows } = await database.admin.query(
      `select count(*) filter (where finished_at is null)::int as begun,
              count(*) filter (where finished_at is not null)::int as finished
         from app.job_executions where workspace_id = $1`,
      [room.workspaceId],
    );
    expect(rows[0].begun).toBe(0);
    expect(rows[0].finished).toBeGreaterThan(0);
    // The rest is found by the next worker.
    const next = await startApp('worker', redisUrl);
    for (const { versionId } of documents) await eventually(() => claimsFound(versionId), true);
    await expectCleanEnd(next, () => next.child.kill('SIGTERM'));
  },
);

const claimsFound = async (versionId: string) =>
  (
    await database.admin.query(
      'select 1 from app.document_versions where id = $1 and claims_found is not null',
      [versionId],
    )
  ).rowCount === 1;

test.each(['api', 'worker'] as const)('the %s ends when whoever started it is gone', async (app) => {
  const spawned = await startApp(app);
  await expectCleanEnd(spawned, () => spawned.child.disconnect());
});
