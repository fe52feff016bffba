/** What goes wrong at the command line and can be put right: a file, an address, a token, the settings of a database. */
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '../support/database.ts';
import { countersign, type Ended } from '../support/spawned.ts';
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
    const [status, ingest] = await Promise.all([
      countersign(['claims', 'list', '--status', 'nice'], as('edda')),
      countersign(['ingest', file('other.txt', 'It rained on 5 March 2026.')], as('rana')),
    ]);
    expect(status.code).toBe(1);
    expect(status.stderr).toMatch(/^status: /);
    expect(status.stderr).not.toMatch(/^\s+at /m);
    expectSentence(ingest, /./);
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
