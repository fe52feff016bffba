/** Whose address a reader's report is counted under, when a proxy stands in front, and when somebody says that one does. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadApiConfig } from '#config';
import { inWorkspace } from '#database';
import { CHALLENGES_PER_ADDRESS, countChallenge } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim } from '../support/newsroom.ts';
import { publishNew } from '../support/publishing.ts';
import { startAll, type Running } from '../support/running.ts';

const ROSE = 'The river rose four metres on Sunday.';

let database: TestDatabase;
let direct: Running;
let behind: Running;
beforeAll(async () => {
  database = await freshDatabase();
  // A newsroom for each test: the reports of one are counted together.
  for (const slug of ['untrusted', 'trusted']) {
    const room = await openNewsroom(database.db, { independentVerdicts: 1, members: ['rana'] });
    const claimId = await routeClaim(room, await receive(room, ROSE), ROSE);
    await judge(room, claimId, 'rana', 'unverified');
    await publishNew(room, slug, [claimId]);
  }
  direct = await startAll(database, 'postgres');
  behind = await startAll(database, 'postgres', { worker: false, trustedProxies: ['127.0.0.0/8', '::1'] });
  for (const slug of ['untrusted', 'trusted'])
    await eventually(async () => (await direct.call(null, 'GET', `/r/${slug}`)).status, 200);
}, 60_000);
afterAll(async () => {
  await behind.stop();
  await direct.stop();
  await database.drop();
});

/** Reports one more error than one address may, each with what `forwarded` says of its way. */
async function report(running: Running, slug: string, forwarded: (index: number) => string) {
  const statuses: number[] = [];
  for (let index = 0; index <= CHALLENGES_PER_ADDRESS; index++) {
    const headers = { 'x-forwarded-for': forwarded(index) };
    const path = `/r/${slug}/claims/1/challenge`;
    statuses.push((await running.call(null, 'POST', path, { text: `no. ${index}` }, headers)).status);
  }
  return statuses;
}

const ALL_BUT_LAST = [...Array<number>(CHALLENGES_PER_ADDRESS).fill(201), 429];

test('whoever is no proxy of ours does not say whose address it is', async () => {
  expect(await report(direct, 'untrusted', (index) => `198.51.100.${index}`)).toEqual(ALL_BUT_LAST);
});

test('a proxy of ours says who asked, and is not believed what the asker wrote before it', async () => {
  const each = await report(behind, 'trusted', (index) => `198.51.100.${index}`);
  expect(each).toEqual(Array(CHALLENGES_PER_ADDRESS + 1).fill(201));
  const one = await report(behind, 'trusted', (index) => `192.0.2.${index}, 203.0.113.9`);
  expect(one).toEqual(ALL_BUT_LAST);
});

test('IPv4 addresses are told apart where the api listens to IPv6 as well', async () => {
  const { workspaceId } = await openNewsroom(database.db);
  const count = (address: string) =>
    inWorkspace(database.db, workspaceId, (tx) => countChallenge(tx, workspaceId, address));
  for (let index = 0; index <= CHALLENGES_PER_ADDRESS; index++) await count(`::ffff:198.51.100.${index}`);
  for (let index = 1; index < CHALLENGES_PER_ADDRESS; index++) await count('198.51.100.0');
  await expect(count('::ffff:198.51.100.0')).rejects.toMatchObject({ code: 'too-many-challenges' });
});

test('trusted proxies are addresses and networks; without the setting there are none', () => {
  const DATABASE_URL = 'postgres://api@localhost/countersign';
  const proxies = (TRUSTED_PROXIES?: string) =>
    loadApiConfig({ DATABASE_URL, TRUSTED_PROXIES }).TRUSTED_PROXIES;
  expect(proxies()).toEqual([]);
  expect(proxies('10.0.0.2, 172.16.0.0/12,fd00::/8')).toEqual(['10.0.0.2', '172.16.0.0/12', 'fd00::/8']);
  for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/0', 'fd00::/129', '10.0.0.0/8/8'])
    expect(() => proxies(wrong)).toThrow('TRUSTED_PROXIES is not usable: they are addresses like');
});
