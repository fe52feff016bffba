/**
 * Entries per second of `fsck` (every entry read and hashed, every tile rebuilt and compared, every stream followed)
 * against the bare SHA-256 of the same entries, one call each. Both sides in one run, taking turns; seconds are those
 * of the processor, all threads of the process, so that what else the machine does counts for neither.
 */
import { hash } from 'node:crypto';
import { fsck, nodeCrypto, parsePolicy } from '#transparency-log';
import { appendDecisions, policyText, SampleLog } from './log-sample.ts';

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

async function entriesPerSecond(side: keyof typeof sides): Promise<number> {
  const began = process.cpuUsage();
  await sides[side]();
  const { user, system } = process.cpuUsage(began);
  return ENTRIES / ((user + system) / 1_000_000);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const speeds: Record<keyof typeof sides, number[]> = { fsck: [], bare: [] };
for (let turn = -1; turn < TURNS; turn++)
  for (const side of turn % 2 ? (['fsck', 'bare'] as const) : (['bare', 'fsck'] as const)) {
    const speed = await entriesPerSecond(side);
    // The first turn only warms up.
    if (turn >= 0) speeds[side].push(speed);
  }
const ratios = speeds.fsck.map((speed, turn) => speed / (speeds.bare[turn] ?? 0));
console.log(
  `${ENTRIES} entries of ${Math.round(bytes / ENTRIES)} bytes, ${TURNS} turns, ${kept ? 'medians' : ''}`,
);
console.log(`fsck: ${Math.round(median(speeds.fsck))} entries per second`);
console.log(`bare SHA-256: ${Math.round(median(speeds.bare))} entries per second`);
console.log(
  `ratio: ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}), wanted at least 0.40`,
);
