/** What goes wrong at the command line and can be put right: a file, an address, a token, the settings of a database. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '../support/database.ts';
import { CHECKOUT, countersign, type Ended } from '../support/spawned.ts';
import { openCommandLine, type CommandLine } from './support/command-line.ts';

let database: TestDatabase;
let folder: string;
let as: CommandLine['as'];
let file: CommandLine['file'];
let close: CommandLine['close'];
beforeAll(async () => {
  ({ database, folder, as, file, close } = await openCommandLine());
});
afterAll(() => close());

/** One sentence on the error stream, and nothing else anywhere. */
function expectSentence({ code, stdout, stderr }: Ended, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr).toMatch(/^[^\n]+[.)]\n$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
}

describe('what can be put right is said in a sentence', () => {
  test('a file that is missing, in no readable encoding, or here already', async () => {
    const noise = file('noise.bin', Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x00, 0x01]));
    const twice = file('twice.txt', 'The council met on 3 March 2026.');
    expect((await countersign(['ingest', twice], as('edda'))).code).toBe(0);
    const [missing, directory, unreadable, again] = await Promise.all(
      [join(folder, 'none.txt'), folder, noise, twice].map((path) =>
        countersign(['ingest', path], as('edda')),
      ),
    );
    expect(again).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/here already/) });
    expectSentence(missing!, /none\.txt cannot be read\. \(.*ENOENT/);
    expectSentence(directory!, /cannot be read\. \(.*EISDIR/);
    expectSentence(unreadable!, /./);
  });

  test('no server, something else than one, and an address that is none', async () => {
    const other = await new Promise<Server>((done) => {
      const server = createServer((_, response) => void response.end('<html>hello</html>'));
      server.listen(0, '127.0.0.1', () => done(server));
    });
    const bound = other.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    const at = (url: string | undefined) =>
      countersign(['claims', 'list'], { ...as('edda'), COUNTERSIGN_URL: url });
    const [wrong, none, unset] = await Promise.all([
      at(`http://127.0.0.1:${port}`),
      at('here'),
      at(undefined),
    ]);
    await new Promise((closed) => other.close(closed));
    expectSentence(wrong, /is not Countersign/);
    expectSentence(none, /^COUNTERSIGN_URL is an address like/);
    expectSentence(unset, /^Set COUNTERSIGN_URL and COUNTERSIGN_TOKEN/);
    expectSentence(await at(`http://127.0.0.1:${port}`), /^No server answers at http/);
  });

  test('a token nobody has, one that cannot be one, and one of another role', async () => {
    const by = (token: string) => countersign(['log', 'verify'], { ...as('alma'), COUNTERSIGN_TOKEN: token });
    const [unknown, impossible] = await Promise.all([by('cs_nobody'), by('ключ')]);
    expectSentence(unknown, /valid API token/);
    expectSentence(impossible, /^COUNTERSIGN_TOKEN has characters/);
    const other = file('other.txt', 'It rained on 5 March 2026.');
    const [ingest, title] = await Promise.all([
      countersign(['ingest', other], as('rana')),
      countersign(['ingest', other, '--title', ' '], as('edda')),
    ]);
    expectSentence(ingest, /^Only editors may do this\.$/m);
    expect(title).toMatchObject({ code: 1, stdout: '', stderr: 'title: is blank\n' });
  });

  test('migrate without its settings, without a server, and without the rights', async () => {
    const env = {
      DATABASE_OWNER_URL: database.ownerUrl,
      DATABASE_URL: database.appUrl,
      DATABASE_SYSTEM_URL: database.systemUrl,
    };
    const nowhere = Object.assign(new URL(database.ownerUrl), { port: '1' }).href;
    const [unset, gone, rightless] = await Promise.all([
      countersign(['migrate'], { ...env, DATABASE_URL: undefined }),
      countersign(['migrate'], { ...env, DATABASE_OWNER_URL: nowhere }),
      countersign(['migrate'], { ...env, DATABASE_OWNER_URL: database.appUrl }),
    ]);
    expectSentence(unset, /^DATABASE_URL is not set/);
    expectSentence(gone, /nothing answers there/);
    expectSentence(rightless, /the account lacks a right/);
  });
});

/** What was wrong and what is allowed, in a sentence; then how the command is called. */
function expectMisuse({ code, stdout, stderr }: Ended, sentence: RegExp): void {
  const [said] = stderr.split('\n');
  expect(said).toMatch(sentence);
  expect(said).toMatch(/^error: .*\.$/);
  expect(stderr).toMatch(/^Usage: countersign /m);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
}

