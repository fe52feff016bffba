/** c2sp.org/tlog-checkpoint: the signed size and root of a log. */
import { equal, fromBase64, fromDecimal, toBase64, toHex } from './bytes.ts';
import { HASH_BYTES, type Crypto } from './crypto.ts';
import { Malformed, shown } from './malformed.ts';
import { ED25519, parseNote, verifyNote } from './note.ts';
import { satisfied, type Policy } from './policy.ts';
import type { TreeHead } from './verify-tree.ts';

export interface Checkpoint extends TreeHead {
  /** The log's name, like `log.example.org/audit`. */
  readonly origin: string;
}

/** The three lines that are signed. We write no extension lines. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** SHA-256 of nothing: the root of a tree without leaves, and of no other. */
const EMPTY_ROOT_HEX = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Whether the root is that of no leaves at all. */
export const isEmptyTree = ({ root }: Pick<TreeHead, 'root'>): boolean => toHex(root) === EMPTY_ROOT_HEX;

/** Reads the text of a checkpoint; extension lines are allowed and say nothing to us. */
export function parseCheckpointText(text: string): Checkpoint {
  const checkpoint = readCheckpointText(text);
  if ((checkpoint.size === 0) !== isEmptyTree(checkpoint))
    throw new Malformed('the root of the empty tree goes with size 0, and with no other', 'line 3');
  return checkpoint;
}

/** The form alone: whether such a tree can be is not looked at. */
export function readCheckpointText(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Malformed('no newline at the end', `line ${lines.length + 1}`);
  const [origin = '', size = '', root = ''] = lines;
  const empty = lines.indexOf('');
  if (lines.length < 3 || empty >= 0)
    throw new Malformed(
      'a checkpoint has an origin, a size and a root, each on its line',
      `line ${(empty < 0 ? lines.length : empty) + 1}`,
    );
  return { origin, size: fromDecimal(size, 'line 2'), root: fromBase64(root, 'line 3', HASH_BYTES) };
}

export interface Cosignature {
  /** The witness's name in the policy. */
  readonly witness: string;
  /** Seconds since 1970. */
  readonly time: number;
}

/** A checkpoint that one of the policy's logs signed. Whether enough witnesses did too is `quorum`. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly cosignatures: readonly Cosignature[];
  readonly quorum: boolean;
  /**
   * The latest moment, seconds since 1970, for which a quorum says that this was the log's newest tree; null without
   * a quorum, or when the policy asks for none.
   */
  readonly asOf: number | null;
}

/**
 * Opens a checkpoint under a policy. {@link Malformed} when it is none, when no log of the policy signed it, or when
 * a signature by a key of the policy does not hold; a missing quorum is for the caller to judge.
 */
export async function openCheckpoint(
  note: string,
  policy: Policy,
  crypto: Crypto,
): Promise<OpenedCheckpoint> {
  const parsed = parseNote(note);
  const checkpoint = parseCheckpointText(parsed.text);
  const logs = policy.logs.filter(({ key }) => key.name === checkpoint.origin);
  if (!logs.length)
    throw new Malformed(`the policy knows no log called ${shown(checkpoint.origin)}`, 'line 1');
  const keys = [...logs, ...policy.witnesses].map(({ key }) => key);
  const verified = await verifyNote(parsed, keys, crypto);
  if (!verified.some(({ key }) => key.type === ED25519))
    throw new Malformed(`not signed by the log's key in the policy`, 'signatures');
  const latest = new Map<string, number>();
  for (const { key, time } of verified) {
    const witness = policy.witnesses.find((one) => one.key === key);
    if (witness && time !== null) latest.set(witness.name, Math.max(time, latest.get(witness.name) ?? time));
  }
  const cosignatures = [...latest].map(([witness, time]) => ({ witness, time }));
  return {
    ...checkpoint,
    cosignatures,
    quorum: satisfied(policy, new Set(latest.keys())),
    asOf: asOf(policy, cosignatures),
  };
}

/** The latest time so that the witnesses who signed at it or later are a quorum by themselves. */
function asOf(policy: Policy, cosignatures: readonly Cosignature[]): number | null {
  const times = cosignatures.map(({ time }) => time).sort((a, b) => b - a);
  const reached = times.find((since) =>
    satisfied(
      policy,
      new Set(cosignatures.filter(({ time }) => time >= since).map(({ witness }) => witness)),
    ),
  );
  return reached ?? null;
}

export const sameHead = (a: TreeHead, b: TreeHead): boolean => a.size === b.size && equal(a.root, b.root);
