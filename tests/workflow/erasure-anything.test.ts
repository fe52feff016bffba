/** Whatever is erased, of whatever happened: it is nowhere any more, and the log and its older proofs stand. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkLog } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { placesOf } from '../support/everywhere.ts';
import { BY_HAND, judge, openNewsroom, OUTLETS_OWN, receive, type Newsroom } from '../support/newsroom.ts';
import { sequence } from '../../apps/worker/src/sequencer.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db, { independentVerdicts: 1, wipLimit: 1_000 });
});
afterAll(() => fixture.drop());

let counter = 0;
/** Words that stand nowhere else. */
const unique = () => `words-${++counter}-of-${Math.random().toString(36).slice(2)}-alone`;

/** Each kind of thing that people write, with the type and the field that records it. */
const HAPPENINGS = {
  declined: async (claimId: string, words: string) => {
    await room.run(room.as('edda'), { type: 'decline-claim', claimId, reason: words });
    return ['claim-declined', 'reason'];
  },
  judged: async (claimId: string, words: string) => {
    await room.run(room.as('edda'), { type: 'accept-claim', claimId, priority: 1 });
    await room.run(room.as('edda'), { type: 'route-claim', claimId, deskId: room.deskId });
    await judge(room, claimId, 'rana', 'unverified', [
      { kind: 'search', where: words, query: 'q', searchedAt: '2026-03-02T09:00:00.000Z', result: 'nothing' },
    ]);
    return ['verdict-recorded', 'evidence'];
  },
  discussed: async (claimId: string, words: string) => {
    const threadId = randomUUID();
    const said = { commentId: randomUUID(), text: words, mentions: [] };
    await room.run(room.as('edda'), { type: 'start-thread', threadId, claimId, passage: null, ...said });
    return ['thread-started', 'text'];
  },
} as const;

test('what was written can be erased, whatever it was, and nothing else is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(fc.constantFrom(...(Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[])), fc.boolean()),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      async (steps) => {
        const written: { words: string; gone: boolean; leaf: string; name: string }[] = [];
        for (const [kind, gone] of steps) {
          const words = unique();
          const text = `It was said: ${unique()}.`;
          const claimId = await proposed(text);
          const [type, name] = await HAPPENINGS[kind](claimId, words);
          written.push({ words, gone, leaf: await leafOf(type ?? '', words), name: name ?? '' });
        }
        const before = await tree();
        for (const { gone, leaf, name } of written)
          if (gone)
            await room.run(room.as('alma'), {
              type: 'erase-content',
              target: { kind: 'fields', leafHash: leaf, names: [name] },
              basis: 'no-longer-needed',
              reason: 'It is over.',
            });
        for (const { words, gone } of written)
          expect((await placesOf(fixture.admin, words)).length > 0).toBe(!gone);
        expect((await checkLog(fixture.db, room.workspaceId)).problems).toEqual([]);
        // Every leaf of before is there, byte for byte, under whatever came since.
        expect((await tree()).slice(0, before.length)).toEqual(before);
      },
    ),
    { numRuns: 8 },
  );
}, 120_000);

async function proposed(text: string): Promise<string> {
  const document = await receive(room, text, 'The Gauge');
  const claimId = randomUUID();
  await room.run(room.as('edda'), {
    type: 'propose-claim',
    ...BY_HAND,
    claimId,
    text,
    language: 'en',
    score: 1,
    occurrences: [{ documentId: document.documentId, passage: document.passage(text), ...OUTLETS_OWN }],
  });
  return claimId;
}

async function leafOf(type: string, words: string): Promise<string> {
  const { rows } = await fixture.admin.query<{ hash: string }>(
    `select encode(audit.leaf_hash(e.body), 'hex') as hash from audit.entry e join audit.opening o on o.entry_id = e.id
      where convert_from(e.body, 'UTF8')::jsonb ->> 'type' = $1 and strpos(o.fields::text, $2) > 0`,
    [type, words],
  );
  return rows[0]?.hash ?? '';
}

/** The leaves in their order, once all are numbered. */
async function tree(): Promise<string[]> {
  while (await sequence(fixture.system, 1_000)) continue;
  const { rows } = await fixture.admin.query<{ hash: string }>(
    `select encode(sha256('\\x00'::bytea || e.body), 'hex') as hash
       from audit.leaf l join audit.entry e on e.id = l.entry_id order by l.leaf_index`,
  );
  return rows.map(({ hash }) => hash);
}
