/** Documents that came in together are compared together: each pair is proposed once, and no matching is lost. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '#domain';
import type { Command } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { BY_HAND, openNewsroom, OUTLETS_OWN, receive } from '../support/newsroom.ts';

const ROSE = 'The river rose four metres on Sunday.';
const COPIES = 8;

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

test('copies that are matched at the same time are all matched, and each pair is proposed once', async () => {
  const room = await openNewsroom(fixture.db);
  const extraction: Actor = { kind: 'system', workspaceId: room.workspaceId, name: 'extraction' };
  const findings = { method: 'none', language: 'en', figures: [], credits: [], upstream: [] };
  const copies: { documentId: string; versionId: string; claimId: string }[] = [];
  for (let number = 0; number < COPIES; number++) {
    const document = await receive(room, `${ROSE} Copy ${number}.`, `Outlet ${number}`);
    const { documentId, versionId } = document;
    const claimId = randomUUID();
    const occurrences = [{ documentId, passage: document.passage(ROSE), ...OUTLETS_OWN }];
    const claim = { claimId, text: ROSE, language: 'en', score: 700, ...BY_HAND, occurrences };
    await room.run(room.as('edda'), { type: 'propose-claim', ...claim });
    const nothing = { claims: [], notExtracted: null, findings };
    await room.run(extraction, { type: 'record-extraction', documentId, versionId, ...nothing });
    copies.push({ documentId, versionId, claimId });
  }
  // Each as it is computed before any other is recorded: with all others.
  const matchings = copies.map(({ documentId, versionId, claimId }): Command => {
    const others = copies.filter((one) => one.documentId !== documentId);
    return {
      type: 'record-matching',
      documentId,
      versionId,
      matches: others.map((other) => ({
        matchId: randomUUID(),
        claimId,
        otherClaimId: other.claimId,
        score: 900,
        strength: 'merge',
        reasons: [],
      })),
      dependences: others.map((other) => ({
        dependenceId: randomUUID(),
        kind: 'copy',
        documentId,
        otherDocumentId: other.documentId,
        why: 'The same words.',
        score: 900,
        passages: [],
      })),
    };
  });
  await Promise.all(matchings.map((matching) => room.run(extraction, matching)));
  const { rows } = await fixture.admin.query(
    `select (select count(*)::int from app.document_versions where workspace_id = $1 and proposals is not null) as matched,
            (select count(*)::int from app.matches where workspace_id = $1) as matches,
            (select count(*)::int from app.dependences where workspace_id = $1) as dependences`,
    [room.workspaceId],
  );
  const pairs = (COPIES * (COPIES - 1)) / 2;
  expect(rows).toEqual([{ matched: COPIES, matches: pairs, dependences: pairs }]);
});
