/**
 * Reading leaves. An entry has one spelling, canonical JSON with these members in this order; what is read here is
 * all there may be, so that no two readers can understand two things.
 */
import { utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { jcs, type Json } from './jcs.ts';
import { HASH_LENGTH, HEX_LENGTH, LeafScan } from './leaf-scan.ts';

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
  const bytes = utf8(text);
  const scan = new LeafScan();
  scan.read(bytes, 0, bytes.length);
  // What was accepted is ASCII: its bytes and its characters have the same places.
  const part = (from: number, length: number) => text.slice(from, from + length);
  const digests = text.slice(scan.digests, scan.digestsEnd);
  return {
    after: scan.afterRoot < 0 ? null : { size: scan.afterSize, root: part(scan.afterRoot, HASH_LENGTH) },
    at: part(scan.time, 20),
    eid: part(scan.eid, HEX_LENGTH),
    prev: scan.prev < 0 ? '' : part(scan.prev, HASH_LENGTH),
    sd: digests ? digests.slice(1, -1).split('","') : [],
    seq: scan.seq,
    stream: part(scan.stream, HEX_LENGTH),
    type: text.slice(scan.type, scan.typeEnd),
  };
}

/** One field of an entry, as its writer discloses it. */
export type Disclosure = readonly [salt: string, name: string, value: Json];

/** What binds a field to its leaf: base64(SHA-256(JCS([salt, name, value]))), in the manner of RFC 9901. */
export const disclosureInput = (disclosure: Disclosure): Uint8Array => utf8(jcs(disclosure));

export const disclosureDigest = async (crypto: Crypto, disclosure: Disclosure): Promise<Uint8Array> =>
  crypto.sha256(disclosureInput(disclosure));
