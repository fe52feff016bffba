/**
 * One checkpoint: the published files are brought up to the tree in the database, which must continue what was signed
 * before; then it is signed, witnessed and published, always in this order.
 *
 * | crash after                    | left behind                            | the next pass                          |
 * | ------------------------------ | -------------------------------------- | -------------------------------------- |
 * | files are written              | files no checkpoint points at          | writes the same bytes again            |
 * | the signer's state has moved   | a promise to sign nothing else         | signs the same bytes, or a later tree  |
 * | witnesses have signed          | they know a tree nobody has seen       | they sign it again, or a later one     |
 * | the checkpoint is published    | its copy is not in the database        | copies it                              |
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { failedWith, replaceFile, syncFolders, type Revision, type StateFolder } from '#durable-files';
import {
  fromBase64,
  Malformed,
  nodeCrypto,
  openCheckpoint,
  parseCheckpointText,
  parseNote,
  rootOfEdge,
  sameHead,
  signatureOf,
  signCheckpoint,
  toBase64,
  toHex,
  withSignatures,
  type Checkpoint,
  type Policy,
  type Signer,
  type TreeHead,
} from '#transparency-log';
import { Alarm } from './alarm.ts';
import { exportTree } from './export.ts';
import type { Signers } from './key.ts';
import { storedEdge, storedHead } from './stored-tree.ts';
import type { Refusal, Witnesses } from './witnesses.ts';

/** What the signer remembers: the largest tree it has promised to sign, and no other of that size. */
export const SignedState = z.strictObject({
  origin: z.string(),
  size: z.int().nonnegative(),
  /** Base64. */
  root: z.string(),
});
export type SignedState = z.infer<typeof SignedState>;

