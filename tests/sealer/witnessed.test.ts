/** The sealer as it is shipped, and three organisations that witness its log: two of them must sign. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { StateFolder } from '#durable-files';
import {
  fsck,
  logInFolder,
  nodeCrypto,
  openCheckpoint,
  parsePolicy,
  utf8,
  type Policy,
} from '#transparency-log';
import { beginState, makeKey } from '../../apps/cli/src/signer-files.ts';
import { admitLog } from '../../apps/cli/src/witness/state.ts';
import { SignedState } from '../../apps/sealer/src/seal.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { appendDecisions, bundleOf, ORIGIN, publishReport, SampleLog } from '../../bench/log-sample.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { countersign, readyAt, spawnApp, spawnCountersign, type Spawned } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { appendBodies } from './append-many.ts';
import { rewrite } from './rewriting.ts';

// Four processes that start, stop and start again.
jest.setTimeout(180_000);
const WITHIN = { withinMs: 60_000 };

interface TestWitness {
  readonly name: string;
  readonly port: number;
  readonly vkey: string;
  process: Spawned | null;
}

let home: string;
let database: TestDatabase;
let witnesses: TestWitness[];
let policy: Policy;
let sealer: { process: Spawned; address: string };
const at = (...parts: string[]) => join(home, ...parts);

const policyText = (vkey: string, threshold: number) =>
  [
    `log ${vkey}`,
    ...witnesses.map(({ name, port, vkey: key }) => `witness ${name} ${key} http://127.0.0.1:${port}`),
    `group all-of-them ${threshold} ${witnesses.map(({ name }) => name).join(' ')}`,
    'quorum all-of-them\n',
  ].join('\n');

async function start(witness: TestWitness): Promise<void> {
  const { name, port } = witness;
  const files = ['--key', at(name, 'key'), '--state', at(name, 'state'), '--logs', at('logs')];
  const args = ['witness', ...files, '--port', String(port)];
  witness.process = spawnCountersign(args, { LOG_LEVEL: 'fatal' }, { ipc: true });
  await readyAt(witness.process);
}
async function stop(witness: TestWitness): Promise<void> {
  witness.process?.child.kill('SIGKILL');
  await witness.process?.ended;
}
async function startSealer(db = database): Promise<void> {
  const process = spawnApp('sealer', {
    DATABASE_SEALER_URL: db.sealerUrl,
    LOG_DIR: at('public'),
    LOG_KEY_FILE: at('key'),
    LOG_POLICY_FILE: at('policy'),
    SEALER_STATE_DIR: at('signer'),
    SEALER_LINGER_SECONDS: '0',
    LOG_LEVEL: 'warn',
  });
  sealer = { process, address: await readyAt(process) };
}
async function stopSealer() {
  sealer.process.child.kill('SIGTERM');
  await sealer.process.ended;
}

beforeAll(async () => {
  home = await temporaryFolder();
  database = await freshDatabase();
  witnesses = [];
  for (const name of ['north', 'south', 'west']) {
    const { vkey } = await makeKey(at(name, 'key'), `witness.example.org/${name}`, 'witness');
    await admitLog(at(name, 'state'), ORIGIN);
    witnesses.push({ name, vkey, port: await freePort(), process: null });
  }
  await beginState(at('signer'), ORIGIN);
  const { vkey } = await makeKey(at('key'), ORIGIN, 'log');
  await writeFile(at('logs'), `log ${vkey}\nquorum none\n`);
  await writeFile(at('policy'), policyText(vkey, 2));
  await writeFile(at('strict'), policyText(vkey, 3));
  policy = await parsePolicy(utf8(policyText(vkey, 2)), nodeCrypto);
  await Promise.all(witnesses.map(start));
  await startSealer();
});
afterAll(async () => {
  await database.drop();
});

const PAGE = '<!doctype html><title>The dam</title>';
const SHA256 = createHash('sha256').update(PAGE).digest('hex');
const sample = new SampleLog();
/** What the sample has more than the database, numbered as the worker does it. */
async function record(): Promise<void> {
  const { rows } = await database.admin.query('select count(*)::int as count from audit.entry');
  const more = sample.entries.slice(rows[0].count);
  await appendBodies(
    database,
    more.map(({ body }) => Buffer.from(body)),
  );
  while ((await sequence(database.system, 1_000)) > 0);
}
const note = () => readFile(at('public', 'checkpoint'), 'utf8');
const published = async () => {
  if (!existsSync(at('public', 'checkpoint'))) return null;
  const { size, quorum, cosignatures } = await openCheckpoint(await note(), policy, nodeCrypto);
  return { size, quorum, by: cosignatures.map(({ witness }) => witness).sort() };
};
const ask = async (path: string) => {
  const response = await fetch(`${sealer.address}${path}`);
  return { status: response.status, text: await response.text() };
};
const metric = async (line: string) => (await ask('/metrics')).text.split('\n').includes(line);

