/** What each job does. Every handler may run twice for one job, and must then find nothing left to do. */
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inWorkspace, loadRoot } from '#database';
import { Refused, type Actor, type SystemActor } from '#domain';
import type { JobEnd, JobHandlers } from '#jobs';
import { renderReport } from '#reports';
import {
  execute,
  fillSlots,
  keepProof,
  offerDesk,
  offerWork,
  questionRounds,
  readAway,
  recordLogCheck,
  type Filled,
  type Filling,
  type JobLease,
} from '#workflow';
import { extractVersion } from './intake/extract-version.ts';
import { mapAnchors } from './intake/map-anchors.ts';
import { matchVersion } from './intake/match-version.ts';
import type { ModelSettings } from './intake/model-proposals.ts';
import { readIntake, type IntakeParts } from './intake/read-intake.ts';
import { notifyHandlers, type NotifyParts } from './notify/handlers.ts';
import { recheckClaim } from './rereview.ts';
import { together } from './together.ts';

export interface JobContext {
  readonly lease: JobLease;
  /** Where the job came from. */
  readonly queue: string;
}

export interface HandlerParts extends IntakeParts, NotifyParts {
  readonly publicUrl: string;
  readonly model: ModelSettings | null;
}

const DONE = ['already-extracted', 'wrong-status', 'not-found'] as const;

export const handlersOn = (parts: HandlerParts): JobHandlers<JobContext> => ({
  'read-intake': ({ workspaceId, intakeId }, { lease }) =>
    unlessDone(readIntake(parts, workspaceId, intakeId, lease), DONE),
  'map-anchors': (data, { lease }) => unlessDone(mapAnchors(parts.db, data, lease), DONE),
  'extract-claims': (data, { lease }) => unlessDone(extractVersion(parts.db, parts.model, data, lease), DONE),
  'match-document': (data, { lease }) => unlessDone(matchVersion(parts.db, data, lease), DONE),
  'recheck-claim': (data) => recheckClaim(parts.db, data),
  'check-log': async ({ workspaceId, night }) => {
    await recordLogCheck(parts.db, workspaceId, night);
    return 'done';
  },
  ...reviewHandlers(parts.db),
  ...deadlineHandlers(parts.db),
  ...reportHandlers(parts.db, parts.publicUrl),
  ...notifyHandlers(parts),
});

/** Of one desk: while Postgres is at one desk's transaction, the next one's is made ready. */
const SLOTS_TOGETHER = 250;
/** Room comes up in crowds, when many hand in what they have: it can wait a moment, and be filled at once. */
const PEOPLE_TOGETHER = { most: 50, lingerMs: 25 };

function reviewHandlers(
  db: DataSource,
): Pick<JobHandlers<JobContext>, 'fill-slot' | 'offer-work' | 'offer-desk' | 'question-rounds'> {
  const fill = together<Filling & { readonly workspaceId: string }, Filled>(
    { most: SLOTS_TOGETHER },
    async (_queue, [first, ...more]) => (first ? fillSlots(db, first.workspaceId, [first, ...more]) : []),
  );
  const offer = together<string, JobEnd>(PEOPLE_TOGETHER, async (workspaceId, personIds) => {
    const away = await readAway(db, workspaceId, personIds);
    const here = new Set(personIds.filter((id) => !away.has(id)));
    await offerWork(db, workspaceId, [...here]);
    // Before their return it waits: done, it would never begin again.
    return personIds.map((id) => (away.has(id) ? 'waiting' : 'done'));
  });
  return {
    'fill-slot': async ({ workspaceId, claimId, round, slot: number, fence }, { lease, queue }) => {
      await fill(queue, { workspaceId, claimId, slot: { round, number, fence }, job: lease });
      return 'ended';
    },

    'offer-work': ({ workspaceId, personId }) => offer(workspaceId, personId),

    'offer-desk': async ({ workspaceId, deskId }) => {
      await offerDesk(db, workspaceId, deskId);
      return 'done';
    },

    'question-rounds': async ({ workspaceId, personId }) => {
      await questionRounds(db, workspaceId, personId);
      return 'done';
    },
  };
}

const deadlineHandlers = (
  db: DataSource,
): Pick<JobHandlers<JobContext>, 'expire-lease' | 'pass-deadline' | 'escalate-round'> => ({
  'expire-lease': ({ workspaceId, claimId, assignmentId, fence }, { lease }) => {
    const command = { type: 'expire-lease' as const, claimId, assignmentId, fence };
    return inTime(execute(db, system('clock', workspaceId), command, { job: lease }));
  },

  'escalate-round': ({ workspaceId, claimId, round }, { lease }) => {
    const command = { type: 'escalate-round' as const, claimId, round };
    return inTime(execute(db, system('clock', workspaceId), command, { job: lease }));
  },

  'pass-deadline': ({ workspaceId, claimId, assignmentId, fence, deadline }, { lease }) => {
    const command = { type: 'pass-deadline' as const, claimId, assignmentId, fence, deadline };
    return inTime(execute(db, system('clock', workspaceId), command, { job: lease }));
  },
});

/** Before its time it waits: done, it would never begin again, and what it is about would go on for ever. */
const inTime = (effect: Promise<unknown>): Promise<JobEnd> =>
  unlessDone(effect, ['stale-lease', 'wrong-status', 'already-exists'], ['not-due']);

const reportHandlers = (
  db: DataSource,
  publicUrl: string,
): Pick<JobHandlers<JobContext>, 'render-report' | 'build-proof'> => ({
  // Where no log is published it waits for one, and costs nothing: the reconciler asks only when there is something to do.
  'build-proof': (wanted) => keepProof(db, wanted),

  'render-report': async ({ workspaceId, reportId, version: number }, { lease }) => {
    const report = await inWorkspace(db, workspaceId, (tx) =>
      loadRoot(tx, 'report', workspaceId, reportId, { lock: false }),
    );
    const version = report?.state.versions.find((one) => one.number === number);
    if (!report || !version) return 'done';
    const page = renderReport(version.content, new URL(`/r/${report.state.slug}`, publicUrl).href);
    const pageSha256 = createHash('sha256').update(page).digest('hex');
    const command = { type: 'record-rendering' as const, reportId, version: number, pageSha256, page };
    return unlessDone(execute(db, system('renderer', workspaceId), command, { job: lease }), [
      'already-exists',
    ]);
  },
});

const system = (name: SystemActor, workspaceId: string): Actor => ({ kind: 'system', workspaceId, name });

/** The effect, unless an earlier execution had it already, or its time has not come. */
async function unlessDone(
  effect: Promise<unknown>,
  doneWhen: readonly Refused['code'][],
  waitingWhen: readonly Refused['code'][] = [],
): Promise<JobEnd> {
  try {
    await effect;
    return 'done';
  } catch (error) {
    if (error instanceof Refused && doneWhen.includes(error.code)) return 'done';
    if (error instanceof Refused && waitingWhen.includes(error.code)) return 'waiting';
    throw error;
  }
}
