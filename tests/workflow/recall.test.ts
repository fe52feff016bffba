/** A claim is taken out of review, in the database: who is shown what of the round that ended, and until when. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace, loadRoot } from '#database';
import type { Rating } from '#domain';
import {
  checkLog,
  findNotices,
  readAgreement,
  readClaim,
  readEventsFrom,
  readHistory,
  readOverview,
  readPublicNotice,
  readThread,
  readTurns,
  setMailAddress,
} from '#workflow';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { judge, openNewsroom, pinned, receive, routeClaim, sha256, takeSlot } from '../support/newsroom.ts';
import type { Newsroom, PersonName } from '../support/newsroom.ts';
import { publish, publishNew } from '../support/publishing.ts';

const SENTENCE = 'The river rose four metres on Sunday.';
const WHY = 'It went to the wrong desk.';

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

/** rana has submitted, remy holds the other slot, and edda recalls the claim. */
async function recalled() {
  const room = await openNewsroom(fixture.db);
  const claimId = await routeClaim(room, await receive(room, SENTENCE), SENTENCE);
  await judge(room, claimId, 'rana', 'unverified');
  await takeSlot(room, claimId, 'remy');
  return { room, claimId, ...(await recall(room, claimId)) };
}

async function recall(room: Newsroom, claimId: string) {
  return { outcome: await room.run(room.as('edda'), { type: 'recall-claim', claimId, reason: WHY }) };
}

const route = (room: Newsroom, claimId: string) =>
  room.run(room.as('edda'), { type: 'route-claim', claimId, deskId: room.deskId });

async function decide(room: Newsroom, claimId: string, ...ratings: [Rating, Rating]) {
  await judge(room, claimId, 'rana', ratings[0]);
  await judge(room, claimId, 'remy', ratings[1]);
}

const read = <T>(
  { workspaceId }: Newsroom,
  look: (tx: Parameters<Parameters<typeof inWorkspace>[2]>[0]) => Promise<T>,
) => inWorkspace(fixture.db, workspaceId, look);

const historyOf = async (room: Newsroom, claimId: string, name: PersonName) =>
  (await read(room, (tx) => readHistory(tx, room.as(name), claimId))).map(({ type }) => type);

const sealedEntries = async (claimId: string): Promise<number> =>
  (
    await fixture.admin.query(
      'select 1 from audit.sealed s join app.ballots b on b.stream = s.stream where b.claim_id = $1',
      [claimId],
    )
  ).rows.length;

const problems = async ({ workspaceId }: Newsroom) => (await checkLog(fixture.db, workspaceId)).problems;

test('the claim is accepted again, and nobody but its author reads the verdict that was in', async () => {
  const { room, claimId, outcome } = await recalled();
  expect(outcome.status).toBe('accepted');
  for (const name of ['edda', 'remy', 'adil', 'pia'] as const) {
    const claim = await read(room, (tx) => readClaim(tx, room.as(name), claimId));
    expect(claim).toMatchObject({ status: 'accepted', deskId: null, reason: WHY });
    expect(claim.rounds).toMatchObject([{ status: 'recalled', recalledFor: WHY, verdicts: null }]);
    const told = await historyOf(room, claimId, name);
    expect([name, told.includes('verdict-recorded'), told.includes('claim-recalled')]).toEqual([
      name,
      false,
      true,
    ]);
  }
  expect(await historyOf(room, claimId, 'rana')).toContain('verdict-recorded');
  expect(await sealedEntries(claimId)).toBe(1);
  expect(await problems(room)).toEqual([]);
});

test('it stays so in the next round, and is opened with its outcome', async () => {
  const { room, claimId } = await recalled();
  await route(room, claimId);
  await judge(room, claimId, 'rosa', 'unverified');
  expect(await historyOf(room, claimId, 'edda')).not.toContain('verdict-recorded');
  expect(await sealedEntries(claimId)).toBe(2);
  await judge(room, claimId, 'remy', 'unverified');
  expect(await sealedEntries(claimId)).toBe(0);
  const told = await historyOf(room, claimId, 'edda');
  expect(told.filter((type) => type === 'verdict-recorded')).toHaveLength(3);
  const claim = await read(room, (tx) => readClaim(tx, room.as('edda'), claimId));
  expect(claim.rounds).toMatchObject([
    { status: 'recalled', verdicts: [] },
    { status: 'agreed', verdicts: [{ rating: 'unverified' }, { rating: 'unverified' }] },
  ]);
  expect(await problems(room)).toEqual([]);
});

