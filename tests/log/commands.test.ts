import { cp, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signCheckpoint, tilePath } from '#transparency-log';
import { openLog, newSignerSide, policyText, signer, type TestLog } from '../sealer/log.ts';
import { countersign } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let log: TestLog;
let folder: string;
let policy: string;
beforeAll(async () => {
  log = await openLog();
  await log.grow(300);
  folder = log.parts.folder;
  policy = join(await temporaryFolder(), 'policy');
  await writeFile(policy, policyText);
});
afterAll(() => log.close());

const run = (...args: string[]) => countersign(['log', ...args]);
/** A copy of the log that may be tampered with. */
async function copy(): Promise<string> {
  const target = await temporaryFolder();
  await cp(folder, target, { recursive: true });
  return target;
}

describe('keygen', () => {
  test('makes a key that only its owner reads, and a state that has signed nothing', async () => {
    const home = await temporaryFolder();
    const args = [
      'keygen',
      join(home, 'key'),
      '--name',
      'log.example.org/new',
      '--state',
      join(home, 'state'),
    ];
    const made = await run(...args);
    expect(made).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^log\.example\.org\/new\+[0-9a-f]{8}\+\S+\n$/),
    });
    expect((await stat(join(home, 'key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(home, 'state', '000000000001.json'), 'utf8')).toContain('"size":0');
    const before = await readFile(join(home, 'key'), 'utf8');
    expect(await run(...args)).toMatchObject({ code: 1, stderr: expect.stringMatching(/is there already/) });
    expect(await readFile(join(home, 'key'), 'utf8')).toBe(before);
  });

  test('refuses a name no note could carry', async () => {
    const home = await temporaryFolder();
    const named = await run('keygen', join(home, 'key'), '--name', 'a b', '--state', join(home, 'state'));
    expect(named).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^A name is like log\.example\.org/),
    });
  });
});

describe('fsck', () => {
  test('finds nothing wrong with a whole log', async () => {
    expect(await run('fsck', folder, '--policy', policy)).toMatchObject({
      code: 0,
      stdout: 'log.example.org/audit: 300 entries in 60 streams, 5 files, 0 problems\n',
    });
  });

  test('says where a forged tile is', async () => {
    const forged = await copy();
    const path = join(forged, tilePath({ level: 0, index: 0, width: 256 }));
    const bytes = await readFile(path);
    bytes[40]! ^= 1;
    await writeFile(path, bytes);
    const { code, stdout } = await run('fsck', forged, '--policy', policy);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^tile\/0\/000: hash 1 /m)]);
  });

  test('a folder without a log, or a policy that is none, is a sentence', async () => {
    const empty = await temporaryFolder();
    expect(await run('fsck', empty, '--policy', policy)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^checkpoint, file: there is none$/m),
    });
    const noPolicy = await run('fsck', folder, '--policy', join(folder, 'checkpoint'));
    expect(noPolicy).toMatchObject({ code: 1, stderr: expect.stringMatching(/is not a policy/) });
  });
});

test('export copies a whole log, and refuses one that is not', async () => {
  const target = await temporaryFolder();
  expect(await run('export', folder, target, '--policy', policy)).toMatchObject({
    code: 0,
    stdout: `300 entries are in ${target}.\n`,
  });
  expect(await run('fsck', target, '--policy', policy)).toMatchObject({ code: 0 });
  const broken = await copy();
  await writeFile(join(broken, tilePath({ level: 0, index: 1, width: 44 })), 'short');
  const elsewhere = await temporaryFolder();
  const refused = await run('export', broken, elsewhere, '--policy', policy);
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^What was copied is not a whole log/),
  });
  await expect(stat(join(elsewhere, 'checkpoint'))).rejects.toThrow();
});

