/** c2sp.org/tlog-proof@v1: one entry's place in a log, as a text that can be checked offline. */
import { fromBase64, fromDecimal, toBase64 } from './bytes.ts';
import { HASH_BYTES, type Hash } from './crypto.ts';
import { Malformed } from './malformed.ts';
import { MAX_NOTE } from './note.ts';
import { MAX_PROOF_HASHES } from './verify-tree.ts';

export interface TlogProof {
  /** 0-based. */
  readonly index: number;
  /** From the leaf's sibling up to a child of the root. */
  readonly siblings: readonly Hash[];
  /** The signed note, with all its signatures. */
  readonly checkpoint: string;
  /** Not covered by any signature: here the openings, which the leaf's digests bind. Null when the line is missing. */
  readonly extra: Uint8Array | null;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** Bytes of `extra`, decoded. */
export const MAX_EXTRA = 4 * 1024 * 1024;
const MAX_PROOF_TEXT = MAX_NOTE + MAX_EXTRA * 1.5;

export const formatTlogProof = ({ index, siblings, checkpoint, extra }: TlogProof): string =>
  [
    HEADER,
    ...(extra ? [`extra ${toBase64(extra)}`] : []),
    `index ${index}`,
    ...siblings.map(toBase64),
    '',
    checkpoint,
  ].join('\n');

/** Reads the text of a proof, whose checkpoint is not looked into; {@link Malformed} with the line. */
export function parseTlogProof(text: string): TlogProof {
  if (text.length > MAX_PROOF_TEXT) throw new Malformed(`a proof of ${text.length} characters`, 'line 1');
  const end = text.indexOf('\n\n');
  if (end < 0) throw new Malformed('no empty line before the checkpoint', 'line 1');
  const lines = text.slice(0, end).split('\n');
  if (lines[0] !== HEADER) throw new Malformed(`does not begin with ${HEADER}`, 'line 1');
  let at = 1;
  let extra: Uint8Array | null = null;
  if (lines[at]?.startsWith('extra ')) {
    extra = fromBase64(lines[at]!.slice('extra '.length), 'line 2');
    at++;
  }
  const [, index] = /^index (\S+)$/.exec(lines[at] ?? '') ?? [];
  if (index === undefined) throw new Malformed('no index', `line ${at + 1}`);
  const first = at + 1;
  const siblings = lines.slice(first);
  if (siblings.length > MAX_PROOF_HASHES)
    throw new Malformed(`${siblings.length} hashes, more than ${MAX_PROOF_HASHES}`, `line ${first + 1}`);
  return {
    index: fromDecimal(index, `line ${at + 1}`),
    siblings: siblings.map((line, n) => fromBase64(line, `line ${first + n + 1}`, HASH_BYTES)),
    checkpoint: text.slice(end + 2),
    extra,
  };
}
