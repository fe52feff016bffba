/** The main job from a document to its published report, over HTTP, with queues on either backend. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom, type PersonName } from '../support/newsroom.ts';
import { startAll, type Ask, type Backend, type Running } from '../support/running.ts';

const GAUGE = `The river authority said on 2 March 2026 that the water rose 4.2 metres in one night.
Three hundred people were brought to safety from Lower Weir, the mayor told reporters.`;
const WEIR = `Volunteers measured 4.2 metres at the old bridge on 2 March 2026, according to their log book.
The fire service said it had brought 180 people to safety from Lower Weir.`;

export function describeReviewFlow(backend: Backend): void {
  let database: TestDatabase;
  let room: Newsroom;
  let running: Running;
  beforeAll(async () => {
    database = await freshDatabase();
    room = await openNewsroom(database.db);
    running = await startAll(database, backend);
  });
  afterAll(async () => {
    await running.stop();
    await database.drop();
  });

  const ask: Ask = (...request) => running.ask(room, ...request);

  async function receive(title: string, publisher: string, text: string): Promise<string> {
    const received = await ask('edda', 'POST', '/documents', {
      title,
      publisher,
      publishedAt: '2026-03-03',
      text,
    });
    expect(received).toMatchObject({ status: 201, body: { subject: 'document' } });
    const origin = await ask('edda', 'POST', '/workspace/origins', {
      kind: 'witness',
      title: `${publisher}’s own`,
    });
    const confirm = { originId: origin.body.originId, reason: 'They measured it themselves.' };
    expect((await ask('edda', 'POST', `/documents/${received.body.id}/origins`, confirm)).status).toBe(200);
    return received.body.id;
  }

  const claimsOf = async (documentId: string) =>
    (await ask('edda', 'GET', `/claims?documentId=${documentId}`)).body.items;

  async function submit(name: PersonName, claimId: string, verdict: object): Promise<void> {
    const { body } = await ask(name, 'GET', '/assignments');
    const mine = body.items.find((item: { claimId: string }) => item.claimId === claimId);
    const answer = await ask(name, 'POST', `/assignments/${mine.id}/verdict`, {
      fence: mine.fence,
      ...verdict,
    });
    expect(answer).toMatchObject({ status: 201 });
  }

  const reviewersOf = async (claimId: string): Promise<PersonName[]> => {
    const { body } = await ask('edda', 'GET', `/claims/${claimId}`);
    const ids: string[] =
      body.rounds[0]?.holders?.map((holder: { reviewerId: string }) => holder.reviewerId) ?? [];
    return ids.map((id) =>
      (Object.keys(room.people) as PersonName[]).find((name) => room.people[name] === id)!,
    );
  };

  test('a document becomes claims, reviewed by two who do not see each other, settled, published, and the log explains it', async () => {
    const gauge = await receive('Water over the weir', 'The Gauge', GAUGE);
    const weir = await receive('Night at the bridge', 'The Weir', WEIR);
    const read = async () =>
      (await ask('edda', 'GET', `/documents/${weir}`)).body.versions[0].claimsFound !== null;
    await eventually(read, true);
    await eventually(async () => (await claimsOf(gauge)).length > 0, true);

    const [claim] = await claimsOf(gauge);
    expect((await ask('edda', 'POST', `/claims/${claim.id}/accept`, { priority: 900 })).status).toBe(200);
    expect((await ask('edda', 'POST', `/claims/${claim.id}/route`, { deskId: room.deskId })).status).toBe(
      200,
    );
    await eventually(async () => (await reviewersOf(claim.id)).length, 2);
    const [first, second] = await reviewersOf(claim.id);

    const passages = await Promise.all(
      [gauge, weir].map(async (id) => {
        const { text, versions } = (await ask('rana', 'GET', `/documents/${id}`)).body;
        const exact = '4.2 metres';
        const start = Array.from(text.slice(0, text.indexOf(exact))).length;
        return { versionId: versions[0].id, start, end: start + exact.length, exact, prefix: '', suffix: '' };
      }),
    );
    const support = passages.map((passage) => ({ kind: 'passage', stance: 'supports', passage }));
    await submit(first!, claim.id, {
      rating: 'verified',
      rationale: 'Two who measured agree.',
      evidence: support,
    });

    const sealed = await ask(second!, 'GET', `/claims/${claim.id}`);
    expect(JSON.stringify(sealed.body)).not.toContain('Two who measured agree.');
    const search = {
      kind: 'search',
      where: 'gauge archive',
      query: '2 March',
      searchedAt: '2026-03-04T08:00:00Z',
      result: 'no entry',
    };
    await submit(second!, claim.id, {
      rating: 'unverified',
      rationale: 'The archive is empty.',
      evidence: [search],
    });
    expect((await ask('adil', 'GET', `/claims/${claim.id}`)).body).toMatchObject({
      status: 'contested',
      may: ['adjudicate'],
    });
    const settled = {
      rating: 'verified',
      rationale: 'An empty archive undoes no measurement.',
      evidence: support,
    };
    expect((await ask('adil', 'POST', `/claims/${claim.id}/adjudication`, settled)).status).toBe(201);

    const draft = {
      slug: `flood-${backend}`,
      title: 'The flood',
      summary: 'What is known.',
      claimIds: [claim.id],
    };
    const report = (await ask('pia', 'POST', '/reports', draft)).body.id;
    expect((await ask('pia', 'POST', `/reports/${report}/sign-off`)).status).toBe(200);
    expect((await ask('pia', 'POST', `/reports/${report}/publish`, {})).status).toBe(200);
    const page = () => running.call(null, 'GET', `/r/flood-${backend}`);
    await eventually(async () => (await page()).status, 200);
    expect((await page()).body).toContain('An empty archive undoes no measurement.');
    // The dissent stays on the record.
    expect((await page()).body).toContain('The archive is empty.');

    await eventually(async () => (await ask('alma', 'GET', '/log/check')).body.pending, 0);
    expect((await ask('alma', 'GET', '/log/check')).body).toMatchObject({ problems: [] });
  });

  test('a returned slot is offered again, not to the one who returned it', async () => {
    const document = await receive(
      'More water',
      'The Ford',
      `On 4 March 2026 the council closed 12 bridges. ${GAUGE}`,
    );
    await eventually(async () => (await claimsOf(document)).length > 0, true);
    const [claim] = await claimsOf(document);
    await ask('edda', 'POST', `/claims/${claim.id}/accept`, { priority: 500 });
    await ask('edda', 'POST', `/claims/${claim.id}/route`, { deskId: room.deskId });
    await eventually(async () => (await reviewersOf(claim.id)).length, 2);
    const before = await reviewersOf(claim.id);
    const [gone] = before;
    const { body } = await ask(gone!, 'GET', '/assignments');
    const mine = body.items.find((item: { claimId: string }) => item.claimId === claim.id);
    const back = { fence: mine.fence, reason: 'I know the engineer.' };
    expect((await ask(gone!, 'POST', `/assignments/${mine.id}/return`, back)).status).toBe(200);
    const names: PersonName[] = ['rana', 'remy', 'rosa'];
    const now = names.filter((name) => name !== gone).sort();
    await eventually(async () => (await reviewersOf(claim.id)).sort(), now);
  });
}
