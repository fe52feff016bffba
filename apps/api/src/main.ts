import 'reflect-metadata';
import { loadApiConfig, UnsafeSettings } from '#config';
import { startApi } from './start-api.ts';

try {
  const api = await startApi(loadApiConfig());
  process.send?.({ ready: api.address });
} catch (error) {
  // What a person can put right is said in its sentences; anything else is a bug and shown whole.
  console.error(error instanceof UnsafeSettings ? error.message : error);
  process.exit(1);
}
