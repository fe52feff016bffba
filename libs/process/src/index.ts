export * from './connections.ts';
export * from './log.ts';
export * from './run.ts';
