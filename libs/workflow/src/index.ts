export * from './commands.ts';
export * from './execute.ts';
export * from './job-lease.ts';