export interface SealerParts {
  readonly db: DataSource;
  /** The published log. */
  readonly folder: string;
  readonly signers: Signers;
  /** The log's own key and the witnesses: what a published checkpoint satisfies. */
  readonly policy: Policy;
  readonly witnesses: Witnesses;
  readonly state: StateFolder<SignedState>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** After so long without a new entry, witnesses are asked again: readers see that the log is not kept from them. Seconds. */
const RENEWED_AFTER = 86_400;

export type Sealed =
  | { readonly outcome: 'nothing-new' }
  | { readonly outcome: 'published'; readonly size: number; readonly refusals: readonly Refusal[] }
  /** Signed, and not published: too few witnesses. The next pass asks again. */
  | { readonly outcome: 'no-quorum'; readonly size: number; readonly refusals: readonly Refusal[] };

/** Runs one pass. Throws {@link Alarm} when it refuses; anything else may be tried again. */
export async function seal(parts: SealerParts): Promise<Sealed> {
  const { db, folder, signers, state, witnesses } = parts;
  const [{ name: origin }] = signers;
  // In the order in which they may move behind our back: what is published was signed, what is signed was stored.
  const published = await publishedBefore(parts);
  const signed = await signedBefore(parts);
  checkState(signed.head, published);
  const head = await storedHead(db);
  checkHead(head, signed.head);
  if (head.size === 0 || (published?.size === head.size && published.isFresh))
    return { outcome: 'nothing-new' };

  // The signed root once more, from the tiles: an edit of the past that the present root does not show.
  const at = (size: number) => storedEdge(db, size);
  checkHead({ size: signed.head.size, root: rootOfEdge(await at(signed.head.size)) }, signed.head);
  const from = published?.size ?? 0;
  if (from < head.size) await exportTree(db, folder, { size: from, edge: await at(from) }, head);

  const next: SignedState = { origin, size: head.size, root: toBase64(head.root) };
  const promised = sameHead(head, signed.head) ? signed.revision : await state.replace(signed.revision, next);
  if (!promised) throw anotherSealer();
  const note = signByAll({ origin, ...head }, signers);
  const witnessed = await witnesses.ask(note, head.size);
  const { refusals } = witnessed;
  if (!witnessed.quorum) return { outcome: 'no-quorum', size: head.size, refusals };
  // Who was first to sign a later tree may have published it; an older one must not take its place.
  if ((await state.read())?.number !== promised.number) throw anotherSealer();
  await replaceFile(join(folder, 'checkpoint'), witnessed.note);
  await syncFolders([folder], folder);
  await recordPublished(db, head, witnessed.note);
  return { outcome: 'published', size: head.size, refusals };
}

function signByAll(checkpoint: Checkpoint, [signer, ...others]: Signers): string {
  const note = signCheckpoint(checkpoint, signer);
  return withSignatures(
    note,
    others.map((other) => signatureOf(note, other)),
  );
}

interface Signed {
  readonly revision: Revision<SignedState>;
  readonly head: TreeHead;
}

async function signedBefore({ db, state, signers: [signer] }: SealerParts): Promise<Signed> {
  const revision = await state.read();
  if (!revision)
    throw new Alarm(
      'state-behind',
      'The signer’s state is gone. Without it this process cannot know what it has signed: put it back, or take it from the newest checkpoint that a witness or a monitor has, with `countersign log resume`.',
    );
  const { origin, size, root } = revision.value;
  if (size === 0) await refuseAnotherLog(db, signer.name);
  if (origin !== signer.name)
    throw new Alarm(
      'state-behind',
      `The signer’s state is that of ${origin}, the key is that of ${signer.name}.`,
    );
  return { revision, head: { size, root: fromBase64(root, 'root') } };
}

/** A signer that has signed nothing yet must not take over entries that were published in another log. */
async function refuseAnotherLog(db: DataSource, origin: string): Promise<void> {
  const [other]: { note: string }[] = await db.query(
    'select note from audit.checkpoint order by size desc limit 1',
  );
  const name = other && parseCheckpointText(parseNote(other.note).text).origin;
  if (name !== undefined && name !== origin)
    throw new Alarm(
      'another-log',
      `The database holds what was published as ${name}. To end that log and go on as ${origin}, let \`countersign log continue\` say so first.`,
    );
}

interface Published extends TreeHead {
  /** All keys have signed it that sign now, and the witnesses not long ago. */
  readonly isFresh: boolean;
}

/** The checkpoint that readers see; null before there is one. */
async function publishedBefore({ folder, policy, signers, clock }: SealerParts): Promise<Published | null> {
  const note = await publishedNote(folder);
  if (note === null) return null;
  try {
    const { size, root, asOf } = await openCheckpoint(note, policy, nodeCrypto);
    const isRecent = asOf === null || clock() / 1_000 < asOf + RENEWED_AFTER;
    return { size, root, isFresh: isRecent && signers.every((signer) => hasSigned(note, signer)) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new Alarm(
      'tree-broken',
      `${join(folder, 'checkpoint')} is not a checkpoint of this log (${error.message}). Look who changed it; without that file, all of the log is published anew.`,
    );
  }
}

const hasSigned = (note: string, { name, keyId }: Signer): boolean =>
  parseNote(note).signatures.some((line) => line.name === name && line.keyId === toHex(keyId));

function checkState(signed: TreeHead, published: TreeHead | null): void {
  if (
    published &&
    (published.size > signed.size || (published.size === signed.size && !sameHead(published, signed)))
  )
    throw new Alarm(
      'state-behind',
      `A checkpoint of ${published.size} entries is published, and the signer’s state knows of ${signed.size}: the state was put back from an older copy. Put back the newest one, or take it from the newest checkpoint with \`countersign log resume\`.`,
    );
}

export async function publishedNote(folder: string): Promise<string | null> {
  try {
    return await readFile(join(folder, 'checkpoint'), 'utf8');
  } catch (error) {
    if (failedWith(error, 'ENOENT')) return null;
    throw error;
  }
}

function checkHead(head: TreeHead, signed: TreeHead): void {
  if (head.size < signed.size)
    throw new Alarm(
      'log-shrunk',
      `The database has ${head.size} entries, ${signed.size} were signed: it was restored from a backup. Put back the missing entries from the published files before anything new is recorded, or end this log and begin one under a new name.`,
    );
  if (head.size === signed.size && !sameHead(head, signed))
    throw new Alarm(
      'log-rewritten',
      `The root at ${signed.size} entries is not the one that was signed: entries were changed, or the database was restored and went on otherwise. Find out which; restore the signed entries from the published files, or end this log and begin one under a new name. Do not sign.`,
    );
}

const anotherSealer = () =>
  new Alarm(
    'another-sealer',
    'Another sealer has moved the signer’s state. Only one may run: stop this one or the other.',
  );

/** A copy for those who wait in the database. It may be missing after a crash; the next pass makes up for it. */
export async function recordPublished(db: DataSource, { size, root }: TreeHead, note: string): Promise<void> {
  await db.query(
    'insert into audit.checkpoint (size, root, note) values ($1, $2, $3) on conflict (size) do nothing',
    [size, root, note],
  );
}
