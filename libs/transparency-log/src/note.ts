/** c2sp.org/signed-note: a text with signatures below it, and the keys that verify them. */
import { concat, controlIn, equal, fromBase64, toBase64, toHex, utf8 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { inside, Malformed, shown } from './malformed.ts';

export interface NoteSignature {
  readonly name: string;
  /** 4 bytes in hex. */
  readonly keyId: string;
  readonly signature: Uint8Array;
  /** “line 7”, counted in the note. */
  readonly where: string;
}

export interface Note {
  /** What is signed, with its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Characters of a note, and signatures below it: a post-quantum signature takes 5,000 characters. */
export const MAX_NOTE = 128 * 1024;
export const MAX_SIGNATURES = 64;

/** No Unicode space and no plus. What JavaScript calls a space and Go's library too; each has one more. */
export const KEY_NAME = /^[^\s\u0085+]{1,255}$/u;

const lineAt = (text: string, offset: number): string => `line ${text.slice(0, offset).split('\n').length}`;

/** Reads a note, without believing it: {@link Malformed} with the line when it is none. */
export function parseNote(note: string): Note {
  if (note.length > MAX_NOTE)
    throw new Malformed(`a note of ${note.length} characters, more than ${MAX_NOTE}`, 'line 1');
  const control = controlIn(note, '\n');
  if (control >= 0) throw new Malformed('a control character', lineAt(note, control));
  if (!note.isWellFormed()) throw new Malformed('a lone surrogate, which has no UTF-8', 'line 1');
  const end = note.lastIndexOf('\n\n');
  if (end < 1) throw new Malformed('no empty line between text and signatures', lineAt(note, note.length));
  if (!note.endsWith('\n')) throw new Malformed('no newline at the end', lineAt(note, note.length));
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split('\n');
  if (note.length === end + 2) throw new Malformed('no signature', lineAt(note, note.length));
  if (lines.length > MAX_SIGNATURES)
    throw new Malformed(
      `${lines.length} signatures, more than ${MAX_SIGNATURES}`,
      lineAt(note, note.length - 1),
    );
  const first = text.split('\n').length + 1;
  return { text, signatures: lines.map((line, at) => parseSignature(line, `line ${first + at}`)) };
}

function parseSignature(line: string, where: string): NoteSignature {
  const [, name = '', encoded = ''] = /^\u2014 (\S+) (\S+)$/u.exec(line) ?? [];
  if (!KEY_NAME.test(name)) throw new Malformed(`not a signature (— name base64): ${shown(line)}`, where);
  const bytes = fromBase64(encoded, where);
  if (bytes.length < 5) throw new Malformed('a signature shorter than its key id', where);
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4), where };
}

export const signatureLine = (name: string, keyId: Uint8Array, signature: Uint8Array): string =>
  `\u2014 ${name} ${toBase64(concat(keyId, signature))}\n`;

/** A note with these of its signatures only. */
export const rebuildNote = (text: string, signatures: readonly NoteSignature[]): string =>
  `${text}\n${signatures.map(({ name, keyId, signature }) => signatureLine(name, hexBytes(keyId), signature)).join('')}`;

/** 0x01 signs the text of a note; 0x04 is a witness's cosignature, which adds when it saw the checkpoint. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;

export interface VerifierKey {
  /** As it is written in policies. */
  readonly vkey: string;
  readonly name: string;
  /** 4 bytes in hex. */
  readonly keyId: string;
  readonly type: number;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** What the four bytes of a key's id are cut from. */
export const keyIdInput = (name: string, type: number, publicKey: Uint8Array): Uint8Array =>
  concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey);

/** `name+id+base64(type || key)`. Refuses keys of other kinds than {@link ED25519} and {@link COSIGNATURE}. */
export async function parseVerifierKey(vkey: string, crypto: Crypto, where = 'key'): Promise<VerifierKey> {
  const [, name = '', keyId = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S{1,4096})$/u.exec(vkey) ?? [];
  if (!KEY_NAME.test(name)) throw new Malformed(`not a verifier key (name+id+base64): ${shown(vkey)}`, where);
  const bytes = fromBase64(encoded, where);
  const [type] = bytes;
  const publicKey = bytes.subarray(1);
  if ((type !== ED25519 && type !== COSIGNATURE) || publicKey.length !== 32)
    throw new Malformed(`a key that is neither Ed25519 (1) nor an Ed25519 cosignature (4)`, where);
  const expected = await crypto.sha256(keyIdInput(name, type, publicKey));
  if (!equal(expected.subarray(0, 4), hexBytes(keyId)))
    throw new Malformed(`the id ${keyId} is not that of the key`, where);
  return { vkey, name, keyId, type, publicKey };
}

const hexBytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export interface Verified {
  readonly key: VerifierKey;
  /** When a witness saw the checkpoint, seconds since 1970; null for a plain signature. */
  readonly time: number | null;
}

/**
 * The given keys' signatures of the note. Signatures by others are passed over, as the format demands; a signature
 * by one of these keys that does not hold makes the note {@link Malformed}.
 */
export async function verifyNote(
  { text, signatures }: Note,
  keys: readonly VerifierKey[],
  crypto: Crypto,
): Promise<Verified[]> {
  const verified: Verified[] = [];
  for (const { name, keyId, signature, where } of signatures) {
    const key = keys.find((known) => known.name === name && known.keyId === keyId);
    if (!key) continue;
    const { time, signed, ed25519 } = inside(where, () => parts(key, text, signature));
    if (!(await crypto.verifyEd25519(key.publicKey, utf8(signed), ed25519)))
      throw new Malformed(`the signature by ${shown(name)} does not hold`, where);
    verified.push({ key, time });
  }
  return verified;
}

function parts(key: VerifierKey, text: string, signature: Uint8Array) {
  const expected = key.type === COSIGNATURE ? 72 : 64;
  if (signature.length !== expected)
    throw new Malformed(`${signature.length} bytes instead of ${expected}`, 'signature');
  if (key.type === ED25519) return { time: null, signed: text, ed25519: signature };
  const view = new DataView(signature.buffer, signature.byteOffset, 8);
  const time = Number(view.getBigUint64(0));
  if (!Number.isSafeInteger(time)) throw new Malformed('a time beyond all calendars', 'signature');
  return { time, signed: cosignedText(text, time), ed25519: signature.subarray(8) };
}

/** c2sp.org/tlog-cosignature: what a witness signs at `time`, seconds since 1970. */
export const cosignedText = (checkpointText: string, time: number): string =>
  `cosignature/v1\ntime ${time}\n${checkpointText}`;