test.each(['decline-claim', 'merge-claim'] as const)('%s after it opens nothing', async (type) => {
  const { room, claimId } = await recalled();
  const into = await routeClaim(room, await receive(room, `So it was. ${SENTENCE}`), SENTENCE);
  await room.run(room.as('edda'), { type, claimId, into, reason: 'Not checkable.' });
  expect(await historyOf(room, claimId, 'edda')).not.toContain('verdict-recorded');
  expect(await sealedEntries(claimId)).toBe(1);
  expect(await problems(room)).toEqual([]);
});

test('what whoever had submitted wrote in that round is read, and its mentions told, after the next', async () => {
  const room = await openNewsroom(fixture.db);
  const { workspaceId, people } = room;
  const claimId = await routeClaim(room, await receive(room, SENTENCE), SENTENCE);
  await judge(room, claimId, 'rana', 'unverified');
  const threadId = randomUUID();
  const start = { type: 'start-thread', threadId, claimId, passage: null, commentId: randomUUID() } as const;
  await room.run(room.as('edda'), { ...start, text: 'Who keeps a gauge?', mentions: [] });
  const answer = { type: 'add-comment', threadId, commentId: randomUUID() } as const;
  await room.run(room.as('rana'), { ...answer, text: 'Ask the harbour.', mentions: [people.adil] });
  await read(room, (tx) => setMailAddress(tx, room.as('adil'), 'adil@mail.example'));
  await recall(room, claimId);
  const mentioned = async () => {
    await sequence(fixture.system, 10_000);
    await findNotices(fixture.db, workspaceId);
    const { rows } = await fixture.admin.query(
      `select kind from app.deliveries where workspace_id = $1 and kind = 'mentioned'`,
      [workspaceId],
    );
    return rows.length;
  };
  const comments = async (name: PersonName) =>
    (await read(room, (tx) => readThread(tx, room.as(name), threadId))).comments.length;
  expect([await comments('edda'), await comments('rana'), await mentioned()]).toEqual([1, 2, 0]);
  await route(room, claimId);
  expect(await comments('edda')).toBe(1);
  await decide(room, claimId, 'unverified', 'unverified');
  expect([await comments('edda'), await mentioned()]).toEqual([2, 1]);
  await room.run(room.as('edda'), { type: 'reopen-claim', claimId, reason: 'A witness.' });
  await decide(room, claimId, 'unverified', 'unverified');
  expect(await mentioned()).toBe(1);
  expect(await problems(room)).toEqual([]);
});

test('an editor is asked to send it somewhere, and neither desk nor agreement counts the round', async () => {
  const { room, claimId } = await recalled();
  const editor = room.as('edda');
  const turns = await read(room, (tx) => readTurns(tx, editor));
  const claim = await read(room, (tx) => readClaim(tx, editor, claimId));
  expect(turns.items).toMatchObject([
    {
      kind: 'claim-to-route',
      id: claimId,
      since: claim.rounds[0]?.closedAt,
      why: 'It was taken out of review: send it to a desk, decline it, or merge it into another.',
    },
  ]);
  const desk = async () => (await read(room, (tx) => readOverview(tx, editor, 7))).desks[0];
  expect(await desk()).toMatchObject({ waiting: 0, assigned: 0, closed: 0, medianHoursToClose: null });
  await route(room, claimId);
  await decide(room, claimId, 'unverified', 'unverified');
  expect(await desk()).toMatchObject({ closed: 1 });
  expect(await read(room, (tx) => readAgreement(tx, editor, {}))).toMatchObject({ claims: 1, comparable: 1 });
});

