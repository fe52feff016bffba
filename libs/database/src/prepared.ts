/** Statements that are sent again and again: Postgres reads each once for a connection, and soon plans it no more. */
import type { Client } from 'pg';
import { QueryFailedError, type EntityManager, type ObjectLiteral } from 'typeorm';

/** A connection keeps every statement it was given a name for; texts that vary without end must not fill it. */
const NAMES_MAX = 1_000;
const names = new Map<string, string>();

export interface Answer<T extends ObjectLiteral = ObjectLiteral> {
  readonly rows: T[];
  /** How many rows were written, or read. */
  readonly count: number;
}

/**
 * Sends a statement under a name of its own, on the connection of the transaction. For texts that are the same every
 * time, whatever their values.
 * @throws QueryFailedError what TypeORM throws too, so that callers read one kind of failure
 */
export async function prepared<T extends ObjectLiteral = ObjectLiteral>(
  tx: EntityManager,
  text: string,
  values: unknown[],
): Promise<Answer<T>> {
  return send<T>(await clientOf(tx), { text, values });
}

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * Sends statements at once, and waits for all their answers: Postgres carries them out in the order given. After one that
 * fails, none that follow do anything; its failure is the one that is thrown.
 */
export async function sendTogether(tx: EntityManager, statements: readonly Statement[]): Promise<Answer[]> {
  const client = await clientOf(tx);
  const { stream } = client.connection;
  // In one piece: Postgres would be woken by each of them, in turns with whoever goes on sending.
  stream.cork();
  const answers = statements.map((statement) => send(client, statement));
  stream.uncork();
  return Promise.all(answers);
}

async function clientOf({ queryRunner }: EntityManager): Promise<Client> {
  if (!queryRunner) throw new Error('statements are prepared in transactions');
  // TypeORM does not say of what kind its connections are; with `type: 'postgres'` they are pg's.
  return (await queryRunner.connect()) as Client;
}

async function send<T extends ObjectLiteral>(
  client: Client,
  { text, values }: Statement,
): Promise<Answer<T>> {
  const name = nameOf(text);
  try {
    const { rows, rowCount } = await client.query<T>(name ? { name, text, values } : { text, values });
    return { rows, count: rowCount ?? 0 };
  } catch (error) {
    throw error instanceof Error ? new QueryFailedError(text, values, error) : error;
  }
}

function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= NAMES_MAX) return null;
  const name = `countersign_${names.size}`;
  names.set(text, name);
  return name;
}
