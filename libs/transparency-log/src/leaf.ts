/**
 * Reading leaves. An entry has one spelling, canonical JSON with these members in this order; the grammar below is
 * all of it, so that nothing is parsed before it is known to be the one spelling.
 */
import { utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { jcs, type Json } from './jcs.ts';
import { Malformed, shown } from './malformed.ts';

export interface Leaf {
  /** The last checkpoint its writer knew, the root in base64: the entry is newer. Null before there was one. */
  readonly after: { readonly size: number; readonly root: string } | null;
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

const DATE = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';
const ENTRY_TYPE = '[a-z][a-z0-9.-]{0,63}';

// Hashes are looked at by `isHash`: a class of 64 characters in a pattern takes four times as long.
const GRAMMAR = [
  ['after', '\\{"after":(?:null|\\{"root":"([^"]{44})","size":(0|[1-9]\\d{0,15})\\})'],
  ['at', `,"at":"(${DATE}T${TIME}Z)"`],
  ['eid', ',"eid":"([0-9a-f]{32})"'],
  ['prev', ',"prev":"((?:[^"]{44})?)"'],
  ['sd', ',"sd":\\[((?:"[^"]{44}"(?:,"[^"]{44}")*)?)\\]'],
  ['seq', ',"seq":([1-9]\\d{0,15})'],
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
  const [, root, size, at = '', eid = '', prev = '', digests = '', count = '', stream = '', type = ''] =
    match;
  const seq = Number(count);
  const sd = digests ? digests.slice(1, -1).split('","') : [];
  if (root !== undefined && !isHash(root)) throw new Malformed('not the base64 of a hash', 'after');
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(Number(size ?? 0)))
    throw new Malformed('larger than 2^53 - 1', 'seq or after');
  if (prev !== '' && !isHash(prev)) throw new Malformed('not the base64 of a hash', 'prev');
  if ((seq === 1) !== (prev === ''))
    throw new Malformed('the first entry of a stream, and no other, follows nothing', 'prev');
  let before = '';
  for (const digest of sd) {
    if (!isHash(digest)) throw new Malformed(`not the base64 of a hash: ${shown(digest)}`, 'sd');
    if (digest <= before) throw new Malformed(`not in ascending order at ${digest}`, 'sd');
    before = digest;
  }
  return {
    after: root === undefined ? null : { root, size: Number(size) },
    at,
    eid,
    prev,
    sd,
    seq,
    stream,
    type,
  };
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** 1 for a character of base64, by its code; 3 for one whose last two bits are zero. */
const KIND = new Uint8Array(128);
for (const [value, character] of Array.from(BASE64).entries())
  KIND[character.charCodeAt(0)] = value % 4 === 0 ? 3 : 1;

/** Whether 44 characters are 32 bytes in base64: 43 of the alphabet, of which the last has two bits to spare. */
function isHash(text: string): boolean {
  for (let at = 0; at < 42; at++) if (!KIND[text.charCodeAt(at)]) return false;
  return KIND[text.charCodeAt(42)] === 3 && text[43] === '=';
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
