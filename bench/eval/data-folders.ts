/** Where the data sets lie that are not part of the project, and how an evaluation says that they are missing. */
import path from 'node:path';

export const DATA_DIR = path.resolve(process.env['DATA_DIR'] ?? '../shared/data');
/** Texts that were never used to build anything: read to measure, never to tune. */
export const SEEDS_DIR = path.resolve(process.env['SEEDS_DIR'] ?? '../shared/seeds');

/** The file that was sought in vain, when that is why reading failed; null for any other error. */
export function missingDataOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const named = [DATA_DIR, SEEDS_DIR].some((folder) => error.message.includes(folder));
  if (!named || !/ENOENT|is missing/.test(error.message)) return null;
  return /'([^']+)'/.exec(error.message)?.[1] ?? error.message.split(/\s/)[0] ?? error.message;
}
