import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasNounAt, nounPhraseAt } from '../../libs/extraction/src/figures/noun-phrases.ts';
import { joinsAt, numberWordAt, tokensOf } from '../../libs/extraction/src/figures/tokens.ts';
import { isVerbLike } from '../../libs/extraction/src/figures/word-classes.ts';

const sentence = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...'the of port’s more two twenty 12 1.5 ½ homes man Leeds co founded were in - – , . % £ ΑΣ'.split(
          ' ',
        ),
      ),
      fc.constantFrom(' ', ' ', ''),
    ),
    { maxLength: 12 },
  )
  .map((words) => words.map(([word, space]) => word + space).join(''));

test('a noun phrase is told to begin where one is read', () => {
  fc.assert(
    fc.property(sentence, fc.nat({ max: 12 }), (text, at) => {
      const tokens = tokensOf(text);
      const phrase = nounPhraseAt(tokens, at);
      expect(hasNounAt(tokens, at)).toBe(phrase.words.length > 0);
      const last = phrase.words.at(-1)?.toLowerCase() ?? '';
      expect(phrase.head).toBe(last.slice(last.lastIndexOf('-') + 1));
    }),
  );
});

test('a word that was seen before is what it was, after 20,000 others', () => {
  const first = tokensOf('Twenty-two people were injured in 1.5 hours');
  for (let i = 0; i < 21_000; i += 1) tokensOf(String(i));
  expect(tokensOf('Twenty-two people were injured in 1.5 hours')).toEqual(first);
  expect(joinsAt(first, 1)).toBe(true);
  expect([0, 2, 3].map((at) => numberWordAt(first, at))).toEqual([20, 2, null]);
  expect(isVerbLike(first[5]?.lower ?? '')).toBe(true);
});
