/**
 * Reading leaves. An entry has one spelling, canonical JSON with these members in this order; the grammar below is
 * all of it, so that nothing is parsed before it is known to be the one spelling.
 */
import { fromBase64, utf8 } from './bytes.ts';
import { HASH_BYTES, type Crypto } from './crypto.ts';
import { jcs, type Json } from './jcs.ts';
import { Malformed } from './malformed.ts';
import type { TreeHead } from './verify-tree.ts';

export interface Leaf {
  /** The last checkpoint its writer knew: the entry is newer. Null before there was one. */
  readonly after: TreeHead | null;
  /** Whole seconds, `2026-11-22T07:00:00Z`, by the writer's clock. */
  readonly at: string;
  /** 128 random bits in hex. */
  readonly eid: string;
  /** Base64 leaf hash of the entry before in its stream; empty for the first. */
  readonly prev: string;
  /** Base64 digests of the sealed fields, ascending. */
  readonly sd: readonly string[];
  /** 1 for the first entry of the stream. */
  readonly seq: number;
  readonly stream: string;
  readonly type: string;
}

// 43 characters: the last one before the padding has two bits that must be zero.
const HASH = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=';
const COUNT = '0|[1-9]\\d{0,15}';
const DATE = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';
const ENTRY_TYPE = '[a-z][a-z0-9.-]{0,63}';

const GRAMMAR = [
  ['after', `\\{"after":(?:null|\\{"root":"(${HASH})","size":(${COUNT})\\})`],
  ['at', `,"at":"(${DATE}T${TIME}Z)"`],
  ['eid', ',"eid":"([0-9a-f]{32})"'],
  ['prev', `,"prev":"(|${HASH})"`],
  ['sd', `,"sd":\\[((?:"${HASH}"(?:,"${HASH}")*)?)\\]`],
  ['seq', `,"seq":([1-9]\\d{0,15})`],
  ['stream', ',"stream":"([0-9a-f]{32})"'],
  ['type', `,"type":"(${ENTRY_TYPE})"`],
  ['v', ',"v":1\\}$'],
] as const;
const LEAF = new RegExp(`^${GRAMMAR.map(([, source]) => source).join('')}`);

const ENTRY_TYPES = new RegExp(`^${ENTRY_TYPE}$`);
/** What may stand in `type`: small letters, digits, dots and hyphens. */
export const isEntryType = (type: string): boolean => ENTRY_TYPES.test(type);

/** Reads an entry; {@link Malformed} with the member and the byte for everything that is not its one spelling. */
export function parseLeaf(text: string): Leaf {
  const match = LEAF.exec(text);
  if (!match) throw misspelt(text);
  const [, root, size, at = '', eid = '', prev = '', digests = '', seq = '', stream = '', type = ''] = match;
  const sd = digests ? digests.slice(1, -1).split('","') : [];
  const leaf = {
    after: root ? { root: fromBase64(root, 'after', HASH_BYTES), size: Number(size) } : null,
    at,
    eid,
    prev,
    sd,
    seq: Number(seq),
    stream,
    type,
  };
  if (!Number.isSafeInteger(leaf.seq) || !Number.isSafeInteger(leaf.after?.size ?? 0))
    throw new Malformed('larger than 2^53 - 1', 'seq or after');
  if ((leaf.seq === 1) !== (prev === ''))
    throw new Malformed('the first entry of a stream, and no other, follows nothing', 'prev');
  for (let n = 1; n < sd.length; n++)
    if (sd[n - 1]! >= sd[n]!) throw new Malformed('digests not in ascending order', `sd[${n}]`);
  return leaf;
}

/** Reads the members one by one to find the first that is not as it must be. */
function misspelt(text: string): Malformed {
  let at = 0;
  for (const [member, source] of GRAMMAR) {
    const part = new RegExp(source, 'y');
    part.lastIndex = at;
    if (!part.test(text))
      return new Malformed(`an entry must go on with “${member}”, in canonical form`, `byte ${at}`);
    at = part.lastIndex;
  }
  return new Malformed('not an entry', `byte ${at}`);
}

/** One field of an entry, as its writer discloses it. */
export type Disclosure = readonly [salt: string, name: string, value: Json];

/** What binds a field to its leaf: base64(SHA-256(JCS([salt, name, value]))), in the manner of RFC 9901. */
export const disclosureInput = (disclosure: Disclosure): Uint8Array => utf8(jcs(disclosure));

export const disclosureDigest = async (crypto: Crypto, disclosure: Disclosure): Promise<Uint8Array> =>
  crypto.sha256(disclosureInput(disclosure));
