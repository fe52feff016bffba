import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appendToStreams, inWorkspace, type NewEntry } from '#database';
import { leafHash, newStream } from '#transparency-log';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
});
afterAll(() => fixture.drop());

const AT = '2026-03-02T09:00:00.000Z';
const entry = (type: string): NewEntry => ({ subject: 'claim', type, at: AT, fields: { at: AT } });

test('entries keep the order given over all streams, and a stream that comes again goes on', async () => {
  const [one, other] = [newStream(), newStream()];
  const head = (stream: string) => ({ stream, seq: 0, hash: Buffer.alloc(0) });
  const undone = new Error('entries without a change');
  const read: { id: string; stream: string; seq: number; body: Buffer }[] = [];
  const appending = inWorkspace(fixture.db, room.workspaceId, async (tx) => {
    const appended = await appendToStreams(tx, room.workspaceId, [
      { head: head(one), entries: [entry('claim-accepted')] },
      { head: head(other), entries: [entry('claim-routed'), entry('slot-assigned')] },
      { head: head(one), entries: [entry('claim-decided')] },
    ]);
    read.push(
      ...(await tx.query<typeof read>(
        'select id, stream, seq, body from audit.entry where stream in ($1, $2) order by id',
        [one, other],
      )),
    );
    const ids = read.map(({ id }) => id);
    expect(appended.map(({ lastEntryId }) => lastEntryId)).toEqual([ids[3], ids[2], ids[3]]);
    expect(appended.map((at) => at.head.seq)).toEqual([2, 2, 2]);
    expect(appended[0]?.head.hash).toEqual(read[3] && leafHash(read[3].body));
    throw undone;
  });
  await expect(appending).rejects.toBe(undone);
  expect(read.map(({ stream, seq }) => [stream, seq])).toEqual([
    [one, 1],
    [other, 1],
    [other, 2],
    [one, 2],
  ]);
  const said = read.map(({ body }): { type: string; prev: string } => JSON.parse(body.toString()));
  expect(said.map(({ type }) => type)).toEqual([
    'claim-accepted',
    'claim-routed',
    'slot-assigned',
    'claim-decided',
  ]);
  expect(said[3]?.prev).toBe(read[0] && leafHash(read[0].body).toString('base64'));
});
