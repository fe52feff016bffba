export * from './build-proof-bundle.ts';
export * from './entry.ts';
export * from './fsck.ts';
export * from './growing.ts';
export * from './merkle.ts';
export { nodeCrypto } from './node-crypto.ts';
export * from './signing.ts';
export * from './tiles.ts';
export * from './verification.ts';
