import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PHRASE_NAMES, PHRASES } from '../../libs/extraction/src/detection/phrases.ts';
import { readSentence, says } from '../../libs/extraction/src/detection/reading.ts';
import { groupedFeatures, wordingFeatures } from '../../libs/extraction/src/detection/wording-features.ts';
import { randomFrom } from '../../libs/extraction/src/learning/hash.ts';
import { logit, logitOfGroups } from '../../libs/extraction/src/learning/logistic.ts';

/** Not as ASCII letters go, though without regard to case: the long s is an s, the sign of kelvin a k. */
const odd = ['ſ', '\u212a', 'İ', 'é', '\u0301', '\u{1F600}', '\ud800', '_', '7'];
const between = fc.oneof(
  { arbitrary: fc.constant(' '), weight: 5 },
  fc.constantFrom(
    '',
    '-',
    "'",
    '’',
    '  ',
    '\n',
    ', ',
    '. ',
    '“',
    '"',
    '!',
    '? ',
    '−',
    '5',
    '1.5%',
    '$',
    ...odd,
  ),
);
const textOf = (words: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(words, between), { maxLength: 8 }).map((pieces) => pieces.flat().join(''));
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  textOf(fc.constantFrom('the', 'Harlow', 'may', 'will', 'I', 'wonderfully', 'reconsideration', 'US', 'don')),
);

test('a sentence is read into the same words, whichever are remembered from others', () => {
  const TOKEN = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*%?|[^\s\p{L}\p{M}\p{N}]/gu;
  fc.assert(
    fc.property(anyText, (text) => {
      const { tokens, words } = readSentence(text);
      expect(tokens.map((token) => token.text)).toEqual(text.match(TOKEN) ?? []);
      for (const token of tokens) {
        expect(token.lower).toBe(token.text.toLowerCase().replaceAll('’', "'"));
        expect(token.isNumber).toBe(/^\p{N}/u.test(token.text));
        expect(token.isWord).toBe(/^[\p{L}\p{M}\p{N}]/u.test(token.text));
      }
      expect(words).toEqual(tokens.filter(({ isWord }) => isWord));
    }),
    { numRuns: 2000 },
  );
});

test.each(PHRASE_NAMES)('wherever the pattern of %j matches, one of its key words is found', (name) => {
  const { keys, pattern } = PHRASES[name];
  const known = [...keys, ...(pattern.source.match(/[a-z]+/g) ?? [])];
  const spelt = fc
    .tuple(fc.constantFrom(...known), fc.constantFrom('s', 'k', 'as it is', 'upper'))
    .map(([word, change]) => {
      if (change === 'upper') return word.toUpperCase();
      return change === 'as it is' ? word : word.replace(change, change === 's' ? 'ſ' : '\u212a');
    });
  fc.assert(
    fc.property(textOf(spelt), (text) => {
      expect(says(readSentence(text), name)).toBe(pattern.test(text));
    }),
    { numRuns: 2000 },
  );
});

test('features in groups give the score that they give one by one, to the last bit', () => {
  const random = randomFrom(3);
  const weights = Int8Array.from({ length: 1 << 18 }, () => Math.floor(random() * 255) - 127);
  const model = { weights, scale: 0.0371927051, bias: 0.206793796 };
  fc.assert(
    fc.property(anyText, (text) => {
      const reading = readSentence(text);
      expect(logitOfGroups(model, groupedFeatures(reading))).toBe(logit(model, wordingFeatures(reading)));
    }),
    { numRuns: 500 },
  );
});
