/**
 * Two workers and two sealers, killed 40 times at every line of sequencing and sealing while decisions come in; then
 * the log is read again, with everything that was ever signed of it.
 */
import { join } from 'node:path';
import { openGround } from './ground.ts';
import { crashRun } from './log-crash/crash-run.ts';

const ground = await openGround();
try {
  const { report } = await crashRun({
    ...ground,
    checkout: join(import.meta.dirname, '../..'),
    folder: join(ground.folder, 'log'),
    deathsAtEachLine: 2,
    patienceMs: 300_000,
  });
  console.log(JSON.stringify(report, null, 1));
  const deaths = Object.values(report.deaths).reduce((all, times) => all + times, 0);
  const sound = [report.pending, report.gaps, report.forks.length, report.problems.length].every(
    (n) => n === 0,
  );
  console.log(
    `${sound ? 'sound' : 'NOT SOUND'}: ${deaths} kills, ${report.entries} entries, ${report.signed} checkpoints, each the beginning of the last`,
  );
  process.exitCode = sound ? 0 : 1;
} finally {
  await ground.stop();
}
