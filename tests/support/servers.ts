/** What the whole run shares: the private PostgreSQL with a migrated template, and a Redis when there is one. */
export interface Servers {
  /** The bootstrap account's address on the private PostgreSQL. */
  readonly adminUrl: string;
  readonly redisUrl: string | null;
}

const VARIABLE = 'COUNTERSIGN_TEST_SERVERS';

/** Set by the global setup, inherited by every jest worker. */
export const announceServers = (servers: Servers): void => {
  process.env[VARIABLE] = JSON.stringify(servers);
};

export function servers(): Servers {
  const announced = process.env[VARIABLE];
  if (!announced) throw new Error('the global setup did not run');
  return JSON.parse(announced) as Servers; // written by announceServers
}

export const TEMPLATE = 'countersign_template';
export const APP_ACCOUNT = { user: 'test_app', password: 'only-for-tests-app' };
export const SYSTEM_ACCOUNT = { user: 'test_system', password: 'only-for-tests-system' };
export const SEALER_ACCOUNT = { user: 'test_sealer', password: 'only-for-tests-sealer' };

/** The address of another database on the same server, for this account. */
export function addressOf(database: string, account?: { user: string; password: string }): string {
  const url = new URL(servers().adminUrl);
  url.pathname = database;
  if (account) {
    url.username = account.user;
    url.password = account.password;
  }
  return url.href;
}
