/** Somebody is protected who stands in a report already: whoever publishes is told, until readers are shown it no more. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { readTurns } from '#workflow';
import { freshDatabase, isWaiting, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { judge, openNewsroom, receive, routeClaim, sha256, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db, { independentVerdicts: 1 });
});
afterAll(() => fixture.drop());

const pia = () => room.as('pia');
const turns = () => inWorkspace(fixture.db, room.workspaceId, (tx) => readTurns(tx, pia()));
const told = async (): Promise<string[]> => {
  const { items } = await turns();
  return items.flatMap(({ kind, id }) => (kind === 'report-with-name' ? [id] : []));
};

async function signAndPublish(reportId: string, overrideReason: string | null = null): Promise<void> {
  await room.run(pia(), { type: 'sign-off-report', reportId });
  await room.run(pia(), { type: 'publish-report', reportId, overrideReason });
}

async function published(
  sentence: string,
  overrideReason: string | null = null,
  slug = `r-${randomUUID()}`,
): Promise<string> {
  const claimId = await routeClaim(room, await receive(room, sentence), sentence);
  await judge(room, claimId, 'rana', 'unverified');
  const reportId = randomUUID();
  const draft = { slug, title: 'The quay', summary: 'What is known.', claimIds: [claimId] };
  await room.run(pia(), { type: 'draft-report', reportId, ...draft });
  await signAndPublish(reportId, overrideReason);
  return reportId;
}

const rendered = (reportId: string) => {
  const page = '<!doctype html><html lang="en"><body>The page.</body></html>';
  const renderer = { kind: 'system', workspaceId: room.workspaceId, name: 'renderer' } as const;
  const rendering = { reportId, version: 1, page, pageSha256: sha256(page) };
  return room.run(renderer, { type: 'record-rendering', ...rendering });
};

async function protect(name: string): Promise<string> {
  const protectedPersonId = randomUUID();
  const edda = room.as('edda');
  await room.run(edda, { type: 'protect-person', protectedPersonId, label: 'a docker', names: [name] });
  return protectedPersonId;
}

test('a report that readers are shown with the name is told to publishers, until it is corrected or withdrawn', async () => {
  await protect('Ana Lima');
  await published('The crane fell on Ana Lima on Monday.');
  const named = await published('The boat of Zarina Qadir sank on Monday.');
  const withdrawn = await published('The crew was led by ZARINA QADIR on Monday.');
  await published('The harbour was closed on Monday.');
  expect(await told()).toEqual([]);

  await protect('Zarina Qadir');
  expect((await told()).toSorted()).toEqual([named, withdrawn].toSorted());
  await room.run(pia(), { type: 'withdraw-report', reportId: withdrawn, reason: 'It named somebody.' });
  await room.run(pia(), { type: 'open-correction', reportId: named, reason: 'It named somebody.' });
  expect(await told()).toEqual([named]);
  await signAndPublish(named);
  expect(await told()).toEqual([]);
});

test('a report is told no longer once the protection has ended, and is told again when it begins again', async () => {
  const named = await published('The winch was turned by Mira Holt on Monday.');
  const protectedPersonId = await protect('Mira Holt');
  expect(await told()).toEqual([named]);
  const edda = room.as('edda');
  await room.run(edda, { type: 'end-protection', protectedPersonId, reason: 'She consents.' });
  expect(await told()).toEqual([]);
  await protect('Mira Holt');
  expect(await told()).toEqual([named]);
});

test('whoever was protected before the page was rendered is told of after it, too', async () => {
  const named = await published('The barge of Ines Prado was towed on Monday.');
  await protect('Ines Prado');
  expect(await told()).toContain(named);
  await rendered(named);
  expect(await told()).toContain(named);
});

test('a report is told still when something else of its publication was erased since', async () => {
  const named = await published('The tug of Tomas Weir was sold on Monday.', 'It could not wait.');
  await rendered(named);
  await protect('Tomas Weir');
  expect(await told()).toContain(named);
  const { rows } = await fixture.admin.query<{ leafHash: string }>(
    `select encode(audit.leaf_hash(e.body), 'hex') as "leafHash" from audit.entry e
       join app.reports r on r.stream = e.stream where r.id = $1 and audit.type_of(e.body) = 'report-published'`,
    [named],
  );
  const leafHash = rows[0]?.leafHash ?? '';
  const target = { kind: 'fields', leafHash, names: ['overrideReason'] } as const;
  await room.run(room.as('alma'), {
    type: 'erase-content',
    target,
    basis: 'court-order',
    reason: 'An order.',
  });
  expect(await told()).toContain(named);
});

test('of a name in the address it is told that no correction takes it away', async () => {
  const inText = await published('The oars of Vera Sund were broken on Monday.');
  const inAddress = await published('A quay was shut on Monday.', null, `what-vera-sund-saw-${randomUUID()}`);
  await protect('Vera Sund');
  const { items } = await turns();
  const why = (reportId: string) =>
    items.find(({ kind, id }) => kind === 'report-with-name' && id === reportId)?.why;
  expect(why(inText)).toMatch(/: publish a correction, or withdraw it\.$/);
  expect(why(inAddress)).toMatch(/: withdraw it\.$/);
});

test('whoever is protected while a report is being published is not named in it', async () => {
  const sentence = 'The anchor of Rosa Lindqvist was found on Monday.';
  const claimId = await routeClaim(room, await receive(room, sentence), sentence);
  await judge(room, claimId, 'rana', 'unverified');
  const reportId = randomUUID();
  const draft = { slug: `r-${reportId}`, title: 'The quay', summary: '', claimIds: [claimId] };
  await room.run(pia(), { type: 'draft-report', reportId, ...draft });
  await room.run(pia(), { type: 'sign-off-report', reportId });
  const publishing = await inWorkspace(fixture.db, room.workspaceId, async (tx) => {
    await tx.query('select 1 from app.claims where id = $1 for update', [claimId]);
    const outcome = room.run(pia(), { type: 'publish-report', reportId, overrideReason: null });
    await eventually(() => isWaiting(fixture), true);
    await protect('Rosa Lindqvist');
    return { outcome };
  });
  await publishing.outcome;
  const { rows } = await fixture.admin.query(
    `select content -> 'claims' -> 0 ->> 'text' as text from app.report_versions where report_id = $1`,
    [reportId],
  );
  expect(rows).toEqual([{ text: 'The anchor of [a docker] was found on Monday.' }]);
});
