/** From a decision to a proof that a stranger checks: api, worker and sealer, with queues on either backend. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Running as Process } from '#process';
import {
  formatProofBundle,
  fromUtf8,
  nodeCrypto,
  parseLeaf,
  parsePolicy,
  parseProofBundle,
  verifyProofBundle,
} from '#transparency-log';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';
import { startAll, type Backend, type Running } from '../support/running.ts';
import { countersign } from '../support/spawned.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { decide, PROTECTED, SECRETS, type Decided } from './decided-claims.ts';
import { disclosuresIn } from './disclosures.ts';
import { publish as publishIn, publishNew } from '../support/publishing.ts';
import { prepareSealing, type Sealing } from './sealing.ts';

/** A checkpoint takes a second, the reconciler's first look some more. */
const SEALED = { withinMs: 40_000 };
const PATIENCE_MS = 90_000;

export function describeProofFlow(backend: Backend): void {
  let database: TestDatabase;
  let room: Newsroom;
  let running: Running;
  let sealing: Sealing;
  let sealer: Process | null = null;
  let claims: Decided;
  let folder: string;
  let policy: string;
  beforeAll(async () => {
    database = await freshDatabase();
    room = await openNewsroom(database.db);
    await room.run(room.setup, {
      type: 'protect-person',
      protectedPersonId: randomUUID(),
      label: 'a witness',
      names: PROTECTED,
    });
    claims = await decide(room);
    folder = await temporaryFolder();
    sealing = await prepareSealing();
    running = await startAll(database, backend, { logDir: sealing.folder });
    policy = await sealing.policy(running.address);
  });
  afterAll(async () => {
    await sealer?.stop();
    await sealing.remove();
    await running.stop();
    await database.drop();
  });

  const get = (path: string, headers?: Record<string, string>) =>
    running.call(null, 'GET', path, undefined, headers);
  const statusOf = async (path: string) => (await get(path)).status;
  const pia = () => room.as('pia');

  const draft = (slug: string) => publishNew(room, slug, [claims.contested, claims.reopened]);
  const publish = (reportId: string) => publishIn(room, reportId);

  async function bytesOf(path: string): Promise<Buffer> {
    const response = await fetch(new URL(path, running.address));
    expect([path, response.status]).toEqual([path, 200]);
    return Buffer.from(await response.arrayBuffer());
  }

  /** As a reader saves it. */
  async function save(path: string, name: string): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, await bytesOf(path));
    return file;
  }

  const verify = (proof: string, page: string, ...more: string[]) =>
    countersign(['verify', proof, '--policy', policy, '--report', page, ...more]);

  test(
    'where no log is published, the page is shown, and its proof is refused with a sentence',
    async () => {
      await draft('flood');
      await eventually(() => statusOf('/r/flood'), 200);
      for (const path of ['/r/flood.proof.json', '/r/flood/versions/1.proof.json'])
        expect(await get(path)).toMatchObject({
          status: 404,
          body: { code: 'not-found', detail: expect.stringMatching(/publishes no signed log/) },
        });
      expect(await statusOf('/r/drought.proof.json')).toBe(404);
      expect(await statusOf('/r/flood/versions/2.proof.json')).toBe(404);
      expect(await statusOf('/r/flood/versions/x.proof.json')).toBe(404);
    },
    PATIENCE_MS,
  );

  test(
    'once a log is published, there is a proof of it, which a stranger checks without network',
    async () => {
      sealer = await sealing.start(database);
      await eventually(() => statusOf('/r/flood.proof.json'), 200, SEALED);
      const proof = await save('/r/flood.proof.json', 'flood.proof.json');
      const page = await save('/r/flood/versions/1', 'flood.html');
      const checked = await verify(proof, page);
      expect(checked).toMatchObject({ code: 0, stderr: '' });
      expect(checked.stdout).toMatch(/^VALID, .*\n[^]*The report is the one that was published\.$/m);
      expect(checked.stdout).toMatch(
        /^Claim 1: verified, decided on \d{4}-\d\d-\d\d; \d+ entries\.\nClaim 2: unverified, /m,
      );

      await writeFile(page, 'It never rained.');
      expect(await verify(proof, page)).toMatchObject({ code: 1 });
    },
    PATIENCE_MS,
  );

  test('every step of its claims is in it: a proof that lacks any one that the report rests on is refused', async () => {
    const bytes = await bytesOf('/r/flood.proof.json');
    const bundle = parseProofBundle(bytes);
    const { items } = bundle;
    const types = new Set(items.map(({ leaf }) => parseLeaf(leaf).type));
    for (const type of ['claim-proposed', 'verdict-recorded', 'claim-reopened', 'claim-contested'])
      expect(types).toContain(type);
    const trusted = await parsePolicy(await readFile(policy), nodeCrypto);
    const without = (at: number) => formatProofBundle({ ...bundle, items: items.toSpliced(at, 1) });
    const unmissed: string[] = [];
    for (const [at, { leaf }] of items.entries()) {
      const { status } = await verifyProofBundle(without(at), trusted, nodeCrypto);
      if (status !== 'invalid') unmissed.push(parseLeaf(leaf).type);
    }
    // What the report does not rest on, since it followed from it.
    expect(unmissed).toEqual(['claim-published', 'claim-published']);
    const page = await save('/r/flood/versions/1', 'whole.html');
    const cut = join(folder, 'cut.proof.json');
    await writeFile(cut, without(items.findIndex(({ leaf }) => parseLeaf(leaf).type === 'verdict-recorded')));
    expect(await verify(cut, page)).toMatchObject({ code: 1, stdout: expect.stringMatching(/^INVALID\. /) });
  });

  test('it discloses what the page shows, and names nobody', async () => {
    const bytes = await bytesOf('/r/flood.proof.json');
    const disclosed = disclosuresIn(bytes);
    expect(disclosed.map(({ type, names }) => `${type}: ${names.join()}`).sort()).toEqual([
      'claim-decided: rating',
      'claim-decided: rating',
      'report-published: restsOn,version',
      'report-rendered: pageSha256,version',
    ]);
    const everything = [fromUtf8(bytes), ...disclosed.map(({ said }) => said)].join('\n');
    const ids = [room.workspaceId, ...Object.values(room.people), ...Object.values(claims)];
    for (const secret of [...SECRETS, ...ids]) expect(everything).not.toContain(secret);
  });

  test('it is the same file for everybody, and asked for again it is not sent again', async () => {
    const { headers } = await get('/r/flood/versions/1.proof.json');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="flood-1.proof.json"');
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    expect((await get('/r/flood.proof.json')).headers.get('etag')).toBe(etag);
    expect(await statusOf('/r/flood.proof.json')).toBe(200);
    expect((await get('/r/flood.proof.json', { 'if-none-match': etag })).status).toBe(304);
  });

  test(
    'a page waits until the log is signed over it',
    async () => {
      await sealer?.stop();
      sealer = null;
      const reportId = await draft('mudslide');
      const version = async () =>
        (
          await database.admin.query(
            `select v.page_sha256 is not null as rendered, l.leaf_index is not null as numbered
               from app.report_versions v left join audit.leaf l on l.entry_id = v.entry_id where v.report_id = $1`,
            [reportId],
          )
        ).rows[0];
      await eventually(version, { rendered: true, numbered: true }, SEALED);
      for (const path of ['', '/versions/1', '.proof.json', '/versions/1.proof.json'])
        expect([path, await statusOf(`/r/mudslide${path}`)]).toEqual([path, 404]);
      sealer = await sealing.start(database);
      await eventually(() => statusOf('/r/mudslide'), 200, SEALED);
      await eventually(() => statusOf('/r/mudslide.proof.json'), 200, SEALED);
    },
    PATIENCE_MS,
  );

  test(
    'a correction has a proof of its own; that of the version before stays, and the log tells what came after it',
    async () => {
      const { rows } = await database.admin.query("select id from app.reports where slug = 'mudslide'");
      const reportId: string = rows[0].id;
      const first = await save('/r/mudslide/versions/1.proof.json', 'first.proof.json');
      const firstPage = await save('/r/mudslide/versions/1', 'first.html');
      await room.run(pia(), { type: 'open-correction', reportId, reason: 'The date was wrong.' });
      await publish(reportId);
      await eventually(() => statusOf('/r/mudslide/versions/2.proof.json'), 200, SEALED);
      const second = await save('/r/mudslide.proof.json', 'second.proof.json');
      const secondPage = await save('/r/mudslide/versions/2', 'second.html');

      const then = await verify(first, firstPage, '--online');
      expect(then).toMatchObject({ code: 0 });
      const later = [...then.stdout.matchAll(/^Afterwards the log records ([a-z-]+)/gm)].map(
        ([, type]) => type,
      );
      expect(later).toEqual([
        'correction-opened',
        'report-signed-off',
        'report-published',
        'claim-published',
        'claim-published',
        'report-rendered',
      ]);
      const now = await verify(second, secondPage, '--online');
      expect(now).toMatchObject({ code: 0 });
      expect(now.stdout).not.toMatch(/^Afterwards/m);
      expect(await verify(second, firstPage)).toMatchObject({ code: 1 });

      await room.run(pia(), { type: 'withdraw-report', reportId, reason: 'The leak was forged.' });
      const gone = await get('/r/mudslide');
      expect([gone.status, gone.body]).toEqual([410, expect.stringContaining('/versions/2.proof.json')]);
      expect(await statusOf('/r/mudslide/versions/2')).toBe(410);
      await save('/r/mudslide.proof.json', 'withdrawn.proof.json');
      expect(await verify(join(folder, 'withdrawn.proof.json'), secondPage)).toMatchObject({ code: 0 });
    },
    PATIENCE_MS,
  );

  test('the log explains every row, with what reports rest on', async () => {
    const check = async () => (await running.ask(room, 'alma', 'GET', '/log/check')).body;
    await eventually(async () => (await check()).pending, 0);
    expect((await check()).problems).toEqual([]);
  });
}
