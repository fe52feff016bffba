/** The same key gives the same answer: the key is stored in the transaction of its effect, or not at all. */
import type { EntityManager } from 'typeorm';
import { nameOf, Refused, type Actor } from '#domain';
import type { Outcome } from './execute.ts';

export interface IdempotencyKey {
  readonly key: string;
  /** SHA-256 of method, path and body, lower-case hex. */
  readonly requestSha256: string;
}

/**
 * Claims the key for this transaction, or gives the outcome it already has. A second request with the key waits
 * here until the first has committed, then gets its answer; if the first rolls back, the second does the work.
 */
export async function replay(
  tx: EntityManager,
  actor: Actor,
  { key, requestSha256 }: IdempotencyKey,
): Promise<Outcome | null> {
  const place = [actor.workspaceId, nameOf(actor), key];
  const claimed: unknown[] = await tx.query(
    `insert into app.idempotency_keys (workspace_id, actor, key, request_sha256, outcome)
     values ($1, $2, $3, $4, '{}') on conflict do nothing returning key`,
    [...place, requestSha256],
  );
  if (claimed.length) return null;
  const [earlier]: { request_sha256: string; outcome: Outcome }[] = await tx.query(
    'select request_sha256, outcome from app.idempotency_keys where workspace_id = $1 and actor = $2 and key = $3',
    place,
  );
  if (earlier && earlier.request_sha256 !== requestSha256)
    throw new Refused(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request: make a new one.',
    );
  return earlier?.outcome ?? null;
}

export async function remember(
  tx: EntityManager,
  actor: Actor,
  { key }: IdempotencyKey,
  outcome: Outcome,
): Promise<void> {
  await tx.query(
    'update app.idempotency_keys set outcome = $4 where workspace_id = $1 and actor = $2 and key = $3',
    [actor.workspaceId, nameOf(actor), key, JSON.stringify(outcome)],
  );
}