describe('monitor', () => {
  let state: string;
  beforeAll(async () => {
    state = join(await temporaryFolder(), 'seen');
  });
  const look = (where: string) => run('monitor', where, '--policy', policy, '--state', state, '--once');

  test('follows a log that grows', async () => {
    expect(await look(folder)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/300 entries, 300 new, all in order/),
    });
    await log.grow(7);
    expect(await look(folder)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/307 entries, 7 new/),
    });
  });

  test('a rollback is an alarm, with the checkpoint to keep', async () => {
    const seen = await readFile(join(folder, 'checkpoint'), 'utf8');
    const rolled = await openLog(await newSignerSide());
    await rolled.grow(100);
    const { code, stdout } = await look(rolled.parts.folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ALARM\. log: had 307 entries and now shows 100/);
    expect(stdout).toContain(seen);
    await rolled.close();
  });

  test('a fork is an alarm', async () => {
    const fork = await openLog(await newSignerSide());
    await fork.grow(320);
    expect(await look(fork.parts.folder)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^ALARM\. .*a fork/),
    });
    await fork.close();
  });

  test('an entry of a stream told twice is an alarm, though the tree is sound', async () => {
    // The first entry of a stream that the monitor knows, once more.
    const { rows } = await log.database.admin.query(
      'select e.body from audit.leaf l join audit.entry e on e.id = l.entry_id where l.leaf_index = 5',
    );
    const twice = await openLog(await newSignerSide());
    const { appendBodies } = await import('../sealer/append-many.ts');
    const bodies = (
      await log.database.admin.query(
        'select e.body from audit.leaf l join audit.entry e on e.id = l.entry_id order by l.leaf_index',
      )
    ).rows.map(({ body }) => body);
    await appendBodies(twice.database, bodies);
    // The unique index would refuse it: an administrator drops that first.
    await twice.database.admin.query('alter table audit.entry drop constraint entry_stream_seq_key');
    await appendBodies(twice.database, [rows[0].body]);
    await twice.grow(1);
    expect(await look(twice.parts.folder)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^ALARM\. entry 307: is entry 1 of stream [0-9a-f]{32} a second time/),
    });
    await twice.close();
  });

  test('a log that does not answer is no alarm', async () => {
    expect(await look('http://127.0.0.1:1/log')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/does not answer/),
    });
  });

  test('another root at the size it knows is an alarm', async () => {
    const forked = await copy();
    const root = Buffer.alloc(32, 3);
    await writeFile(
      join(forked, 'checkpoint'),
      signCheckpoint({ origin: signer.name, size: 307, root }, signer),
    );
    expect(await look(forked)).toMatchObject({ code: 1, stdout: expect.stringMatching(/^ALARM/) });
  });
});

test('resume takes up a lost state from a checkpoint, and never goes back', async () => {
  const home = await temporaryFolder();
  const made = await run(
    'keygen',
    join(home, 'key'),
    '--name',
    'log.example.org/x',
    '--state',
    join(home, 'first'),
  );
  expect(made.code).toBe(0);
  const { parseSigningKey } = await import('#transparency-log');
  const own = parseSigningKey(await readFile(join(home, 'key'), 'utf8'));
  const checkpointOf = async (size: number) => {
    const file = join(home, `checkpoint-${size}`);
    await writeFile(file, signCheckpoint({ origin: own.name, size, root: Buffer.alloc(32, size) }, own));
    return file;
  };
  const resume = async (size: number) =>
    run('resume', await checkpointOf(size), '--key', join(home, 'key'), '--state', join(home, 'second'));
  expect(await resume(40)).toMatchObject({ code: 0, stdout: 'The signer’s state is that of 40 entries.\n' });
  expect(await resume(39)).toMatchObject({ code: 1, stderr: expect.stringMatching(/does not go back/) });
  expect(await resume(41)).toMatchObject({ code: 0 });
  const foreign = join(home, 'foreign');
  await writeFile(foreign, signCheckpoint({ origin: signer.name, size: 9, root: Buffer.alloc(32) }, signer));
  const refused = await run('resume', foreign, '--key', join(home, 'key'), '--state', join(home, 'second'));
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/the policy knows no log called/) });
});
