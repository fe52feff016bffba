/** Holding an outcome against its sources, by itself: how often it may run, and what it waits for. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Evidence } from '#domain';
import { recheckClaim } from '../../apps/worker/src/rereview.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  addVersion,
  judge,
  openNewsroom,
  pinned,
  receive,
  routeClaim,
  searched,
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

const one = async <T>(sql: string, values: unknown[]): Promise<T[]> =>
  (await database.admin.query(sql, values)).rows;
const marksOf = (claimId: string) =>
  one<{ cause: string }>('select cause from app.rereviews where claim_id = $1 order by marked_at, cause', [
    claimId,
  ]);
const checksOf = (claimId: string) =>
  one<{ outcome: string }>('select outcome from app.source_checks where claim_id = $1', [claimId]);
const extraction = () => ({ kind: 'system', workspaceId: room.workspaceId, name: 'extraction' }) as const;

/** In review, with one verdict under seal that rests on the document. */
async function sealed(document: TestDocument): Promise<string> {
  const claimId = await routeClaim(room, document, ROSE);
  await judge(room, claimId, 'rana', 'unverified', [searched, pinned(document, ROSE, 'context')]);
  return claimId;
}

const recheck = (claimId: string) =>
  recheckClaim(database.db, { workspaceId: room.workspaceId, claimId, round: 1, outcome: 'decided' });

async function gauge(more: string): Promise<TestDocument> {
  return receive(room, `${ROSE} ${more}`, 'The Gauge');
}

test('it waits until the anchors of the newest version are mapped, and is not forgotten before', async () => {
  const document = await gauge('Seen from the mill.');
  const claimId = await sealed(document);
  const versionId = await addVersion(
    room,
    document.documentId,
    'The river rose 5.9 metres. Seen from the mill.',
  );
  await judge(room, claimId, 'remy', 'unverified');
  expect(await recheck(claimId)).toBe('waiting');
  expect(await checksOf(claimId)).toEqual([{ outcome: 'decided' }]);
  await room.run(extraction(), {
    type: 'record-anchors',
    documentId: document.documentId,
    versionId,
    anchors: [],
  });
  expect(await recheck(claimId)).toBe('done');
  expect(await marksOf(claimId)).toEqual([{ cause: 'source-changed' }]);
  expect(await checksOf(claimId)).toEqual([]);
});

test('several at once leave what one leaves: each passage mapped once, one mark for each cause', async () => {
  const document = await gauge('Seen from the bridge.');
  const claimId = await sealed(document);
  const { documentId } = document;
  const versionId = await addVersion(room, documentId, 'The river rose 5.9 metres. Seen from the bridge.');
  await room.run(extraction(), { type: 'record-anchors', documentId, versionId, anchors: [] });
  const notice = { documentId, reason: 'The night was Sunday’s.', address: null };
  await room.run(room.as('edda'), { type: 'record-correction', noticeId: randomUUID(), ...notice });
  await room.run(room.as('edda'), { type: 'retract-document', noticeId: randomUUID(), ...notice });
  expect(await marksOf(claimId)).toEqual([]);
  await judge(room, claimId, 'remy', 'unverified');
  expect(await Promise.all(Array.from({ length: 6 }, () => recheck(claimId)))).toEqual(Array(6).fill('done'));
  const causes = (await marksOf(claimId)).map(({ cause }) => cause).sort();
  expect(causes).toEqual(['source-changed', 'source-corrected', 'source-retracted']);
  const anchors = await one('select 1 from app.anchors where version_id = $1', [versionId]);
  expect(anchors).toHaveLength(1);
});

test('opened again for a cause, and judged on the same passage, it is not sent back for it a second time', async () => {
  const document = await gauge('Seen from the church.');
  const claimId = await sealed(document);
  const { documentId } = document;
  await judge(room, claimId, 'remy', 'unverified');
  const notice = { documentId, noticeId: randomUUID(), reason: 'Invented.', address: null };
  await room.run(room.as('edda'), { type: 'retract-document', ...notice });
  expect(await marksOf(claimId)).toEqual([{ cause: 'source-retracted' }]);
  await room.run(room.as('edda'), { type: 'reopen-claim', claimId, reason: 'It was invented.' });
  const evidence: Evidence = {
    kind: 'passage',
    passage: document.passage(ROSE),
    stance: 'undermines',
    denial: false,
    answer: 'It was retracted.',
  };
  await judge(room, claimId, 'rana', 'unverified', [searched, evidence]);
  await judge(room, claimId, 'remy', 'unverified');
  const again = { workspaceId: room.workspaceId, claimId, round: 2, outcome: 'decided' as const };
  expect(await recheckClaim(database.db, again)).toBe('done');
  expect(await marksOf(claimId)).toEqual([{ cause: 'source-retracted' }]);
});

