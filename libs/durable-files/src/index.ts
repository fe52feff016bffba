export * from './write.ts';
export * from './state-folder.ts';
