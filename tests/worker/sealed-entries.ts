/** Entries under seal: not numbered before their round closes, and their jobs do not wait for that. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { checkLog, keepLease } from '#workflow';
import { relay } from '../../apps/worker/src/relay.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, isWaiting, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import {
  judge,
  openNewsroom,
  receive,
  routeClaim,
  searched,
  takeSlot,
  type Newsroom,
  type PersonName,
} from '../support/newsroom.ts';
import type { Backend } from '../support/running.ts';
import { openQueues, turnBack, type Queues } from './support/queues.ts';

const TEXT = 'The river rose four metres on Sunday.';
const ALL = 10_000;
const WAITING = `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

export function describeSealedEntries(kind: Backend): void {
  let fixture: TestDatabase;
  let room: Newsroom;
  let queues: Queues;
  beforeAll(async () => {
    fixture = await freshDatabase();
    room = await openNewsroom(fixture.db);
    queues = openQueues(fixture, kind);
  });
  afterAll(async () => {
    await queues.close();
    await fixture.drop();
  });

  const order = () => sequence(fixture.system, ALL);
  const pass = () => relay(fixture.system, queues.enqueuer, ALL);
  const route = async () => routeClaim(room, await receive(room, `${TEXT} ${randomUUID()}`), TEXT);
  const typesIn = async (sql: string): Promise<string[]> =>
    (await fixture.admin.query(`select e.body from ${sql} order by e.id`)).rows.map(
      ({ body }) => JSON.parse(body.toString('utf8')).type,
    );
  const sealed = () => typesIn('audit.sealed s join audit.entry e on e.id = s.entry_id');
  const numbered = () => typesIn('audit.leaf l join audit.entry e on e.id = l.entry_id');
  async function offersFor(name: PersonName): Promise<number> {
    const queue = queues.backend.queue('clock');
    const jobs = await queue.getJobs(['waiting', 'prioritized', 'delayed']);
    await queue.close();
    return jobs.filter(({ id }) => id?.startsWith(`offer-work_${room.people[name]}`)).length;
  }

  test('a verdict is not numbered and not counted until its round closes; then it stands before what closed it', async () => {
    const claimId = await route();
    await order();
    const before = await checkLog(fixture.db, room.workspaceId);
    await judge(room, claimId, 'rana', 'unverified');
    await order();
    expect(await sealed()).toEqual(['verdict-recorded']);
    expect(await numbered()).not.toContain('verdict-recorded');
    // The slot was assigned: that is one more, and all that is to be seen.
    const during = await checkLog(fixture.db, room.workspaceId);
    expect(during).toEqual({ ...before, size: before.size + 1, pending: 0, problems: [] });

    await judge(room, claimId, 'remy', 'unverified');
    expect(await sealed()).toEqual([]);
    await order();
    expect((await numbered()).slice(-4)).toEqual([
      'verdict-recorded',
      'slot-assigned',
      'verdict-recorded',
      'claim-decided',
    ]);
    expect(await checkLog(fixture.db, room.workspaceId)).toMatchObject({ pending: 0, problems: [] });
  });

  test('its jobs are enqueued at once, and not a second time when it is numbered', async () => {
    const claimId = await route();
    await order();
    await pass();
    const before = await offersFor('rana');
    await judge(room, claimId, 'rana', 'unverified');
    expect(await pass()).toBe(1);
    expect(await offersFor('rana')).toBe(before + 1);
    expect(await pass()).toBe(0);

    const queue = queues.backend.queue('clock');
    await queue.drain(true);
    await queue.close();
    await judge(room, claimId, 'remy', 'unverified');
    await order();
    await pass();
    expect([await offersFor('rana'), await offersFor('remy')]).toEqual([0, 1]);
  });

  test('a queue that refuses leaves the sealed entries to the next pass', async () => {
    const claimId = await route();
    await order();
    await pass();
    await judge(room, claimId, 'rosa', 'unverified');
    const closed = openQueues(fixture, kind);
    await closed.backend.close();
    await expect(relay(fixture.system, closed.enqueuer, ALL)).rejects.toThrow();
    await closed.enqueuer.close();
    expect(await offersFor('rosa')).toBe(0);
    await pass();
    expect(await offersFor('rosa')).toBe(1);
    await judge(room, claimId, 'remy', 'unverified');
  });

  test('a single verdict is kept from nobody: it stands in the claim’s stream, after what waited under seal', async () => {
    const alone = await openNewsroom(fixture.db, { independentVerdicts: 1 });
    const claimId = await routeClaim(alone, await receive(alone, TEXT), TEXT);
    const assignmentId = await takeSlot(alone, claimId, 'rana');
    const soon = "update app.assignments set lease_until = now() + interval '1 minute' where id = $1";
    await turnBack(fixture, soon, [assignmentId]);
    await keepLease(fixture.db, alone.as('rana'), assignmentId);
    await order();
    expect(await sealed()).toEqual(['lease-renewed']);

    const verdict = { rating: 'unverified' as const, rationale: 'Nothing.', evidence: [searched] };
    const submit = { type: 'record-verdict' as const, claimId, assignmentId, fence: 1, ...verdict };
    await alone.run(alone.as('rana'), submit);
    expect(await sealed()).toEqual([]);
    await order();
    expect((await numbered()).slice(-3)).toEqual(['lease-renewed', 'verdict-recorded', 'claim-decided']);
    const own = 'app.claims c join audit.entry e using (stream) where c.id = ';
    expect((await typesIn(`${own} '${claimId}'`)).slice(-2)).toEqual(['verdict-recorded', 'claim-decided']);
    expect(await checkLog(fixture.db, alone.workspaceId)).toMatchObject({ pending: 0, problems: [] });
  });

  test('where two judge, no stream tells of both, and a claim’s own has no hole', async () => {
    const claimId = await route();
    await judge(room, claimId, 'rana', 'unverified');
    await judge(room, claimId, 'remy', 'unverified');
    const { rows } = await fixture.admin.query(
      `select e.stream, array_agg(e.seq order by e.seq) as seqs
         from audit.entry e left join app.ballots b on b.stream = e.stream left join app.claims c on c.stream = e.stream
        where b.claim_id = $1 or c.id = $1 group by 1 order by count(*)`,
      [claimId],
    );
    expect(rows.map(({ seqs }) => seqs)).toEqual([[1], [1], [1, 2, 3, 4, 5, 6]]);
  });

  test('what somebody who has submitted says is numbered with their verdict, also when the round closes meanwhile', async () => {
    const claimId = await route();
    const threadId = randomUUID();
    const said = (text: string) => ({ commentId: randomUUID(), text, mentions: [] });
    const start = {
      type: 'start-thread' as const,
      threadId,
      claimId,
      passage: null,
      ...said('Who measured?'),
    };
    await room.run(room.as('edda'), start);
    await judge(room, claimId, 'rana', 'unverified');
    const comment = (text: string) =>
      room.run(room.as('rana'), { type: 'add-comment', threadId, ...said(text) });
    await comment('The harbour.');
    await order();
    expect(await sealed()).toEqual(['verdict-recorded', 'comment-added']);

    const assignmentId = await takeSlot(room, claimId, 'remy');
    const last = { rating: 'unverified' as const, rationale: 'Nothing.', evidence: [searched] };
    await Promise.all([
      room.run(room.as('remy'), { type: 'record-verdict', claimId, assignmentId, fence: 1, ...last }),
      ...['Not the town.', 'Nor the mill.', 'Nor the lock.'].map(comment),
    ]);
    await order();
    expect(await sealed()).toEqual([]);
    expect((await numbered()).filter((type) => type === 'comment-added')).toHaveLength(4);
    expect(await checkLog(fixture.db, room.workspaceId)).toMatchObject({ pending: 0, problems: [] });
  });

  test('a thread that somebody begins after submitting has no entry of its own yet, and the check of the log knows that', async () => {
    const claimId = await route();
    await judge(room, claimId, 'rana', 'unverified');
    const threadId = randomUUID();
    const said = (text: string) => ({ commentId: randomUUID(), text, mentions: [] });
    const start = { type: 'start-thread' as const, threadId, claimId, passage: null, ...said('Who?') };
    await room.run(room.as('rana'), start);
    await order();
    expect(await sealed()).toEqual(['verdict-recorded', 'thread-started']);
    expect(await checkLog(fixture.db, room.workspaceId)).toMatchObject({ pending: 0, problems: [] });

    await judge(room, claimId, 'remy', 'unverified');
    await room.run(room.as('edda'), { type: 'add-comment', threadId, ...said('The harbour.') });
    await order();
    expect(await sealed()).toEqual([]);
    expect(await checkLog(fixture.db, room.workspaceId)).toMatchObject({ pending: 0, problems: [] });
  });

  test('who comments waits for the claim before they hold its round, so that whoever closes it never waits for them', async () => {
    const claimId = await route();
    const threadId = randomUUID();
    const said = (text: string) => ({ commentId: randomUUID(), text, mentions: [] });
    const start = { type: 'start-thread' as const, threadId, claimId, passage: null, ...said('Who?') };
    await room.run(room.as('edda'), start);
    await judge(room, claimId, 'rana', 'unverified');

    await fixture.admin.query('begin');
    await fixture.admin.query('select from app.claims where id = $1 for update', [claimId]);
    const comment = room.run(room.as('rana'), { type: 'add-comment', threadId, ...said('The harbour.') });
    await eventually(() => isWaiting(fixture), true);
    await fixture.admin.query("set local lock_timeout = '500ms'");
    const closing = fixture.admin.query('select from app.rounds where claim_id = $1 for update', [claimId]);
    await expect(closing.finally(() => fixture.admin.query('rollback'))).resolves.toMatchObject({
      rowCount: 1,
    });
    await comment;
  });

  test('who goes on in a thread that they began under seal, while a later round closes, is not taken for under seal', async () => {
    const before = await sealed();
    const claimId = await route();
    const threadId = randomUUID();
    const said = (text: string) => ({ commentId: randomUUID(), text, mentions: [] });
    await judge(room, claimId, 'rana', 'unverified');
    const start = { type: 'start-thread' as const, threadId, claimId, passage: null, ...said('Who?') };
    await room.run(room.as('rana'), start);
    await room.run(room.as('edda'), { type: 'recall-claim', claimId, reason: 'Another desk.' });
    const [deskId, personId] = [room.deskId, room.people.rana];
    await room.run(room.as('edda'), { type: 'remove-desk-member', deskId, personId, reason: 'She moved.' });
    await room.run(room.as('edda'), { type: 'route-claim', claimId, deskId });
    await judge(room, claimId, 'rosa', 'unverified');
    const waiting = async () => Number((await fixture.admin.query(WAITING)).rows[0].count);

    // Whoever closes the round has the claim, and waits to write its decision; the comment waits for the claim.
    const blocker = new pg.Client({ connectionString: fixture.ownerUrl });
    await blocker.connect();
    await blocker.query('begin; lock table app.decisions in share mode');
    const closing = judge(room, claimId, 'remy', 'unverified');
    await eventually(waiting, 1);
    const comment = room.run(room.as('rana'), { type: 'add-comment', threadId, ...said('The harbour.') });
    await eventually(waiting, 2);
    await blocker.query('commit');
    await blocker.end();
    await Promise.all([closing, comment]);
    await order();
    expect(await sealed()).toEqual(before);
    await room.run(room.setup, { type: 'add-desk-member', deskId, personId });
  });
}
