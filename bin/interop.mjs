// npm run interop: programs of others judge logs of ours: one of 70,000 entries, that of the demo, one that was killed
// 40 times while it was written, and forgeries. Installs nothing, and says what is missing.
// npm run interop -- FOLDER VKEY [CHECKPOINTS]: also the log published in a folder, with a folder of its earlier checkpoints.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

const checkout = join(fileURLToPath(import.meta.url), '../..');
/** Where Debian's golang-golang-x-mod-dev puts its sources. */
const GO_SOURCES = '/usr/share/gocode';
/** Across every border of the tiles; a checkpoint is kept at each, and some between them. */
const SIZES = [1, 2, 255, 256, 257, 511, 512, 10_000, 40_000, 65_535, 65_536, 65_537, 70_000];

const missing = [
  spawnSync('go', ['version']).status === 0 ? null : 'golang-go',
  existsSync(join(GO_SOURCES, 'src/golang.org/x/mod/sumdb/tlog')) ? null : 'golang-golang-x-mod-dev',
].filter(Boolean);
if (missing.length) {
  console.error(`The judges are not here. On Debian: apt-get install ${missing.join(' ')}`);
  process.exit(2);
}

buildIfStale();
const { parseProofBundle, fsck, parsePolicy, nodeCrypto, verifyProofBundle } =
  await import('../dist/libs/transparency-log/src/index.js');
const sample = await import('../dist/bench/log-sample.js');
const { LOG_FORGERIES } = await import('../dist/bench/log-forgeries.js');
const { BUNDLE_FORGERIES, forged } = await import('../dist/bench/log-bundle-forgeries.js');
const { openGround } = await import('../dist/bench/ground.js');
const { crashRun } = await import('../dist/bench/log-crash/crash-run.js');

const work = mkdtempSync(join(tmpdir(), 'countersign-interop-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const judge = join(work, 'judge');
execFileSync('go', ['build', '-o', judge, '.'], {
  cwd: join(checkout, 'tests/interop/judge'),
  env: { ...process.env, GO111MODULE: 'off', GOPATH: GO_SOURCES, GOCACHE: join(work, 'cache'), GOFLAGS: '' },
  stdio: 'inherit',
});

/** What the judge says of files: null when it refuses, with the reason in `said`. */
function judged(args) {
  const { stdout, status } = spawnSync(judge, args, { encoding: 'utf8' });
  const [, ...counts] =
    /^ACCEPTED entries=(\d+) tiles=(\d+) checkpoints=(\d+) proofs=(\d+)$/m.exec(stdout) ?? [];
  const [entries, tiles, checkpoints, proofs] = counts.map(Number);
  return {
    accepted: status === 0 && counts.length > 0,
    said: stdout.trim(),
    entries,
    tiles,
    checkpoints,
    proofs,
  };
}

let folders = 0;
function writeFiles(files) {
  const folder = join(work, String(folders++));
  mkdirSync(folder);
  for (const [path, data] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  }
  return folder;
}

const writeNotes = (notes) => ['-checkpoints', writeFiles(notes.map((note, at) => [`${at}`, note]))];
const writeLog = ({ files, checkpoints }) => [
  ...['-vkey', sample.LOG_KEY.vkey, '-log', writeFiles(files)],
  ...writeNotes(checkpoints),
];

/** A proof file cut into what the judge reads: each entry with its tlog-proof, as it is in the file. */
function writeProofs(bytes) {
  const files = parseProofBundle(bytes).items.flatMap(({ leaf, proof }, at) => [
    [`${at}.leaf.json`, leaf],
    [`${at}.tlog-proof`, proof],
  ]);
  return ['-vkey', sample.LOG_KEY.vkey, '-proofs', writeFiles(files)];
}

const failures = [];
const must = (holds, what) => void (holds || failures.push(what));

const page = Buffer.from('<!doctype html><title>The dam</title>');
const sha256 = createHash('sha256').update(page).digest('hex');
const bundleOf = (log) => sample.bundleOf(log, sha256, log.checkpoints.at(-1));
const policy = await parsePolicy(Buffer.from(sample.policyText('2 of 3')), nodeCrypto);

/** The log that is judged: a checkpoint at every size of the list, a report among the entries. */
async function large() {
  const log = new sample.SampleLog();
  for (const size of SIZES) {
    if (size === 10_000) sample.publishReport(log, sha256);
    sample.appendDecisions(log, size - log.entries.length, 1_000 + 4 * log.entries.length);
    log.publish();
  }
  const bundle = await bundleOf(log);
  const found = await fsck(log.readFile, policy, log.checkpoints);
  must(found.problems.length === 0, `fsck: ${JSON.stringify(found.problems)}`);
  must((await verifyProofBundle(bundle, policy, nodeCrypto, page)).status === 'valid', 'verify');
  return judged([...writeLog(log), ...writeProofs(bundle).slice(2)]);
}

function small() {
  const log = new sample.SampleLog();
  sample.appendDecisions(log, 300);
  log.publish();
  sample.publishReport(log, sha256);
  sample.appendDecisions(log, 300, 5_000);
  log.publish();
  return log;
}

/** Every forgery: ours must refuse it always, the judge where keys and hashes alone can show it. */
async function forgeries() {
  let refused = 0;
  const count = (accepted, plain, name) => {
    must(accepted !== plain, `the judge ${accepted ? 'accepts' : 'refuses'}: ${name}`);
    if (!accepted) refused++;
  };
  for (const { name, plain, apply } of LOG_FORGERIES) {
    const log = small();
    apply(log);
    must((await fsck(log.readFile, policy, log.checkpoints)).problems.length > 0, `fsck accepts: ${name}`);
    count(judged(writeLog(log)).accepted, plain, name);
  }
  for (const forgery of BUNDLE_FORGERIES) {
    const log = small();
    const bytes = await forged(await bundleOf(log), forgery, log);
    const { status } = await verifyProofBundle(bytes, policy, nodeCrypto);
    must(status === 'invalid', `verify accepts: ${forgery.name}`);
    count(judged(writeProofs(bytes)).accepted, forgery.plain, forgery.name);
  }
  // The file is the one that was published; the page that somebody shows with it is not.
  const edited = Buffer.from(page.toString('utf8').replace('dam', 'dyke'));
  const log = small();
  const { status } = await verifyProofBundle(await bundleOf(log), policy, nodeCrypto, edited);
  must(status === 'invalid', 'verify accepts: edited report');
  return refused;
}

/** The log of the demo, as its readers find it. */
function demo() {
  const folder = join(work, 'demo');
  mkdirSync(folder);
  for (const path of [work, folder]) chmodSync(path, 0o755); // run by root, PostgreSQL drops to an account that must get in
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(checkout, 'bin/countersign.mjs'), 'demo', '--once'],
    {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, PORT: '0' },
      encoding: 'utf8',
    },
  );
  must(status === 0, `the demo: ${stderr}`);
  const [, key] = /^log (\S+)/m.exec(readFileSync(join(folder, 'log/policy'), 'utf8')) ?? [];
  return judged(['-vkey', key ?? '', '-log', join(folder, 'log/public')]);
}

