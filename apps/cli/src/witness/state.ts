/** What a witness remembers of each log: a folder for each, outside every database. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { StateFolder } from '#durable-files';
import { EMPTY_ROOT, fromBase64, toBase64, type TreeHead } from '#transparency-log';
import { Failure } from '../failure.ts';

const WitnessState = z.strictObject({
  origin: z.string(),
  size: z.int().nonnegative(),
  /** Base64. */
  root: z.string(),
  /** When the witness signed last, seconds since 1970; 0 before it has. */
  time: z.int().nonnegative(),
  /** The checkpoint with its log's signatures and the witness's own; empty before the first. */
  note: z.string(),
});
export type WitnessState = z.infer<typeof WitnessState>;

/** As the protocol names a log in paths: SHA-256 of its origin, in hex. */
export const originHash = (origin: string): string => createHash('sha256').update(origin).digest('hex');

export const stateFor = (folder: string, origin: string): StateFolder<WitnessState> =>
  new StateFolder(join(folder, originHash(origin)), WitnessState);

export const headOf = ({ size, root }: WitnessState): TreeHead => ({ size, root: fromBase64(root, 'root') });

/**
 * Begins to witness a log for which this witness has never signed. That is for a person to say: a witness whose state
 * was lost and that begins anew would sign a second history. @throws Failure
 */
export async function admitLog(folder: string, origin: string): Promise<void> {
  const state = stateFor(folder, origin);
  const first = { origin, size: 0, root: toBase64(EMPTY_ROOT), time: 0, note: '' };
  if ((await state.read()) || !(await state.replace(null, first)))
    throw new Failure(`${folder} has a state for ${origin} already: nothing is to be done.`);
}

/** Takes up a state that was lost, or goes on from a later checkpoint; never back. @throws Failure */
export async function resumeLog(folder: string, origin: string, head: TreeHead): Promise<void> {
  const state = stateFor(folder, origin);
  const before = await state.read();
  if (before && before.value.size >= head.size)
    throw new Failure(
      `The state knows of ${before.value.size} entries, the checkpoint of ${head.size}: it does not go back.`,
    );
  const value = { origin, size: head.size, root: toBase64(head.root), time: 0, note: '' };
  if (!(await state.replace(before, value)))
    throw new Failure('A witness is at work on this state: stop it first.');
}
