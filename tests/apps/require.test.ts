import { expect, test } from '@jest/globals';
import { CHECKOUT, spawnNode, type Environment } from '../support/spawned.ts';

const PRINT = `import('./jest/programs.mjs').then(({ leftOutSuites }) => console.log(JSON.stringify(leftOutSuites())))`;

/** What the configuration of a run does with these settings, in a process that finds no program at all. */
const run = (env: Environment) => spawnNode(['-e', PRINT], { PATH: '', ...env }, { cwd: CHECKOUT }).ended;

test('without the programs the suites that need them are left out, named, and how to install them is said', async () => {
  const { code, stdout, stderr } = await run({});
  expect(code).toBe(0);
  expect(stderr.trimEnd().split('\n')).toEqual([
    'redis-server is not on the PATH: the suites *.redis.test.ts are left out. To run them: apt-get install redis-server',
    'chromium is not on the PATH: the suites *.browser.test.ts are left out. To run them: apt-get install chromium',
  ]);
  const patterns: string[] = JSON.parse(stdout);
  const leftOut = (file: string) => patterns.some((pattern) => new RegExp(pattern).test(file));
  expect(leftOut('/x/tests/flow/review-flow.redis.test.ts')).toBe(true);
  expect(leftOut('/x/tests/reports/report-page.browser.test.ts')).toBe(true);
  expect(leftOut('/x/tests/flow/review-flow.postgres.test.ts')).toBe(false);
  expect(leftOut('/x/tests/apps/browserXtestXts')).toBe(false);
});

test.each([
  ['redis,chromium', 'redis'],
  ['chromium', 'chromium'],
])('a program that is required (%s) and missing fails the run', async (required, named) => {
  const { code, stdout, stderr } = await run({ COUNTERSIGN_REQUIRE: required });
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain(`COUNTERSIGN_REQUIRE names ${named}, and `);
  expect(stderr).toContain('apt-get install');
});

test('the run itself fails then, before any suite', async () => {
  const jest = ['node_modules/jest/bin/jest.js', '--listTests'];
  const settings = { PATH: '', COUNTERSIGN_REQUIRE: 'redis,chromium' };
  const failed = await spawnNode(jest, settings, { cwd: CHECKOUT }).ended;
  expect(failed.code).not.toBe(0);
  expect(failed.stderr).toContain('COUNTERSIGN_REQUIRE names redis');
  const listed = await spawnNode(jest, { PATH: '' }, { cwd: CHECKOUT }).ended;
  expect(listed.code).toBe(0);
  expect(listed.stdout).toContain('tests/apps/require.test.ts');
  expect(listed.stdout).not.toMatch(/\.(redis|browser)\.test\.ts/);
});