/** The log of the crash run, and everything that was signed of it. */
async function crashed() {
  const ground = await openGround();
  try {
    const { report, folder, vkey, checkpoints } = await crashRun({
      ...ground,
      checkout,
      folder: join(ground.folder, 'log'),
      deathsAtEachLine: 2,
      patienceMs: 300_000,
    });
    const sound = [
      report.pending,
      report.gaps,
      report.forks.length,
      report.problems.length,
      report.accidents.length,
    ];
    must(
      sound.every((count) => count === 0),
      `the crash run: ${JSON.stringify(report)}`,
    );
    const verdict = judged(['-vkey', vkey, '-log', folder, ...writeNotes(checkpoints)]);
    must(verdict.checkpoints === checkpoints.length, `the crash run: ${verdict.said}`);
    const kills = Object.values(report.deaths).reduce((all, times) => all + times, 0);
    return { kills, ...verdict };
  } finally {
    await ground.stop();
  }
}

const verdict = await large();
must(verdict.accepted, verdict.said);
must(
  verdict.entries === 70_000 && verdict.checkpoints === SIZES.length && verdict.proofs === 8,
  verdict.said,
);
const refused = await forgeries();
const ofDemo = demo();
must(ofDemo.accepted && ofDemo.entries > 300, `the demo: ${ofDemo.said}`);
const ofCrashes = await crashed();
must(ofCrashes.accepted, `the crash run: ${ofCrashes.said}`);
const [folder, vkey, checkpoints] = process.argv.slice(2);
let theirs = '';
if (folder) {
  const more = checkpoints ? ['-checkpoints', checkpoints] : [];
  const one = judged(['-vkey', vkey ?? '', '-log', folder, ...more]);
  must(one.accepted, `${folder}: ${one.said}`);
  theirs = `; ${folder}: ${one.entries} entries, ${one.tiles} tiles, ${one.checkpoints} checkpoints`;
}

for (const failure of failures) console.error(failure);
const version = /golang-golang-x-mod-dev\s+(\S+)/.exec(
  spawnSync('dpkg-query', ['-W', 'golang-golang-x-mod-dev'], { encoding: 'utf8' }).stdout ?? '',
);
console.log(
  `${failures.length ? 'FAILED' : 'PASSED'}: golang.org/x/mod/sumdb ${version?.[1] ?? ''} judged ${verdict.entries} entries, ${verdict.tiles} tiles, ${verdict.checkpoints} checkpoints, ${verdict.proofs} proofs; the demo: ${ofDemo.entries} entries; ${ofCrashes.kills} kills: ${ofCrashes.entries} entries, ${ofCrashes.checkpoints} checkpoints, each the beginning of the last; refused ${refused} of ${LOG_FORGERIES.length + BUNDLE_FORGERIES.length} forgeries (the others need to know what entries mean: fsck and verify refuse all)${theirs}`,
);
process.exitCode = failures.length ? 1 : 0;
