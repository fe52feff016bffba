import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Account, accountFor, canReach } from './account.ts';
import { findPackage, prepareBinaries } from './binaries.ts';
import { initialise, isInitialised, readPassword, refuseForeignData } from './cluster.ts';
import { urlOf } from './connection.ts';
import { explainUnusable, LocalPostgresError } from './errors.ts';
import { createFolder, type Layout, layoutOf, removeUnfinished } from './layout.ts';
import { withLock } from './lock.ts';
import { findOrStart, stopServer } from './server.ts';

/** A running private server. It outlives the process that has started it until somebody calls stop(). */
export interface LocalPostgres {
  /** For the bootstrap superuser countersign_admin and the database countersign. */
  url: string;
  port: number;
  version: string;
  /** True when the server was already running; it keeps the settings it was started with. */
  adopted: boolean;
  pid: number;
  /** The account it runs as when that is not ours, which is when we are root. */
  account: string | null;
  /** Shuts it down, rolling open transactions back, and returns when the process has ended. */
  stop(): Promise<void>;
}

export interface LocalPostgresOptions {
  /** More server settings, as for `postgres -c`. */
  settings?: Record<string, string>;
}

/** Starts the private PostgreSQL whose files live in this directory, or adopts the one that already runs there. */
export async function startLocalPostgres(
  dataDir: string,
  options: LocalPostgresOptions = {},
): Promise<LocalPostgres> {
  const wanted = resolve(dataDir);
  try {
    const account = accountFor(layoutOf(wanted).data);
    const layout = openLayout(wanted, account);
    return await withLock(layout.lock, () => startLocked(layout, account, options.settings ?? {}));
  } catch (error) {
    throw explainUnusable(error, wanted);
  }
}

/** The real path is used throughout, because live servers are told apart by the path they were started with. */
function openLayout(dataDir: string, account: Account | null): Layout {
  if (account && !canReach(join(dataDir, 'postgres'), account)) {
    throw new LocalPostgresError(
      `${dataDir} cannot be reached by the account "${account.name}", as which PostgreSQL runs when root starts ` +
        `it: set DATA_DIR to a directory that account can enter, such as /var/lib/countersign.`,
    );
  }
  createFolder(layoutOf(dataDir).root);
  return layoutOf(dataDir, realpathSync(layoutOf(dataDir).root));
}

async function startLocked(
  layout: Layout,
  account: Account | null,
  settings: Record<string, string>,
): Promise<LocalPostgres> {
  removeUnfinished(layout.root);
  const found = findPackage();
  refuseForeignData(layout, found.major, account);
  const password = readPassword(layout);
  let prepared: string | undefined;
  const bin = (): string => (prepared ??= prepareBinaries(found, layout.binaries, account));
  if (!isInitialised(layout)) {
    await initialise(layout, bin(), account, settings);
    // An initdb that outlived an earlier start may have written on while its folder was removed; by now it has failed.
    removeUnfinished(layout.root);
  }
  const { pid, port, version, adopted } = await findOrStart({ layout, account, password, settings, bin });
  return {
    url: urlOf(port, password),
    port,
    version,
    adopted,
    pid,
    account: account?.name ?? null,
    stop: () => stopServer(layout, pid),
  };
}
