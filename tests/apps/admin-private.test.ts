/** Letting somebody in again at an installation on a private PostgreSQL, which is left as it was found. */
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findPostmaster } from '../../libs/local-postgres/src/postmaster.ts';
import { dataOf, killServer, ordinaryUser } from '../local-postgres/servers.ts';
import { eventually } from '../support/eventually.ts';
import { callAt } from '../support/running.ts';
import { spawnCountersign, type Spawned } from '../support/spawned.ts';

const PATIENCE = 120_000;

const user = ordinaryUser() ?? {};
const folder = mkdtempSync(join(tmpdir(), 'countersign-admin-'));
chmodSync(folder, 0o755);
if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);

afterAll(async () => {
  await killServer(folder);
  rmSync(folder, { recursive: true, force: true });
});

const countersign = (...args: string[]): Spawned =>
  spawnCountersign(args, { DATA_DIR: folder, PORT: '0', HOME: undefined }, { ...user, cwd: '/' });

test(
  'beside an installation that runs, it leaves the database running; where none runs, it stops it again',
  async () => {
    const installation = countersign('start', '--open-workspace', 'Harbour Desk', '--json');
    await eventually(async () => installation.output().endsWith('\n'), true, { withinMs: PATIENCE });
    const { address } = JSON.parse(installation.output());

    const listed = await countersign('admin', 'people', '--json').ended;
    const [person, ...others] = JSON.parse(listed.stdout);
    expect(others).toEqual([]);
    expect(person).toMatchObject({ name: 'Admin', workspace: 'harbour-desk', active: true });
    const { stdout, code } = await countersign('admin', 'issue-token', person.id).ended;
    expect(code).toBe(0);
    const { body } = await callAt(address, stdout.trimEnd(), 'GET', '/api/v1/me');
    expect(body).toMatchObject({ personId: person.id, role: 'admin' });
    expect((await countersign('migrate').ended).code).toBe(0);
    expect((await callAt(address, null, 'GET', '/health/ready')).status).toBe(200);

    installation.child.kill('SIGTERM');
    expect((await installation.ended).code).toBe(0);
    expect(findPostmaster(dataOf(folder))).toBe(null);
    expect((await countersign('admin', 'people', '--json').ended).stdout).toBe(listed.stdout);
    expect(findPostmaster(dataOf(folder))).toBe(null);
  },
  PATIENCE,
);
