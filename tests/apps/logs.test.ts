import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom, type PersonName } from '../support/newsroom.ts';
import { callAt } from '../support/running.ts';
import { readyAt, settingsFor, spawnApp, type Ended } from '../support/spawned.ts';

/** What people write, each in words that stand nowhere else. */
const SECRETS = {
  person: 'Xaverine Quillfeather',
  protectedPerson: 'Zebulon Nightjar',
  email: 'zeb.nightjar@safehouse.example',
  claim: 'the Marrowgate reservoir fell by 17.3 metres',
  rationale: 'Because Ottoline kept the gauge book under her bed.',
  searched: 'the Wendlebury ledgers',
  query: 'whistleblower-7731',
  unparsed: 'Ignatius Thrupp',
  path: 'Philomena-Grubb',
  refusedClaim: 'the Hobbleford bridge lost 41 planks',
};

let database: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
});
afterAll(() => database.drop());

const Line = z.looseObject({ level: z.int(), time: z.int(), app: z.string(), msg: z.string() });
type Line = z.infer<typeof Line>;

const linesOf = ({ stdout }: Ended): Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));

type Ask = (name: PersonName, method: string, path: string, body?: unknown) => ReturnType<typeof callAt>;

/** A document in, a claim accepted, and a verdict on it. */
async function review(ask: Ask): Promise<void> {
  const protect = { label: 'the witness', names: [SECRETS.protectedPerson] };
  expect((await ask('edda', 'POST', '/api/v1/workspace/protected-persons', protect)).status).toBeLessThan(
    300,
  );
  const text = `On 2 March 2026 officials said ${SECRETS.claim}. Write to ${SECRETS.email} or ${SECRETS.protectedPerson}.`;
  const document = { title: SECRETS.person, publisher: SECRETS.protectedPerson, text };
  const { id } = (await ask('edda', 'POST', '/api/v1/documents', document)).body;
  const claims = async () => (await ask('edda', 'GET', `/api/v1/claims?documentId=${id}`)).body.items;
  await eventually(async () => (await claims()).length > 0, true);
  const [claim] = await claims();
  expect(claim.text).toContain(SECRETS.claim);
  await ask('edda', 'POST', `/api/v1/claims/${claim.id}/accept`, { priority: 5 });
  await ask('edda', 'POST', `/api/v1/claims/${claim.id}/route`, { deskId: room.deskId });
  const held = async () => (await ask('rana', 'GET', '/api/v1/assignments')).body.items;
  await ask('rana', 'POST', `/api/v1/desks/${room.deskId}/take-next`);
  await eventually(async () => (await held()).length, 1);
  const [{ id: assignmentId, fence }] = await held();
  const search = { kind: 'search', where: SECRETS.searched, query: SECRETS.query, result: SECRETS.email };
  const verdict = {
    fence,
    rating: 'unverified',
    rationale: SECRETS.rationale,
    evidence: [{ ...search, searchedAt: '2026-03-04T08:00:00Z' }],
  };
  expect((await ask('rana', 'POST', `/api/v1/assignments/${assignmentId}/verdict`, verdict)).status).toBe(
    201,
  );
}

const refuse = (table: string, column: string, words: string) =>
  database.admin.query(
    `alter table app.${table} add constraint not_this check (${column} not like '%${words}%') not valid`,
  );

