import 'reflect-metadata';
import { loadApiConfig, UnsafeSettings } from '#config';
import { startApi } from './start-api.ts';

const STOP_TIMEOUT_MS = 10_000;

try {
  const api = await startApi(loadApiConfig());
  process.send?.({ ready: api.address });
  // Whoever started this process is gone: nobody else would ever stop it.
  process.once('disconnect', () => void process.kill(process.pid, 'SIGTERM'));
  // Stopping is orderly, but not at any price: everything here survives being killed.
  process.once('SIGTERM', () => setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref());
} catch (error) {
  // What a person can put right is said in its sentences; anything else is a bug and shown whole.
  console.error(error instanceof UnsafeSettings ? error.message : error);
  process.exit(1);
}
