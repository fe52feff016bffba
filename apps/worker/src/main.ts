import 'reflect-metadata';
import { loadWorkerConfig, UnsafeSettings } from '#config';
import { startWorker } from './start-worker.ts';

try {
  const worker = await startWorker(loadWorkerConfig());
  process.send?.({ ready: worker.address });
} catch (error) {
  // What a person can put right is said in its sentences; anything else is a bug and shown whole.
  console.error(error instanceof UnsafeSettings ? error.message : error);
  process.exit(1);
}
