/** A sealer over a test database, which can be stopped and started again. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from '#process';
import { startSealer } from '../../apps/sealer/src/start-sealer.ts';
import { beginState, makeKey } from '../../apps/cli/src/signer-files.ts';
import type { TestDatabase } from '../support/database.ts';

const ORIGIN = 'log.example.org/audit';

export interface Sealing {
  /** Where the api finds the published log. */
  readonly folder: string;
  start(database: TestDatabase): Promise<Running>;
  /** What a reader trusts: this log alone, at this address. */
  policy(address: string): Promise<string>;
  /** Once the sealer has stopped: without its state it would raise an alarm. */
  remove(): Promise<void>;
}

export async function prepareSealing(): Promise<Sealing> {
  const home = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  const [folder, state, key] = ['public', 'state', 'key'].map((name) => join(home, name)) as [
    string,
    string,
    string,
  ];
  await beginState(state, ORIGIN);
  const { vkey } = await makeKey(key, ORIGIN, 'log');
  return {
    folder,
    start: (database) =>
      startSealer(
        {
          DATABASE_SEALER_URL: database.sealerUrl,
          LOG_LEVEL: 'fatal',
          LOG_DIR: folder,
          LOG_KEY_FILE: key,
          SEALER_STATE_DIR: state,
          SEALER_HOST: '127.0.0.1',
          SEALER_PORT: 0,
          SEALER_LINGER_SECONDS: 0,
        },
        (alarm) => {
          throw alarm;
        },
      ),
    async policy(address) {
      const file = join(home, 'policy');
      await writeFile(file, `log ${vkey} ${new URL('/log', address).href}\nquorum none\n`);
      return file;
    },
    remove: () => rm(home, { recursive: true }),
  };
}
