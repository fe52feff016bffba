/** What checks a log's promises, for Node and for browsers: no Node API is reached from here. */
export * from './added-notice.ts';
export * from './bytes.ts';
export * from './checkpoint.ts';
export * from './crypto.ts';
export * from './describe.ts';
export * from './jcs.ts';
export * from './leaf.ts';
export * from './malformed.ts';
export * from './note.ts';
export * from './policy.ts';
export * from './proof-bundle.ts';
export * from './tlog-proof.ts';
export * from './verify-proof-bundle.ts';
export * from './verify-tree.ts';
