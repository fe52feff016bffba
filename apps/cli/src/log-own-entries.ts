/** `countersign log add-key` and `log continue`: what a log says of itself, recorded like every other change. */
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { asOwner, inWorkspace, openDataSource } from '#database';
import { INSTALLATION, LOG_ENDINGS, Refused, type LogCommand, type LogEnding } from '#domain';
import {
  checkpointText,
  ED25519,
  Malformed,
  nodeCrypto,
  nodeReader,
  parseCheckpointText,
  parseNote,
  parseVerifierKey,
  rootAt,
  toBase64,
  type OpenedCheckpoint,
  type TreeHead,
  type VerifierKey,
} from '#transparency-log';
import { execute } from '#workflow';
import { beginNewTree } from './begin-new-tree.ts';
import { Failure } from './failure.ts';
import { readCheckpointFile, readPolicyFile } from './log-following.ts';

/** Announces the key under the one that signs now. @throws Failure */
export async function addKey(vkey: string): Promise<{ origin: string }> {
  const key = await logKey(vkey);
  return withDatabase(async (db) => {
    const newest = await publishedLast(db);
    if (!newest)
      throw new Failure('The log has published nothing yet: it needs no second key, begin it with this one.');
    if (newest.origin !== key.name)
      throw new Failure(`The log is ${newest.origin}, this is a key of ${key.name}.`);
    if (newest.signedBy(key))
      throw new Failure('This key signs the log already: a key is announced before it does.');
    const logId = (await logIdOf(db, key.name)) ?? randomUUID();
    await record(db, { type: 'add-log-key', logId, origin: key.name, vkey });
    return { origin: key.name };
  });
}

export interface ContinueOptions {
  readonly checkpoint: string;
  readonly policy: string;
  readonly vkey: string;
  readonly reason: string;
}

/**
 * Ends a log, and begins one of another name: its first entry names the last checkpoint of the one that ended, and all
 * entries that are left follow it in their order. A crash between the two steps is made good by calling it again.
 */
export async function continueLog(
  options: ContinueOptions,
): Promise<{ ended: string; origin: string; size: number }> {
  const reason = LOG_ENDINGS.find((one) => one === options.reason);
  if (!reason) throw new Failure(`--reason is one of ${LOG_ENDINGS.join(', ')}.`);
  const key = await logKey(options.vkey);
  const ended = await readCheckpointFile(options.checkpoint, await readPolicyFile(options.policy));
  if (!ended.quorum)
    throw new Failure(
      'Fewer witnesses have signed this checkpoint than the policy wants: find a better one.',
    );
  if (ended.origin === key.name)
    throw new Failure(`A name is not used again: make a key of another name than ${key.name}.`);
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (!ownerUrl) throw new Failure('DATABASE_OWNER_URL is not set: the tree is made anew by its owner.');
  return withDatabase(async (db) => {
    await refuseUnlessEnded(db, ended, key.name, reason);
    const { name: origin, vkey } = key;
    if (!(await logIdOf(db, origin)))
      await record(db, {
        type: 'continue-log',
        logId: randomUUID(),
        origin,
        vkey,
        ended: checkpointText(ended),
        reason,
      });
    const entryId = await firstEntryOf(db, origin);
    const size = await asOwner(ownerUrl, (owner) => beginNewTree(owner, entryId));
    return { ended: ended.origin, origin, size };
  });
}

async function refuseUnlessEnded(
  db: DataSource,
  ended: OpenedCheckpoint,
  origin: string,
  reason: LogEnding,
): Promise<void> {
  const newest = await publishedLast(db);
  if (newest?.origin === origin) throw new Failure(`${origin} has begun already: nothing is to be done.`);
  if (newest && newest.origin !== ended.origin)
    throw new Failure(`The database holds ${newest.origin}, and this is a checkpoint of ${ended.origin}.`);
  if (newest && newest.size > ended.size)
    throw new Failure(
      `A newer checkpoint was published, of ${newest.size} entries: end the log with that one.`,
    );
  const isWhole = await holds(db, ended);
  if (reason === 'tail-lost' && isWhole)
    throw new Failure(
      `The database has all of the ${ended.size} entries: nothing is lost, and the log goes on under its name.`,
    );
  if (reason !== 'tail-lost' && !isWhole)
    throw new Failure(
      `The database does not have the ${ended.size} entries that were signed: put them back first, or say --reason tail-lost.`,
    );
}

/** Whether the tree in the database begins with this one, by its tiles. */
async function holds(db: DataSource, { size, root }: TreeHead): Promise<boolean> {
  const [tree]: { size: string }[] = await db.query('select size from audit.tree where one');
  if (!tree || Number(tree.size) < size) return false;
  const read = nodeReader(async (tile) => {
    const [row]: { data: Buffer }[] = await db.query(
      'select data from audit.tile where level = $1 and idx = $2',
      [tile.level, tile.index],
    );
    return row?.data ?? Buffer.alloc(0);
  }, size);
  return toBase64(await rootAt(read, size)) === toBase64(root);
}

async function publishedLast(db: DataSource) {
  const [row]: { note: string }[] = await db.query(
    'select note from audit.checkpoint order by size desc limit 1',
  );
  if (!row) return null;
  const { text, signatures } = parseNote(row.note);
  const signedBy = (key: VerifierKey) =>
    signatures.some(({ name, keyId }) => name === key.name && keyId === key.keyId);
  return { ...parseCheckpointText(text), signedBy };
}

const logIdOf = (db: DataSource, origin: string): Promise<string | null> =>
  inWorkspace(db, INSTALLATION, async (tx) => {
    const [row]: { id: string }[] = await tx.query('select id from app.logs where origin = $1', [origin]);
    return row?.id ?? null;
  });

const firstEntryOf = (db: DataSource, origin: string): Promise<string> =>
  inWorkspace(db, INSTALLATION, async (tx) => {
    const [row]: { id: string }[] = await tx.query(
      `select e.id from app.logs l join audit.entry e on e.stream = l.stream and e.seq = 1 where l.origin = $1`,
      [origin],
    );
    if (!row) throw new Error(`${origin} has no first entry`);
    return row.id;
  });

async function record(db: DataSource, command: LogCommand): Promise<void> {
  try {
    await execute(db, { kind: 'system', workspaceId: INSTALLATION, name: 'setup' }, command);
  } catch (error) {
    throw error instanceof Refused ? new Failure(error.message) : error;
  }
}

async function logKey(vkey: string): Promise<VerifierKey> {
  const key = await parseVerifierKey(vkey, nodeCrypto).catch((error: unknown) => {
    if (!(error instanceof Malformed)) throw error;
    throw new Failure('This is no key of a log: give the line that `countersign log keygen` printed.');
  });
  if (key.type !== ED25519) throw new Failure('This is the key of a witness, not of a log.');
  return key;
}

async function withDatabase<T>(work: (db: DataSource) => Promise<T>): Promise<T> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Failure('DATABASE_URL is not set: it is the database whose log this is.');
  const db = await openDataSource(url, 2);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
