/**
 * Finding the members of an entry in its bytes: canonical JSON in its one spelling, and nothing else. What a leaf says
 * is leaf.ts.
 */
import { utf8 } from './bytes.ts';
import { Malformed } from './malformed.ts';

/** Characters of 32 bytes in base64, and of 128 bits in hex. */
export const HASH_LENGTH = 44;
export const HEX_LENGTH = 32;

const HASH = 1;
const LAST_OF_HASH = 2;
const HEX = 4;
const DIGIT = 8;
const TYPE = 16;
const LETTER = 32;
/** What a byte may be part of. */
const KIND = new Uint8Array(256);
const mark = (characters: string, kind: number): void => {
  for (const byte of utf8(characters)) KIND[byte]! |= kind;
};
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', HASH);
// 43 characters hold 32 bytes and two bits more, which must be zero.
mark('AEIMQUYcgkosw048', LAST_OF_HASH);
mark('0123456789abcdef', HEX);
mark('0123456789', DIGIT);
mark('abcdefghijklmnopqrstuvwxyz0123456789.-', TYPE);
mark('abcdefghijklmnopqrstuvwxyz', LETTER);

const QUOTE = 0x22;
const COMMA = 0x2c;
const ZERO = 0x30;
const EQUALS = 0x3d;
const Z = 0x5a;
const BRACKET = 0x5d;
const N = 0x6e;
const BRACE = 0x7d;

interface Literal {
  readonly text: string;
  readonly bytes: Uint8Array;
}
const literal = (text: string): Literal => ({ text, bytes: utf8(text) });
const AFTER = literal('{"after":');
const NULL = literal('null');
const ROOT = literal('{"root":"');
const SIZE = literal('","size":');
const AT = literal(',"at":"');
const EID = literal('","eid":"');
const PREV = literal('","prev":"');
const SD = literal('","sd":[');
const SEQ = literal('],"seq":');
const STREAM = literal(',"stream":"');
const TYPE_OF = literal('","type":"');
const END = literal('","v":1}');

/**
 * Where the members of an entry stand, for those who read whole logs: it cuts nothing out, and one scan serves for
 * all entries. Byte by byte: a regular expression takes three times as long, and so does making strings first.
 */
export class LeafScan {
  #bytes: Uint8Array = new Uint8Array();
  #begin = 0;
  #at = 0;
  /** -1 where the entry knows no checkpoint. */
  afterRoot = -1;
  afterSize = 0;
  time = 0;
  eid = 0;
  /** -1 for the first entry of a stream. */
  prev = -1;
  digests = 0;
  digestsEnd = 0;
  seq = 0;
  stream = 0;
  type = 0;
  typeEnd = 0;

  /** Reads the entry from `begin` to `end`. @throws Malformed */
  read(bytes: Uint8Array, begin: number, end: number): void {
    this.#bytes = bytes;
    this.#begin = this.#at = begin;
    this.#after();
    this.#literal(AT, 'at');
    this.time = this.#time();
    this.#literal(EID, 'eid');
    this.eid = this.#hex('eid');
    this.#literal(PREV, 'prev');
    this.prev = bytes[this.#at] === QUOTE ? -1 : this.#hash('prev');
    this.#literal(SD, 'sd');
    this.#digests();
    this.#literal(SEQ, 'seq');
    this.seq = this.#count('seq');
    if ((this.seq === 1) !== this.prev < 0 || this.seq === 0)
      throw this.#refuse('the first entry of a stream, 1, and no other, follows nothing', 'prev');
    this.#literal(STREAM, 'stream');
    this.stream = this.#hex('stream');
    this.#literal(TYPE_OF, 'type');
    this.#type();
    this.#literal(END, 'v');
    if (this.#at !== end)
      throw this.#refuse(this.#at < end ? 'goes on after its end' : 'ends before its end', 'v');
  }

  #refuse(reason: string, member: string): Malformed {
    return new Malformed(reason, `${member}, byte ${this.#at - this.#begin}`);
  }

  #literal({ text, bytes: expected }: Literal, member: string): void {
    const bytes = this.#bytes;
    const at = this.#at;
    for (let n = 0; n < expected.length; n++)
      if (bytes[at + n] !== expected[n])
        throw this.#refuse(`an entry goes on with ${text} here, in canonical form`, member);
    this.#at = at + expected.length;
  }

  #after(): void {
    this.#literal(AFTER, 'after');
    this.afterRoot = -1;
    if (this.#bytes[this.#at] === N) return this.#literal(NULL, 'after');
    this.#literal(ROOT, 'after');
    this.afterRoot = this.#hash('after.root');
    this.#literal(SIZE, 'after');
    this.afterSize = this.#count('after.size');
    this.#one(BRACE, 'after');
  }

