/** A claim that readers know is reopened, and taken out of review: what is in question still is, until a desk decides it anew. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { checkLog, readClaim, readPublicNotice, readTicket, readTurns, ticketSha256 } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { judge, openNewsroom, receive, routeClaim, sha256, type PersonName } from '../support/newsroom.ts';
import { publishNew } from '../support/publishing.ts';

const SENTENCE = 'The river rose four metres on Sunday.';

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

/** Published, reopened, recalled; then a reader's challenge to it is accepted. */
async function challenged() {
  const room = await openNewsroom(fixture.db);
  const { workspaceId } = room;
  const claimId = await routeClaim(room, await receive(room, SENTENCE), SENTENCE);
  const decide = async () => {
    await judge(room, claimId, 'rana', 'unverified');
    await judge(room, claimId, 'remy', 'unverified');
  };
  await decide();
  const slug = `flood-${claimId}`;
  const reportId = await publishNew(room, slug, [claimId]);
  const renderer = { kind: 'system', workspaceId, name: 'renderer' } as const;
  const rendered = { reportId, version: 1, pageSha256: sha256('page'), page: 'page' } as const;
  await room.run(renderer, { type: 'record-rendering', ...rendered });
  await room.run(room.as('edda'), { type: 'reopen-claim', claimId, reason: 'A witness.' });
  await room.run(room.as('edda'), { type: 'recall-claim', claimId, reason: 'The wrong desk.' });
  const [challengeId, rereviewId, ticket] = [randomUUID(), randomUUID(), randomUUID()];
  await room.run(
    { kind: 'system', workspaceId, name: 'public' },
    {
      type: 'receive-challenge',
      challengeId,
      reportId,
      reportVersion: 1,
      claimId,
      claimNumber: 1,
      text: 'It was three.',
      contact: null,
      ticketSha256: ticketSha256(ticket),
    },
  );
  await room.run(room.as('edda'), { type: 'accept-challenge', challengeId, rereviewId, reason: 'A photo.' });
  const claim = () => inWorkspace(fixture.db, workspaceId, (tx) => readClaim(tx, room.as('edda'), claimId));
  const turns = async (name: PersonName) =>
    (await inWorkspace(fixture.db, workspaceId, (tx) => readTurns(tx, room.as(name)))).items;
  const stage = async () => (await readPublicNotice(fixture.db, slug, 1))?.claims[0]?.stage;
  const answer = () => readTicket(fixture.db, ticket);
  return { room, claimId, decide, claim, turns, stage, answer };
}

test('the round that a desk is sent it for takes up what is in question, and answers it', async () => {
  const { room, claimId, decide, claim, turns, stage, answer } = await challenged();
  expect((await claim()).rereviews).toMatchObject([{ status: 'open' }]);
  expect(await stage()).toBe('questioned');
  await room.run(room.as('edda'), { type: 'route-claim', claimId, deskId: room.deskId });
  expect((await claim()).rereviews).toMatchObject([{ status: 'reopened', nextRound: 3 }]);
  expect(await stage()).toBe('in-review');
  await decide();
  expect(await claim()).toMatchObject({ status: 'decided', needsRereview: false });
  expect([await stage(), await answer()]).toEqual(['decided', 'reviewed']);
  expect((await turns('edda')).map(({ kind }) => kind)).not.toContain('claim-in-question');
  expect((await turns('pia')).map(({ kind }) => kind)).toEqual(['report-to-correct']);
  expect((await checkLog(fixture.db, room.workspaceId)).problems).toEqual([]);
});

test.each(['decline-claim', 'merge-claim'] as const)(
  '%s is refused, and nothing of it goes',
  async (type) => {
    const { room, claimId, claim, turns, stage } = await challenged();
    const into = await routeClaim(room, await receive(room, `So it was. ${SENTENCE}`), SENTENCE);
    const command = { type, claimId, into, reason: 'Not checkable.' };
    await expect(room.run(room.as('edda'), command)).rejects.toMatchObject({ code: 'wrong-status' });
    expect(await claim()).toMatchObject({ status: 'accepted', rereviews: [{ status: 'open' }] });
    expect((await claim()).may).toEqual(['route-claim']);
    const asked = (await turns('edda')).find(({ kind }) => kind === 'claim-to-route');
    expect(asked?.why).toBe('It was taken out of review, and decided before: send it to a desk.');
    expect(await stage()).toBe('questioned');
  },
);
