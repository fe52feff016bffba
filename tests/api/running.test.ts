import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeApi } from '../../apps/api/src/openapi.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, receive, routeClaim, searched, takeSlot, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const TEXT = 'The river rose four metres on Sunday.';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

test('health says live and ready to everybody', async () => {
  expect(await running.call(null, 'GET', '/health/live')).toMatchObject({
    status: 200,
    body: { status: 'live' },
  });
  expect(await running.call(null, 'GET', '/health/ready')).toMatchObject({
    status: 200,
    body: { status: 'ready' },
  });
});

test('metrics are for admins', async () => {
  expect((await running.call(null, 'GET', '/metrics')).status).toBe(401);
  expect((await running.call(room.token('rana'), 'GET', '/metrics')).status).toBe(403);
  const metrics = await running.call(room.token('alma'), 'GET', '/metrics');
  expect(metrics.body).toContain('countersign_http_seconds_count');
});

test('what is done under seal leaves no trace in the metrics', async () => {
  const metrics = async () => {
    const { body } = await running.call(room.token('alma'), 'GET', '/metrics');
    return String(body)
      .split('\n')
      .filter((line) => line.startsWith('countersign_') && !line.includes('route="/metrics"'));
  };
  await metrics();
  const before = await metrics();
  const claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
  const assignmentId = await takeSlot(room, claimId, 'rana');
  const ask: Ask = (...request) => running.ask(room, ...request);
  const path = `/assignments/${assignmentId}`;
  const verdict = { fence: 1, rating: 'unverified', rationale: 'Nothing was found.', evidence: [searched] };
  const said = { text: 'Look again.', passage: null, mentions: [] };
  const statuses = [
    await ask('rana', 'GET', path),
    await ask('rana', 'GET', `${path}/draft`),
    await ask('rana', 'PUT', `/claims/${claimId}/presence`),
    await ask('rana', 'POST', `${path}/verdict`, { ...verdict, evidence: [] }),
    await ask('rana', 'POST', `${path}/verdict`, verdict),
    await ask('rana', 'POST', `/claims/${claimId}/threads`, said),
    await ask('rana', 'POST', `${path}/withdraw`, { fence: 1 }),
    await ask('rana', 'POST', `${path}/return`, { fence: 2, reason: 'I am ill.' }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 422, 201, 201, 200, 200]);
  expect(await metrics()).toEqual(before);
});

test('the queue dashboard is for admins, and names their desks', async () => {
  expect((await running.call(null, 'GET', '/admin/queues')).status).toBe(401);
  expect((await running.call(room.token('edda'), 'GET', '/admin/queues/api/queues')).status).toBe(401);
  const shown = await running.call(room.token('alma'), 'GET', '/admin/queues/api/queues');
  const names = shown.body.queues.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['intake', 'clock', 'publish', 'notify', `desk-${room.slug}.floods`]);
});

test('the contract is served, and the committed copy is the same', async () => {
  const served = await running.call(null, 'GET', '/api/v1/openapi.json');
  expect(served.body.openapi).toBe('3.1.0');
  expect(served.body).toEqual(JSON.parse(JSON.stringify(describeApi(running.api.app))));
  if (process.env.COUNTERSIGN_WRITE_OPENAPI)
    writeFileSync('docs/openapi.json', `${JSON.stringify(served.body, null, 2)}\n`);
  const committed: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  expect(committed).toEqual(served.body);
});

test('the contract says of every code when it appears', async () => {
  const { body } = await running.call(null, 'GET', '/api/v1/openapi.json');
  const { code } = body.components.schemas.Problem.properties;
  const [, ...lines]: string[] = code.description.split('\n');
  expect(lines.map((line) => /^- `([a-z-]+)` \([45]\d\d\): .+\.$/.exec(line)?.[1])).toEqual(code.enum);
  const answers = await Promise.all([
    running.call(null, 'GET', '/api/v1/me'),
    running.ask(room, 'edda', 'GET', '/log/check'),
    running.ask(room, 'edda', 'GET', '/claims?stat=x'),
    running.ask(room, 'edda', 'GET', '/nowhere'),
  ]);
  for (const { status, body: problem } of answers)
    expect(lines).toContainEqual(expect.stringContaining(`\`${problem.code}\` (${status}): `));
});

test('the contract promises a key where it is taken', () => {
  const { paths } = describeApi(running.api.app);
  const headersOf = (path: string, method: 'post' | 'put') =>
    (paths[path]?.[method]?.parameters ?? []).flatMap((one) =>
      'in' in one && one.in === 'header' ? [one.name] : [],
    );
  expect(headersOf('/api/v1/claims/{id}/accept', 'post')).toEqual(['Idempotency-Key', 'If-Match']);
  expect(headersOf('/api/v1/people/{id}/tokens', 'post')).toEqual(['If-Match']);
  for (const path of ['/api/v1/webhooks', '/api/v1/log/checks', '/r/{slug}/claims/{number}/challenge'])
    expect([path, headersOf(path, 'post')]).toEqual([path, []]);
  expect(paths['/api/v1/webhooks']?.post?.description).toContain('No Idempotency-Key is taken');
});

test('the contract tells of uploads and of events', () => {
  const { paths } = describeApi(running.api.app);
  const { requestBody, responses } = paths['/api/v1/documents']?.post ?? {};
  expect(Object.keys(responses ?? {})).toEqual(['201', '202', 'default']);
  expect(requestBody).toMatchObject({
    content: {
      'application/json': {},
      'multipart/form-data': { schema: { required: ['file'] } },
    },
  });
  expect(paths['/api/v1/events']?.get).toMatchObject({
    parameters: [{ name: 'Last-Event-ID', in: 'header', required: false }],
    responses: { 200: { content: { 'text/event-stream': {} } } },
  });
});

test('the documentation page is served from here', async () => {
  const page = await running.call(null, 'GET', '/docs');
  expect(page).toMatchObject({ status: 200 });
  expect(page.body).not.toMatch(/src="https?:/);
});
