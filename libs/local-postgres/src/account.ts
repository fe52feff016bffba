import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LocalPostgresError } from './errors.ts';
import { layoutOf } from './layout.ts';

/** The unprivileged account that stands in for root, because PostgreSQL refuses to run as root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const startedByRoot = (): boolean => process.getuid?.() === 0;

/** The account the server of this data runs as; null means our own. */
export function accountFor(data: string): Account | null {
  if (!startedByRoot()) return null;
  const account = ownerOf(data) ?? unprivilegedAccount();
  if (account) return account;
  throw new LocalPostgresError(
    'PostgreSQL refuses to run as root and there is no account "postgres" or "nobody" to run it as: ' +
      'start Countersign as an ordinary user.',
  );
}

/** Data made by an ordinary user stays that user's when root starts the server once, e.g. through sudo. */
function ownerOf(data: string): Account | null {
  const owner = statSync(data, { throwIfNoEntry: false });
  if (!owner || owner.uid === 0) return null;
  const name = readAccounts().find(({ uid }) => uid === owner.uid)?.name ?? `uid ${owner.uid}`;
  return { name, uid: owner.uid, gid: owner.gid };
}

function unprivilegedAccount(): Account | null {
  const accounts = readAccounts().filter(({ uid }) => uid !== 0);
  const named = (wanted: string): Account | undefined => accounts.find(({ name }) => name === wanted);
  return named('postgres') ?? named('nobody') ?? null;
}

function readAccounts(): Account[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => Number.isInteger(uid) && Number.isInteger(gid));
}

/** Whether the account may walk down to the path; what does not exist yet will be created by us, open to it. */
export function canReach(path: string, account: Account): boolean {
  const wanted = resolve(path);
  if (!existsSync(wanted)) return canReach(dirname(wanted), account);
  for (let at = realpathSync(wanted); ; at = dirname(at)) {
    const found = statSync(at);
    // A file in the place of a folder is not a matter of rights: whoever creates the folder says what is wrong.
    if (found.isDirectory() && !mayEnter(found, account)) return false;
    if (at === dirname(at)) return true;
  }
}

// Only the three mode bits count: the server is started without supplementary groups.
function mayEnter({ uid, gid, mode }: { uid: number; gid: number; mode: number }, account: Account): boolean {
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/**
 * Where the data of a checkout lives unless DATA_DIR says otherwise. Data that is already in the checkout is never
 * passed over: starting with an empty database elsewhere would look like losing everything.
 */
export function defaultDataDir(checkout: string): string {
  const home = resolve(checkout);
  const inside = join(home, '.data');
  if (!startedByRoot() || existsSync(layoutOf(inside).data)) return inside;
  const account = unprivilegedAccount();
  if (!account || canReach(inside, account)) return inside;
  const name = createHash('sha256').update(home).digest('hex').slice(0, 8);
  return join('/var/lib/countersign', name);
}

/** How a program of PostgreSQL is started: not as root, from a directory the account can enter, nothing inherited. */
export function launchAs(account: Account | null) {
  return {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: '/',
    // The secrets in our own environment are none of the server's business; UTC makes every log comparable.
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', TZ: 'UTC' },
  };
}
