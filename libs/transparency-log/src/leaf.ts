/**
 * Reading leaves. An entry has one spelling, canonical JSON with these members in this order; what is read here is
 * all there may be, so that no two readers can understand two things.
 */
import { utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { jcs, type Json } from './jcs.ts';
import { Malformed } from './malformed.ts';

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

const ENTRY_TYPE = /^[a-z][a-z0-9.-]{0,63}$/;
/** What may stand in `type`: small letters, digits, dots and hyphens. */
export const isEntryType = (type: string): boolean => ENTRY_TYPE.test(type);

/** Reads an entry; {@link Malformed} with the member and the byte for everything that is not its one spelling. */
export function parseLeaf(text: string): Leaf {
  const { digests, ...rest } = scanLeaf(text);
  return { ...rest, sd: digests ? digests.slice(1, -1).split('","') : [] };
}

/** {@link parseLeaf} for those who read whole logs: the digests are checked, and left as they stand in the text. */
export function scanLeaf(text: string): Omit<Leaf, 'sd'> & { readonly digests: string } {
  const scan = new Scan(text);
  scan.literal('{"after":', 'after');
  let after: Leaf['after'] = null;
  if (scan.sees('n')) scan.literal('null', 'after');
  else {
    scan.literal('{"root":"', 'after');
    const root = scan.hash('after.root');
    scan.literal('","size":', 'after');
    after = { root, size: scan.count('after.size') };
    scan.literal('}', 'after');
  }
  scan.literal(',"at":"', 'at');
  const at = scan.time('at');
  scan.literal('","eid":"', 'eid');
  const eid = scan.hex('eid');
  scan.literal('","prev":"', 'prev');
  const prev = scan.sees('"') ? '' : scan.hash('prev');
  scan.literal('","sd":[', 'sd');
  const digests = scan.digests('sd');
  scan.literal('],"seq":', 'seq');
  const seq = scan.count('seq');
  if ((seq === 1) !== (prev === '') || seq === 0)
    throw scan.refuse('the first entry of a stream, 1, and no other, follows nothing', 'prev');
  scan.literal(',"stream":"', 'stream');
  const stream = scan.hex('stream');
  scan.literal('","type":"', 'type');
  const type = scan.type('type');
  scan.literal('","v":1}', 'v');
  if (scan.at !== text.length) throw scan.refuse('goes on after its end', 'v');
  return { after, at, eid, prev, digests, seq, stream, type };
}

const HASH = 1;
const LAST_OF_HASH = 2;
const HEX = 4;
const DIGIT = 8;
const TYPE = 16;
/** What a character may be part of, by its code. */
const KIND = new Uint8Array(128);
const mark = (characters: string, kind: number): void => {
  for (const character of characters) KIND[character.charCodeAt(0)]! |= kind;
};
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', HASH);
// 43 characters hold 32 bytes and two bits more, which must be zero.
mark('AEIMQUYcgkosw048', LAST_OF_HASH);
mark('0123456789abcdef', HEX);
mark('0123456789', DIGIT);
mark('abcdefghijklmnopqrstuvwxyz0123456789.-', TYPE);

/**
 * A place in the text of an entry, which only moves on over what must stand there. Character by character: whole logs
 * are read with it, and a regular expression takes three times as long.
 */
class Scan {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  refuse(reason: string, member: string): Malformed {
    return new Malformed(reason, `${member}, byte ${this.at}`);
  }

  sees(character: string): boolean {
    return this.#text[this.at] === character;
  }

  literal(expected: string, member: string): void {
    if (!this.#text.startsWith(expected, this.at))
      throw this.refuse(`an entry goes on with ${expected} here, in canonical form`, member);
    this.at += expected.length;
  }

  /** How many characters of this kind follow, at most `limit`. */
  #run(kind: number, limit: number): number {
    const text = this.#text;
    const begin = this.at;
    let end = begin;
    // Undefined, for codes that the table does not have, is of no kind.
    while (end - begin < limit && (KIND[text.charCodeAt(end)]! & kind) !== 0) end++;
    return end - begin;
  }

  #take(length: number): string {
    return this.#text.slice(this.at, (this.at += length));
  }

  /** Moves over 32 bytes in base64. */
  #passHash(member: string): void {
    const last = this.#text.charCodeAt(this.at + 42);
    const isHash = this.#run(HASH, 42) === 42 && (KIND[last]! & LAST_OF_HASH) !== 0;
    if (!isHash || this.#text.charCodeAt(this.at + 43) !== 0x3d)
      throw this.refuse('not the base64 of a hash', member);
    this.at += HASH_LENGTH;
  }

  hash(member: string): string {
    this.#passHash(member);
    return this.#text.slice(this.at - HASH_LENGTH, this.at);
  }

  /** `"…","…"`, ascending; nothing before a closing bracket. */
  digests(member: string): string {
    const begin = this.at;
    while (!this.sees(']')) {
      if (this.at > begin) this.literal(',', member);
      this.literal('"', member);
      if (this.at > begin + 1 && !this.#above(this.at - HASH_LENGTH - 3))
        throw this.refuse('digests not in ascending order', member);
      this.#passHash(member);
      this.literal('"', member);
    }
    return this.#text.slice(begin, this.at);
  }

  /** Whether what stands here comes after what stands at `before`: two random texts differ early. */
  #above(before: number): boolean {
    const text = this.#text;
    for (let n = 0; n < HASH_LENGTH; n++) {
      const difference = text.charCodeAt(this.at + n) - text.charCodeAt(before + n);
      if (difference !== 0) return difference > 0;
    }
    return false;
  }

  hex(member: string): string {
    if (this.#run(HEX, 32) !== 32) throw this.refuse('not 128 bits in hex', member);
    return this.#take(32);
  }

  count(member: string): number {
    const digits = this.#run(DIGIT, 17);
    const value = digits ? Number(this.#text.slice(this.at, this.at + digits)) : NaN;
    if (!Number.isSafeInteger(value) || (digits > 1 && this.sees('0')))
      throw this.refuse('not a count from 0 to 2^53 - 1', member);
    this.at += digits;
    return value;
  }

  time(member: string): string {
    TIME.lastIndex = this.at;
    if (!TIME.test(this.#text)) throw this.refuse('not a time like 2026-11-22T07:00:00Z', member);
    return this.#take(20);
  }

  type(member: string): string {
    const type = this.#text.slice(this.at, this.at + this.#run(TYPE, 64));
    if (!isEntryType(type)) throw this.refuse('not a type of entries', member);
    this.at += type.length;
    return type;
  }
}

/** 32 bytes in base64. */
const HASH_LENGTH = 44;
const TIME = /\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ/y;

/** One field of an entry, as its writer discloses it. */
export type Disclosure = readonly [salt: string, name: string, value: Json];

/** What binds a field to its leaf: base64(SHA-256(JCS([salt, name, value]))), in the manner of RFC 9901. */
export const disclosureInput = (disclosure: Disclosure): Uint8Array => utf8(jcs(disclosure));

export const disclosureDigest = async (crypto: Crypto, disclosure: Disclosure): Promise<Uint8Array> =>
  crypto.sha256(disclosureInput(disclosure));