  /** Whether `length` bytes of this kind follow. One branch for all of them: what is read is mostly sound. */
  #all(kind: number, length: number): boolean {
    const bytes = this.#bytes;
    const end = this.#at + length;
    let kinds = kind;
    // Undefined, for what lies behind the last byte, is of no kind.
    for (let at = this.#at; at < end; at++) kinds &= KIND[bytes[at]!]!;
    return kinds !== 0;
  }

  /** Moves over 32 bytes in base64; gives their place. */
  #hash(member: string): number {
    const place = this.#at;
    const last = KIND[this.#bytes[place + 42]!]! & LAST_OF_HASH;
    if (!this.#all(HASH, 42) || !last || this.#bytes[place + 43] !== EQUALS)
      throw this.#refuse('not the base64 of a hash', member);
    this.#at = place + HASH_LENGTH;
    return place;
  }

  /** `"…","…"`, ascending; nothing before a closing bracket. */
  #digests(): void {
    const bytes = this.#bytes;
    this.digests = this.#at;
    let before = -1;
    while (bytes[this.#at] !== BRACKET) {
      if (before >= 0) this.#one(COMMA, 'sd');
      this.#one(QUOTE, 'sd');
      if (before >= 0 && !this.#above(before)) throw this.#refuse('digests not in ascending order', 'sd');
      before = this.#hash('sd');
      this.#one(QUOTE, 'sd');
    }
    this.digestsEnd = this.#at;
  }

  #one(byte: number, member: string): void {
    if (this.#bytes[this.#at] !== byte)
      throw this.#refuse(
        `an entry goes on with ${String.fromCharCode(byte)} here, in canonical form`,
        member,
      );
    this.#at++;
  }

  /** Whether what stands here comes after what stands at `before`: two random texts differ early. */
  #above(before: number): boolean {
    const bytes = this.#bytes;
    for (let n = 0; n < HASH_LENGTH; n++) {
      const difference = bytes[this.#at + n]! - bytes[before + n]!;
      if (difference !== 0) return difference > 0;
    }
    return false;
  }

  #hex(member: string): number {
    const place = this.#at;
    if (!this.#all(HEX, HEX_LENGTH)) throw this.#refuse('not 128 bits in hex', member);
    this.#at = place + HEX_LENGTH;
    return place;
  }

  #count(member: string): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let value = 0;
    // Beyond 2^53 the sum loses digits, and stays beyond.
    while (at - this.#at < 17 && (KIND[bytes[at]!]! & DIGIT) !== 0) value = value * 10 + bytes[at++]! - ZERO;
    const digits = at - this.#at;
    if (digits === 0 || !Number.isSafeInteger(value) || (digits > 1 && bytes[this.#at] === ZERO))
      throw this.#refuse('not a count from 0 to 2^53 - 1', member);
    this.#at = at;
    return value;
  }

  /** 2026-11-22T07:00:00Z; gives its place. */
  #time(): number {
    const place = this.#at;
    const isTime =
      this.#all(DIGIT, 4) &&
      this.#pair(place + 4, '-', 1, 12) &&
      this.#pair(place + 7, '-', 1, 31) &&
      this.#pair(place + 10, 'T', 0, 23) &&
      this.#pair(place + 13, ':', 0, 59) &&
      this.#pair(place + 16, ':', 0, 59) &&
      this.#bytes[place + 19] === Z;
    if (!isTime) throw this.#refuse('not a time like 2026-11-22T07:00:00Z', 'at');
    this.#at = place + 20;
    return place;
  }

  /** Whether this character and two digits stand there, which make a number in these bounds. */
  #pair(place: number, before: string, least: number, most: number): boolean {
    const bytes = this.#bytes;
    const [tens, ones] = [bytes[place + 1]!, bytes[place + 2]!];
    if (bytes[place] !== before.charCodeAt(0) || !(KIND[tens]! & DIGIT) || !(KIND[ones]! & DIGIT))
      return false;
    const value = (tens - ZERO) * 10 + ones - ZERO;
    return value >= least && value <= most;
  }

  #type(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at - this.#at < 64 && (KIND[bytes[at]!]! & TYPE) !== 0) at++;
    if ((KIND[bytes[this.#at]!]! & LETTER) === 0) throw this.#refuse('not a type of entries', 'type');
    this.type = this.#at;
    this.#at = this.typeEnd = at;
  }
}
