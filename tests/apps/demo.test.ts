import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readSeeds } from '../../apps/cli/src/demo/seed-data.ts';
import { RATINGS } from '#domain';
import { parseProofBundle, parseTlogProof } from '#transparency-log';
import { findPostmaster } from '../../libs/local-postgres/src/postmaster.ts';
import { dataOf, killServer, ordinaryUser } from '../local-postgres/servers.ts';
import { eventually } from '../support/eventually.ts';
import { countersign, spawnCountersign, type Ended, type Environment } from '../support/spawned.ts';

const PATIENCE = 150_000;

// As somebody who can read the checkout but not write it, and has no home, wherever the run may become that account.
const user = ordinaryUser() ?? {};
const folder = mkdtempSync(join(tmpdir(), 'countersign-demo-'));
chmodSync(folder, 0o755);
if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);

afterAll(async () => {
  await killServer(folder);
  rmSync(folder, { recursive: true, force: true });
});

const start = (args: string[] = [], env: Environment = {}) =>
  spawnCountersign(
    ['demo', '--once', ...args],
    { DATA_DIR: folder, PORT: '0', HOME: undefined, ...env },
    {
      ...user,
      cwd: '/',
    },
  );

/** What it prints, by the first word of its line. */
function summaryOf({ code, stdout, stderr }: Ended): Record<string, string> {
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/Stopping …\n$/) });
  expect(findPostmaster(dataOf(folder))).toBe(null);
  return Object.fromEntries(
    [...stdout.matchAll(/^(\w+) +(.+(?:\n +.+)*)$/gm)].map(([, word, said]) => [word, said]),
  );
}

const { briefs, decisions, declined, report } = readSeeds();
const ratings = decisions.map(({ verdicts, adjudication }) => (adjudication ?? verdicts[0])?.rating);
const EXPECTED = {
  Documents: String(briefs.length),
  Claims: expect.stringContaining(`${decisions.length} published, ${declined.length} declined, 0 in review`),
  Verdicts: RATINGS.map((rating) => `${ratings.filter((one) => one === rating).length} ${rating}`).join(', '),
  Disagreed: expect.stringMatching(
    /^“.+”\n +\w+ against \w+; an adjudicator who held no slot settled it: \w+$/,
  ),
  Log: expect.stringMatching(
    /^\d{3,} entries ordered, 0 waiting, \d+ streams; every entry and every row checked$/,
  ),
  Report: expect.stringMatching(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/r/${report.slug}$`)),
  Proof: expect.stringMatching(
    new RegExp(
      `/r/${report.slug}/versions/1\\.proof\\.json\n +VALID, .* ${decisions.length} claims, each with its whole history\\.$`,
    ),
  ),
  Policy: expect.stringContaining(folder),
  Check: expect.stringMatching(/^npx countersign verify \S+ --policy \S+ --report \S+$/),
};

const tokens = () => readFileSync(join(folder, 'demo.json'), 'utf8').match(/cs_[\w-]+/g);
let first: Record<string, string>;

test(
  'a run that was killed in the middle leaves nothing that the next one trips over, and the next does the whole job',
  async () => {
    const killed = start();
    await eventually(async () => /Document 3 of/.test(killed.errors()), true, { withinMs: PATIENCE });
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' });
    first = summaryOf(await start().ended);
    expect(first).toEqual(EXPECTED);
  },
  PATIENCE,
);

test(
  'a second run goes on from what is there, with nothing twice',
  async () => {
    const known = tokens();
    // At another port.
    const { Report, Proof, ...again } = summaryOf(await start().ended);
    expect({ Report, Proof }).toEqual({ Report: EXPECTED.Report, Proof: EXPECTED.Proof });
    expect({ ...again, Report: first.Report, Proof: first.Proof }).toEqual(first);
    expect(tokens()).toEqual(known);
  },
  PATIENCE,
);

test('the command it prints checks the report when nothing runs any more, and refuses an edited page', async () => {
  const [, , ...args] = first.Check?.split(' ') ?? [];
  expect(await countersign(args)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^VALID, /) });
  const page = args.at(-1) ?? '';
  const edited = join(folder, 'edited.html');
  writeFileSync(edited, readFileSync(page, 'utf8').replace('</h1>', '!</h1>'));
  expect(await countersign([...args.slice(0, -1), edited])).toMatchObject({ code: 1 });
});

test('the proof names no reviewer and no protected person', () => {
  const file = first.Check?.split(' ')[3] ?? '';
  const bytes = readFileSync(file);
  const extras = parseProofBundle(bytes).items.map(({ proof }) => parseTlogProof(proof).extra ?? Buffer.of());
  const everything = Buffer.concat([bytes, ...extras]).toString('utf8');
  const { people, protectedPersons } = readSeeds();
  const names = [...people.map(({ name }) => name), ...protectedPersons.flatMap((one) => one.names)];
  const surnames = names.map((name) => name.split(' ').at(-1) ?? name);
  // Shorter ones may stand in a hash by chance.
  const told = [...names, ...surnames].filter((name) => name.length >= 6);
  expect(told.length).toBeGreaterThan(people.length);
  for (const name of told) expect(everything).not.toContain(name);
  for (const { verdicts } of decisions)
    for (const { rationale } of verdicts) expect(everything).not.toContain(rationale.trim().slice(0, 30));
});

test(
  'a port that is taken is a sentence, and everything else is stopped again',
  async () => {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const bound = server.address();
    const port = String(typeof bound === 'object' && bound ? bound.port : 0);
    const { code, stdout, stderr } = await start([], { PORT: port }).ended;
    await new Promise((closed) => server.close(closed));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`\nPort ${port} is taken: stop what uses it, or set PORT to another\\.\n$`),
    );
    expect(findPostmaster(dataOf(folder))).toBe(null);
  },
  PATIENCE,
);

test(
  '--reset starts over',
  async () => {
    const known = new Set(tokens());
    expect(summaryOf(await start(['--reset']).ended)).toEqual(EXPECTED);
    expect(tokens()?.filter((token) => known.has(token))).toEqual([]);
  },
  PATIENCE,
);
