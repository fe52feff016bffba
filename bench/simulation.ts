/**
 * Four weeks of a newsroom at full size, once on each queue backend: 50 reviewers, 10 desks, 20,000 claims, 2 slots each,
 * with absences, returns, lapses, conflicts of interest, people who leave desks, pauses, clock jumps and wipes of Redis.
 * `npm run bench -- simulation [claims] [seed] [redis|postgres]`.
 */
import { openGround } from './ground.ts';
import { describeReport } from './simulation/describe-report.ts';
import { simulate, type Report, type Settings } from './simulation/simulate.ts';

const [claims = '20000', seed = '4', only] = process.argv.slice(3);
const SETTINGS: Settings = {
  seed: Number(seed),
  reviewers: 50,
  desks: 10,
  claims: Number(claims),
  // A little less than 50 people can do, with the rushes: what waits is asked again at every step.
  arrivals: 14,
  // Replaying millions of fields in one transaction is what `countersign log verify` is for.
  checkLog: Number(claims) <= 2_000,
  onStep: (step, broughtIn) => {
    if (step % 20 === 0) console.log(`  step ${step}: ${broughtIn} claims`);
  },
};

async function runOn(kind: 'redis' | 'postgres'): Promise<Report | null> {
  const ground = await openGround();
  try {
    const { appUrl, systemUrl, adminUrl: ownerUrl } = ground;
    const redisUrl = kind === 'redis' ? ground.redisUrl : null;
    if (kind === 'redis' && !redisUrl) return null;
    return await simulate({ ownerUrl, appUrl, systemUrl, redisUrl }, SETTINGS);
  } finally {
    await ground.stop();
  }
}

for (const kind of ['redis', 'postgres'] as const) {
  if (only && only !== kind) continue;
  const report = await runOn(kind);
  if (!report) {
    console.log(`${kind}: there is no redis-server here`);
    continue;
  }
  console.log(describeReport(kind, SETTINGS, report).join('\n'));
  const { midway, violations, wronglyDone, deadlines, escalations, standing, deadJobs, logProblems } = report;
  const wrong = [
    ...Object.keys(violations),
    ...wronglyDone,
    ...deadlines.problems,
    ...escalations.problems,
    ...midway.problems,
    ...standing.problems,
    ...logProblems,
    ...(deadJobs ? [`${deadJobs} jobs are dead`] : []),
  ];
  for (const problem of wrong.slice(0, 20)) console.error(`  wrong: ${problem}`);
  if (wrong.length) process.exitCode = 1;
}
