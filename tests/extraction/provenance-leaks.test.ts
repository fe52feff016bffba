/** Leaks that somebody reads, and leaks that somebody mends. */
import { expect, test } from '@jest/globals';
import { sharedEvidence } from '../../libs/extraction/src/provenance/shared-evidence.ts';
import { originDocument, tellOneStory } from './origin-document.ts';

const kindsIn = (...lines: string[]): string[] =>
  originDocument('Harwick Gazette', '2024-02-21', ...lines).upstream.map(({ kind }) => kind);

test.each([
  'A gas leak caused the explosion in Marl, fire chief Lena Orsay said.',
  'An ammonia leak was confirmed by the company.',
  'The roof leaks, neighbours say.',
  'The leak in the hull of the Corrina was found on Monday.',
  'A leak of chlorine at the Kell plant was reported by residents.',
  'Firefighters found a leak at the Kell refinery, according to the ministry.',
  'The oil leak, seen by Lena Orsay of the Coast Guard, is spreading.',
  'A leak from the Kell Refinery killed fish in the Ent.',
  'Kell Chemicals’ leak shows how old its pipes are.',
  'The leak shows that the valve was old.',
])('no evidence: %s', (text) => {
  expect(kindsIn(text)).toEqual([]);
});

test.each([
  ['The gas leak report by the Fire Board says that the valve was old.', 'document'],
  ['Records of leaking tanks compiled by the Fire Board go back to 1998.', 'document'],
  ['The leak, obtained by the Daily Ledger, names nine officers.', 'leak'],
  ['The leak, published by the Daily Ledger, names nine officers.', 'leak'],
  ['The Daily Ledger has obtained the leak.', 'leak'],
  ['The document leak shows that Reed knew of it.', 'leak'],
  ['A leak of internal memos shows that Reed knew of it.', 'leak'],
  ['Radiation at Kell was hidden, emails leaked to the Daily Ledger show.', 'leak'],
])('%s', (text, kind) => {
  expect(kindsIn(text)).toEqual([kind]);
});

test('what an article calls a leak is one of texts when it speaks of texts, and of nothing that runs out', () => {
  const leak = 'Lena Orsay called the leak the largest she had seen.';
  expect(kindsIn(leak, 'It holds thousands of pages and photographs.')).toEqual(['leak']);
  expect(kindsIn(leak, 'The gas leak had cost the works nine pages of forms.')).toEqual([]);
  expect(kindsIn(leak, 'Nobody was hurt in Marl.')).toEqual([]);
});

test('two reports of one explosion do not rest on its gas leak', () => {
  const [one, other] = [
    originDocument(
      'Marl Observer',
      '2024-03-04',
      'A gas leak caused the explosion in Mill Street, fire chief Lena Orsay said.',
      'Nine people were taken to St Brannock Hospital in Marl.',
    ),
    originDocument(
      'Kell Evening News',
      '2024-03-04',
      'Nine people of Marl are in St Brannock Hospital since a gas leak set fire to a house in Mill Street.',
      'Our reporter counted four fire engines, and Lena Orsay spoke of luck.',
    ),
  ];
  expect(tellOneStory(one, other)).toBe(true);
  expect(sharedEvidence(one, other, true)).toBeNull();
});