test('a verdict that was withdrawn before the round closed is rested on by nobody', async () => {
  const document = await gauge('Seen from the school.');
  const claimId = await sealed(document);
  const [held] = await one<{ id: string; fence: number }>(
    `select a.id, s.fence from app.assignments a join app.slots s on s.claim_id = a.claim_id and s.round = a.round and s.number = a.slot
      where a.claim_id = $1`,
    [claimId],
  );
  if (!held) throw new Error('rana holds a slot');
  const { id: assignmentId, fence } = held;
  await room.run(room.as('rana'), { type: 'withdraw-verdict', claimId, assignmentId, fence });
  await room.run(room.as('rana'), {
    type: 'record-verdict',
    claimId,
    assignmentId,
    fence: fence + 1,
    rating: 'unverified',
    rationale: 'Nothing to be found.',
    evidence: [searched],
  });
  await judge(room, claimId, 'remy', 'unverified');
  const notice = {
    documentId: document.documentId,
    noticeId: randomUUID(),
    reason: 'Invented.',
    address: null,
  };
  await room.run(room.as('edda'), { type: 'retract-document', ...notice });
  expect(await recheck(claimId)).toBe('done');
  expect(await marksOf(claimId)).toEqual([]);
});

/** As if the publisher had spoken an hour ago, and what was judged until now two hours ago. */
async function anHourAgo(documentId: string): Promise<void> {
  await database.admin.query(`
    alter table app.documents disable trigger recorded;
    alter table app.verdicts disable trigger recorded;
    update app.verdicts set recorded_at = recorded_at - interval '2 hours';
    update app.documents set notices = jsonb_set(notices, '{0,recordedAt}', to_jsonb(
        to_char((notices #>> '{0,recordedAt}')::timestamptz at time zone 'UTC' - interval '1 hour',
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
     where id = '${documentId}';
    alter table app.verdicts enable trigger recorded;
    alter table app.documents enable trigger recorded`);
}

test('what a publisher had said when a verdict was given does not put it in question, but those given before', async () => {
  const document = await gauge('Seen from the ferry.');
  const tower = await receive(room, `${ROSE} Seen from the tower.`, 'The Tower');
  const shed = await receive(room, `${ROSE} Seen from the shed.`, 'The Shed');
  const { documentId } = document;
  const evidence = [searched, pinned(document, ROSE, 'context')];
  const [early, late, contested] = [
    await sealed(document),
    await routeClaim(room, document, ROSE),
    await routeClaim(room, document, ROSE),
  ];
  const notice = { documentId, noticeId: randomUUID(), reason: 'It was 4.1 metres.', address: null };
  await room.run(room.as('edda'), { type: 'record-correction', ...notice });
  await anHourAgo(documentId);

  await judge(room, early, 'remy', 'unverified', evidence);
  await judge(room, late, 'rana', 'unverified', evidence);
  await judge(room, late, 'remy', 'unverified', evidence);
  await judge(room, contested, 'rana', 'unverified');
  const others = [pinned(tower, ROSE, 'supports'), pinned(shed, ROSE, 'supports')];
  await judge(room, contested, 'remy', 'verified', others);
  const ruling = { rating: 'unverified' as const, rationale: 'It was corrected.', evidence };
  await room.run(room.as('adil'), { type: 'adjudicate', claimId: contested, ...ruling });

  for (const claimId of [early, late, contested]) expect(await recheck(claimId)).toBe('done');
  expect(await marksOf(late)).toEqual([]);
  expect(await marksOf(contested)).toEqual([]);
  expect(await marksOf(early)).toEqual([{ cause: 'source-corrected' }]);
});
