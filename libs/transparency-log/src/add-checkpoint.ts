/**
 * c2sp.org/tlog-witness: what a log asks of a witness, and how a witness judges it. No state, no clock and no network
 * here. As of C2SP 5ba5ee8 (2026-07-22); before, a second root for one size was answered with 409 instead of 422.
 */
import { fromBase64, fromDecimal, fromUtf8, toBase64 } from './bytes.ts';
import { isEmptyTree, readCheckpointText, type Checkpoint } from './checkpoint.ts';
import { HASH_BYTES, type Crypto, type Hash } from './crypto.ts';
import { inside, Malformed } from './malformed.ts';
import { MAX_NOTE, parseNote, rebuildNote, verifyNote, type Note, type VerifierKey } from './note.ts';
import { verifyConsistency, type TreeHead } from './verify-tree.ts';

export interface AddCheckpoint {
  /** Of the checkpoint that the witness is thought to have signed last; 0 before the first. */
  readonly oldSize: number;
  /** RFC 6962, 2.1.2: from `oldSize` to the checkpoint's size. */
  readonly proof: readonly Hash[];
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/** Consistency proof lines in one request. */
export const MAX_PROOF_LINES = 63;
/** A note is at most {@link MAX_NOTE} characters, few of which take more than a byte; 46 bytes a proof line. */
export const MAX_ADD_CHECKPOINT_BYTES = MAX_NOTE + 4_096;

/** The body of a request. `note`: the checkpoint with its log's signatures. */
export const addCheckpointBody = (oldSize: number, proof: readonly Hash[], note: string): string =>
  [`old ${oldSize}`, ...proof.map(toBase64), '', note].join('\n');

/** Reads a request; {@link Malformed} with the line when it is none. Nothing in it is believed yet. */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint {
  if (body.length > MAX_ADD_CHECKPOINT_BYTES)
    throw new Malformed(`${body.length} bytes, more than ${MAX_ADD_CHECKPOINT_BYTES}`, 'line 1');
  const text = fromUtf8(body);
  const end = text.indexOf('\n\n');
  if (end < 0) throw new Malformed('no empty line before the checkpoint', 'line 1');
  const [first = '', ...lines] = text.slice(0, end).split('\n');
  if (!first.startsWith('old ')) throw new Malformed('a request begins with “old” and a size', 'line 1');
  if (lines.length > MAX_PROOF_LINES)
    throw new Malformed(`more than ${MAX_PROOF_LINES} hashes`, `line ${MAX_PROOF_LINES + 2}`);
  const oldSize = fromDecimal(first.slice(4), 'line 1');
  const proof = lines.map((line, at) => fromBase64(line, `line ${at + 2}`, HASH_BYTES));
  return inside('checkpoint', () => {
    const note = parseNote(text.slice(end + 2));
    return { oldSize, proof, note, checkpoint: readCheckpointText(note.text) };
  });
}

/** Why a witness does not sign. */
export type WitnessRefusal =
  'unknown-log' | 'not-signed-by-log' | 'old-size-too-large' | 'other-old-size' | 'not-consistent';

/**
 * The checkpoint as its log signed it, without the lines of others; or why this is none of a log that is witnessed.
 * `keys`: of all logs that are; a log may have several, all under its name.
 */
export async function openSubmitted(
  { note, checkpoint }: AddCheckpoint,
  keys: readonly VerifierKey[],
  crypto: Crypto,
): Promise<{ readonly signed: string } | { readonly refusal: WitnessRefusal }> {
  const own = keys.filter(({ name }) => name === checkpoint.origin);
  if (!own.length) return { refusal: 'unknown-log' };
  const isOwn = (name: string, keyId: string) => own.some((key) => key.name === name && key.keyId === keyId);
  const signatures = note.signatures.filter(({ name, keyId }) => isOwn(name, keyId));
  if (!signatures.length) return { refusal: 'not-signed-by-log' };
  try {
    await verifyNote({ ...note, signatures }, own, crypto);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { refusal: 'not-signed-by-log' };
  }
  return { signed: rebuildNote(note.text, signatures) };
}

/** Whether the checkpoint continues `known`, the tree that this witness signed last for its log; null if it does. */
export async function judgeGrowth(
  { oldSize, proof, checkpoint }: AddCheckpoint,
  known: TreeHead,
  crypto: Crypto,
): Promise<WitnessRefusal | null> {
  if (oldSize > checkpoint.size) return 'old-size-too-large';
  if (oldSize !== known.size) return 'other-old-size';
  if ((checkpoint.size === 0) !== isEmptyTree(checkpoint)) return 'not-consistent';
  return (await verifyConsistency(crypto, known, proof, checkpoint)) ? null : 'not-consistent';
}
