import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readEntry } from '#database';
import type { DomainEvent } from '#domain';
import { jobKey, jobsFor, type JobName, type JobSpec } from '#jobs';
import { beginJob } from '#workflow';
import { postpone } from '../../apps/worker/src/rechecks.ts';
import { findDue } from '../../apps/worker/src/reconciler.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  addVersion,
  judge,
  openNewsroom,
  receive,
  routeClaim,
  sha256,
  takeSlot,
  type Newsroom,
} from '../support/newsroom.ts';
import { turnBack } from './support/queues.ts';

const TEXT = 'The river rose four metres on Sunday. Three hundred people were brought to safety.';
const GRACE = 5;

let fixture: TestDatabase;
let room: Newsroom;
/** Of each kind of work that is late, the job that brings it on, as the log's own events say. */
let late: Record<
  Exclude<JobName, 'offer-work' | 'offer-desk' | 'notify' | 'deliver' | 'remind' | 'check-log'>,
  JobSpec
>;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
  const document = await receive(room, TEXT);
  const inReview = await routeClaim(room, document, 'The river rose four metres on Sunday.');
  const assignmentId = await takeSlot(room, inReview, 'rana');
  const decided = await routeClaim(room, document, 'Three hundred people were brought to safety.');
  await judge(room, decided, 'rana', 'unverified');
  await judge(room, decided, 'remy', 'unverified');
  const reportId = await publish(room, 'flood', decided);

  await turnBack(
    fixture,
    `update app.assignments set lease_until = now() - interval '1 minute', assigned_at = now() - interval '26 hours'
      where id = $1`,
    [assignmentId],
  );
  await room.run(room.as('adil'), {
    type: 'declare-conflict',
    personId: room.people.adil,
    conflict: { kind: 'publisher', name: 'The Weir' },
  });
  const handedIn = await handIn(room);
  const { extracted, recaptured } = await furtherVersions(room);
  await turnBack(fixture, "update app.document_versions set received_at = now() - interval '1 minute'");
  await turnBack(fixture, "update app.intakes set handed_in_at = now() - interval '1 minute'");
  await turnBack(
    fixture,
    `update app.rounds set opened_at = now() - interval '1 minute', policy = policy || '{"dueHours": -0.5}'`,
  );
  await turnBack(fixture, "update app.source_checks set since = now() - interval '1 minute'");
  const renderedId = await publish(room, 'flood-rendered', decided);
  await cover(renderedId);
  await turnBack(fixture, "update app.report_versions set published_at = now() - interval '1 minute'");
  const followed = await jobsInLog();
  const { workspaceId } = room;
  const held = { claimId: inReview, assignmentId, fence: 1 };
  const of = (name: JobName, data: object): JobSpec => {
    const found = followed.filter((job) => job.name === name && isWithin(data, job.data));
    expect(found).toHaveLength(1);
    return { name, data: found[0]?.data } as JobSpec; // the log's own, without the time it suggests
  };
  late = {
    'read-intake': of('read-intake', { workspaceId, intakeId: handedIn }),
    'map-anchors': of('map-anchors', { workspaceId, versionId: recaptured }),
    'match-document': of('match-document', { workspaceId, versionId: extracted }),
    'extract-claims': of('extract-claims', { workspaceId, versionId: document.versionId }),
    'recheck-claim': of('recheck-claim', { workspaceId, claimId: decided }),
    'fill-slot': of('fill-slot', { workspaceId, claimId: inReview, slot: 2 }),
    // No event asks for what a clock brings.
    'expire-lease': { name: 'expire-lease', data: { workspaceId, ...held } },
    'pass-deadline': { name: 'pass-deadline', data: { workspaceId, ...held, deadline: 'half-time' } },
    'escalate-round': { name: 'escalate-round', data: { workspaceId, claimId: inReview, round: 1 } },
    'question-rounds': of('question-rounds', { workspaceId, personId: room.people.adil }),
    'render-report': of('render-report', { workspaceId, reportId }),
    'build-proof': of('build-proof', { workspaceId, reportId: renderedId }),
  };
});
afterAll(() => fixture.drop());

