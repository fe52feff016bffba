/** What people say of origins after claims were decided: which of them it puts in question, and what is published then. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPublicNotice } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
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

const ROSE = 'The river rose 4.2 metres in one night.';

let database: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
});
afterAll(() => database.drop());

/** Two accounts, each with an origin of its own until somebody says otherwise. */
async function accounts(): Promise<[TestDocument, TestDocument]> {
  const id = randomUUID();
  return [
    await receive(room, `${ROSE} Seen from the mill, ${id}.`),
    await receive(room, `${ROSE} Heard, ${id}.`),
  ];
}

async function verified(...documents: readonly TestDocument[]): Promise<string> {
  const [first] = documents;
  if (!first) throw new Error('a claim is made in a document');
  const claimId = await routeClaim(room, first, ROSE);
  const evidence = documents.map((document) => pinned(document, ROSE, 'supports'));
  for (const name of ['rana', 'remy'] as const) await judge(room, claimId, name, 'verified', evidence);
  return claimId;
}

/** A report that stands on its page. */
async function published(claimId: string): Promise<string> {
  const reportId = await signedOff(claimId);
  await publish(reportId);
  const page = '<html><body></body></html>';
  const rendered = { reportId, version: 1, page, pageSha256: sha256(page) };
  await room.run(renderer(), { type: 'record-rendering', ...rendered });
  return `flood-${reportId}`;
}

async function signedOff(claimId: string): Promise<string> {
  const reportId = randomUUID();
  const draft = {
    slug: `flood-${reportId}`,
    title: 'The flood',
    summary: 'What is known.',
    claimIds: [claimId],
  };
  await room.run(room.as('pia'), { type: 'draft-report', reportId, ...draft });
  await room.run(room.as('pia'), { type: 'sign-off-report', reportId });
  return reportId;
}

const renderer = () => ({ kind: 'system', workspaceId: room.workspaceId, name: 'renderer' }) as const;
const extraction = () => ({ kind: 'system', workspaceId: room.workspaceId, name: 'extraction' }) as const;

async function proposeCopy([one, other]: readonly [TestDocument, TestDocument]): Promise<string> {
  const dependenceId = randomUUID();
  await room.run(extraction(), {
    type: 'propose-dependence',
    dependenceId,
    kind: 'copy',
    documentId: one.documentId,
    otherDocumentId: other.documentId,
    why: 'One repeats the other.',
    score: 900,
    passages: [],
  });
  return dependenceId;
}

async function originOf({ documentId }: TestDocument): Promise<string> {
  const { rows } = await database.admin.query('select origin_ids from app.documents where id = $1', [
    documentId,
  ]);
  return rows[0].origin_ids[0];
}

const marksOf = async (claimId: string): Promise<Record<string, unknown>[]> =>
  (
    await database.admin.query(
      'select cause, status, document_id, reason, changed from app.rereviews where claim_id = $1 order by marked_at, id',
      [claimId],
    )
  ).rows;
const publish = (reportId: string, overrideReason: string | null = null) =>
  room.run(room.as('pia'), { type: 'publish-report', reportId, overrideReason });
const confirm = async (dependenceId: string, document: TestDocument) => {
  const reason = 'The second says so itself.';
  const originId = await originOf(document);
  await room.run(room.as('edda'), { type: 'confirm-dependence', dependenceId, originId, reason });
};

test('a copy confirmed after the verdict puts in question what rests on both, once, and readers are told', async () => {
  const both = await accounts();
  const [one, other] = both;
  const third = await receive(room, `${ROSE} The gauge says so.`);
  const claimId = await verified(one, other);
  const slug = await published(claimId);
  const onThree = await verified(one, other, third);
  const onOthers = await verified(one, third);
  const dependenceId = await proposeCopy(both);
  expect(await marksOf(claimId)).toEqual([]);

  await confirm(dependenceId, one);
  expect(await marksOf(claimId)).toEqual([
    {
      cause: 'origins-changed',
      status: 'open',
      document_id: other.documentId,
      reason: 'The second says so itself.',
      changed: [{ passage: other.passage(ROSE), now: ROSE }],
    },
  ]);
  expect(await readPublicNotice(database.db, slug, 1)).toMatchObject({
    version: 1,
    claims: [{ number: 1, causes: ['origins-changed'], stage: 'questioned' }],
  });
  // There is still a second origin behind these.
  expect(await marksOf(onThree)).toEqual([]);
  expect(await marksOf(onOthers)).toEqual([]);

  // It has lost it already: what else is said of the same documents is no new cause.
  const { documentId } = other;
  const reason = 'It says nothing of its own.';
  await room.run(room.as('edda'), {
    type: 'remove-origin',
    documentId,
    originId: await originOf(other),
    reason,
  });
  expect(await marksOf(claimId)).toHaveLength(1);
});

