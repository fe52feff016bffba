/** Signing checkpoints, as a log and as a witness. Keys are Go's `PRIVATE+KEY+name+id+base64(type || seed)`. */
import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { toBase64, toHex, utf8 } from './bytes.ts';
import { checkpointText, parseCheckpointText, type Checkpoint } from './checkpoint.ts';
import { Malformed } from './malformed.ts';
import {
  COSIGNATURE,
  cosignedText,
  ED25519,
  KEY_NAME,
  keyIdInput,
  parseNote,
  signatureLine,
} from './note.ts';
import { sha256 } from './node-crypto.ts';

/** A raw Ed25519 seed in the DER wrapping that node:crypto wants (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;

export interface Signer {
  readonly name: string;
  /** The verifier key, as policies hold it. */
  readonly vkey: string;
  readonly keyId: Uint8Array;
  readonly key: KeyObject;
}

function signer(name: string, type: number, seed: Uint8Array): Signer {
  if (!KEY_NAME.test(name)) throw new RangeError(`not the name of a key: ${name}`);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  const keyId = sha256(keyIdInput(name, type, publicKey)).subarray(0, 4);
  const vkey = `${name}+${toHex(keyId)}+${toBase64(Buffer.concat([Buffer.of(type), publicKey]))}`;
  return { name, vkey, keyId, key };
}

/** The key of a log; `name` is the log's origin. `seed`: 32 random bytes. */
export const logSigner = (name: string, seed: Uint8Array): Signer => signer(name, ED25519, seed);
/** The key of a witness, which signs nothing but cosignatures. */
export const witnessSigner = (name: string, seed: Uint8Array): Signer => signer(name, COSIGNATURE, seed);

/** A new private key as text, for a file that only its process reads. */
export function newSigningKey(name: string, type: typeof ED25519 | typeof COSIGNATURE): string {
  const seed = randomBytes(SEED_BYTES);
  const { keyId } = signer(name, type, seed);
  return `PRIVATE+KEY+${name}+${toHex(keyId)}+${toBase64(Buffer.concat([Buffer.of(type), seed]))}`;
}

/** Reads what {@link newSigningKey} wrote; messages never show the key. */
export function parseSigningKey(text: string): Signer {
  const [, name, keyId, encoded] = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)\n?$/u.exec(text) ?? [];
  if (!name || !keyId || !encoded) throw new Malformed('not a private key', 'line 1');
  const bytes = Buffer.from(encoded, 'base64');
  const [type] = bytes;
  if (bytes.length !== 1 + SEED_BYTES || (type !== ED25519 && type !== COSIGNATURE))
    throw new Malformed('a private key of another kind or length', 'line 1');
  const parsed = signer(name, type, bytes.subarray(1));
  if (toHex(parsed.keyId) !== keyId) throw new Malformed('the id is not that of the key', 'line 1');
  return parsed;
}

/** Signs a checkpoint as its log. Ed25519 is deterministic: two signers at one size and root write the same bytes. */
export function signCheckpoint(checkpoint: Checkpoint, by: Signer): string {
  const text = checkpointText(checkpoint);
  parseCheckpointText(text);
  return `${text}\n${signatureLine(by.name, by.keyId, sign(null, utf8(text), by.key))}`;
}

/** One more signature line for a checkpoint, by a log that changes its key. */
export const signatureOf = (note: string, by: Signer): string =>
  signatureLine(by.name, by.keyId, sign(null, utf8(parseNote(note).text), by.key));

/** A witness's line for a checkpoint it has checked. `time`: seconds since 1970. */
export function cosign(note: string, by: Signer, time: number): string {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  const signature = sign(null, utf8(cosignedText(parseNote(note).text, time)), by.key);
  return signatureLine(by.name, by.keyId, Buffer.concat([stamp, signature]));
}

/** A note with more signature lines below those it has; each line ends with its newline. */
export function withSignatures(note: string, lines: readonly string[]): string {
  const signed = note + lines.join('');
  parseNote(signed);
  return signed;
}