async function publish(newsroom: Newsroom, slug: string, claimId: string): Promise<string> {
  const reportId = randomUUID();
  const pia = newsroom.as('pia');
  const draft = { slug, title: 'The flood', summary: 'What is known.', claimIds: [claimId] };
  await newsroom.run(pia, { type: 'draft-report', reportId, ...draft });
  await newsroom.run(pia, { type: 'sign-off-report', reportId });
  await newsroom.run(pia, { type: 'publish-report', reportId, overrideReason: null });
  return reportId;
}

/** Renders the report, numbers its entry and publishes a checkpoint over it, a minute ago. */
async function cover(reportId: string): Promise<void> {
  const renderer = { kind: 'system', workspaceId: room.workspaceId, name: 'renderer' } as const;
  const page = '<!doctype html>';
  await room.run(renderer, {
    type: 'record-rendering',
    reportId,
    version: 1,
    pageSha256: sha256(page),
    page,
  });
  while ((await sequence(fixture.system, 1_000)) > 0);
  await fixture.admin.query(
    `insert into audit.checkpoint (size, root, note, published_at)
     select size, root, 'as signed', now() - interval '1 minute' from audit.tree`,
  );
}

async function handIn(newsroom: Newsroom): Promise<string> {
  const intakeId = randomUUID();
  const details = { title: null, publisher: null, publishedAt: null, language: null, documentId: null };
  const source = { kind: 'address' as const, url: 'https://example.org/flood' };
  await newsroom.run(newsroom.as('edda'), { type: 'hand-in', intakeId, source, ...details });
  return intakeId;
}

/** A version whose claims are found and not compared, and one whose anchors are not looked for yet. */
async function furtherVersions(newsroom: Newsroom) {
  const extraction = { kind: 'system', workspaceId: newsroom.workspaceId, name: 'extraction' } as const;
  const findings = { method: 'none', language: 'en', figures: [], credits: [], upstream: [] };
  const { documentId, versionId } = await receive(newsroom, `${TEXT} Seen from the bridge.`);
  const found = { documentId, versionId, claims: [], notExtracted: null, findings };
  await newsroom.run(extraction, { type: 'record-extraction', ...found });
  const other = await receive(newsroom, `${TEXT} Seen from the mill.`);
  const nothing = { documentId: other.documentId, versionId: other.versionId, matches: [], dependences: [] };
  await newsroom.run(extraction, {
    type: 'record-extraction',
    ...found,
    documentId: other.documentId,
    versionId: other.versionId,
  });
  await newsroom.run(extraction, { type: 'record-matching', ...nothing });
  const recaptured = await addVersion(newsroom, other.documentId, `${TEXT} Seen again from the mill.`);
  return { extracted: versionId, recaptured };
}

const isWithin = (part: object, whole: object) =>
  Object.entries(part).every(([name, value]) =>
    Object.entries(whole).some(([n, v]) => n === name && v === value),
  );

/** What the relay would enqueue for the whole log. */
async function jobsInLog(): Promise<JobSpec[]> {
  const { rows } = await fixture.admin.query(
    `select e.workspace_id, e.subject, e.body, e.leaf_hash, o.fields
       from audit.entry e join audit.opening o on o.entry_id = e.id order by e.id`,
  );
  return rows.map(readEntry).flatMap(({ workspaceId, subjectId: id, leafHash, event }) =>
    // As the relay reads it: what was appended as an event is one.
    jobsFor({ workspaceId, id, leafHash, event: event as unknown as DomainEvent }),
  );
}

const due = (graceSeconds = GRACE) => fixture.system.transaction((tx) => findDue(tx, graceSeconds));
const sorted = (jobs: readonly JobSpec[]) => [...jobs].sort((a, b) => jobKey(a).localeCompare(jobKey(b)));
const without = (spec: JobSpec) => sorted(Object.values(late).filter((one) => one !== spec));
const KINDS = [
  'read-intake',
  'map-anchors',
  'extract-claims',
  'match-document',
  'fill-slot',
  'expire-lease',
  'pass-deadline',
  'escalate-round',
  'question-rounds',
  'render-report',
  'build-proof',
] as const;

test('what is late is found as the very jobs that the log asked for, and nothing else', async () => {
  expect(sorted(await due())).toEqual(sorted(Object.values(late)));
});

