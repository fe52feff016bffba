/** Why a database cannot be used, in words for whoever runs the program. */

/** The database cannot be used as it is; the message says why, a sentence each. */
export class UnusableDatabase extends Error {
  override readonly name = 'UnusableDatabase';
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there: start it, or correct the address',
  ENOTFOUND: 'there is no host of that name: correct the address',
  EAI_AGAIN: 'the host’s name cannot be looked up now: correct the address, or try again',
  ETIMEDOUT: 'it does not answer in time: look at the address and the firewall',
  '28P01': 'the account or its password is not right: correct the address, or run `countersign migrate`',
  '28000': 'the account may not come in: correct the address, or run `countersign migrate`',
  '3D000': 'there is no database of that name: create it',
  '42501': 'the account lacks a right: grant it, or use another',
  '53300': 'it has no connection left: allow it more, or stop what uses them',
  '57P03': 'it is starting or stopping: try again in a moment',
};

/** The sentence about a connection that was not made; the password of the address is not in it. */
export function unreachable(error: unknown, url: string): UnusableDatabase {
  const { host, username, pathname } = new URL(url);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason =
    REASONS[code] ?? (error instanceof Error && error.message ? error.message : 'it does not answer');
  const where = `${host}${decodeURIComponent(pathname)}`;
  return new UnusableDatabase(
    `PostgreSQL at ${where} cannot be used as ${decodeURIComponent(username)}: ${reason}.`,
    { cause: error },
  );
}
