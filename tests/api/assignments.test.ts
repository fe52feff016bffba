/** Handing work out over HTTP: by an editor, or by taking next; what waits, and whose verdict counts. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fillSlot } from '#workflow';
import { BY_HAND, OUTLETS_OWN, receive, routeClaim, searched, type PersonName } from '../support/newsroom.ts';
import { openDesk, SENTENCES, type TestDesk } from './support/desk.ts';

let database: TestDesk['database'];
let room: TestDesk['room'];
let document: TestDesk['document'];
let ask: TestDesk['ask'];
let deskPath: string;
let close: TestDesk['close'];
beforeAll(async () => {
  ({ database, room, document, ask, path: deskPath, close } = await openDesk());
});
afterAll(() => close());

test('several slots are assigned at once, each for itself, and a repetition is answered as the first time', async () => {
  const claimIds = [await routeClaim(room, document, SENTENCES[0]), randomUUID()];
  const { rana } = room.people;
  const assignments = [...claimIds, claimIds[0]].map((claimId) => ({
    claimId,
    reviewerId: rana,
    reason: 'She knows the valley.',
  }));
  const send = () => ask('edda', 'POST', '/assignments', { assignments }, { 'idempotency-key': 'bulk-1' });
  const first = await send();
  expect(first.body.items).toMatchObject([
    { claimId: claimIds[0], outcome: { status: 'in-review' }, refusal: null },
    { claimId: claimIds[1], outcome: null, refusal: { code: 'not-found' } },
    { claimId: claimIds[0], outcome: null, refusal: { code: 'already-in-round' } },
  ]);
  expect((await send()).body.items[0]).toEqual(first.body.items[0]);
});

test('what waits is shown to editors with its reasons, and to nobody else', async () => {
  await ask('edda', 'POST', `${deskPath}/pause`, { reason: 'The rubric is being rewritten.' });
  const claimId = await routeClaim(room, document, SENTENCES[1]);
  await fillSlot(database.db, room.workspaceId, claimId);
  const { items } = (await ask('edda', 'GET', `${deskPath}/waiting`)).body;
  // Also its other slot, and the one that the claim before has left, at which nobody looked.
  expect(items).toHaveLength(3);
  for (const slot of [1, 2])
    expect(items).toContainEqual({
      claimId,
      claim: SENTENCES[1],
      round: 1,
      slot,
      since: expect.any(String),
      reasons: { 'desk-paused': 1 },
    });
  expect(await ask('rana', 'POST', `${deskPath}/take-next`)).toMatchObject({
    status: 409,
    body: { code: 'desk-paused' },
  });
  expect((await ask('edda', 'POST', `${deskPath}/resume`)).status).toBe(200);
  expect((await ask('edda', 'POST', `${deskPath}/resume`)).body.code).toBe('wrong-status');
});

test('a verdict by somebody who holds nothing, a second one and one with a stale number are each refused', async () => {
  const claimId = await routeClaim(room, document, SENTENCES[0]);
  const { people } = room;
  await ask('edda', 'POST', `/claims/${claimId}/assignments`, { reviewerId: people.remy });
  const { body } = await ask('remy', 'GET', '/assignments');
  const mine = body.items.find((item: { claimId: string }) => item.claimId === claimId);
  const submit = (name: PersonName, fence: number) =>
    ask(name, 'POST', `/assignments/${mine.id}/verdict`, {
      fence,
      rating: 'unverified',
      rationale: 'Nothing was found.',
      evidence: [searched],
    });
  expect(await submit('ruth', mine.fence)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await submit('rana', mine.fence)).toMatchObject({ status: 403, body: { code: 'not-the-holder' } });
  expect(await submit('remy', mine.fence + 1)).toMatchObject({ status: 409, body: { code: 'stale-lease' } });
  expect((await submit('remy', mine.fence)).status).toBe(201);
  expect(await submit('remy', mine.fence)).toMatchObject({ status: 409, body: { code: 'stale-lease' } });
});

test('taking the next claim passes over what one cannot hold, most urgent first, and keeps the reason', async () => {
  const { deskId } = room;
  const conflict = { kind: 'person', name: 'Ines Prado' } as const;
  await ask('rana', 'POST', `/people/${room.people.rana}/conflicts`, conflict);
  const named = await receive(room, 'Ines Prado opened the gates.', 'The Gauge');
  const urgent = randomUUID();
  const passage = named.passage('Ines Prado opened the gates.');
  await room.run(room.as('edda'), {
    type: 'propose-claim',
    claimId: urgent,
    text: passage.exact,
    language: 'en',
    score: 999,
    ...BY_HAND,
    occurrences: [{ documentId: named.documentId, passage, ...OUTLETS_OWN }],
  });
  await room.run(room.as('edda'), { type: 'accept-claim', claimId: urgent, priority: 1_000 });
  await room.run(room.as('edda'), { type: 'route-claim', claimId: urgent, deskId });
  const taken = await ask('rana', 'POST', `${deskPath}/take-next`);
  expect(taken.status).toBe(201);
  expect(taken.body.id).not.toBe(urgent);
  const entries = await database.admin.query(
    `select o.fields -> 'selection' -> 'value' as selection
       from audit.entry e join audit.opening o on o.entry_id = e.id
       join app.claims c on c.stream = e.stream
      where c.id = $1 and o.fields ? 'selection' order by e.id desc limit 1`,
    [taken.body.id],
  );
  expect(entries.rows[0].selection).toEqual({ by: 'reviewer', passedOver: { 'conflict-of-interest': 1 } });
});