test('publisher and readers hear that a published claim is not decided: recalled, or contested in its next round', async () => {
  const room = await openNewsroom(fixture.db);
  const claimId = await routeClaim(room, await receive(room, SENTENCE), SENTENCE);
  await decide(room, claimId, 'unverified', 'unverified');
  const reportId = await publishNew(room, `flood-${claimId}`, [claimId]);
  await room.run(room.as('edda'), { type: 'reopen-claim', claimId, reason: 'A witness.' });
  const turns = async () => (await read(room, (tx) => readTurns(tx, room.as('pia')))).items;
  const asked = [{ kind: 'report-in-question', id: reportId }];
  const rendered = { reportId, version: 1, pageSha256: sha256('page'), page: 'page' } as const;
  const renderer = { kind: 'system', workspaceId: room.workspaceId, name: 'renderer' } as const;
  await room.run(renderer, { type: 'record-rendering', ...rendered });
  const stage = async () => (await readPublicNotice(fixture.db, `flood-${claimId}`, 1))?.claims[0]?.stage;
  expect(await stage()).toBe('in-review');
  await recall(room, claimId);
  expect(await stage()).toBe('questioned');
  expect(await turns()).toMatchObject(asked);
  await route(room, claimId);
  const sources = await Promise.all(
    ['The Gauge', 'The Weir'].map((outlet) => receive(room, `${outlet}: ${SENTENCE}`, outlet)),
  );
  await judge(
    room,
    claimId,
    'rana',
    'verified',
    sources.map((source) => pinned(source, SENTENCE, 'supports')),
  );
  await judge(room, claimId, 'remy', 'unverified');
  expect(await turns()).toMatchObject(asked);
});

test('a report says that a review of its claim was ended, when and why', async () => {
  const { room, claimId } = await recalled();
  await route(room, claimId);
  await decide(room, claimId, 'unverified', 'unverified');
  const reportId = await publishNew(room, `flood-${claimId}`, [claimId]);
  const report = await read(room, (tx) =>
    loadRoot(tx, 'report', room.workspaceId, reportId, { lock: false }),
  );
  const on = new Date().toISOString().slice(0, 10);
  expect(report?.state.versions[0]?.content.claims[0]?.recalled).toEqual([{ on, reason: WHY }]);
  await room.run(room.as('pia'), { type: 'open-correction', reportId, reason: 'A slip.' });
  await publish(room, reportId);
  expect(await problems(room)).toEqual([]);
});

test('an editor who holds a slot of the next round is told as little by the history as by the events', async () => {
  const { room, claimId } = await recalled();
  await route(room, claimId);
  await takeSlot(room, claimId, 'rana');
  await sequence(fixture.system, 10_000);
  const rana = room.as('rana', 'editor');
  const { events } = await read(room, (tx) => readEventsFrom(tx, room.workspaceId, 0, 1_000));
  const told = events.filter((event) => event.id === claimId && event.isShownTo(rana));
  const history = await read(room, (tx) => readHistory(tx, rana, claimId));
  const ofSlots = (list: readonly { type: string }[]) =>
    list.flatMap(({ type }) => (type.startsWith('slot-') ? [type] : []));
  const own = ['slot-assigned', 'slot-released', 'slot-assigned'];
  expect([ofSlots(history), ofSlots(told)]).toEqual([own, own]);
});

test('what must go is erased from a round whose seal nobody can say the end of', async () => {
  const { room, claimId } = await recalled();
  const own = await read(room, (tx) => readHistory(tx, room.as('rana'), claimId));
  const leafHash = own.find(({ type }) => type === 'verdict-recorded')?.leafHash ?? '';
  const target = { kind: 'fields', leafHash, names: ['rationale'] } as const;
  const erase = { type: 'erase-content', target, basis: 'court-order', reason: 'By order.' } as const;
  await room.run(room.as('alma'), erase);
  const stored = await read(room, (tx) => loadRoot(tx, 'claim', room.workspaceId, claimId, { lock: false }));
  expect(stored?.state.rounds[0]?.slots[0]?.assignments[0]?.setAside).toMatchObject([
    { rationale: '[erased]' },
  ]);
  expect(await problems(room)).toEqual([]);
  await route(room, claimId);
  await decide(room, claimId, 'unverified', 'unverified');
  expect(await problems(room)).toEqual([]);
});
