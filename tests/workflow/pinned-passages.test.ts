/** Passages as they are pinned: word for word where they stand, and between what is said to stand around them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Passage } from '#domain';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, receive, routeClaim, searched, takeSlot, type Newsroom } from '../support/newsroom.ts';

const TEXT = '🌊 The minister said: the dam held. Nobody was hurt 🌊';

let fixture: TestDatabase;
let room: Newsroom;
let version: string;
let claimId: string;
let assignmentId: string;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
  const document = await receive(room, TEXT);
  version = document.versionId;
  claimId = await routeClaim(room, document, 'the dam held');
  assignmentId = await takeSlot(room, claimId, 'rana');
});
afterAll(() => fixture.drop());

const at = (start: number, exact: string, prefix: string, suffix: string): Passage => ({
  versionId: version,
  start,
  end: start + Array.from(exact).length,
  exact,
  prefix,
  suffix,
});

/** Each for itself: what is not refused for its passage lacks two origins, and nothing is recorded of either. */
async function refusalOf(passage: Passage): Promise<string> {
  const pinned = { kind: 'passage', passage, stance: 'supports', denial: false, answer: null } as const;
  const verdict = { rating: 'verified', rationale: 'It says so.', evidence: [pinned, searched] } as const;
  const record = { type: 'record-verdict', claimId, assignmentId, fence: 1, ...verdict } as const;
  return room.run(room.as('rana'), record).then(
    () => 'none',
    ({ code }: { code: string }) => code,
  );
}

test.each([
  ['nothing', 21, 'the dam held', '', ''],
  ['a word on each side', 21, 'the dam held', 'said: ', '. Nobody'],
  ['all that is there', 21, 'the dam held', '🌊 The minister said: ', '. Nobody was hurt 🌊'],
  ['the end of the text', 51, '🌊', 'hurt ', ''],
])('%s around it stands', async (_, start, exact, prefix, suffix) => {
  expect(await refusalOf(at(start, exact, prefix, suffix))).toBe('verdict-policy-unmet');
});

test.each([
  ['another word before it', 21, 'the dam held', 'denied: ', ''],
  ['another word after it', 21, 'the dam held', '', ', she lied'],
  ['more before it than there is', 0, '🌊', ' ', ' The'],
  ['more after it than there is', 51, '🌊', 'hurt ', ' '],
  [
    'more on both sides than there is',
    22,
    'the dam held',
    ' 🌊 The minister said: ',
    '. Nobody was hurt 🌊 ',
  ],
  ['what a wild card would find', 21, 'the dam held', '%', '_'],
])('%s is refused', async (_, start, exact, prefix, suffix) => {
  expect(await refusalOf(at(start, exact, prefix, suffix))).toBe('passage-not-found');
});
