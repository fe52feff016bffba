/** Whoever has the database lets people in again when no admin can. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Running } from '../support/running.ts';
import { countersign, settingsFor, type Ended } from '../support/spawned.ts';

let database: TestDatabase;
let room: Newsroom;
let other: Newsroom;
let running: Running;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
  other = await openNewsroom(database.db);
  running = await startAll(database, 'postgres', { worker: false });
});
afterAll(async () => {
  await running.stop();
  await database.drop();
});

const admin = (...args: string[]): Promise<Ended> => countersign(['admin', ...args], settingsFor(database));
const me = (token: string) => running.call(token, 'GET', '/api/v1/me');

/** By what `people` prints, and nothing else, as somebody would who has lost everything. */
async function idOf(name: string, slug: string): Promise<string> {
  const { code, stdout, stderr } = await admin('people');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const line = stdout.split('\n').find((one) => one.includes(`  ${slug}  ${name}  `));
  return line?.split(' ')[0] ?? 'nobody';
}

describe('when the last admin has lost the token', () => {
  test('a new one is issued from the command line, and the lost one revoked with it', async () => {
    const alma = await idOf('alma', room.slug);
    expect(alma).toBe(room.people.alma);
    const { code, stdout, stderr } = await admin('issue-token', alma);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const token = stdout.trimEnd();
    expect((await me(token)).body).toMatchObject({
      personId: alma,
      role: 'admin',
      workspaceId: room.workspaceId,
    });
    const path = `/api/v1/people/${alma}/tokens`;
    const { items } = (await running.call(token, 'GET', path)).body;
    expect(items[1]).toMatchObject({
      label: 'issued at the command line',
      issuedBy: 'system:setup',
      expiresAt: null,
    });
    const lost = await running.call(token, 'POST', `${path}/${items[0].id}/revoke`, { reason: 'Lost.' });
    expect(lost.status).toBe(200);
    expect((await me(room.token('alma'))).body.code).toBe('token-revoked');
    expect((await me(token)).status).toBe(200);
  });

  test('it is for another role and for some days, where that is asked for', async () => {
    const wishes = ['--role', 'editor', '--label', 'the new laptop', '--days', '30', '--json'];
    const { code, stdout } = await admin('issue-token', room.people.edda.toUpperCase(), ...wishes);
    expect(code).toBe(0);
    const { token, tokenId, expiresAt } = JSON.parse(stdout);
    expect((await me(token)).body).toMatchObject({ personId: room.people.edda, role: 'editor' });
    const { items } = (await running.call(token, 'GET', `/api/v1/people/${room.people.edda}/tokens`)).body;
    expect(items).toContainEqual(
      expect.objectContaining({ id: tokenId, label: 'the new laptop', expiresAt }),
    );
    const days = (Date.parse(expiresAt) - Date.parse(items.at(-1).issuedAt)) / 86_400_000;
    expect(Math.round(days)).toBe(30);
  });

  test('somebody else is made an admin', async () => {
    const { pia } = other.people;
    const refused = await admin('issue-token', pia);
    expect(refused).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `pia does not have the role admin: “countersign admin grant-role ${pia} admin” gives it.\n`,
    });
    expect(await admin('grant-role', pia, 'admin')).toMatchObject({
      code: 0,
      stdout: 'pia has the role admin.\n',
      stderr: '',
    });
    const token = (await admin('issue-token', pia)).stdout.trimEnd();
    const issued = await running.call(token, 'POST', `/api/v1/people/${other.people.alma}/tokens`, {
      role: 'admin',
      label: 'back again',
    });
    expect(issued.status).toBe(201);
    expect(await admin('grant-role', pia, 'admin')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'This person has the role admin already.\n',
    });
  });

  test('each of it is an entry of the set-up, and the log replays to the rows', async () => {
    const { rows } = await database.admin.query(
      `select audit.type_of(e.body) as type, o.fields #>> '{by,value}' as by
         from audit.entry e join audit.opening o on o.entry_id = e.id
        where e.workspace_id = $1 and o.fields #>> '{subjectId,value}' = $2 order by e.id`,
      [other.workspaceId, other.people.pia],
    );
    expect(rows.map(({ type, by }) => [type, by])).toEqual(
      ['person-admitted', 'token-issued', 'role-granted', 'token-issued'].map((type) => [
        type,
        'system:setup',
      ]),
    );
    for (const { workspaceId } of [room, other])
      expect((await checkLog(database.db, workspaceId)).problems).toEqual([]);
  });
});

test('what cannot be is said in a sentence', async () => {
  await room.run(room.as('alma'), { type: 'deactivate-person', personId: room.people.ruth, reason: 'left' });
  const unset = { ...settingsFor(database), DATABASE_SYSTEM_URL: undefined };
  const astray = { ...settingsFor(database), DATABASE_SYSTEM_URL: 'secret@nowhere' };
  const said = await Promise.all([
    admin('issue-token', room.workspaceId),
    admin('issue-token', room.people.ruth, '--role', 'reader'),
    admin('issue-token', room.people.alma, '--label', ' '),
    countersign(['admin', 'people'], unset),
    countersign(['admin', 'people'], astray),
  ]);
  const sentences = [
    /^Nobody here has this id: “countersign admin people” lists them\.\n$/,
    /^This person is no longer active\.\n$/,
    /^--label: is blank\.\n$/,
    /^DATABASE_URL is set: set DATABASE_SYSTEM_URL too/,
    /^DATABASE_SYSTEM_URL is no address of a database: it is like [^\n]+\.\n$/,
  ];
  for (const [index, { code, stdout, stderr }] of said.entries()) {
    expect(stderr).toMatch(sentences[index] ?? 'nothing');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  }
  for (const wrong of [
    ['--role', 'boss'],
    ['--days', '0'],
    ['--days', '367'],
    ['--days', 'some'],
    ['--days', '1e2'],
  ])
    expect([wrong, (await admin('issue-token', room.people.alma, ...wrong)).code]).toEqual([wrong, 2]);
  expect(await admin('issue-token', 'alma')).toMatchObject({ code: 2, stdout: '' });
  expect((await admin('people')).stdout).toMatch(/ ruth {2}reader {2}\(deactivated\)\n/);
});
