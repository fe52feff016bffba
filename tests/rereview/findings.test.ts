/** What is found of a document after claims were decided on it: which of them it puts in question, and who is told. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FindingResult } from '#domain';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  judge,
  openNewsroom,
  pinned,
  receive,
  routeClaim,
  type Newsroom,
  type TestDocument,
} from '../support/newsroom.ts';

const ORDER = 'The ministry ordered the dam opened at 03:10.';

let database: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  database = await freshDatabase();
  // By the first rubric no single source is enough.
  room = await openNewsroom(database.db, { rubricVersion: 2 });
});
afterAll(() => database.drop());

/** An order, with an origin of its own. */
const order = () => receive(room, `${ORDER} Copy ${randomUUID()}.`);

async function find(document: TestDocument, result: FindingResult, primarySource = true): Promise<string> {
  const findingId = randomUUID();
  await room.run(room.as('edda'), {
    type: 'record-finding',
    findingId,
    documentId: document.documentId,
    versionId: document.versionId,
    result,
    primarySource,
    method: 'Its signature was compared with the issuer’s.',
    examiner: 'The forensic desk',
    limits: 'The paper was not seen.',
    evidence: [],
  });
  return findingId;
}

const withdraw = (findingId: string, reason = 'The signature was copied.') =>
  room.run(room.as('edda'), { type: 'withdraw-finding', findingId, reason });

async function verified(...documents: readonly TestDocument[]): Promise<string> {
  const [first] = documents;
  if (!first) throw new Error('a claim is made in a document');
  const claimId = await routeClaim(room, first, ORDER);
  const evidence = documents.map((document) => pinned(document, ORDER, 'supports'));
  for (const name of ['rana', 'remy'] as const) await judge(room, claimId, name, 'verified', evidence);
  return claimId;
}

const marksOf = async (claimId: string): Promise<Record<string, unknown>[]> =>
  (
    await database.admin.query(
      'select cause, cause_id, status, document_id, reason, changed from app.rereviews where claim_id = $1 order by marked_at, id',
      [claimId],
    )
  ).rows;

test('a finding that is withdrawn puts in question what was verified by that source alone, and nothing else', async () => {
  const document = await order();
  const findingId = await find(document, 'authentic');
  const alone = await verified(document);
  const withAnother = await verified(document, await order());
  await withdraw(findingId);
  expect(await marksOf(alone)).toEqual([
    {
      cause: 'authenticity-doubted',
      cause_id: findingId,
      status: 'open',
      document_id: document.documentId,
      reason: 'The signature was copied.',
      changed: [{ passage: document.passage(ORDER), now: ORDER }],
    },
  ]);
  expect(await marksOf(withAnother)).toEqual([]);
});

test('so does a finding that says the contrary, once, and none that leaves it open', async () => {
  const document = await order();
  await find(document, 'authentic');
  const claimId = await verified(document);
  await find(document, 'inconclusive');
  expect(await marksOf(claimId)).toEqual([]);
  const contrary = await find(document, 'not-authentic');
  const method = 'Its signature was compared with the issuer’s.';
  const mark = { cause: 'authenticity-doubted', cause_id: contrary, reason: method };
  expect(await marksOf(claimId)).toMatchObject([mark]);
  await find(document, 'not-authentic');
  await withdraw(contrary);
  expect(await marksOf(claimId)).toHaveLength(1);
});

test('one of two findings that say the same may go; the last of them may not, even when both go at once', async () => {
  const document = await order();
  const findings = [await find(document, 'authentic'), await find(document, 'authentic')];
  const claimId = await verified(document);
  const third = await find(document, 'authentic');
  await withdraw(third);
  expect(await marksOf(claimId)).toEqual([]);
  await Promise.all(findings.map((id) => withdraw(id)));
  expect(await marksOf(claimId)).toMatchObject([{ cause: 'authenticity-doubted', status: 'open' }]);
});
