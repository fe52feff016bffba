import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ErasureTarget, Evidence } from '#domain';
import { checkLog, execute, readHistory, saveDraft, setMailAddress } from '#workflow';
import { inWorkspace } from '#database';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { placesOf } from '../support/everywhere.ts';
import {
  BY_HAND,
  judge,
  openNewsroom,
  OUTLETS_OWN,
  receive,
  routeClaim,
  searched,
  sha256,
  type Newsroom,
} from '../support/newsroom.ts';

const TEXT = 'The harbour master closed the northern basin on Monday. Nobody was told why until Friday.';
const CLAIM = 'The harbour master closed the northern basin on Monday.';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db, { independentVerdicts: 1 });
});
afterAll(() => fixture.drop());

const erase = (target: ErasureTarget, name: 'alma' | 'edda' = 'alma') =>
  room.run(room.as(name), {
    type: 'erase-content',
    target,
    basis: 'request-of-the-person',
    reason: 'They asked.',
  });

const problems = async () => (await checkLog(fixture.db, room.workspaceId)).problems;
const historyOf = (claimId: string) =>
  inWorkspace(fixture.db, room.workspaceId, (tx) => readHistory(tx, room.as('edda'), claimId));

test('of somebody who left, everything personal goes, and nothing else', async () => {
  const personId = randomUUID();
  const admin = room.as('alma');
  const name = 'Quentin Zweig-Okonkwo';
  const label = 'Quentin’s telephone';
  const mail = 'quentin@mail.example';
  await room.run(admin, { type: 'admit-person', personId, name, roles: ['reviewer'], languages: ['en'] });
  await room.run(admin, {
    type: 'issue-token',
    personId,
    tokenId: randomUUID(),
    role: 'reviewer',
    label,
    sha256: sha256('t'),
  });
  const actor = { kind: 'person', workspaceId: room.workspaceId, personId, role: 'reviewer' } as const;
  const conflict = { kind: 'party', name: 'Zweig Shipping' } as const;
  await room.run(actor, { type: 'declare-conflict', personId, conflict });
  await inWorkspace(fixture.db, room.workspaceId, (tx) => setMailAddress(tx, actor, mail));
  await expect(erase({ kind: 'person', personId })).rejects.toMatchObject({ code: 'person-active' });
  const options = { idempotency: { key: randomUUID(), requestSha256: sha256('deactivate Quentin') } };
  const leave = { type: 'deactivate-person', personId, reason: 'Quentin moved away.' } as const;
  await execute(fixture.db, admin, leave, options);
  for (const text of [name, label, mail, conflict.name, leave.reason])
    expect((await placesOf(fixture.admin, text)).length).toBeGreaterThan(0);

  await expect(erase({ kind: 'person', personId }, 'edda')).rejects.toMatchObject({ code: 'forbidden' });
  await erase({ kind: 'person', personId });

  for (const text of [
    name,
    label,
    mail,
    conflict.name,
    leave.reason,
    'Quentin',
    options.idempotency.requestSha256,
  ])
    expect([text, await placesOf(fixture.admin, text)]).toEqual([text, []]);
  const { rows } = await fixture.admin.query(
    'select name, alias, active, roles::text from app.people where id = $1',
    [personId],
  );
  expect(rows).toEqual([
    {
      name: '[erased]',
      alias: expect.stringMatching(/^[A-Z][a-z]+-\d{3}$/),
      active: false,
      roles: '{reviewer}',
    },
  ]);
  expect(await problems()).toEqual([]);
  await expect(erase({ kind: 'person', personId })).rejects.toMatchObject({
    code: 'wrong-status',
    current: 'erased',
  });
});

test('fields of an entry go with their copies: in the row, in drafts, in other entries', async () => {
  const document = await receive(room, TEXT, 'The Anchor');
  const claimId = await routeClaim(room, document, CLAIM);
  const slander = 'The dock worker Marek Dvorsky told me that himself.';
  const assignmentId = randomUUID();
  await room.run(room.as('rana'), {
    type: 'assign-slot',
    claimId,
    assignmentId,
    reviewerId: room.people.rana,
  });
  await inWorkspace(fixture.db, room.workspaceId, (tx) =>
    saveDraft(tx, room.as('rana'), assignmentId, { rationale: `First: ${slander}` }, 0),
  );
  const verdict = { rating: 'unverified', rationale: slander, evidence: [searched] } as const;
  const record = { type: 'record-verdict', claimId, assignmentId, fence: 1, ...verdict } as const;
  await room.run(room.as('rana'), record);
  const reopen = { type: 'reopen-claim', claimId, reason: `“${slander}” is no ground.` } as const;
  await room.run(room.as('edda'), reopen);
  expect(await placesOf(fixture.admin, 'Dvorsky')).toEqual([
    'app.claims',
    'app.drafts',
    'app.verdicts',
    'audit.opening',
  ]);
  const entry = (await historyOf(claimId)).find(({ type }) => type === 'verdict-recorded');
  const leafHash = entry?.leafHash ?? '';

  for (const [names, code] of [
    [['rating'], 'not-erasable'],
    [['reviewerId', 'rationale'], 'not-erasable'],
  ] as const)
    await expect(erase({ kind: 'fields', leafHash, names })).rejects.toMatchObject({ code });
  await expect(erase({ kind: 'fields', leafHash: '0'.repeat(64), names: ['text'] })).rejects.toMatchObject({
    code: 'not-found',
  });
  const outcome = await erase({ kind: 'fields', leafHash, names: ['rationale'] });
  expect(outcome).toMatchObject({ subject: 'claim', id: claimId });

  expect(await placesOf(fixture.admin, 'Dvorsky')).toEqual([]);
  const history = await historyOf(claimId);
  expect(history.find((one) => one.leafHash === leafHash)).toMatchObject({
    erased: ['rationale'],
    event: { rationale: '[erased]', rating: 'unverified', evidence: [searched] },
  });
  expect(history.find(({ type }) => type === 'claim-reopened')?.event.reason).toBe(
    '“[erased]” is no ground.',
  );
  const { type, event } = history.at(-1) ?? {};
  expect({ type, basis: event?.basis }).toEqual({ type: 'content-erased', basis: 'request-of-the-person' });
  expect(JSON.stringify(event)).not.toContain('salt');
  expect(await problems()).toEqual([]);
});

