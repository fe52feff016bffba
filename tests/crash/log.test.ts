/** Sequencing and sealing, killed at every line; `npm run interop` does it at full length and has others judge the log. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { crashRun } from '../../bench/log-crash/crash-run.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { CHECKOUT } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PATIENCE_MS = 240_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test(
  'two workers and two sealers, killed at every line: the log is whole and continues all that was signed of it',
  async () => {
    const { appUrl, systemUrl, sealerUrl, ownerUrl: adminUrl } = database;
    const { report } = await crashRun({
      appUrl,
      systemUrl,
      sealerUrl,
      adminUrl,
      checkout: CHECKOUT,
      folder: join(await temporaryFolder(), 'log'),
      deathsAtEachLine: 1,
      patienceMs: PATIENCE_MS,
    });
    process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
    expect(report).toMatchObject({ pending: 0, gaps: 0, forks: [], problems: [], accidents: [] });
    expect(Object.keys(report.deaths)).toHaveLength(10);
    expect(new Set(Object.values(report.deaths))).toEqual(new Set([2]));
    expect(report.decisions).toBeGreaterThan(0);
    expect(report.published).toBeLessThanOrEqual(report.signed);
  },
  2 * PATIENCE_MS,
);