test.each(KINDS)(
  '%s is left alone until its recheck, which is kept under the job’s own key',
  async (kind) => {
    const key = [room.workspaceId, jobKey(late[kind])];
    await fixture.admin.query(
      `insert into app.rechecks values ($1, $2, 1, now() + interval '30 seconds')`,
      key,
    );
    expect(sorted(await due())).toEqual(without(late[kind]));
    await fixture.admin.query(`update app.rechecks set recheck_at = now() - interval '1 second'`);
    expect(sorted(await due())).toEqual(sorted(Object.values(late)));
    await fixture.admin.query('delete from app.rechecks');
  },
);

test.each(KINDS)('%s is left alone when it is dead', async (kind) => {
  const { name, data } = late[kind];
  const job = { jobKey: jobKey(late[kind]), queue: 'any', name, data, leaseSeconds: 30 };
  // Begun three times without an end, as by a job that kills its worker; the fourth beginning buries it.
  for (let beginning = 0; beginning < 4; beginning++) {
    await beginJob(fixture.db, room.workspaceId, job);
    await fixture.admin.query(`update app.job_executions set lease_until = now() - interval '1 second'`);
  }
  expect(sorted(await due())).toEqual(without(late[kind]));
  await fixture.admin.query('delete from app.dead_letters');
});

test.each([
  ['read-intake', 'update app.intakes set handed_in_at = now() - make_interval(secs => $1)'],
  ['fill-slot', 'update app.rounds set opened_at = now() - make_interval(secs => $1)'],
  ['render-report', 'update app.report_versions set published_at = now() - make_interval(secs => $1)'],
] as const)('%s has the grace period to move by itself', async (kind, sql) => {
  await turnBack(fixture, sql, [1]);
  // What a clock brings, and what a declared conflict puts in question, have no ordinary way of their own to wait for.
  const foundHere = ['question-rounds', 'expire-lease', 'pass-deadline', 'escalate-round'] as const;
  expect(sorted(await due(36_000))).toEqual(sorted(foundHere.map((name) => late[name])));
  expect(sorted(await due(30))).toEqual(without(late[kind]));
  expect(sorted(await due(0))).toEqual(sorted(Object.values(late)));
  await turnBack(fixture, sql, [60]);
});

test.each([
  ['expire-lease', 'update app.assignments set lease_until = now() + make_interval(secs => $1)'],
  [
    'pass-deadline',
    'update app.assignments set assigned_at = due_at - 2 * (due_at - now() - make_interval(secs => $1))',
  ],
  [
    'escalate-round',
    `update app.rounds set policy = policy || jsonb_build_object(
       'dueHours', extract(epoch from now() + make_interval(secs => $1) - opened_at) / 3600 / 1.125)`,
  ],
] as const)('%s is asked for shortly before its time, and for its time', async (kind, sql) => {
  await turnBack(fixture, sql, [60]);
  expect(sorted(await due(0))).toEqual(without(late[kind]));
  await turnBack(fixture, sql, [20]);
  const found = await due(0);
  const ahead = found.filter(({ name }) => name === kind);
  expect(sorted(found.filter(({ name }) => name !== kind))).toEqual(without(late[kind]));
  expect(ahead).toEqual([{ ...late[kind], notBefore: expect.any(String) }]);
  const left = Date.parse(ahead[0]?.notBefore ?? '') - Date.now();
  expect(left).toBeGreaterThan(10_000);
  expect(left).toBeLessThanOrEqual(20_000);
  await turnBack(fixture, sql, [-60]);
});

test('what was asked for ahead is looked at again after its time, and not every second until then', async () => {
  const spec: JobSpec = { ...late['expire-lease'], notBefore: new Date(Date.now() + 20_000).toISOString() };
  await fixture.system.transaction((tx) => postpone(tx, [spec]));
  const { rows } = await fixture.admin.query('select recheck_at from app.rechecks where job_key = $1', [
    jobKey(spec),
  ]);
  expect(rows[0].recheck_at.getTime()).toBeGreaterThan(Date.parse(spec.notBefore ?? ''));
  expect(sorted(await due())).toEqual(without(late['expire-lease']));
  await fixture.admin.query('delete from app.rechecks');
});
