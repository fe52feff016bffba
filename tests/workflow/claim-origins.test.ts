/** The graph behind a claim that several documents make, each in words of its own. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inWorkspace } from '#database';
import { readClaimOrigins } from '#workflow';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  BY_HAND,
  openNewsroom,
  OUTLETS_OWN,
  receive,
  type Newsroom,
  type TestDocument,
} from '../support/newsroom.ts';

const LOST = 'The council lost four million pounds.';

let database: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  database = await freshDatabase();
  room = await openNewsroom(database.db);
});
afterAll(() => database.drop());

const origins = (claimId: string) =>
  inWorkspace(database.db, room.workspaceId, (tx) => readClaimOrigins(tx, room.as('rana'), claimId));
const extraction = () => ({ kind: 'system', workspaceId: room.workspaceId, name: 'extraction' }) as const;

interface Account {
  readonly document: TestDocument;
  readonly claimId: string;
}

async function propose(document: TestDocument): Promise<string> {
  const claimId = randomUUID();
  const { documentId } = document;
  const occurrences = [{ documentId, passage: document.passage(LOST), ...OUTLETS_OWN }];
  const claim = { claimId, text: LOST, language: 'en', score: 700, occurrences };
  await room.run(room.as('edda'), { type: 'propose-claim', ...BY_HAND, ...claim });
  return claimId;
}

/** So many articles, each with an origin of its own, each with the claim. */
async function accounts(count: number): Promise<Account[]> {
  const made: Account[] = [];
  for (let paper = 1; paper <= count; paper++) {
    const document = await receive(room, `${LOST} Paper ${paper}, ${randomUUID()}.`, `Paper ${paper}`);
    made.push({ document, claimId: await propose(document) });
  }
  return made;
}

async function match(
  one: Account | undefined,
  other: Account | undefined,
  strength: 'merge' | 'suggest' = 'suggest',
): Promise<string> {
  if (!one || !other) throw new Error('a match is between two');
  const matchId = randomUUID();
  const pair = { claimId: one.claimId, otherClaimId: other.claimId, score: 700, strength, reasons: [] };
  await room.run(extraction(), { type: 'propose-match', matchId, ...pair });
  return matchId;
}

const confirm = (matchId: string) =>
  room.run(room.as('edda'), { type: 'confirm-match', matchId, reason: 'One loss.' });

/** Every article is matched with the next, and an editor has confirmed it. */
async function chained(count: number): Promise<Account[]> {
  const all = await accounts(count);
  for (const [index, other] of all.slice(1).entries()) await confirm(await match(all[index], other));
  return all;
}

test('five articles on five origins stand behind each of their claims, and on one leak they are one', async () => {
  const all = await chained(5);
  for (const { claimId, document } of all) {
    const graph = await origins(claimId);
    expect(graph).toMatchObject({ claimId, independentOrigins: 5 });
    expect(graph.sources.map(({ documentId }) => documentId).sort()).toEqual(
      all.map((one) => one.document.documentId).sort(),
    );
    expect(graph.sources[0]).toMatchObject({ documentId: document.documentId, claimIds: [claimId] });
  }

  const originId = randomUUID();
  await room.run(room.as('edda'), { type: 'register-origin', originId, kind: 'leak', title: 'The audit' });
  for (const { document } of all) {
    const { documentId } = document;
    await room.run(room.as('edda'), {
      type: 'confirm-origin',
      documentId,
      originId,
      reason: 'It quotes it.',
    });
  }
  for (const { claimId } of all) {
    const graph = await origins(claimId);
    expect(graph.independentOrigins).toBe(1);
    expect(graph.sources).toHaveLength(5);
    expect(graph.origins.map(({ id }) => id)).toContain(originId);
  }
});

test('a document that makes two claims of the cluster is one source, and names both', async () => {
  const [one, other] = await accounts(2);
  if (!one || !other) throw new Error('two were made');
  const again = { document: one.document, claimId: await propose(one.document) };
  await confirm(await match(other, again));
  await match(one, other, 'merge');
  const { sources, independentOrigins } = await origins(one.claimId);
  expect(independentOrigins).toBe(2);
  expect(sources).toHaveLength(2);
  expect(sources[0]?.claimIds.toSorted()).toEqual([one.claimId, again.claimId].sort());
});

test('what is only suggested, rejected or thrown away is no source', async () => {
  const [one, suggested, rejected, sure, declined] = await accounts(5);
  if (!one || !sure || !declined) throw new Error('five were made');
  await match(one, suggested);
  const no = await match(one, rejected, 'merge');
  await room.run(room.as('edda'), { type: 'reject-match', matchId: no, reason: 'Two losses.' });
  await match(one, sure, 'merge');
  await match(one, declined, 'merge');
  const sourcesNow = async () => (await origins(one.claimId)).sources.flatMap(({ claimIds }) => claimIds);
  expect((await sourcesNow()).sort()).toEqual([one.claimId, sure.claimId, declined.claimId].sort());
  const decline = { claimId: declined.claimId, reason: 'An opinion.' };
  await room.run(room.as('edda'), { type: 'decline-claim', ...decline });
  expect(await sourcesNow()).toEqual([one.claimId, sure.claimId]);
});

test('what a dependence leads to is there, and is not counted', async () => {
  const [one, other] = await accounts(2);
  if (!one || !other) throw new Error('two were made');
  await room.run(extraction(), {
    type: 'propose-dependence',
    dependenceId: randomUUID(),
    kind: 'wire',
    documentId: other.document.documentId,
    otherDocumentId: one.document.documentId,
    why: 'Both credit one agency.',
    score: 750,
    passages: [],
  });
  const { sources, neighbours, dependences, origins: named, independentOrigins } = await origins(one.claimId);
  expect(independentOrigins).toBe(1);
  expect(sources.map(({ documentId }) => documentId)).toEqual([one.document.documentId]);
  expect(neighbours).toMatchObject([{ documentId: other.document.documentId, publisher: 'Paper 2' }]);
  const nodes = [...sources, ...neighbours];
  for (const { documentId, otherDocumentId } of dependences)
    expect(nodes.map((node) => node.documentId)).toEqual(
      expect.arrayContaining([documentId, otherDocumentId]),
    );
  expect(named.map(({ id }) => id).sort()).toEqual(nodes.flatMap(({ originIds }) => originIds).sort());
});
