/** Sources change after a claim was judged: which claims come into question, how often, and what readers are told. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Evidence } from '#domain';
import { withoutNotice } from '#verification';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import {
  addVersion,
  judge,
  openNewsroom,
  pinned,
  receive,
  routeClaim,
  searched,
  sha256,
  type Newsroom,
  type TestDocument,
} from '../support/newsroom.ts';
import { startAll, type Ask, type Backend, type Running } from '../support/running.ts';

const ROSE = 'The river rose 4.2 metres in one night.';
const CLOSED = 'The bridge at Lower Weir has been closed since Monday.';
const GAUGE = `${ROSE} Two barns were carried away. ${CLOSED} Nobody was hurt, the mayor said.`;
const WEIR = 'Volunteers counted forty sandbags on the dam. The fire service was there until dawn.';
const SANDBAGS = 'Volunteers counted forty sandbags on the dam.';

export function describeRereview(backend: Backend): void {
  let database: TestDatabase;
  let room: Newsroom;
  let running: Running;
  let gauge: TestDocument;
  let weir: TestDocument;
  let claims: Record<'rose' | 'closed' | 'searched' | 'sandbags' | 'sealed' | 'late', string>;
  let report: string;
  const slug = `questioned-${backend}`;

  beforeAll(async () => {
    database = await freshDatabase();
    room = await openNewsroom(database.db, { members: ['rana', 'remy'] });
    gauge = await receive(room, GAUGE, 'The Gauge');
    weir = await receive(room, WEIR, 'The Weir');
    claims = {
      rose: await judged(gauge, ROSE, pinned(gauge, ROSE, 'context')),
      closed: await judged(gauge, CLOSED, pinned(gauge, CLOSED, 'context')),
      // Made in the passage that changes, but resting on something else.
      searched: await judged(gauge, ROSE, searched),
      sandbags: await judged(weir, SANDBAGS, pinned(weir, SANDBAGS, 'context')),
      sealed: await routeClaim(room, gauge, ROSE),
      late: await routeClaim(room, weir, SANDBAGS),
    };
    await judge(room, claims.sealed, 'rana', 'unverified', [searched, pinned(gauge, ROSE, 'context')]);
    await judge(room, claims.late, 'rana', 'unverified', [searched, pinned(weir, SANDBAGS, 'context')]);
    report = await published([claims.sandbags, claims.rose]);
    running = await startAll(database, backend);
    await eventually(async () => (await page()).status, 200);
  }, 120_000);
  afterAll(async () => {
    await running.stop();
    await database.drop();
  });

  async function judged(document: TestDocument, exact: string, evidence: Evidence): Promise<string> {
    const claimId = await routeClaim(room, document, exact);
    await judge(room, claimId, 'rana', 'unverified', [searched, evidence]);
    await judge(room, claimId, 'remy', 'unverified');
    return claimId;
  }

  async function published(claimIds: string[]): Promise<string> {
    const reportId = randomUUID();
    const pia = room.as('pia');
    const draft = { slug, title: 'The flood', summary: 'What is known.', claimIds };
    await room.run(pia, { type: 'draft-report', reportId, ...draft });
    await room.run(pia, { type: 'sign-off-report', reportId });
    await room.run(pia, { type: 'publish-report', reportId, overrideReason: null });
    return reportId;
  }

  const ask: Ask = (...request) => running.ask(room, ...request);
  const page = () => running.call(null, 'GET', `/r/${slug}`);
  /** Every mark there is, by the claim's name, oldest first. */
  const marks = async (): Promise<string[]> => {
    const { body } = await ask('edda', 'GET', '/rereviews?limit=200');
    return body.items.map(
      ({ claimId, cause, status }: { claimId: string; cause: string; status: string }) =>
        `${Object.entries(claims).find(([, id]) => id === claimId)?.[0]} ${cause} ${status}`,
    );
  };
  const newest = async (documentId: string) =>
    (await ask('edda', 'GET', `/documents/${documentId}`)).body.versions.at(-1);
  /** Waits until the newest version has gone through all its steps. */
  const settled = (documentId: string) =>
    eventually(async () => (await newest(documentId)).proposals !== null, true);
  const submit = async (claimId: string): Promise<void> => {
    const held = async () =>
      (await ask('remy', 'GET', '/assignments')).body.items.find(
        (one: { claimId: string; status: string }) => one.claimId === claimId && one.status === 'held',
      );
    await eventually(async () => (await held()) !== undefined, true);
    const { id, fence } = await held();
    const verdict = { fence, rating: 'unverified', rationale: 'The archive is empty.', evidence: [searched] };
    expect((await ask('remy', 'POST', `/assignments/${id}/verdict`, verdict)).status).toBe(201);
  };

  test('one letter in a passage puts exactly the claims that rest on it in question, and readers are told', async () => {
    const before = await page();
    await addVersion(room, gauge.documentId, GAUGE.replace('4.2', '4.3'));
    await settled(gauge.documentId);
    expect(await marks()).toEqual(['rose source-changed open']);
    const [mark] = (await ask('edda', 'GET', '/rereviews')).body.items;
    expect(mark).toMatchObject({
      documentId: gauge.documentId,
      changed: [{ passage: { exact: ROSE }, now: ROSE.replace('4.2', '4.3') }],
    });

    const filtered = await ask('rana', 'GET', '/claims?needsRereview=true');
    expect(filtered.body.items.map(({ id }: { id: string }) => id)).toEqual([claims.rose]);
    const others = await ask('rana', 'GET', '/claims?needsRereview=false&limit=200');
    expect(others.body.items).toHaveLength(Object.keys(claims).length - 1);
    expect((await ask('rana', 'GET', `/claims/${claims.rose}`)).body.needsRereview).toBe(true);

    const now = await page();
    expect(now.body).toContain('<a href="#claim-2">Claim 2</a>');
    expect(now.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(withoutNotice(now.body)).toBe(before.body);
    const asPublished = await running.call(null, 'GET', `/r/${slug}/versions/1`);
    expect(asPublished.body).toBe(before.body);
    const { versions } = (await ask('pia', 'GET', `/reports/${report}`)).body;
    expect(sha256(asPublished.body)).toBe(versions[0].pageSha256);
    expect((await running.call(null, 'GET', `/r/${slug}/versions/2`)).status).toBe(404);
  });

  test('a later version that leaves the change as it was, or changes something else, is no new cause', async () => {
    await addVersion(room, gauge.documentId, `${GAUGE.replace('4.2', '4.3')} More rain is expected.`);
    await settled(gauge.documentId);
    expect(await marks()).toEqual(['rose source-changed open']);
    const again = GAUGE.replace('4.2', '5.4');
    await addVersion(room, gauge.documentId, `${again} More rain is expected.`);
    await settled(gauge.documentId);
    expect(await marks()).toEqual(['rose source-changed open', 'rose source-changed open']);
  });

  test('evidence under seal is not looked at until its round closes, and then it is', async () => {
    // As it stands for everybody: nothing says that a verdict is in which rests on what changed.
    expect((await ask('edda', 'GET', `/claims/${claims.sealed}`)).body).toMatchObject({
      needsRereview: false,
      rereviews: [],
    });
    const anchors = async () => {
      const { id } = await newest(gauge.documentId);
      const { body } = await ask('edda', 'GET', `/documents/${gauge.documentId}/anchors?versionId=${id}`);
      return body.items.filter(
        (one: { claimId: string; place: { kind: string } }) =>
          one.claimId === claims.sealed && one.place.kind === 'evidence',
      ).length;
    };
    expect(await anchors()).toBe(0);
    const before = await marks();
    await submit(claims.sealed);
    await eventually(marks, [...before, 'sealed source-changed open']);
    expect(await anchors()).toBe(1);
  });

  test('a retraction puts in question what rests on the document, at once or when its round closes', async () => {
    const before = await marks();
    const said = {
      reason: 'The volunteers were counted, not the sandbags.',
      address: 'https://weir.example/n',
    };
    expect((await ask('rana', 'POST', `/documents/${weir.documentId}/retraction`, said)).status).toBe(403);
    expect((await ask('edda', 'POST', `/documents/${weir.documentId}/retraction`, said)).status).toBe(201);
    expect(await marks()).toEqual([...before, 'sandbags source-retracted open']);
    expect(await ask('edda', 'POST', `/documents/${weir.documentId}/retraction`, said)).toMatchObject({
      status: 409,
      body: { code: 'wrong-status', current: 'retracted' },
    });
    await submit(claims.late);
    await eventually(marks, [...before, 'sandbags source-retracted open', 'late source-retracted open']);
    expect((await page()).body).toContain('was retracted by its publisher');
  });

  test('a report that holds a claim in question is published only with a reason', async () => {
    const draft = { slug: `${slug}-next`, title: 'Sandbags', summary: 'More.', claimIds: [claims.sealed] };
    const { id } = (await ask('pia', 'POST', '/reports', draft)).body;
    expect((await ask('pia', 'POST', `/reports/${id}/sign-off`)).status).toBe(200);
    expect(await ask('pia', 'POST', `/reports/${id}/publish`, {})).toMatchObject({
      status: 409,
      body: { code: 'publish-gate-closed', unmet: [{ requirement: 'outcomes-unquestioned' }] },
    });
    const override = { overrideReason: 'The change is a misprint; the editor is about to say so.' };
    expect((await ask('pia', 'POST', `/reports/${id}/publish`, override)).status).toBe(200);
  });

  test('an editor dismisses it with a reason, or reopens the claim, whose next round says what changed', async () => {
    const open = await ask('edda', 'GET', `/rereviews?status=open&claimId=${claims.rose}`);
    for (const { id } of open.body.items) {
      expect((await ask('rana', 'POST', `/rereviews/${id}/dismiss`, { reason: 'no' })).status).toBe(403);
      const dismiss = { reason: 'A slip of the pen at the outlet; the gauge itself says 4.2.' };
      expect((await ask('edda', 'POST', `/rereviews/${id}/dismiss`, dismiss)).status).toBe(200);
      expect((await ask('edda', 'POST', `/rereviews/${id}/dismiss`, dismiss)).status).toBe(409);
    }
    expect((await page()).body).not.toContain('#claim-2">Claim 2</a>: A source');
    const reopen = { reason: 'The outlet took it back.' };
    expect((await ask('edda', 'POST', `/claims/${claims.sandbags}/reopen`, reopen)).status).toBe(200);
    const { body } = await ask('remy', 'GET', `/claims/${claims.sandbags}`);
    expect(body).toMatchObject({
      status: 'in-review',
      needsRereview: false,
      rereviews: [{ cause: 'source-retracted', status: 'reopened', round: 1, nextRound: 2 }],
    });
    expect((await page()).body).toContain('The claim is being reviewed again.');
  });

  test('new evidence comes from an editor, and must stand where it is pinned', async () => {
    const passage = gauge.passage(CLOSED);
    const evidence = { reason: 'The road authority has a notice.', evidence: [passage] };
    const path = `/claims/${claims.closed}/evidence`;
    expect((await ask('rana', 'POST', path, evidence)).status).toBe(403);
    const astray = { ...evidence, evidence: [{ ...passage, start: 1, end: 1 + CLOSED.length }] };
    expect(await ask('edda', 'POST', path, astray)).toMatchObject({
      status: 422,
      body: { code: 'passage-not-found' },
    });
    expect((await ask('edda', 'POST', path, evidence)).status).toBe(201);
    const { body } = await ask('rana', 'GET', `/claims/${claims.closed}`);
    expect(body.rereviews).toMatchObject([{ cause: 'new-evidence', evidence: [{ exact: CLOSED }] }]);
  });

  test('the log explains every row, and nothing is left to be held against an outcome', async () => {
    const left = async () =>
      Number((await database.admin.query('select count(*) from app.source_checks')).rows[0].count);
    await eventually(left, 0);
    await eventually(async () => (await ask('alma', 'GET', '/log/check')).body.pending, 0);
    expect((await ask('alma', 'GET', '/log/check')).body).toMatchObject({ problems: [] });
  });
}
