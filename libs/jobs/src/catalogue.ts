/**
 * Every job there is: its name, its payload, its queue, and how long one execution of it has before another may begin.
 * Payloads name ids only; queues are read in clear text.
 */
import { z } from 'zod';
import { DEADLINES } from '#domain';

const id = z.uuid();

export const JOBS = {
  'read-intake': {
    queue: 'intake',
    // As long as fetching and reading may take at the most, and some.
    leaseSeconds: 150,
    data: z.object({ workspaceId: id, intakeId: id }),
  },
  'map-anchors': {
    queue: 'intake',
    leaseSeconds: 120,
    data: z.object({ workspaceId: id, documentId: id, versionId: id }),
  },
  'match-document': {
    queue: 'intake',
    leaseSeconds: 120,
    data: z.object({ workspaceId: id, documentId: id, versionId: id }),
  },
  'extract-claims': {
    queue: 'intake',
    leaseSeconds: 120,
    data: z.object({ workspaceId: id, documentId: id, versionId: id }),
  },
  'recheck-claim': {
    queue: 'intake',
    leaseSeconds: 120,
    data: z.object({
      workspaceId: id,
      claimId: id,
      round: z.int(),
      outcome: z.enum(['contested', 'decided']),
    }),
  },
  'fill-slot': {
    queue: 'desk',
    leaseSeconds: 30,
    data: z.object({ workspaceId: id, claimId: id, round: z.int(), slot: z.int(), fence: z.int() }),
  },
  'offer-work': {
    queue: 'clock',
    leaseSeconds: 30,
    data: z.object({ workspaceId: id, personId: id, cause: z.string() }),
  },
  'offer-desk': {
    queue: 'clock',
    leaseSeconds: 30,
    data: z.object({ workspaceId: id, deskId: id, cause: z.string() }),
  },
  'question-rounds': {
    queue: 'clock',
    leaseSeconds: 300,
    data: z.object({ workspaceId: id, personId: id, cause: z.string() }),
  },
  'expire-lease': {
    queue: 'clock',
    leaseSeconds: 30,
    data: z.object({ workspaceId: id, claimId: id, assignmentId: id, fence: z.int() }),
  },
  'escalate-round': {
    queue: 'clock',
    leaseSeconds: 30,
    data: z.object({ workspaceId: id, claimId: id, round: z.int() }),
  },
  'pass-deadline': {
    queue: 'clock',
    leaseSeconds: 30,
    data: z.object({
      workspaceId: id,
      claimId: id,
      assignmentId: id,
      fence: z.int(),
      deadline: z.enum(DEADLINES),
    }),
  },
  'check-log': {
    queue: 'clock',
    // A million entries take some minutes.
    leaseSeconds: 3_600,
    data: z.object({ workspaceId: id, night: z.iso.date() }),
  },
  notify: {
    queue: 'notify',
    leaseSeconds: 60,
    data: z.object({ workspaceId: id, upTo: z.int() }),
  },
  deliver: {
    queue: 'notify',
    leaseSeconds: 60,
    data: z.object({ workspaceId: id, deliveryId: id, attempt: z.int() }),
  },
  remind: {
    queue: 'notify',
    leaseSeconds: 30,
    data: z.object({ workspaceId: id, assignmentId: id, fence: z.int(), deadline: z.enum(DEADLINES) }),
  },
  'render-report': {
    queue: 'publish',
    leaseSeconds: 30,
    data: z.object({ workspaceId: id, reportId: id, version: z.int() }),
  },
  'build-proof': {
    queue: 'publish',
    leaseSeconds: 60,
    data: z.object({ workspaceId: id, reportId: id, version: z.int() }),
  },
} as const;

export type JobName = keyof typeof JOBS;
export type JobData<N extends JobName> = z.infer<(typeof JOBS)[N]['data']>;

/** The queues that are always there; each desk has one of its own besides. */
export const QUEUES = ['intake', 'clock', 'publish', 'notify'] as const;

