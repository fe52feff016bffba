import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { append, inWorkspace, linkToStreams, type NewEntry } from '#database';
import { leafHash, newStream } from '#transparency-log';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, receive, routeClaim, type Newsroom } from '../support/newsroom.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
});
afterAll(() => fixture.drop());

const TEXT = 'The harbour master closed the northern basin on Monday.';
const AT = '2026-03-02T09:00:00.000Z';
const entry = (type: string): NewEntry => ({ subject: 'claim', type, at: AT, fields: { at: AT } });

test('entries keep the order given over all streams, and a stream that comes again goes on', async () => {
  const [one, other] = [newStream(), newStream()];
  const head = (stream: string) => ({ stream, seq: 0, hash: Buffer.alloc(0) });
  const undone = new Error('entries without a change');
  const read: { id: string; stream: string; seq: number; body: Buffer; type: string; hash: Buffer }[] = [];
  const appending = inWorkspace(fixture.db, room.workspaceId, async (tx) => {
    const linked = linkToStreams(tx, [
      { head: head(one), entries: [entry('claim-accepted')] },
      { head: head(other), entries: [entry('claim-routed'), entry('slot-assigned')] },
      { head: head(one), entries: [entry('claim-decided')] },
    ]);
    const { lastEntryIds } = await append(tx, room.workspaceId, linked, []);
    read.push(
      ...(await tx.query<typeof read>(
        `select id, stream, seq, body, audit.type_of(body) as type, audit.leaf_hash(body) as hash
           from audit.entry where stream in ($1, $2) order by id`,
        [one, other],
      )),
    );
    const ids = read.map(({ id }) => id);
    expect(lastEntryIds).toEqual([ids[3], ids[2], ids[3]]);
    expect(linked.map(({ head }) => head.seq)).toEqual([2, 2, 2]);
    expect(linked[0]?.head.hash).toEqual(read[3] && leafHash(read[3].body));
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
  expect(read.map(({ type }) => type)).toEqual(said.map(({ type }) => type));
  expect(read.map(({ hash }) => hash)).toEqual(read.map(({ body }) => leafHash(body)));
  expect(said[3]?.prev).toBe(read[0] && leafHash(read[0].body).toString('base64'));
});

test('rows that are saved in one go with their entries name the last of them', async () => {
  const claimId = await routeClaim(room, await receive(room, TEXT), TEXT);
  const { rows } = await fixture.admin.query(
    `select c.entry_id = (select max(id) from audit.entry where stream = c.stream) as "ofClaim",
            (select bool_and(r.entry_id = c.entry_id) from app.rounds r where r.claim_id = c.id) as "ofRounds"
       from app.claims c where id = $1`,
    [claimId],
  );
  expect(rows).toEqual([{ ofClaim: true, ofRounds: true }]);
});
