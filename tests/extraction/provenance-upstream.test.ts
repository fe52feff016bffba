/** Which documents rest on one origin further up, in the forms news has for it, and which only look so. */
import { expect, test } from '@jest/globals';
import { proposeCitation } from '../../libs/extraction/src/provenance/citations.ts';
import { proposeOrigins, type OriginDocument } from '../../libs/extraction/src/provenance/origins.ts';
import { originDocument, tellOneStory } from './origin-document.ts';
import { LOOK_ALIKE } from './upstream-look-alikes.ts';
import { ONE_ORIGIN, WEEKLY } from './upstream-one-origin.ts';

const proposed = (a: OriginDocument, b: OriginDocument): boolean => {
  expect(tellOneStory(a, b)).toBe(true);
  return proposeOrigins(a, [b]).some(({ kind }) => kind === 'shared-upstream');
};

test.each(ONE_ORIGIN)('one origin: %s', (_name, one, other) => {
  const [a, b] = [originDocument(...one), originDocument(...other)];
  expect([proposed(a, b), proposed(b, a)]).toEqual([true, true]);
});

test.each(LOOK_ALIKE)('two origins: %s', (_name, one, other) => {
  const [a, b] = [originDocument(...one), originDocument(...other)];
  expect([proposed(a, b), proposed(b, a)]).toEqual([false, false]);
});

test.each([
  'The trial, led by Judge Ada Roth, goes on.',
  'A rescue team led by Lena Orsay went down at noon.',
  'Her papers, he said, were lost in the flood.',
])('no evidence: %s', (text) => {
  expect(originDocument('Kell Post', '2024-03-05', text).upstream).toEqual([]);
});

test.each([
  ['The emails were leaked to the Swedish daily Norrbladet by an engineer.', 'Norrbladet'],
  ['Nine errors stand in a report by the German government.', 'the German government'],
  ['Nine errors stand in a report by the German Environment Agency.', 'German Environment Agency'],
  ['Files passed to the Marl Weekly by a former employee list nine errors.', 'Marl Weekly'],
  [
    'The memos, written in 2019 by engineers at the Ministry of Transport, warned of it.',
    'Ministry of Transport',
  ],
])('holder: %s', (text, holder) => {
  expect(originDocument('Kell Post', '2024-03-05', text).upstream).toMatchObject([{ holder }]);
});

test('as many pairs that only look so as pairs that are of one origin', () => {
  expect(LOOK_ALIKE.length).toBe(ONE_ORIGIN.length);
});

test('a citation says who cites whom, with the sentence, and where', () => {
  const citing = originDocument(
    'Kell Post',
    '2024-03-04',
    'The Observer Weekly reported on Sunday that Hanna Voss had warned nobody.',
  );
  const weekly = originDocument(...WEEKLY);
  expect(proposeCitation(weekly, citing)).toMatchObject({
    kind: 'shared-upstream',
    documents: ['Observer Weekly', 'Kell Post'],
    reason:
      'Kell Post cites Observer Weekly: “The Observer Weekly reported on Sunday that Hanna Voss had warned nobody”.',
    evidence: [[], [citing.upstream[0]?.span]],
  });
  expect(proposeCitation(weekly, { ...weekly, id: 'another of its articles' })).toBeNull();
});