export type JobSpec = {
  [N in JobName]: {
    readonly name: N;
    readonly data: JobData<N>;
    /** Not before this time, ISO 8601. It only suggests: the handler asks Postgres whether the time has come. */
    readonly notBefore?: string;
  };
}[JobName];

/** One handler for every job: a missing or extra name does not compile. */
export type JobHandlers<Context> = {
  [N in JobName]: (data: JobData<N>, context: Context) => Promise<JobEnd>;
};

/**
 * How an execution ended: with its effect or nothing to do, or waiting for something else to change. `ended`: so it is
 * written down already, in the transaction of the effect.
 */
export type JobEnd = 'done' | 'waiting' | 'ended';

/**
 * What the job is about, and so its identity: the same work asked for twice has one key, one execution count and,
 * while it waits, one place in the queue. BullMQ refuses ids with colons and ids that are numbers.
 */
export function jobKey(spec: JobSpec): string {
  switch (spec.name) {
    case 'read-intake':
      return `read-intake_${spec.data.intakeId}`;
    case 'map-anchors':
    case 'extract-claims':
    case 'match-document':
      return `${spec.name}_${spec.data.versionId}`;
    case 'recheck-claim': {
      const { claimId, round, outcome } = spec.data;
      return `recheck-claim_${claimId}_${round}_${outcome}`;
    }
    case 'fill-slot': {
      const { claimId, round, slot, fence } = spec.data;
      return `fill-slot_${claimId}_${round}_${slot}_${fence}`;
    }
    case 'offer-work':
      return `offer-work_${spec.data.personId}_${spec.data.cause}`;
    case 'offer-desk':
      return `offer-desk_${spec.data.deskId}_${spec.data.cause}`;
    case 'question-rounds':
      return `question-rounds_${spec.data.personId}_${spec.data.cause}`;
    case 'expire-lease':
      return `expire-lease_${spec.data.assignmentId}_${spec.data.fence}`;
    case 'escalate-round':
      return `escalate-round_${spec.data.claimId}_${spec.data.round}`;
    case 'pass-deadline':
      return `pass-deadline_${spec.data.assignmentId}_${spec.data.fence}_${spec.data.deadline}`;
    case 'check-log':
      return `check-log_${spec.data.workspaceId}_${spec.data.night}`;
    case 'notify':
      return `notify_${spec.data.workspaceId}_${spec.data.upTo}`;
    case 'deliver':
      return `deliver_${spec.data.deliveryId}_${spec.data.attempt}`;
    case 'remind':
      return `remind_${spec.data.assignmentId}_${spec.data.fence}_${spec.data.deadline}`;
    case 'render-report':
    case 'build-proof':
      return `${spec.name}_${spec.data.reportId}_${spec.data.version}`;
  }
}

/** Reads a job as it came out of a queue. Throws on a name or payload that is not in the catalogue. */
export function parseJob(name: string, data: unknown): JobSpec {
  if (!isJobName(name)) throw new Error(`unknown job: ${name}`);
  // The schema under `name` made the data, so the pair belongs together.
  return { name, data: JOBS[name].data.parse(data) } as JobSpec;
}

const isJobName = (name: string): name is JobName => Object.hasOwn(JOBS, name);

export function runJob<Context>(
  handlers: JobHandlers<Context>,
  spec: JobSpec,
  context: Context,
): Promise<JobEnd> {
  // TypeScript cannot see that the two lookups by one name agree; the type of JobHandlers says they do.
  const handler = handlers[spec.name] as (data: JobSpec['data'], context: Context) => Promise<JobEnd>;
  return handler(spec.data, context);
}

/** The queue of a desk. The dot keeps two slugs apart that contain dashes themselves. */
export const deskQueue = (workspaceSlug: string, deskSlug: string): string =>
  `desk-${workspaceSlug}.${deskSlug}`;