test('an origin taken away puts in question what was verified or disputed by it, and nothing else', async () => {
  const [one, other] = await accounts();
  const claimId = await verified(one, other);
  const disputed = await routeClaim(room, one, ROSE);
  const unverified = await routeClaim(room, one, ROSE);
  const waived = await routeClaim(room, one, ROSE);
  const waiver = { claimId: waived, requirement: 'independent-support' as const, reason: 'Seen by all.' };
  await room.run(room.as('edda'), { type: 'override-policy', ...waiver });
  const sides = [pinned(one, ROSE, 'supports'), pinned(other, ROSE, 'undermines')];
  for (const name of ['rana', 'remy'] as const) {
    await judge(room, disputed, name, 'disputed', sides);
    await judge(room, unverified, name, 'unverified', [searched, ...sides]);
    await judge(room, waived, name, 'verified', [
      pinned(one, ROSE, 'supports'),
      pinned(other, ROSE, 'supports'),
    ]);
  }
  const { documentId } = other;
  const reason = 'Nobody knows where they have it from.';
  await room.run(room.as('edda'), {
    type: 'remove-origin',
    documentId,
    originId: await originOf(other),
    reason,
  });
  expect(await marksOf(claimId)).toMatchObject([
    { cause: 'origins-changed', document_id: documentId, reason },
  ]);
  expect(await marksOf(disputed)).toMatchObject([{ cause: 'origins-changed' }]);
  expect(await marksOf(unverified)).toEqual([]);
  expect(await marksOf(waived)).toEqual([]);
});

test('an origin that both accounts are given at once is seen by one of the two who say so', async () => {
  const [one, other] = await accounts();
  const claimId = await verified(one, other);
  const originId = randomUUID();
  await room.run(room.as('edda'), { type: 'register-origin', originId, kind: 'leak', title: 'One letter' });
  const reason = 'It quotes the letter.';
  await Promise.all(
    [one, other].map(({ documentId }) =>
      room.run(room.as('edda'), { type: 'confirm-origin', documentId, originId, reason }),
    ),
  );
  expect(await marksOf(claimId)).toMatchObject([{ cause: 'origins-changed', status: 'open' }]);
});

test('a verdict that no longer has the origins its policy asks for is published only with a reason', async () => {
  const both = await accounts();
  const claimId = await verified(...both);
  const reportId = await signedOff(claimId);
  const dependenceId = await proposeCopy(both);
  await expect(publish(reportId)).rejects.toMatchObject({
    code: 'publish-gate-closed',
    unmet: [{ requirement: 'verdict-policy-met' }],
  });
  await confirm(dependenceId, both[0]);
  await expect(publish(reportId)).rejects.toMatchObject({
    unmet: [{ requirement: 'outcomes-unquestioned' }, { requirement: 'verdict-policy-met' }],
  });
  const why = 'The second went there, too; the desk will say so.';
  expect(await publish(reportId, why)).toMatchObject({ status: 'published' });
});

test('a proposal that is rejected leaves everything as it was', async () => {
  const both = await accounts();
  const claimId = await verified(...both);
  const reportId = await signedOff(claimId);
  const dependenceId = await proposeCopy(both);
  const reason = 'Two reporters, two boats.';
  await room.run(room.as('edda'), { type: 'reject-dependence', dependenceId, reason });
  expect(await marksOf(claimId)).toEqual([]);
  expect(await publish(reportId)).toMatchObject({ status: 'published' });
});
