/** A newsroom in which every kind of work is late. */
import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { readEntry } from '#database';
import type { DomainEvent } from '#domain';
import { jobKey, jobsFor, type JobName, type JobSpec } from '#jobs';
import { findDue } from '../../../apps/worker/src/reconciler.ts';
import { sequence } from '../../../apps/worker/src/sequencer.ts';
import type { TestDatabase } from '../../support/database.ts';
import {
  addVersion,
  judge,
  openNewsroom,
  receive,
  routeClaim,
  sha256,
  takeSlot,
  type Newsroom,
} from '../../support/newsroom.ts';
import { publishNew } from '../../support/publishing.ts';
import { turnBack } from './queues.ts';

const TEXT = 'The river rose four metres on Sunday. Three hundred people were brought to safety.';

/** Of each kind of work that is late, the job that brings it on, as the log's own events say. */
export type LateWork = Record<
  Exclude<JobName, 'offer-desk' | 'notify' | 'deliver' | 'remind' | 'check-log'>,
  JobSpec
>;

export async function openLateWork(fixture: TestDatabase): Promise<{ room: Newsroom; late: LateWork }> {
  const room = await openNewsroom(fixture.db);
  const document = await receive(room, TEXT);
  const inReview = await routeClaim(room, document, 'The river rose four metres on Sunday.');
  const assignmentId = await takeSlot(room, inReview, 'rana');
  const decided = await routeClaim(room, document, 'Three hundred people were brought to safety.');
  await judge(room, decided, 'rana', 'unverified');
  await judge(room, decided, 'remy', 'unverified');
  const reportId = await publishNew(room, 'flood', [decided]);

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
  const returned = await comeBack(room);
  const handedIn = await handIn(room);
  const { extracted, recaptured } = await furtherVersions(room);
  await turnBack(fixture, "update app.document_versions set received_at = now() - interval '1 minute'");
  await turnBack(fixture, "update app.intakes set handed_in_at = now() - interval '1 minute'");
  await turnBack(
    fixture,
    `update app.rounds set opened_at = now() - interval '1 minute', policy = policy || '{"dueHours": -0.5}'`,
  );
  await turnBack(fixture, "update app.source_checks set since = now() - interval '1 minute'");
  const renderedId = await publishNew(room, 'flood-rendered', [decided]);
  await cover(fixture, room, renderedId);
  await turnBack(fixture, "update app.report_versions set published_at = now() - interval '1 minute'");
  const followed = await jobsInLog(fixture);
  const { workspaceId } = room;
  const held = { claimId: inReview, assignmentId, fence: 1 };
  const of = (name: JobName, data: object): JobSpec => {
    const found = followed.filter((job) => job.name === name && isWithin(data, job.data));
    expect(found).toHaveLength(1);
    return { name, data: found[0]?.data } as JobSpec; // the log's own, without the time it suggests
  };
  const late: LateWork = {
    'read-intake': of('read-intake', { workspaceId, intakeId: handedIn }),
    'map-anchors': of('map-anchors', { workspaceId, versionId: recaptured }),
    'match-document': of('match-document', { workspaceId, versionId: extracted }),
    'extract-claims': of('extract-claims', { workspaceId, versionId: document.versionId }),
    'recheck-claim': of('recheck-claim', { workspaceId, claimId: decided }),
    'fill-slot': of('fill-slot', { workspaceId, claimId: inReview, slot: 2 }),
    // No event asks for what a clock brings.
    'expire-lease': { name: 'expire-lease', data: { workspaceId, ...held } },
    'pass-deadline': { name: 'pass-deadline', data: { workspaceId, ...held, deadline: 'half-time' } },
    'offer-work': { name: 'offer-work', data: { workspaceId, ...returned } },
    'escalate-round': { name: 'escalate-round', data: { workspaceId, claimId: inReview, round: 1 } },
    'question-rounds': of('question-rounds', { workspaceId, personId: room.people.adil }),
    'render-report': of('render-report', { workspaceId, reportId }),
    'build-proof': of('build-proof', { workspaceId, reportId: renderedId }),
  };
  return { room, late };
}

/** Somebody whose absence ended a minute ago. Gives what the job of their return is about. */
async function comeBack(newsroom: Newsroom) {
  const rosa = newsroom.as('rosa');
  const { personId } = rosa;
  const end = Date.now() - 60_000;
  const away = { from: new Date(end - 3_600_000).toISOString(), until: new Date(end).toISOString() };
  await newsroom.run(rosa, { type: 'set-availability', personId, away });
  return { personId, cause: `back-${end}` };
}

/** Renders the report, numbers its entry and publishes a checkpoint over it, a minute ago. */
async function cover(fixture: TestDatabase, room: Newsroom, reportId: string): Promise<void> {
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
async function jobsInLog(fixture: TestDatabase): Promise<JobSpec[]> {
  const { rows } = await fixture.admin.query(
    `select e.workspace_id, e.subject, e.body, o.fields
       from audit.entry e join audit.opening o on o.entry_id = e.id order by e.id`,
  );
  return rows.map(readEntry).flatMap(({ workspaceId, subjectId: id, leafHash, event }) =>
    // As the relay reads it: what was appended as an event is one.
    jobsFor({ workspaceId, id, leafHash, event: event as unknown as DomainEvent }),
  );
}

export const sorted = (jobs: readonly JobSpec[]): JobSpec[] =>
  [...jobs].sort((a, b) => jobKey(a).localeCompare(jobKey(b)));

/** All of it but one. */
export const without = (late: LateWork, spec: JobSpec): JobSpec[] =>
  sorted(Object.values(late).filter((one) => one !== spec));

/** What the reconciler would ask for now. */
export const dueNow = async (fixture: TestDatabase, graceSeconds: number): Promise<JobSpec[]> =>
  sorted(await fixture.system.transaction((tx) => findDue(tx, graceSeconds)));
