/** One address space for all workspaces: what is published takes its address for ever, what is in work takes none. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { checkLog } from '#workflow';
import { FILLED } from '../../migrations/1790000000048-reports-between-publications.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import { publish, publishNew } from '../support/publishing.ts';

const TEXT = 'The river rose four metres on Sunday.';
const TAKEN = { code: 'address-taken', message: 'This address is taken for good: choose another slug.' };

let fixture: TestDatabase;
let one: Newsroom;
let other: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  [one, other] = [await openNewsroom(fixture.db, DESK), await openNewsroom(fixture.db, DESK)];
});
afterAll(async () => {
  for (const room of [one, other])
    expect((await checkLog(fixture.db, room.workspaceId)).problems).toEqual([]);
  await fixture.drop();
});
const DESK = { independentVerdicts: 1 };

async function decidedClaim(room: Newsroom): Promise<string> {
  const claimId = await routeClaim(room, await receive(room, `${TEXT} (${randomUUID()})`), TEXT);
  await judge(room, claimId, 'rana', 'unverified');
  return claimId;
}

const CONTENT = { title: 'The flood', summary: 'What is known.' };

async function drafted(room: Newsroom, slug: string, claimIds: readonly string[] = []): Promise<string> {
  const reportId = randomUUID();
  await room.run(room.as('edda'), { type: 'draft-report', reportId, slug, ...CONTENT, claimIds });
  return reportId;
}

const edit = (room: Newsroom, reportId: string, slug: string, claimIds: readonly string[] = []) =>
  room.run(room.as('edda'), { type: 'edit-report', reportId, slug, ...CONTENT, claimIds });
const discard = (room: Newsroom, reportId: string) =>
  room.run(room.as('edda'), { type: 'discard-report', reportId, reason: 'Another desk has it.' });

test('a draft keeps no address from another workspace, and loses its own to what is published first', async () => {
  const claims = [await decidedClaim(one)];
  const late = await drafted(one, 'flood', claims);
  const early = await publishNew(other, 'flood', [await decidedClaim(other)]);
  await expect(publish(one, late)).rejects.toMatchObject(TAKEN);
  await expect(drafted(one, 'flood')).rejects.toMatchObject(TAKEN);
  await expect(edit(one, await drafted(one, 'flood-at-night'), 'flood')).rejects.toMatchObject(TAKEN);
  // The same words where it is one's own: they tell nothing of whose it is.
  await expect(drafted(other, 'flood')).rejects.toMatchObject(TAKEN);

  await other.run(other.as('pia'), { type: 'withdraw-report', reportId: early, reason: 'It was forged.' });
  await expect(drafted(one, 'flood')).rejects.toMatchObject(TAKEN);
  await edit(one, late, 'flood-on-sunday', claims);
  await publish(one, late);
});

test('in one workspace an open draft has its slug to itself, until it is discarded or called otherwise', async () => {
  const first = await drafted(one, 'harvest');
  const inDraft = { code: 'already-exists', message: expect.stringContaining('discard that draft') };
  await expect(drafted(one, 'harvest')).rejects.toMatchObject(inDraft);
  const second = await drafted(one, 'harvest-home');
  await expect(edit(one, second, 'harvest')).rejects.toMatchObject(inDraft);
  await edit(one, first, 'harvest-time');
  await edit(one, second, 'harvest');
  await discard(one, second);
  await discard(one, await drafted(one, 'harvest'));
  await drafted(one, 'harvest');
  await drafted(other, 'harvest');
});

test('of two drafts that get one slug at once, one does', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => drafted(one, 'at-once')));
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toEqual(Array(5).fill(expect.objectContaining({ code: 'already-exists' })));
  for (const { message } of refused) expect(message).toContain('choose another');
});

test('of two workspaces that publish at one address at once, one does, and the other is told to choose again', async () => {
  const reports = new Map<string, { room: Newsroom; claims: string[] }>();
  for (const room of [one, other]) {
    const claims = [await decidedClaim(room)];
    const reportId = await drafted(room, 'one-address', claims);
    await room.run(room.as('pia'), { type: 'sign-off-report', reportId });
    reports.set(reportId, { room, claims });
  }
  // Both have found the address free before either commits: no version is written meanwhile.
  const holder = new pg.Client({ connectionString: fixture.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table app.report_versions in share mode');
  const publishing = [...reports].map(([reportId, { room }]) =>
    room.run(room.as('pia'), { type: 'publish-report', reportId, overrideReason: null }),
  );
  const settled = Promise.allSettled(publishing);
  await eventually(waiting, 2);
  await holder.query('commit');
  await holder.end();

  const outcomes = await settled;
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const [loser] = [...reports].filter((_, index) => outcomes[index]?.status === 'rejected');
  const [reason] = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(reason).toMatchObject(TAKEN);
  if (!loser) throw new Error('one was refused');
  // Nothing of it was published: it is signed off as before, and goes out under another.
  const [reportId, { room, claims }] = loser;
  const { rows } = await fixture.admin.query(
    `select r.status, (select count(*)::int from app.report_versions v where v.report_id = r.id) as versions
       from app.reports r where id = $1`,
    [reportId],
  );
  expect(rows).toEqual([{ status: 'signed-off', versions: 0 }]);
  await edit(room, reportId, 'another-address', claims);
  await publish(room, reportId);
});

async function waiting(): Promise<number> {
  const { rows } = await fixture.admin.query(
    `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0].n;
}

test('the migration gives reports of before what replay gives them', async () => {
  const claims = [await decidedClaim(one)];
  const open = async (reportId: string) =>
    one.run(one.as('pia'), { type: 'open-correction', reportId, reason: `Because of ${randomUUID()}.` });
  const first = await publishNew(one, 'before-first', claims);
  await open(first);
  const second = await drafted(one, 'before', claims);
  await one.run(one.as('edda'), {
    type: 'edit-report',
    reportId: second,
    title: 'T',
    summary: 'S',
    claimIds: claims,
  });
  await publish(one, second);
  await open(second);
  await publish(one, second);
  await open(second);
  await one.run(one.as('edda'), {
    type: 'edit-report',
    reportId: second,
    title: 'U',
    summary: 'V',
    claimIds: [],
  });
  await one.run(one.as('pia'), { type: 'sign-off-report', reportId: second });
  await drafted(one, 'before-any');

  const stored = async () =>
    (await fixture.admin.query('select id, public_slug, before_correction from app.reports order by id'))
      .rows;
  const kept = await stored();
  expect(kept.filter(({ before_correction: before }) => before !== null)).toHaveLength(2);
  await fixture.admin.query(`
    alter table app.reports disable trigger recorded;
    alter table app.reports drop constraint reports_before_correction;
    update app.reports set public_slug = null, before_correction = null;
    alter table app.reports enable trigger recorded;`);
  expect(await stored()).not.toEqual(kept);
  await fixture.admin.query(FILLED);
  expect(await stored()).toEqual(kept);
});