/** Requests that fail in every way there is. Gives the request id of the one that fails here, not with the client. */
async function fail(ask: Ask, address: string): Promise<string | null> {
  const statuses = [
    await ask('edda', 'POST', '/api/v1/documents', `{"title": "${SECRETS.unparsed}", ${SECRETS.email}`),
    await ask('edda', 'POST', '/api/v1/documents', { title: SECRETS.unparsed, [SECRETS.email]: 1 }),
    await ask('edda', 'GET', `/api/v1/claims?q=${SECRETS.query}`),
    await ask('edda', 'GET', `/api/v1/claims/${SECRETS.path}`),
    await ask('edda', 'GET', `/${SECRETS.path}?mail=${SECRETS.email}`),
    await ask('edda', 'GET', `/r/${SECRETS.path}?from=${SECRETS.query}`),
    await ask('edda', 'GET', `/admin/queues?name=${SECRETS.path}`),
    await callAt(address, `cs_${SECRETS.query}`, 'GET', '/api/v1/me'),
  ].map(({ status }) => status);
  expect(statuses).toEqual([400, 400, 400, 404, 404, 404, 401, 401]);
  await database.admin.query('create unique index on app.people (name)');
  const person = { name: SECRETS.person, roles: ['reader'], languages: ['en'] };
  expect((await ask('alma', 'POST', '/api/v1/people', person)).status).toBe(201);
  expect((await ask('alma', 'POST', '/api/v1/people', person)).status).toBe(409);
  // A row the database will not have: its error quotes the row.
  await refuse('people', 'name', SECRETS.unparsed);
  const refused = await ask('alma', 'POST', '/api/v1/people', { ...person, name: SECRETS.unparsed });
  expect(refused.status).toBe(500);
  expect(JSON.stringify(refused.body)).not.toContain(SECRETS.unparsed);
  return refused.headers.get('x-request-id');
}

test('at the most talkative level the logs are lines of JSON, and hold nothing that people wrote', async () => {
  const settings = { ...settingsFor(database), LOG_LEVEL: 'trace' };
  const api = spawnApp('api', settings);
  const worker = spawnApp('worker', settings);
  const [address] = await Promise.all([readyAt(api), readyAt(worker)]);
  const basic = Buffer.from(`any:${room.token('alma')}`).toString('base64');
  const ask: Ask = (name, method, path, body) => callAt(address, room.token(name), method, path, body);
  await review(ask);
  const failed = await fail(ask, address);
  await fetch(new URL('/admin/queues', address), { headers: { authorization: `Basic ${basic}` } });
  await refuse('claims', 'text', SECRETS.refusedClaim);
  const document = {
    title: 'T',
    publisher: 'P',
    text: `On 3 March 2026 the mayor said ${SECRETS.refusedClaim}.`,
  };
  await ask('edda', 'POST', '/api/v1/documents', document);
  await eventually(async () => worker.output().includes('a job failed'), true);
  // What is kept of the failure, for the dead letters and in the queue, names the fault and not the value either.
  const kept = async () =>
    (await database.admin.query('select last_error from app.job_executions where last_error is not null'))
      .rows;
  await eventually(async () => (await kept()).length > 0, true);
  const queued = await database.admin.query('select failed_reason, stacktrace from bullmq.job');
  const left = JSON.stringify([await kept(), queued.rows]);
  expect(left).toContain('23514');
  expect(left).not.toContain(SECRETS.refusedClaim);

  for (const { child } of [api, worker]) child.kill('SIGTERM');
  const ends = await Promise.all([api.ended, worker.ended]);
  for (const { stderr } of ends) expect(stderr).toBe('');
  const [said, workerSaid] = ends.map(linesOf) as [Line[], Line[]]; // one for each of the two
  const answered = said.filter(({ msg }) => msg === 'answered');
  expect(answered.length).toBeGreaterThan(15);
  const request = { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), method: expect.any(String) };
  for (const line of answered)
    expect(line).toMatchObject({ ...request, route: expect.any(String), status: expect.any(Number) });
  expect(said).toContainEqual(
    expect.objectContaining({
      requestId: failed,
      msg: 'a request failed',
      err: expect.objectContaining({ cause: expect.objectContaining({ code: '23514', table: 'people' }) }),
    }),
  );
  expect(workerSaid).toContainEqual(
    expect.objectContaining({
      msg: 'a job failed',
      err: expect.objectContaining({
        cause: expect.objectContaining({ code: '23514', table: 'claims' }),
      }),
    }),
  );

  const everything = ends.map(({ stdout }) => stdout).join('');
  const tokens = Object.keys(room.people).map((name) => room.token(name as PersonName)); // its keys are these names
  for (const secret of [...Object.values(SECRETS), ...tokens, basic])
    expect(everything).not.toContain(secret);
  // Nor parts of them, in other cases or encodings.
  for (const part of [
    /quillfeather/i,
    /nightjar/i,
    /marrowgate/i,
    /hobbleford/i,
    /thrupp/i,
    /grubb/i,
    /ottoline/i,
    /whistleblower/i,
  ])
    expect(everything).not.toMatch(part);
});
