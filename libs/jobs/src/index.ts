export * from './catalogue.ts';
export * from './jobs-for.ts';
export * from './migrate-queues.ts';
export * from './queue-backend.ts';
