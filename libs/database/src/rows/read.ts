/** Reads rows of a class by many ids at once, as plain objects: for the rows that are read the most, in a third of the time. */
import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { prepared } from '../prepared.ts';

interface Wanted<T> {
  readonly workspaceId: string;
  /** The property that holds one of the ids. */
  readonly column: keyof T & string;
  readonly ids: readonly string[];
  readonly order: keyof T & string;
  /**
   * Nobody else changes them until the transaction ends; they are locked in the order given. `hold`: others may hold them
   * too; `skip`: without those that somebody else has locked.
   */
  readonly lock?: 'wait' | 'hold' | 'skip' | undefined;
}

const LOCKS = { wait: ' for update', hold: ' for share', skip: ' for update skip locked' };

/** Times come as ISO 8601 text and days as dates, as the row class has them. */
export async function readRows<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  { workspaceId, column, ids, order, lock }: Wanted<T>,
): Promise<T[]> {
  const metadata = tx.connection.getMetadata(entity);
  const columns = metadata.columns.map(
    (one) => `${one.databaseName}${one.type === 'date' ? '::text' : ''} as "${one.propertyName}"`,
  );
  const { rows } = await prepared<Record<string, unknown>>(
    tx,
    `select ${columns.join(', ')} from ${tableOf(metadata)}
      where workspace_id = $1 and ${nameOf(metadata, column)} = any ($2::uuid[])
      order by ${nameOf(metadata, order)}${lock ? LOCKS[lock] : ''}`,
    [workspaceId, ids],
  );
  for (const row of rows)
    for (const [property, value] of Object.entries(row))
      if (value instanceof Date) row[property] = value.toISOString();
  return rows as T[]; // their names are the class's own, by its metadata
}

/** A class of rows that are parts of something, each with the property that says of what, in an order. */
export interface Part {
  readonly entity: new () => ObjectLiteral;
  readonly of: string;
  readonly order: string;
  /** Rows of which this column is false. */
  readonly without?: string;
}

/** The rows of each class, by the id of what they are part of. */
export type PartsOf<P extends Readonly<Record<string, Part>>> = {
  readonly [K in keyof P]: ReadonlyMap<string, readonly InstanceType<P[K]['entity']>[]>;
};

/** The rows of several classes that are parts of the same things, in one statement. */
export async function readParts<P extends Readonly<Record<string, Part>>>(
  tx: EntityManager,
  workspaceId: string,
  ids: readonly string[],
  parts: P,
): Promise<PartsOf<P>> {
  const kinds = Object.entries(parts).map(([name, { entity, of, order, without }]) => {
    return { name, of, order, without, metadata: tx.connection.getMetadata(entity) };
  });
  const lists = kinds.map(
    ({ name, of, order, without, metadata }) => `
      (select coalesce(json_agg(r order by r."${order}"), '[]')
         from (select ${metadata.columns.map(asJson).join(', ')} from ${tableOf(metadata)}
                where workspace_id = $1 and ${nameOf(metadata, of)} = any ($2::uuid[])${without ? ` and not ${nameOf(metadata, without)}` : ''}) r) as "${name}"`,
  );
  const { rows } = await prepared<Record<string, ObjectLiteral[]>>(tx, `select ${lists.join(',')}`, [
    workspaceId,
    ids,
  ]);
  const [found] = rows;
  // Their names are the classes' own, by their metadata.
  return Object.fromEntries(
    kinds.map(({ name, of, metadata }) => [name, byId(found?.[name] ?? [], of, metadata)]),
  ) as PartsOf<P>;
}

/** Whole numbers that JavaScript might round come as text, as they do in a row; bytes in hexadecimal digits. */
const asJson = ({ databaseName, propertyName, type }: EntityMetadata['columns'][number]): string => {
  if (type === 'bytea') return `encode(${databaseName}, 'hex') as "${propertyName}"`;
  return `${databaseName}${type === 'bigint' ? '::text' : ''} as "${propertyName}"`;
};

const columnsOf = ({ columns }: EntityMetadata, wanted: 'timestamptz' | 'bytea'): string[] =>
  columns.filter(({ type }) => type === wanted).map(({ propertyName }) => propertyName);

function byId(
  rows: readonly ObjectLiteral[],
  of: string,
  metadata: EntityMetadata,
): ReadonlyMap<string, readonly ObjectLiteral[]> {
  const found = new Map<string, ObjectLiteral[]>();
  const [times, bytes] = [columnsOf(metadata, 'timestamptz'), columnsOf(metadata, 'bytea')];
  for (const row of rows) {
    for (const time of times) if (row[time] !== null) row[time] = new Date(String(row[time])).toISOString();
    for (const column of bytes)
      if (row[column] !== null) row[column] = Buffer.from(String(row[column]), 'hex');
    const id = String(row[of]);
    const same = found.get(id);
    if (same) same.push(row);
    else found.set(id, [row]);
  }
  return found;
}

const tableOf = ({ schema, tableName }: EntityMetadata) => `"${schema}"."${tableName}"`;

const nameOf = (metadata: EntityMetadata, property: string): string =>
  metadata.findColumnWithPropertyName(property)?.databaseName ?? '';
