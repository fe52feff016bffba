/**
 * Entries per second of `fsck` (every entry read and hashed, every tile rebuilt and compared, every stream followed)
 * against the bare SHA-256 of the same entries, one call of `crypto.hash` to bytes each. Both sides in one run, taking turns; seconds are those
 * of the processor, all threads of the process, so that what else the machine does counts for neither.
 */
import { hash } from 'node:crypto';
import { fsck, nodeCrypto, parsePolicy } from '#transparency-log';
import { appendDecisions, policyText, SampleLog } from '../log-sample.ts';
import { median } from './figures.ts';

const ENTRIES = 100_000;
const TURNS = 7;

/** Its files and its entries; what else writing them needs is gone before anything is measured. */
function written() {
  const log = new SampleLog();
  for (let n = 0; n < 10; n++) {
    appendDecisions(log, ENTRIES / 10, 1_000 + n * ENTRIES);
    log.publish();
  }
  return { files: log.files, bodies: log.entries.map(({ body }) => body) };
}

export async function measureFsck(): Promise<void> {
  const { files, bodies } = written();
  const policy = await parsePolicy(Buffer.from(policyText('2 of 3')), nodeCrypto);
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
  /** Every digest leaves something behind, so that none can be left out as unused. */
  let kept = 0;
  const sides = {
    async fsck(): Promise<void> {
      const { problems, entries } = await fsck((path) => Promise.resolve(files.get(path) ?? null), policy);
      if (problems.length || entries !== ENTRIES) throw new Error(`fsck found ${JSON.stringify(problems)}`);
    },
    bare(): Promise<void> {
      for (const body of bodies) kept += hash('sha256', body, 'buffer')[0] ?? 0;
      return Promise.resolve();
    },
  };
  const speeds: Record<keyof typeof sides, number[]> = { fsck: [], bare: [] };
  for (let turn = -1; turn < TURNS; turn++)
    for (const side of turn % 2 ? (['fsck', 'bare'] as const) : (['bare', 'fsck'] as const)) {
      const speed = await entriesPerSecond(sides[side]);
      // The first turn only warms up.
      if (turn >= 0) speeds[side].push(speed);
    }
  const ratios = speeds.fsck.map((speed, turn) => speed / (speeds.bare[turn] ?? 0));
  const size = Math.round(bytes / ENTRIES);
  console.log(
    `fsck of ${ENTRIES} entries of ${size} bytes: ${Math.round(median(speeds.fsck))} a second; bare SHA-256: ${Math.round(median(speeds.bare))} a second${kept ? '' : '?'} (turns: ${ratios.map((one) => one.toFixed(2)).join(' ')})`,
  );
  console.log(`ratio: ${median(ratios).toFixed(2)}, wanted at least 0.40`);
}

async function entriesPerSecond(work: () => Promise<void>): Promise<number> {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return ENTRIES / ((user + system) / 1_000_000);
}
