/** Jobs that were given up, and having them tried again. */
import { In, IsNull, type EntityManager } from 'typeorm';
import { DeadLetterRow } from '#database';
import { nameOf, Refused, requireAdmin, type Actor } from '#domain';

type Person = Extract<Actor, { kind: 'person' }>;

export interface DeadLetter {
  readonly jobKey: string;
  readonly queue: string;
  readonly name: string;
  readonly data: unknown;
  readonly executions: number;
  readonly reason: string;
  readonly owner: string;
  readonly diedAt: string;
  readonly replayedAt: string | null;
  readonly replayedBy: string | null;
  /** `dead`: waits for somebody. `replaying`: is tried again. `done`: was, with success. */
  readonly status: 'dead' | 'replaying' | 'done';
}

const LISTED_MAX = 500;

/** The newest first. */
export async function readDeadLetters(tx: EntityManager, actor: Person): Promise<DeadLetter[]> {
  requireAdmin(actor);
  const { workspaceId } = actor;
  const rows = await tx.find(DeadLetterRow, {
    where: { workspaceId },
    order: { diedAt: 'desc', jobKey: 'asc' },
    take: LISTED_MAX,
  });
  const finished: { job_key: string }[] = await tx.query(
    `select job_key from app.job_executions
      where workspace_id = $1 and job_key = any ($2::text[]) and finished_at is not null`,
    [workspaceId, rows.map(({ jobKey }) => jobKey)],
  );
  const done = new Set(finished.map(({ job_key }) => job_key));
  return rows.map((row) => Object.assign({}, row, { status: statusOf(row, done) }));
}
const statusOf = ({ jobKey, replayedAt }: DeadLetterRow, done: ReadonlySet<string>): DeadLetter['status'] => {
  if (replayedAt === null) return 'dead';
  return done.has(jobKey) ? 'done' : 'replaying';
};

/**
 * Has these jobs tried again, or all that are dead. Nothing is put on a queue here: their executions are counted anew,
 * and the reconciler finds them. Dead again, they are listed again. Gives how many there were.
 */
export async function replayDeadLetters(
  tx: EntityManager,
  actor: Person,
  jobKeys: readonly string[] | null,
): Promise<number> {
  requireAdmin(actor);
  const { workspaceId } = actor;
  const dead = await tx.find(DeadLetterRow, {
    select: { jobKey: true },
    where: { workspaceId, replayedAt: IsNull(), ...(jobKeys && { jobKey: In([...jobKeys]) }) },
  });
  const keys = dead.map(({ jobKey }) => jobKey);
  if (jobKeys && keys.length < new Set(jobKeys).size)
    throw new Refused(
      'not-found',
      'A dead letter of this list is not there, or is being tried again already.',
    );
  await tx.query(
    `update app.job_executions set executions = 0, lease_until = '-infinity', last_error = null
      where workspace_id = $1 and job_key = any ($2::text[]) and finished_at is null`,
    [workspaceId, keys],
  );
  await tx.query(
    `update app.dead_letters set replayed_at = now(), replayed_by = $3
      where workspace_id = $1 and job_key = any ($2::text[])`,
    [workspaceId, keys, nameOf(actor)],
  );
  return keys.length;
}
