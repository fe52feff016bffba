/** A version that is withheld for a name that was protected since: whoever saved it can still show what was published. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Running as Process } from '#process';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';
import { publish, publishNew } from '../support/publishing.ts';
import { startAll, type Running } from '../support/running.ts';
import { countersign } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { disclosuresIn } from './disclosures.ts';
import { prepareSealing, type Sealing } from './sealing.ts';

const SEALED = { withinMs: 40_000 };
const PATIENCE_MS = 90_000;
const NAME = 'Zarina Qadir';
const CLAIM = `The boat of ${NAME} sank on Monday.`;

let database: TestDatabase;
let room: Newsroom;
let running: Running;
let sealer: Process;
let sealing: Sealing;
let policy: string;
let reportId: string;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db, { independentVerdicts: 1 });
  const claimId = await routeClaim(room, await receive(room, CLAIM), CLAIM);
  await judge(room, claimId, 'rana', 'unverified');
  reportId = await publishNew(room, 'boat', [claimId]);
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

async function bytesOf(path: string): Promise<Buffer> {
  const response = await fetch(new URL(path, running.address));
  expect([path, response.status]).toEqual([path, 200]);
  return Buffer.from(await response.arrayBuffer());
}
const page = async (path: string) => {
  const response = await fetch(new URL(path, running.address));
  return { status: response.status, body: await response.text() };
};

test(
  'its saved page holds with its proof, which is still there and names nobody',
  async () => {
    await eventually(async () => (await page('/r/boat.proof.json')).status, 200, SEALED);
    const saved = await bytesOf('/r/boat/versions/1');
    expect(saved.toString('utf8')).toContain(NAME);
    const edda = room.as('edda');
    const protect = { type: 'protect-person' as const, protectedPersonId: randomUUID() };
    await room.run(edda, { ...protect, label: 'a sailor', names: [NAME] });
    await room.run(room.as('pia'), { type: 'open-correction', reportId, reason: 'It named somebody.' });
    await publish(room, reportId);
    // Until the log is signed over the correction, readers are shown the first version as the newest.
    await eventually(async () => (await page('/r/boat/versions/1')).status, 410, SEALED);
    expect((await page('/r/boat/versions/2')).status).toBe(200);

    const { body } = await page('/r/boat/versions/1');
    const address = /href="https:\/\/countersign\.example(\/r\/boat\/versions\/1\.proof\.json)"/.exec(body);
    const proof = await bytesOf(address?.[1] ?? '');
    const told = [body, proof.toString('utf8'), ...disclosuresIn(proof).map(({ said }) => said)].join('\n');
    expect(told).not.toMatch(/zarina|qadir/i);

    const home = await temporaryFolder();
    const [proofFile, pageFile] = [join(home, 'boat.proof.json'), join(home, 'boat.html')];
    await writeFile(proofFile, proof);
    await writeFile(pageFile, saved);
    const checked = await countersign(['verify', proofFile, '--policy', policy, '--report', pageFile]);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(checked.stdout).toMatch(/^The report is the one that was published\.$/m);
  },
  PATIENCE_MS,
);
