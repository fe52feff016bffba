/** The one way anything changes. */
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { inCommand, record, type Change, type Subject } from '#database';
import {
  addressTaken,
  editionFor,
  nameOf,
  Refused,
  slugInDraft,
  type Actor,
  type Claim,
  type Stamped,
} from '#domain';
import { changesOf, type Command } from './commands.ts';
import { remember, replay, type IdempotencyKey } from './idempotency.ts';
import { finishJob, type JobLease } from './job-lease.ts';

export interface Options {
  /** The edition the caller saw (If-Match): a change in between is refused. */
  readonly edition?: number | undefined;
  readonly idempotency?: IdempotencyKey | undefined;
  /** The job on whose behalf this is done: its lease must still be held, and ends with the effect. */
  readonly job?: JobLease | undefined;
}

/** What a command came to; the answer to the caller, and to every repetition under the same idempotency key. */
export interface Outcome {
  readonly subject: Subject;
  readonly id: string;
  readonly status: string | null;
  readonly edition: number;
}

const ATTEMPTS_MAX = 5;
const RETRY_AFTER_MS = 20;

/**
 * Loads what the command is about, decides, saves and records, in one transaction. A crash before the commit leaves
 * nothing; after it, the change is recorded and waits to be ordered.
 */
export async function execute(
  db: DataSource,
  actor: Actor,
  command: Command,
  options: Options = {},
): Promise<Outcome> {
  return untilItStands(() =>
    inCommand(db, actor.workspaceId, (tx, now) => perform(tx, actor, command, options, now)),
  );
}

/** Again when Postgres undid the transaction in favour of another. */
export async function untilItStands<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (isCollision(error) && attempt < ATTEMPTS_MAX) await pause(RETRY_AFTER_MS * attempt * Math.random());
      else throw refusalFor(error) ?? error;
    }
  }
}

async function perform(
  tx: EntityManager,
  actor: Actor,
  command: Command,
  { idempotency, job, edition }: Options,
  now: string,
): Promise<Outcome> {
  if (idempotency) {
    const earlier = await replay(tx, actor, idempotency);
    if (earlier) return earlier;
  }
  if (job) await finishJob(tx, actor.workspaceId, job);

  const { changes, keep } = await changesOf(tx, actor, command, now);
  const [first] = changes;
  if (!first) throw new Error(`${command.type} changed nothing`);
  requireEdition(first, actor, edition);
  for (const change of changes) await record(tx, actor.workspaceId, stamped(change, actor, now));
  await keep?.(tx);

  const { after, subject, id } = first;
  const outcome = {
    subject,
    id,
    status: 'status' in after ? after.status : null,
    edition: shownEdition(first, after, actor),
  };
  if (idempotency) await remember(tx, actor, idempotency, outcome);
  return outcome;
}

function stamped(change: Change, actor: Actor, at: string): Change {
  const by = nameOf(actor);
  return {
    ...change,
    events: change.events.map((event): Stamped<{ type: string }> => ({ ...event, at, by })),
  };
}

function requireEdition(first: Change, actor: Actor, edition: number | undefined): void {
  const before = first.before && shownEdition(first, first.before.state, actor);
  if (edition === undefined || before === edition) return;
  throw new Refused('stale-edition', 'Somebody changed this since you read it: look at it again.', {
    current: String(before ?? 0),
  });
}

/** As the actor was shown it. */
const shownEdition = ({ subject }: Change, state: Change['after'], actor: Actor): number =>
  // The subject says what the state is of.
  subject === 'claim' ? editionFor(state as Claim, actor) : state.edition;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What Postgres says of its refusal. */
const detailOf = (error: unknown, name: 'code' | 'constraint'): string | null => {
  const said: unknown = error instanceof QueryFailedError ? error.driverError : null;
  return typeof said === 'object' && said !== null && name in said ? String(Reflect.get(said, name)) : null;
};
const codeOf = (error: unknown) => detailOf(error, 'code');
const constraintOf = (error: unknown) => detailOf(error, 'constraint');

/** A serialization failure or a deadlock: Postgres undid this transaction in favour of another; nothing is wrong with it. */
const isCollision = (error: unknown) => ['40001', '40P01'].includes(codeOf(error) ?? '');

/** A unique index said no before a rule could: two commands met. */
const refusalFor = (error: unknown): Refused | null =>
  codeOf(error) === '23505'
    ? (REFUSED_BY[constraintOf(error) ?? '']?.() ??
      new Refused('already-exists', 'Something with this name, or for this place, is there already.'))
    : null;

/** What the rule would have said, by the name of the index. */
const REFUSED_BY: Readonly<Record<string, () => Refused>> = {
  reports_public_slug: addressTaken,
  reports_draft_slug: slugInDraft,
};
