/** Desks, people and rules over HTTP: what editors change at run time, and what is answered to what may not be. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BY_HAND, OUTLETS_OWN, routeClaim } from '../support/newsroom.ts';
import { openDesk, SENTENCES, type TestDesk } from './support/desk.ts';

let room: TestDesk['room'];
let document: TestDesk['document'];
let ask: TestDesk['ask'];
let deskPath: string;
let close: TestDesk['close'];
beforeAll(async () => {
  ({ room, document, ask, path: deskPath, close } = await openDesk());
});
afterAll(() => close());
const etagOf = async (path: string) => (await ask('edda', 'GET', path)).headers.get('etag') ?? '';

async function propose(text: string = SENTENCES[0]): Promise<string> {
  const claimId = randomUUID();
  const occurrences = [{ documentId: document.documentId, passage: document.passage(text), ...OUTLETS_OWN }];
  const proposal = { text, language: 'en', score: 400, ...BY_HAND, occurrences };
  await room.run(room.as('edda'), { type: 'propose-claim', claimId, ...proposal });
  return claimId;
}

const settings = {
  name: 'Floods',
  topic: 'floods and dams',
  languages: ['en'],
  independentVerdicts: 2,
  verifiedOrigins: 2,
  leaseMinutes: 60,
  dueHours: 24,
  wipLimit: 20,
};

test('an editor changes a desk; of two who read the same edition, the second is told so', async () => {
  const tag = await etagOf(deskPath);
  const edit = (name: string) => ask('edda', 'PUT', deskPath, { ...settings, name }, { 'if-match': tag });
  expect((await ask('edda', 'PUT', deskPath, settings)).status).toBe(428);
  expect((await edit('High water')).status).toBe(200);
  expect(await edit('Low water')).toMatchObject({ status: 412, body: { code: 'stale-edition' } });
  expect((await ask('rana', 'GET', deskPath)).body).toMatchObject({
    name: 'High water',
    topic: 'floods and dams',
    requiredSkills: [],
    pausedFor: null,
  });
});

test('of two editors who decide over one claim they read at the same time, the second is told so', async () => {
  const claimId = await propose();
  const tag = await etagOf(`/claims/${claimId}`);
  const send = (verb: string, body: object) =>
    ask('edda', 'POST', `/claims/${claimId}/${verb}`, body, { 'if-match': tag });
  expect((await send('accept', { priority: 5 })).status).toBe(200);
  expect(await send('decline', { reason: 'An opinion.' })).toMatchObject({
    status: 412,
    body: { code: 'stale-edition' },
  });
});

test.each<[string, object]>([
  ['four verdicts', { independentVerdicts: 4 }],
  ['no verdict', { independentVerdicts: 0 }],
  ['no language', { languages: [] }],
  ['a rubric that is not there', { rubricVersion: 999 }],
  ['a limit of nothing', { wipLimit: 0 }],
  ['a skill that is a sentence', { requiredSkills: ['can read satellite images'] }],
])('a desk that asks for %s is malformed', async (_, wrong) => {
  const tag = await etagOf(deskPath);
  const answer = await ask('edda', 'PUT', deskPath, { ...settings, ...wrong }, { 'if-match': tag });
  expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
});

test('reviewers change neither desks nor rules nor each other', async () => {
  const { people } = room;
  const claimId = await routeClaim(room, document, SENTENCES[1]);
  const attempts = await Promise.all([
    ask('rana', 'PUT', deskPath, settings, { 'if-match': '"1"' }),
    ask('rana', 'POST', `${deskPath}/pause`, { reason: 'x' }),
    ask('rana', 'POST', `${deskPath}/members/${people.remy}/remove`, { reason: 'x' }),
    ask('rana', 'PUT', '/workspace/routing-rules', { rules: [] }, { 'if-match': '"1"' }),
    ask('rana', 'PUT', `/people/${people.rana}`, { languages: ['pt'], skills: [] }, { 'if-match': '"1"' }),
    ask('rana', 'PUT', `/people/${people.remy}/availability`, { away: null }),
    ask('rana', 'GET', `${deskPath}/waiting`),
    ask('rana', 'POST', '/assignments', {
      assignments: [{ claimId, reviewerId: people.remy }],
    }),
  ]);
  const codes = attempts.map(({ body }) => body.code ?? body.items[0].refusal.code);
  expect(codes).toEqual(Array<string>(8).fill('forbidden'));
});

test('a desk without members is closed to routing, and a rule that leads there is passed over', async () => {
  const opened = await ask('edda', 'POST', '/desks', { slug: 'empty', ...settings, name: 'Empty' });
  const claimId = await propose();
  await ask('edda', 'POST', `/claims/${claimId}/accept`, {});
  expect(await ask('edda', 'POST', `/claims/${claimId}/route`, { deskId: opened.body.id })).toMatchObject({
    status: 409,
    body: { code: 'desk-without-members' },
  });
});

test('rules route what is accepted: the round says which and why, and a stale or astray set is refused', async () => {
  const rules = [{ name: 'water', deskId: room.deskId, when: { topics: ['river'], minPriority: 300 } }];
  const put = async (body: object, tag?: string) =>
    ask('edda', 'PUT', '/workspace/routing-rules', body, { 'if-match': tag ?? (await etagOf('/workspace')) });
  const before = await etagOf('/workspace');
  expect((await put({ rules })).status).toBe(200);
  expect((await put({ rules: [] }, before)).status).toBe(412);
  expect(await put({ rules: [{ ...rules[0], deskId: randomUUID() }] })).toMatchObject({
    status: 404,
    body: { code: 'not-found' },
  });

  const claimId = await propose();
  expect((await ask('edda', 'POST', `/claims/${claimId}/accept`, {})).body.status).toBe('in-review');
  const { items } = (await ask('edda', 'GET', `/claims/${claimId}/history`)).body;
  expect(items.at(-1)).toMatchObject({
    type: 'round-opened',
    event: {
      deskId: room.deskId,
      routedBy: { rule: 'water', version: 1, why: expect.stringContaining('“river”') },
    },
  });
  const other = await propose(SENTENCES[1]);
  expect((await ask('edda', 'POST', `/claims/${other}/accept`, {})).body.status).toBe('accepted');
  await put({ rules: [] });
});

test('an absence is the person’s own or an editor’s to say, and ends after it begins', async () => {
  const path = `/people/${room.people.rosa}/availability`;
  const away = { from: '2026-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z' };
  expect((await ask('rosa', 'PUT', path, { away })).status).toBe(200);
  const listed = await ask('edda', 'GET', '/people?limit=200');
  expect(listed.body.items).toContainEqual(
    expect.objectContaining({
      id: room.people.rosa,
      away: { from: '2026-01-01T00:00:00.000Z', until: '2099-01-01T00:00:00.000Z' },
    }),
  );
  expect(listed.body.items).toContainEqual(expect.objectContaining({ id: room.people.rana, away: null }));
  expect(await ask('edda', 'PUT', path, { away: { from: away.until, until: away.from } })).toMatchObject({
    status: 422,
    body: { code: 'malformed-absence' },
  });
  expect(await ask('rosa', 'POST', `${deskPath}/take-next`)).toMatchObject({
    status: 409,
    body: { code: 'person-away' },
  });
  expect((await ask('edda', 'PUT', path, { away: null })).status).toBe(200);
});
