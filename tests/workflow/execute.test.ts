import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDataSource } from '#database';
import { nameOf, Refused } from '#domain';
import { execute, takeNext } from '#workflow';
import { freshDatabase, isWaiting, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import {
  BY_HAND,
  judge,
  openNewsroom,
  OUTLETS_OWN,
  pinned,
  receive,
  routeClaim,
  searched,
  type Newsroom,
} from '../support/newsroom.ts';

const TEXT = 'The river rose four metres on Sunday. Three hundred people were brought to safety.';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
});
afterAll(() => fixture.drop());

const count = async (sql: string, ...values: unknown[]) =>
  Number((await fixture.admin.query(`select count(*) from ${sql}`, values)).rows[0].count);

test('a verdict, its evidence and its entry are written together, and two that agree decide the claim', async () => {
  const one = await receive(room, TEXT, 'The Gauge');
  const other = await receive(room, `A second account. ${TEXT}`, 'The Weir');
  const claimId = await routeClaim(room, one, 'The river rose four metres on Sunday.');
  const support = [one, other].map((document) => pinned(document, 'rose four metres', 'supports'));
  await judge(room, claimId, 'rana', 'verified', support);
  await judge(room, claimId, 'remy', 'verified', support);

  expect(await count(`app.verdicts where claim_id = $1`, claimId)).toBe(2);
  expect(await count(`app.evidence where claim_id = $1`, claimId)).toBe(4);
  const { rows } = await fixture.admin.query('select status, audit_seq from app.claims where id = $1', [
    claimId,
  ]);
  // The verdicts stand in streams of their own.
  expect(rows).toEqual([{ status: 'decided', audit_seq: 6 }]);
  const entriesOf = (table: string, key: string) =>
    count(`audit.entry e join app.${table} s on s.stream = e.stream where s.${key} = $1`, claimId);
  expect([await entriesOf('claims', 'id'), await entriesOf('ballots', 'claim_id')]).toEqual([6, 2]);
});

test('verdicts read no table whole, however small the tables were when their plans were made', async () => {
  // A database of its own: what a connection read is counted up to a second later, so the other tests' would count here.
  // One connection, so that its plans are made here, while a table is a page and read as a whole in no time.
  const alone = await freshDatabase();
  const db = await openDataSource(alone.appUrl, 1);
  const own = await openNewsroom(db);
  const document = await receive(own, `${TEXT} Once more.`);
  const claimId = await routeClaim(own, document, 'The river rose');
  // The newest checkpoint is looked up in the statement that tells Postgres how to plan, so that one plan is its own.
  const readWhole = async () => {
    await db.query('select pg_stat_force_next_flush()');
    const { rows } = await alone.admin.query<{ table: string; scans: string }>(
      `select relid::regclass::text as table, seq_scan as scans from pg_stat_user_tables
        where schemaname in ('app', 'audit') and relname <> 'checkpoint' order by 1`,
    );
    return rows;
  };
  await alone.admin.query('analyze');
  const before = await readWhole();
  await judge(own, claimId, 'rana', 'unverified');
  await judge(own, claimId, 'remy', 'unverified');
  expect(await readWhole()).toEqual(before);
  await db.destroy();
  await alone.drop();
});

test('two that disagree make it contested, and an adjudicator who held no slot settles it', async () => {
  const document = await receive(room, `${TEXT} And again.`);
  const claimId = await routeClaim(room, document, 'Three hundred people were brought to safety.');
  await judge(room, claimId, 'rana', 'unverified');
  const denied = [
    pinned(document, 'Three hundred people', 'supports'),
    { ...pinned(document, 'brought to safety', 'undermines'), denial: true },
  ];
  await judge(room, claimId, 'remy', 'disputed', denied);
  const settle = {
    type: 'adjudicate' as const,
    claimId,
    rating: 'unverified' as const,
    rationale: 'No list exists.',
  };
  const outcome = await room.run(room.as('adil'), { ...settle, evidence: [searched] });
  expect(outcome.status).toBe('decided');
});

test('a verdict without what the policy asks for is refused, saying which, and leaves nothing', async () => {
  const document = await receive(room, `${TEXT} A third time.`);
  const claimId = await routeClaim(room, document, 'The river rose four metres on Sunday.');
  const before = await count('audit.entry');
  const refusal = await judge(room, claimId, 'rosa', 'verified', []).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refused);
  expect(refusal).toMatchObject({
    code: 'verdict-policy-unmet',
    unmet: [{ requirement: 'independent-support' }],
  });
  // The assignment before it stands; the verdict left no entry.
  expect(await count('audit.entry')).toBe(before + 1);
});