const LOG = ['log.example.org', '--policy', 'policy'];
const CLAIM = '6f1a4c3e-5b7d-4e21-9a80-3c2d1b0f9e8a';
const GROUNDS = ['--basis', 'court-order', '--reason', 'Ordered.'];
const CONTINUES = ['--policy', 'policy', '--vkey', 'key'];
const SERVED = ['--key', 'key', '--state', 'state', '--logs', 'policy'];

test.each([
  [['claims', 'list', '--status', 'nice'], /'nice' is invalid. Allowed choices are proposed, accepted,/],
  [['claims', 'add', 'first', '--passage', 'x'], /'first' is invalid .* It is an id like/],
  [['claims', 'add', CLAIM, '--passage', 'x', '--type', 'odd'], /Allowed choices are event-property,/],
  [['documents', 'show', 'first'], /It is an id like/],
  [['ingest', 'x', '--published-at', 'today'], /--published-at .* It is a day like 2026-03-31/],
  [['ingest', 'x', '--language', 'the Kölsch'], /--language .* It is a BCP 47 language tag like en/],
  [['ingest', 'x', '--document', 'first'], /--document .* It is an id like/],
  [['start', '--open-workspace', ' '], /It is a name of 1 to 200 characters/],
  [['erase', 'person', 'rana', ...GROUNDS], /It is an id like/],
  [['erase', 'version', CLAIM, '1', ...GROUNDS], /It is an id like/],
  [['erase', 'fields', 'abc', 'rationale', ...GROUNDS], /It is a leaf hash: 64 digits and letters/],
  [
    ['erase', 'person', CLAIM, '--basis', 'so', '--reason', 'x'],
    /Allowed choices are request-of-the-person,/,
  ],
  [['log', 'monitor', ...LOG, '--state', 's', '--every', 'abc'], /whole number from 1 to 86400/],
  [['log', 'monitor', ...LOG, '--state', 's', '--every', '0'], /whole number from 1 to 86400/],
  [['log', 'continue', 'x', ...CONTINUES, '--reason', 'bored'], /Allowed choices are tail-lost, key-lost/],
  [['witness', 'run', ...SERVED, '--port', '99999'], /whole number from 0 to 65535/],
])('a value that cannot be is 2, and what can be is said: %j', async (args, said) => {
  expectMisuse(await countersign(args), said);
});

test('files and folders of a log that are missing, or are none, are a sentence', async () => {
  const at = (name: string) => join(folder, name);
  const made = await countersign(['log', 'keygen', at('key'), '--name', 'log.example.org/a']);
  const policy = file('policy', `log ${made.stdout.trim()}\nquorum none\n`);
  const text = file('text', 'Nothing of the kind.\n');
  const fsck = (...args: string[]) => countersign(['log', 'fsck', folder, '--policy', policy, ...args]);
  const resume = (checkpoint: string, state: string) =>
    countersign(['log', 'resume', checkpoint, '--key', at('key'), '--state', state]);
  const monitored = (where: string) =>
    countersign(['log', 'monitor', where, '--policy', policy, '--state', at('seen'), '--once']);
  const [known, ended, isFolder, noLog, odd, gone, resumed, damaged, begun, announced, served] =
    await Promise.all([
      fsck('--known', at('none')),
      fsck('--continues', at('none')),
      fsck('--known', folder),
      countersign(['log', 'fsck', at('none'), '--policy', policy]),
      monitored(text),
      monitored('http://127.0.0.1:9/log'),
      resume(at('none'), at('state')),
      resume(text, at('state')),
      countersign(['log', 'keygen', at('key2'), '--name', 'log.example.org/a', '--state', text]),
      countersign(['log', 'add-key', 'abc'], { DATABASE_URL: database.appUrl }),
      countersign(['witness', 'admit', 'log.example.org/a', '--state', text]),
    ]);
  for (const one of [known, ended, resumed]) expectSentence(one, /none cannot be read\. \(.*ENOENT/);
  expectSentence(isFolder, /cannot be read\. \(.*EISDIR/);
  for (const one of [noLog, odd]) expectSentence(one, /is neither the address of a log, .* nor a folder\.$/m);
  expectSentence(gone, /^The log could not be read: http:.* does not answer\.$/m);
  expectSentence(damaged, /text is not a checkpoint that can be used here\. \(line 2: /);
  for (const one of [begun, served]) expectSentence(one, /cannot be used: a part of its path is no folder\./);
  expectSentence(announced, /^This is no key of a log: give the line/);
});

test('its version is that of the package', async () => {
  const read: unknown = JSON.parse(await readFile(join(CHECKOUT, 'package.json'), 'utf8'));
  expect(read).toHaveProperty('version');
  const { version } = Object(read);
  expect(await countersign(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
});
