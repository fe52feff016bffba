/**
 * Saves what an event changed: the rows of the state before and after are compared, and those that differ are
 * written. `evolve` alone says what a state becomes; there is no second place that could disagree with it.
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

export interface RowState {
  readonly entity: new () => ObjectLiteral;
  readonly key: Readonly<Record<string, string | number>>;
  readonly values: Readonly<Record<string, unknown>>;
  /** Columns that must still hold their earlier value when the row is updated. */
  readonly guard?: readonly string[];
}

/** Marks that every written row gets: its workspace, and the entry that records the change. */
export interface Marks {
  readonly workspaceId: string;
  readonly entryId: string;
}

export async function saveChanges(
  tx: EntityManager,
  before: readonly RowState[],
  after: readonly RowState[],
  marks: Marks,
): Promise<void> {
  const earlier = new Map(before.map((row) => [identity(row), row]));
  for (const row of after) {
    const old = earlier.get(identity(row));
    earlier.delete(identity(row));
    if (!old) await insert(tx, row, marks);
    else if (!isDeepStrictEqual(old.values, row.values)) await update(tx, old, row, marks);
  }
  assert.equal(earlier.size, 0, 'a state never loses a row');
}

const identity = (row: RowState) => JSON.stringify([row.entity.name, row.key]);

async function insert(tx: EntityManager, row: RowState, { workspaceId, entryId }: Marks) {
  await tx.insert(row.entity, partial({ workspaceId, ...row.key, ...row.values, entryId }));
}

async function update(tx: EntityManager, old: RowState, row: RowState, { workspaceId, entryId }: Marks) {
  const changed = Object.entries(row.values).filter(
    ([name, value]) => !isDeepStrictEqual(old.values[name], value),
  );
  const guard = Object.fromEntries((row.guard ?? []).map((name) => [name, old.values[name]]));
  const { affected } = await tx.update(
    row.entity,
    { workspaceId, ...row.key, ...guard },
    partial({ ...Object.fromEntries(changed), entryId }),
  );
  // TypeORM's own optimistic lock lets a stale entity overwrite; a count of one does not.
  assert.equal(affected, 1, `${row.entity.name} ${JSON.stringify(row.key)} moved under its lock`);
}

/** The names come from the row classes through `RowState`; TypeORM's deep type cannot follow a generic record. */
const partial = (values: Record<string, unknown>) => values as QueryDeepPartialEntity<ObjectLiteral>;
