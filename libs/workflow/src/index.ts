export * from './commands.ts';
export * from './dispatch.ts';
export * from './execute.ts';
export * from './job-lease.ts';
