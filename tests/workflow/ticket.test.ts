/** A reader's ticket tells what became of what they reported, also after it was accepted. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TicketStatus } from '#domain';
import { renderTicket } from '#reports';
import { readTicket, ticketSha256 } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { judge, openNewsroom, receive, routeClaim } from '../support/newsroom.ts';
import { publishNew } from '../support/publishing.ts';

const SENTENCE = 'The river rose four metres on Sunday.';
const reason = 'The archive has a second gauge.';

let fixture: TestDatabase;
beforeAll(async () => {
  fixture = await freshDatabase();
});
afterAll(() => fixture.drop());

/** A published claim, and a reader's report of an error in it that an editor has accepted. */
async function accepted() {
  const room = await openNewsroom(fixture.db, { independentVerdicts: 1 });
  const claimId = await routeClaim(room, await receive(room, SENTENCE), SENTENCE);
  await judge(room, claimId, 'rana', 'unverified');
  const reportId = await publishNew(room, `flood-${claimId}`, [claimId]);
  const [challengeId, rereviewId, ticket] = [randomUUID(), randomUUID(), randomUUID()];
  await room.run(
    { kind: 'system', workspaceId: room.workspaceId, name: 'public' },
    {
      type: 'receive-challenge',
      challengeId,
      text: 'It was three.',
      contact: null,
      reportId,
      reportVersion: 1,
      claimNumber: 1,
      claimId,
      ticketSha256: ticketSha256(ticket),
    },
  );
  await room.run(room.as('edda'), { type: 'accept-challenge', challengeId, rereviewId, reason });
  return { room, claimId, challengeId, rereviewId, status: () => readTicket(fixture.db, ticket) };
}

const page = (status: TicketStatus): string =>
  renderTicket({ ticket: 'T', status, address: 'https://facts.example/challenges/T', language: 'en' });

test('a re-review that is dismissed is told to whoever has the ticket, and that nothing is reviewed', async () => {
  const { room, challengeId, rereviewId, status } = await accepted();
  expect(await status()).toBe('accepted');
  await room.run(room.as('edda'), { type: 'dismiss-rereview', rereviewId, reason });
  expect(await status()).toBe('dismissed');
  expect(page('dismissed')).toContain('let the claim stand');
  expect(page('dismissed')).not.toContain('again');
  await room.run(room.as('edda'), { type: 'answer-challenge', challengeId, reason });
  expect(await status()).toBe('answered');
});

test('a claim that is opened again is being reviewed until its round is decided', async () => {
  const { room, claimId, status } = await accepted();
  await room.run(room.as('edda'), { type: 'reopen-claim', claimId, reason });
  expect(await status()).toBe('accepted');
  await judge(room, claimId, 'remy', 'unverified');
  expect(await status()).toBe('reviewed');
  expect(page('reviewed')).toContain('has been reviewed again');
});

test('a round that is recalled is not a review: the ticket waits for the next', async () => {
  const { room, claimId, status } = await accepted();
  await room.run(room.as('edda'), { type: 'reopen-claim', claimId, reason });
  await room.run(room.as('edda'), { type: 'recall-claim', claimId, reason });
  expect(await status()).toBe('accepted');
  await room.run(room.as('edda'), { type: 'route-claim', claimId, deskId: room.deskId });
  await judge(room, claimId, 'remy', 'unverified');
  expect(await status()).toBe('reviewed');
});

test('of no ticket there is no status', async () => {
  expect(await readTicket(fixture.db, 'ABCD')).toBeNull();
});
