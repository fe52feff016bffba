/** Node's own cryptography: what writers of the log and `countersign verify` use. */
import { createHash, createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import type { Crypto, Hash } from './crypto.ts';

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/** One call into OpenSSL instead of three: what whole logs are hashed with. */
export const sha256Once = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

/** As base64: a string, which the garbage collector likes better than a buffer per hash. */
export const sha256Base64 = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64');

/** As a character a byte: the quickest way to bytes that lie elsewhere. */
export const sha256Binary = (bytes: Uint8Array): string => hash('sha256', bytes, 'binary');

/** A raw Ed25519 key in the DER wrapping that node:crypto wants (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export const publicKeyFrom = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });

export const nodeCrypto: Crypto = {
  sha256: (bytes): Hash => sha256(bytes),
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    return verify(null, message, publicKeyFrom(publicKey), signature);
  },
};
