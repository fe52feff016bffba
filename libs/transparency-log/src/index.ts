export * from './entry.ts';
export * from './jcs.ts';