test('a checkpoint is published with the signatures of all who answer', async () => {
  publishReport(sample, SHA256);
  appendDecisions(sample, 300);
  await record();
  await eventually(published, { size: 308, quorum: true, by: ['north', 'south', 'west'] }, WITHIN);
  expect((await fsck(logInFolder(at('public')), policy)).problems).toEqual([]);
});

test('with one witness down it is published still, and a reader who wants all three learns that', async () => {
  await stop(witnesses[2]!);
  appendDecisions(sample, 20, 5_000);
  await record();
  await eventually(published, { size: 328, quorum: true, by: ['north', 'south'] }, WITHIN);
  expect((await ask('/metrics')).text).toMatch(
    /^countersign_log_witness_refusals_total\{witness="west",kind="silent"\} [1-9]/m,
  );
  sample.publish();
  await writeFile(at('report.proof.json'), await bundleOf(sample, SHA256, await note()));
  const verify = (file: string) => countersign(['verify', at('report.proof.json'), '--policy', at(file)]);
  expect(await verify('policy')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^VALID, as of /) });
  expect(await verify('strict')).toMatchObject({ code: 3, stdout: expect.stringMatching(/^QUORUM NOT MET/) });
});

test('with two down nothing is published, which it says, until one is back', async () => {
  await stop(witnesses[1]!);
  const before = await note();
  appendDecisions(sample, 5, 6_000);
  await record();
  await eventually(() => metric('countersign_log_quorum_missing 1'), true, WITHIN);
  expect(await ask('/health/ready')).toMatchObject({
    status: 503,
    text: expect.stringMatching(/Too few witnesses/),
  });
  expect(await note()).toBe(before);
  await start(witnesses[2]!);
  await eventually(published, { size: 333, quorum: true, by: ['north', 'west'] }, WITHIN);
  await eventually(() => metric('countersign_log_quorum_missing 0'), true, WITHIN);
  expect(await ask('/health/ready')).toMatchObject({ status: 200 });
  await start(witnesses[1]!);
});

test('an administrator who rewrites the database and the signer’s state and has the key is refused by the witnesses', async () => {
  await stopSealer();
  const before = await note();
  // Entries, tiles and root fit together, and the signer remembers nothing else.
  await rewrite(database, 17);
  const { rows } = await database.admin.query('select size::int, root from audit.tree');
  const state = new StateFolder(at('signer'), SignedState);
  const { size, root } = rows[0];
  await state.replace(await state.read(), { origin: ORIGIN, size, root: root.toString('base64') });
  await rm(at('public'), { recursive: true });
  await startSealer();
  const forks = async () =>
    (await ask('/metrics')).text.match(/_refusals_total\{witness="\w+",kind="fork"\} [1-9]/g)?.length;
  await eventually(forks, 3, WITHIN);
  expect(sealer.process.output()).toMatch(/does not continue the one it knows: a fork/);
  // Going on does not help.
  appendDecisions(sample, 4, 7_000);
  await record();
  await eventually(() => metric('countersign_log_quorum_missing 1'), true, WITHIN);
  expect(await published()).toBeNull();
  await stopSealer();
  const [witness] = witnesses;
  const known = await fetch(
    `http://127.0.0.1:${witness!.port}/${createHash('sha256').update(ORIGIN).digest('hex')}/checkpoint`,
  );
  // What they show is the tree that readers saw, to be held against the administrator.
  expect((await known.text()).split('\n').slice(0, 3)).toEqual(before.split('\n').slice(0, 3));
});
