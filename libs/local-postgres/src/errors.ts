import { existsSync, realpathSync } from 'node:fs';

/** Something a person can act on: the message is one sentence that says what to do. */
export class LocalPostgresError extends Error {
  override name = 'LocalPostgresError';
}

// The codes with which a file system says that it will not hold our files.
const UNUSABLE = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'operation not permitted'],
  ['EROFS', 'it is on a read-only file system'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ENOTDIR', 'a file stands where a directory is needed'],
  ['EEXIST', 'a file stands where a directory is needed'],
]);

/** The code of a system error. Looks at the shape only, because an error may come from another realm. */
export function errorCode(error: unknown): string | undefined {
  const code = valueAt(error, 'code');
  return typeof code === 'string' ? code : undefined;
}

export function errorMessage(error: unknown): string {
  const message = valueAt(error, 'message');
  return typeof message === 'string' ? message : String(error);
}

/** Turns what the file system said about the data directory into a sentence; other errors pass unchanged. */
export function explainUnusable(error: unknown, dataDir: string): unknown {
  if (error instanceof LocalPostgresError) return error;
  const reason = UNUSABLE.get(errorCode(error) ?? '');
  if (reason === undefined || !isAbout(error, dataDir)) return error;
  return new LocalPostgresError(
    `The data directory ${dataDir} cannot be used (${reason}): set DATA_DIR to a directory in which ` +
      `the account that starts Countersign may create files.`,
    { cause: error },
  );
}

// A failed write names no path; ours are all in the data directory.
function isAbout(error: unknown, dataDir: string): boolean {
  const paths = ['path', 'dest'].map((key) => valueAt(error, key)).filter((path) => typeof path === 'string');
  const roots = [dataDir, existsSync(dataDir) ? realpathSync(dataDir) : dataDir];
  return (
    paths.length === 0 ||
    paths.some((path) => roots.some((root) => path.startsWith(root) || root.startsWith(path)))
  );
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
