/** Some days of a newsroom of 50 reviewers at 10 desks, on one of the two queue backends. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeReport } from '../../bench/simulation/describe-report.ts';
import { simulate, type Report } from '../../bench/simulation/simulate.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import type { Backend } from '../support/running.ts';
import { servers } from '../support/servers.ts';

const SETTINGS = { seed: 4, reviewers: 50, desks: 10, claims: 300, arrivals: 22, checkLog: true };
const MINUTES = 60_000;

export function describeSimulation(kind: Backend): void {
  let database: TestDatabase;
  let report: Report;
  beforeAll(async () => {
    database = await freshDatabase();
    const redisUrl = kind === 'redis' ? servers().redisUrl : null;
    if (kind === 'redis' && !redisUrl) throw new Error('this suite needs redis-server');
    const { ownerUrl, appUrl, systemUrl } = database;
    report = await simulate({ ownerUrl, appUrl, systemUrl, redisUrl }, SETTINGS);
    console.log(describeReport(kind, SETTINGS, report).join('\n'));
  }, 10 * MINUTES);
  afterAll(() => database.drop());

  test('no slot is held twice, no reviewer is on a claim twice, nobody is over their limit or away', () => {
    expect(report.violations).toEqual({});
  });

  test('what was refused once is refused: no second verdict from one assignment', () => {
    expect(report.wronglyDone).toEqual([]);
    expect(report.heard['stale-lease']).toBeGreaterThan(0);
  });

  test('every claim is decided or contested, or waits for a reason that is so', () => {
    const { statuses, problems } = report.standing;
    expect(problems).toEqual([]);
    expect(report.midway.problems).toEqual([]);
    expect(report.midway.waiting).toBeGreaterThan(0);
    expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(SETTINGS.claims);
    expect(statuses.decided).toBeGreaterThan(SETTINGS.claims / 2);
  });

  test('every deadline passed once, in its time, and every lease that ran out did so once', () => {
    expect(report.deadlines.problems).toEqual([]);
    expect(report.escalations.problems).toEqual([]);
    expect(report.escalations.escalated).toBeGreaterThan(0);
    expect(report.deadlines.passed).toBeGreaterThan(50);
    expect(report.deadlines.expired).toBeGreaterThan(50);
  });

  test('no job is dead, and the log explains every row', () => {
    expect(report.deadJobs).toBe(0);
    expect(report.logProblems).toEqual([]);
  });
}