test('what is under seal waits for its round', async () => {
  const own = await openNewsroom(fixture.db);
  const claimId = await routeClaim(own, await receive(own, TEXT), CLAIM);
  await judge(own, claimId, 'rana', 'unverified');
  const { rows } = await fixture.admin.query<{ hash: string }>(
    `select encode(audit.leaf_hash(e.body), 'hex') as hash from audit.sealed s join audit.entry e on e.id = s.entry_id
      where e.workspace_id = $1`,
    [own.workspaceId],
  );
  const target = { kind: 'fields', leafHash: rows[0]?.hash ?? '', names: ['rationale'] } as const;
  const early = own.run(own.as('alma'), {
    type: 'erase-content',
    target,
    basis: 'court-order',
    reason: 'Ordered.',
  });
  await expect(early).rejects.toMatchObject({ code: 'wrong-status', current: 'sealed' });
});

test('the text of a version goes with all that quotes it, and the claim stays with its verdict', async () => {
  const own = await openNewsroom(fixture.db, { independentVerdicts: 1 });
  const leaked = 'Ottilie Brandauer-Nkemelu paid for the new roof in cash, said her own accountant.';
  const document = await receive(own, `${leaked} Nobody else was asked.`, 'The Anchor');
  const claimId = randomUUID();
  const editor = own.as('edda');
  const text = 'A roof was paid for in cash.';
  const attribution = {
    chain: [{ role: 'speaker', name: 'the accountant of Brandauer', kind: 'person', span: null }],
    mode: 'indirect',
    stance: 'asserts',
    carried: false,
  } as const;
  const { documentId, versionId } = document;
  const passage = document.passage(leaked);
  await own.run(editor, {
    type: 'propose-claim',
    ...BY_HAND,
    claimId,
    text,
    language: 'en',
    score: 700,
    occurrences: [{ documentId, passage, ...OUTLETS_OWN, speaker: 'her accountant', attribution }],
  });
  await own.run(editor, { type: 'accept-claim', claimId, priority: 500 });
  await own.run(editor, { type: 'route-claim', claimId, deskId: own.deskId });
  const evidence: Evidence[] = [
    { kind: 'passage', passage, stance: 'context', denial: false, answer: null },
    searched,
  ];
  await judge(own, claimId, 'rana', 'unverified', evidence);
  const target = { kind: 'version', documentId, versionId } as const;
  const command = { type: 'erase-content', target, basis: 'court-order', reason: 'Case 7.' } as const;
  await own.run(own.as('alma'), command);

  for (const name of ['Brandauer', 'accountant', 'Nobody else was asked'])
    expect([name, await placesOf(fixture.admin, name)]).toEqual([name, []]);
  const { rows } = await fixture.admin.query(
    `select c.text, d.rating from app.claims c join app.decisions d on d.claim_id = c.id where c.id = $1`,
    [claimId],
  );
  expect(rows).toEqual([{ text, rating: 'unverified' }]);
  expect((await checkLog(fixture.db, own.workspaceId)).problems).toEqual([]);
  await expect(own.run(own.as('alma'), command)).rejects.toMatchObject({
    code: 'wrong-status',
    current: 'erased',
  });
});

test('nothing but an erasure of its own transaction changes an opening, or takes away what is kept', async () => {
  const asApp = (sql: string) => inWorkspace(fixture.db, room.workspaceId, (tx) => tx.query(sql));
  const tamper = `update audit.opening set fields = fields || '{"name":{"digest":"x","remains":"y"}}' where fields ? 'name'`;
  for (const change of [asApp(tamper), fixture.admin.query(tamper)])
    await expect(change).rejects.toThrow(
      /an opening changes only as an entry of the same transaction erases it/,
    );
  await expect(fixture.admin.query('delete from audit.opening')).rejects.toThrow(/append-only/);
  await expect(fixture.admin.query('truncate audit.opening')).rejects.toThrow(/append-only/);
  await expect(asApp('delete from audit.opening')).rejects.toThrow(/permission denied/);
  // An erasure that is over allows nothing more.
  const late = `${tamper.replace(' where', ', erased_by = (select max(entry_id) from audit.erasure) where')}`;
  await expect(asApp(late)).rejects.toThrow(/only as an entry of the same transaction/);
  await asApp(
    `insert into app.idempotency_keys (workspace_id, actor, key, request_sha256, outcome)
     values ('${room.workspaceId}', 'a', 'k', 'h', '{}')`,
  );
  for (const sql of [`update app.document_texts set text = ''`, 'delete from app.idempotency_keys'])
    await expect(asApp(sql)).rejects.toThrow(/without an erasure of its own transaction/);
});
