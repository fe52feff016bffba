// Loaded before a process (node --import): libs/database is given no-log.ts in place of what writes the log.
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url);

export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  if (!/\/dist\/libs\/database\/src\/(log|ballots)\.js$/.test(found.url)) return found;
  return { ...found, url: new URL('../../dist/bench/log/no-log.js', import.meta.url).href };
}
