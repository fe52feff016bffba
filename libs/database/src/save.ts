/**
 * Saves what an event changed: the rows of the state before and after are compared, and those that differ are
 * written. `evolve` alone says what a state becomes; there is no second place that could disagree with it.
 */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { EntryId } from './log.ts';
import type { Answer, Statement } from './prepared.ts';

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
  readonly entryId: EntryId;
}

export interface StateChange {
  readonly before: readonly RowState[];
  readonly after: readonly RowState[];
  readonly marks: Marks;
}

export interface Saves {
  readonly statements: readonly Statement[];
  /** Throws if a row was not as it was read. */
  check(answers: readonly Answer[]): void;
}

/**
 * States that change alike, as those of claims that are assigned in one go, are written together: one statement for
 * each row that one of them needs. The changes are written in the order given, and rows in that in which a state lists
 * them, which is that of their foreign keys.
 */
export function savesOf(tx: EntityManager, changes: readonly StateChange[]): Saves {
  const alike = new Map<string, Write[][]>();
  for (const change of changes) {
    const writes = writesOf(change);
    const shape = writes.map(({ shape }) => shape).join(' ');
    const group = alike.get(shape);
    if (group) group.push(writes);
    else alike.set(shape, [writes]);
  }
  const together = [...alike.values()].flatMap((group) =>
    (group[0] ?? []).map((first, index): SameWrites => [
      first,
      ...group.slice(1).flatMap((writes) => writes[index] ?? []),
    ]),
  );
  return {
    statements: together.map((writes) => statementOf(tx, writes)),
    check(answers) {
      for (const [index, writes] of together.entries()) {
        const [{ entity, key }] = writes;
        // TypeORM's own optimistic lock lets a stale entity overwrite; a count does not.
        assert.equal(
          answers[index]?.count,
          writes.length,
          `${entity.name} ${JSON.stringify(key)} moved under its lock`,
        );
      }
    },
  };
}

interface Write {
  readonly kind: 'insert' | 'update';
  readonly entity: RowState['entity'];
  /** Writes of one shape differ in nothing but values. */
  readonly shape: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly guard: Readonly<Record<string, unknown>>;
}

/** Of one shape. */
type SameWrites = readonly [Write, ...Write[]];

function writesOf({ before, after, marks: { workspaceId, entryId } }: StateChange): Write[] {
  const earlier = new Map(before.map((row) => [identity(row), row]));
  const writes: Write[] = [];
  for (const row of after) {
    const id = identity(row);
    const old = earlier.get(id);
    earlier.delete(id);
    const changed = Object.entries(row.values).filter(
      ([name, value]) => value !== undefined && !(old && isSame(old.values[name], value)),
    );
    if (old && !changed.length) continue;
    const kind = old ? 'update' : 'insert';
    const guard = old ? Object.fromEntries((row.guard ?? []).map((name) => [name, old.values[name]])) : {};
    writes.push({
      kind,
      entity: row.entity,
      shape: [kind, row.entity.name, ...changed.map(([name]) => name)].join('.'),
      key: { workspaceId, ...row.key },
      values: { ...Object.fromEntries(changed), entryId },
      guard,
    });
  }
  assert.equal(earlier.size, 0, 'a state never loses a row');
  return writes;
}

const identity = (row: RowState) => row.entity.name + JSON.stringify(row.key);

/** Most of a state is the very values that were loaded. */
const isSame = (a: unknown, b: unknown): boolean => a === b || isDeepStrictEqual(a, b);

/** The rows travel as one JSON array: Postgres reads each value by the type of its column. */
function statementOf(tx: EntityManager, writes: SameWrites): Statement {
  const [{ kind, entity, ...first }] = writes;
  const metadata = tx.connection.getMetadata(entity);
  const table = `"${metadata.schema}"."${metadata.tableName}"`;
  const [key, value, guard] = [first.key, first.values, first.guard].map((some) => columnsOf(metadata, some));
  if (!key || !value || !guard) throw new Error('a write has a key and values');
  const rows = JSON.stringify(
    writes.map((one) => ({
      row: Object.fromEntries([...named(key, one.key), ...named(value, one.values)]),
      guard: Object.fromEntries(named(guard, one.guard)),
    })),
  );
  const [keys, columns, guards] = [[...key.values()], [...value.values()], [...guard.values()]];
  const text =
    kind === 'insert' ? insertOf(table, [...keys, ...columns]) : updateOf(table, { keys, columns, guards });
  return { text, values: [rows] };
}

/** Of a row that names none, the entry is the last that this session appended: `recorded` asks for one of this transaction. */
const ENTRY_ID = "coalesce(v.entry_id, currval('audit.entry_id_seq'))";
const valueOf = (column: string) => (column === 'entry_id' ? `${ENTRY_ID} as entry_id` : `v.${column}`);

const insertOf = (table: string, columns: readonly string[]): string => `
  insert into ${table} (${columns.join(', ')})
  select ${columns.map(valueOf).join(', ')}
    from jsonb_array_elements($1::jsonb) e, jsonb_populate_record(null::${table}, e -> 'row') v`;

interface Names {
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  readonly guards: readonly string[];
}

/**
 * Each row is found by its key, one after the other, and then updated where it lies: joined to the values at once, Postgres
 * takes its guess at how many rows a workspace has, and reads the values again for each row of the table. The places are
 * asked for by name as well: it takes any array for a hundred rows, and would read a table of thousands to find one.
 */
const updateOf = (table: string, { keys, columns, guards }: Names): string => `
  with given as materialized (
    select ${[...keys, ...columns].map(valueOf).join(', ')}, e -> 'guard' as guard
      from jsonb_array_elements($1::jsonb) e, jsonb_populate_record(null::${table}, e -> 'row') v),
  found as materialized (
    select old.ctid as place, ${columns.map((name) => `given.${name}`).join(', ')}
      from given
     cross join lateral (
       select o.ctid, ${['1 as one', ...guards.map((name) => `to_jsonb(o.${name}) as ${name}`)].join(', ')}
         from ${table} o where ${keys.map((name) => `o.${name} = given.${name}`).join(' and ')} offset 0) old
     where ${['true', ...guards.map((name) => `old.${name} = given.guard -> '${name}'`)].join(' and ')})
  update ${table} t set ${columns.map((name) => `${name} = found.${name}`).join(', ')}
    from found where t.ctid = found.place and t.ctid = any (array(select place from found))`;

/** Properties and their columns. */
type Columns = ReadonlyMap<string, string>;

const columnsOf = (metadata: EntityMetadata, values: Readonly<Record<string, unknown>>): Columns =>
  new Map(
    Object.keys(values).map((property) => {
      const column = metadata.findColumnWithPropertyName(property);
      if (!column) throw new Error(`${metadata.name} has no column for ${property}`);
      return [property, column.databaseName];
    }),
  );

/** By the names of their columns; bytes in the form in which Postgres reads them. */
const named = (columns: Columns, values: Readonly<Record<string, unknown>>) =>
  [...columns].map(([property, column]) => {
    const value = values[property];
    return [column, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value] as const;
  });
