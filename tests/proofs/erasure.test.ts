/** What `countersign erase` takes away, and what stays valid: proofs from before, and the published log. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import type { Running as Process } from '#process';
import { leafHash, parseProofBundle, toHex, utf8 } from '#transparency-log';
import { readHistory } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { placesOf } from '../support/everywhere.ts';
import { openNewsroom, receive, type Newsroom, type PersonName } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';
import { countersign } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { decide, type Decided } from './decided-claims.ts';
import { publishNew } from '../support/publishing.ts';
import { prepareSealing, type Sealing } from './sealing.ts';

const SEALED = { withinMs: 40_000 };
const PATIENCE_MS = 90_000;
const GROUNDS = ['--basis', 'request-of-the-person', '--reason', 'Asked in writing.'];
const SAID = 'It is erased. Backups from before still hold it: see docs/erasure.md.\n';

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let sealer: Process;
let claims: Decided;
let sealing: Sealing;
let policy: string;
let proof: string;
let page: string;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  claims = await decide(room);
  await publishNew(room, 'flood', [claims.reopened]);
  sealing = await prepareSealing();
  running = await startAll(database, 'postgres', { logDir: sealing.folder });
  policy = await sealing.policy(running.address);
  sealer = await sealing.start(database);
}, PATIENCE_MS);
afterAll(async () => {
  await sealer.stop();
  await sealing.remove();
  await running.stop();
  await database.drop();
});

const erase = (what: readonly string[], name: PersonName = 'alma') =>
  countersign(['erase', ...what, ...GROUNDS], {
    COUNTERSIGN_URL: running.address,
    COUNTERSIGN_TOKEN: room.token(name),
  });
const verify = () => countersign(['verify', proof, '--policy', policy, '--report', page, '--online']);
const historyOf = (claimId: string) =>
  inWorkspace(database.db, room.workspaceId, (tx) => readHistory(tx, room.as('edda'), claimId));

async function save(path: string, file: string): Promise<void> {
  const response = await fetch(new URL(path, running.address));
  expect([path, response.status]).toEqual([path, 200]);
  await writeFile(file, await response.text());
}

/** How many entries that erase something are under a published checkpoint, and how many there are. */
async function erasures(): Promise<{ published: number; all: number }> {
  const { rows } = await database.admin.query(
    `select count(*)::int as all, count(*) filter (where exists
              (select 1 from audit.leaf l join audit.checkpoint c on c.size > l.leaf_index
                where l.entry_id = e.entry_id))::int as published
       from audit.erasure e`,
  );
  return rows[0];
}

test(
  'a proof from before an erasure holds after it, and so does the log in which it is recorded',
  async () => {
    const home = await temporaryFolder();
    [proof, page] = [join(home, 'flood.proof.json'), join(home, 'flood.html')];
    await eventually(
      async () => (await fetch(new URL('/r/flood.proof.json', running.address))).status,
      200,
      SEALED,
    );
    await save('/r/flood.proof.json', proof);
    await save('/r/flood/versions/1', page);
    expect(await verify()).toMatchObject({ code: 0 });

    const entry = (await historyOf(claims.reopened)).find(({ type }) => type === 'claim-reopened');
    const hash = entry?.leafHash ?? '';
    expect(entry?.event.reason).toBe('A new count.');
    // The entry is one of those that the report rests on.
    const proven = parseProofBundle(await readFile(proof)).items.map(({ leaf }) =>
      toHex(leafHash(utf8(leaf))),
    );
    expect(proven).toContain(hash);
    expect(await erase(['fields', hash, 'reason'])).toMatchObject({ code: 0, stdout: SAID, stderr: '' });
    expect(await placesOf(database.admin, 'A new count.')).toEqual([]);

    await eventually(erasures, { all: 1, published: 1 }, SEALED);
    const checked = await verify();
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(checked.stdout).toMatch(/^The report is the one that was published\.$/m);
    const found = await countersign(['log', 'fsck', sealing.folder, '--policy', policy]);
    expect(found).toMatchObject({ code: 0, stdout: expect.stringMatching(/ 0 problems\n$/) });
  },
  PATIENCE_MS,
);

test('a version and a person are erased by their ids', async () => {
  const { documentId, versionId } = await receive(
    room,
    'Ottokar Brandhuber was seen at the weir.',
    'The Weir',
  );
  expect(await erase(['version', documentId, versionId])).toMatchObject({ code: 0, stdout: SAID });
  expect(await placesOf(database.admin, 'Brandhuber')).toEqual([]);

  const personId = randomUUID();
  const name = 'Quentin Zweig';
  await room.run(room.as('alma'), {
    type: 'admit-person',
    personId,
    name,
    roles: ['reader'],
    languages: ['en'],
  });
  expect(await erase(['person', personId])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'Deactivate this person first: the rules rest on what they declared.\n',
  });
  await room.run(room.as('alma'), { type: 'deactivate-person', personId, reason: 'They moved away.' });
  expect(await erase(['person', personId])).toMatchObject({ code: 0, stdout: SAID });
  expect(await placesOf(database.admin, name)).toEqual([]);
});

test('what may not be erased, and who may not erase, is a sentence', async () => {
  const entry = (await historyOf(claims.reopened)).find(({ type }) => type === 'verdict-recorded');
  const hash = entry?.leafHash ?? '';
  for (const [what, sentence, name] of [
    [['fields', hash, 'rating'], 'The log and its rules rest on rating.\n'],
    [['fields', '0'.repeat(64), 'rationale'], 'There is nothing of that name to erase.\n'],
    [['fields', hash, 'rationale'], 'Only admins may do this.\n', 'edda'],
  ] as const)
    expect(await erase(what, name)).toMatchObject({ code: 1, stdout: '', stderr: sentence });
  expect(await countersign(['erase', 'person', randomUUID(), '--reason', 'None.'])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/--basis/),
  });
  expect((await erasures()).all).toBe(3);
});
