export * from './assignment-view.ts';
export * from './claim-view.ts';
export * from './commands.ts';
export * from './dispatch.ts';
export * from './execute.ts';
export * from './job-lease.ts';
export * from './log-check.ts';
export * from './views.ts';