test('the same idempotency key gives the same outcome once, and refuses another request', async () => {
  const document = await receive(room, `${TEXT} A fourth time.`);
  const claimId = await routeClaim(room, document, 'The river rose four metres on Sunday.');
  const assignmentId = randomUUID();
  const command = { type: 'assign-slot' as const, claimId, assignmentId, reviewerId: room.people.rana };
  const idempotency = { key: randomUUID(), requestSha256: 'a'.repeat(64) };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => execute(fixture.db, room.as('rana'), command, { idempotency })),
  );
  expect(new Set(answers.map(({ id, status, edition }) => `${id} ${status} ${edition}`)).size).toBe(1);
  expect(await count('app.assignments where claim_id = $1', claimId)).toBe(1);
  const reused = execute(fixture.db, room.as('rana'), command, {
    idempotency: { ...idempotency, requestSha256: 'b'.repeat(64) },
  });
  await expect(reused).rejects.toMatchObject({ code: 'idempotency-key-reused' });
});

test('taking the last claim again under the same key gives that claim again', async () => {
  const own = await openNewsroom(fixture.db, { independentVerdicts: 1 });
  const document = await receive(own, `${TEXT} A seventh time.`);
  const claimId = await routeClaim(own, document, 'The river rose four metres on Sunday.');
  const idempotency = { key: randomUUID(), requestSha256: 'c'.repeat(64) };
  const take = () => takeNext(fixture.db, own.as('rana'), own.deskId, randomUUID(), { idempotency });
  const first = await take();
  expect(first.id).toBe(claimId);
  // The answer was lost, and nothing else is left to take.
  expect(await take()).toEqual(first);
  const other = { idempotency: { ...idempotency, key: randomUUID() } };
  const nothing = takeNext(fixture.db, own.as('rana'), own.deskId, randomUUID(), other);
  await expect(nothing).rejects.toMatchObject({ code: 'nothing-to-take' });
});

test('who finds nothing to take while the same request is at work elsewhere waits for what comes of it', async () => {
  const own = await openNewsroom(fixture.db);
  const idempotency = { key: randomUUID(), requestSha256: 'd'.repeat(64) };
  const outcome = { subject: 'claim', id: randomUUID(), status: 'in-review', edition: 3 };
  await fixture.admin.query('begin');
  await fixture.admin.query(
    `insert into app.idempotency_keys (workspace_id, actor, key, request_sha256, outcome) values ($1, $2, $3, $4, $5)`,
    [own.workspaceId, nameOf(own.as('rana')), idempotency.key, idempotency.requestSha256, outcome],
  );
  const twin = takeNext(fixture.db, own.as('rana'), own.deskId, randomUUID(), { idempotency });
  const answered = twin.catch((error: unknown) => error);
  await eventually(() => isWaiting(fixture), true);
  await fixture.admin.query('commit');
  expect(await answered).toEqual(outcome);
});

test('a command for an edition that has passed is refused with the current one', async () => {
  const document = await receive(room, `${TEXT} A fifth time.`);
  const claimId = await routeClaim(room, document, 'The river rose four metres on Sunday.');
  const assign = {
    type: 'assign-slot' as const,
    claimId,
    assignmentId: randomUUID(),
    reviewerId: room.people.rana,
  };
  const stale = execute(fixture.db, room.as('edda'), assign, { edition: 1 });
  await expect(stale).rejects.toMatchObject({ code: 'stale-edition', current: '3' });
  await execute(fixture.db, room.as('edda'), assign, { edition: 3 });
});

test('a merge moves the occurrences, in one transaction over both streams', async () => {
  const document = await receive(room, `${TEXT} A sixth time.`);
  const into = await routeClaim(room, document, 'The river rose four metres on Sunday.');
  const claimId = randomUUID();
  const occurrences = [
    { documentId: document.documentId, passage: document.passage('A sixth time.'), ...OUTLETS_OWN },
  ];
  const editor = room.as('edda');
  await room.run(editor, {
    type: 'propose-claim',
    ...BY_HAND,
    claimId,
    text: 'Again',
    language: 'en',
    score: 1,
    occurrences,
  });
  await room.run(editor, { type: 'merge-claim', claimId, into, reason: 'The same statement.' });
  expect(await count('app.occurrences where claim_id = $1', into)).toBe(2);
});
