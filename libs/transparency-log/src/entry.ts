/** What one leaf of the log says, and how what is secret or personal stays out of it. */
import { hash, randomBytes } from 'node:crypto';
import { toBase64 } from './bytes.ts';
import { jcs, type Json } from './jcs.ts';
import { isEntryType } from './leaf.ts';
import { sha256Once } from './node-crypto.ts';
import type { TreeHead } from './verify-tree.ts';

export interface EntryHead {
  /** Random, 128 bits in hex: the log does not tie its entries to rows. */
  readonly stream: string;
  /** 1 for the first entry of the stream, without holes: a report can show that none is left out. */
  readonly seq: number;
  /** Leaf hash of entry seq-1; empty for the first. */
  readonly prev: Uint8Array;
  /** The last published checkpoint that the writer knows: it shows that the entry is not older. None before the first. */
  readonly after?: TreeHead | null;
}

/** The erasable half of a field. Without salt and value, the digest in the leaf says nothing. */
export interface Opening {
  readonly salt: string;
  readonly value: Json;
}
export type Openings = Readonly<Record<string, Opening>>;

const SALT_BYTES = 32;
const ID_BYTES = 16;
/** Drawn so many at once, and each used once: a call of the generator costs more than its bytes. */
const DRAWN_BYTES = 8_192;
let drawn = Buffer.alloc(0);

function random(bytes: number): Buffer {
  if (drawn.length < bytes) drawn = randomBytes(DRAWN_BYTES);
  const taken = drawn.subarray(0, bytes);
  drawn = drawn.subarray(bytes);
  return taken;
}

const LEAF = Uint8Array.of(0);

/** Each field under its own salt, in the manner of SD-JWT (RFC 9901). */
export function seal(fields: Readonly<Record<string, Json>>): Openings {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      { salt: random(SALT_BYTES).toString('base64'), value },
    ]),
  );
}

/** Fields that are no secret, under no salt: whoever knows a value can check it against the leaf. */
export const unsealed = (fields: Readonly<Record<string, Json>>): Openings =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { salt: '', value }]));

export const digestOf = (name: string, { salt, value }: Opening): string =>
  hash('sha256', jcs([salt, name, value]), 'base64');

/** The bytes of a leaf: canonical JSON with only type, stream, order and time (whole seconds) in clear. `parseLeaf` reads it. */
export function entryBytes(head: EntryHead, type: string, at: string, openings: Openings): Buffer {
  if (!isEntryType(type)) throw new RangeError(`not a type of entries: ${type}`);
  return Buffer.from(
    jcs({
      after: head.after ? { size: head.after.size, root: toBase64(head.after.root) } : null,
      v: 1,
      type,
      eid: random(ID_BYTES).toString('hex'),
      at: at.replace(/\.\d+Z$/, 'Z'),
      stream: head.stream,
      seq: head.seq,
      prev: Buffer.from(head.prev).toString('base64'),
      sd: Object.entries(openings)
        .map(([name, opening]) => digestOf(name, opening))
        .sort(),
    }),
  );
}

/** RFC 6962, section 2.1: the hash of a leaf is SHA-256(0x00 || bytes). */
export const leafHash = (bytes: Uint8Array): Buffer => sha256Once(Buffer.concat([LEAF, bytes]));

export const newStream = (): string => random(ID_BYTES).toString('hex');
