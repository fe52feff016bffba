/** The two operations that verification takes from its platform; all else in it is arithmetic. */
import { concat } from './bytes.ts';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;
export const HASH_BYTES = 32;

export interface Crypto {
  /** SHA-256 of the bytes: 32 bytes. */
  sha256(bytes: Uint8Array): Hash | Promise<Hash>;
  /** RFC 8032: 32 bytes of key, 64 of signature. False, never an error, for a key or signature that is none. */
  verifyEd25519(
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): boolean | Promise<boolean>;
}

/** The browser's. Ed25519 needs Chrome 137, Firefox 129 or Safari 17; an older one throws, and the page says so. */
export const webCrypto: Crypto = {
  // Copies, since WebCrypto takes no memory that might be shared.
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))),
  async verifyEd25519(publicKey, message, signature) {
    let key: CryptoKey;
    try {
      key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'DataError') return false;
      throw error;
    }
    return crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message));
  },
};

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** RFC 6962, section 2.1: SHA-256(0x00 || leaf). */
export const hashLeaf = async (crypto: Crypto, leaf: Uint8Array): Promise<Hash> =>
  crypto.sha256(concat(LEAF, leaf));

/** RFC 6962, section 2.1: SHA-256(0x01 || left || right). */
export const hashNode = async (crypto: Crypto, left: Hash, right: Hash): Promise<Hash> =>
  crypto.sha256(concat(NODE, left, right));
