import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokenise } from '../../libs/extraction/src/attribution/tokens.ts';

/** What a word, a number or a mark is, in full: most of them are told by their ASCII codes alone. */
const PIECE =
  /(?:\p{L}\.){2,}|\p{Lu}\.(?= ?\p{Lu})|\p{N}+(?:[.,]\p{N}+)*(?:-?[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*)?|[\p{L}\p{M}](?:[\p{L}\p{M}\p{N}&_]|[-'’](?=\p{L}))*|''|’’|[^\s\p{L}\p{M}\p{N}]/gu;

/** Full stops left out: one may belong to the word before it. */
const startsByPattern = (sentence: string): number[] =>
  Array.from(sentence.matchAll(PIECE))
    .filter(([piece]) => piece !== '.')
    .map(({ index }) => index);

const WORDS = ['a', 'A', 'the', 'Doe', 'co', 'van', 's', 'é', 'e\u0301', '\u0301', 'ß', '中', '𝒜'];
const NUMBERS = ['1', '42', '٣', '²', '½'];
const MARKS = ['.', ',', '-', "'", '’', '‘', '"', '“', '”', '&', '_', '£', '–', '—', '…', ':', '(', '😀'];
const SPACES = [' ', ' ', '  ', '\t', '\u00A0', '\u2028', '\uD835'];

const sentenceOf = fc
  .array(fc.constantFrom(...WORDS, ...NUMBERS, ...MARKS, ...SPACES), { maxLength: 24 })
  .map((pieces) => pieces.join(''));

describe('words and marks of a sentence', () => {
  it('begin where the pattern for them says', () => {
    fc.assert(
      fc.property(sentenceOf, (sentence) => {
        const starts = tokenise(sentence)
          .filter(({ text }) => text !== '.')
          .map(({ start }) => start);
        expect(starts).toEqual(startsByPattern(sentence));
      }),
      { numRuns: 2000 },
    );
  });

  it('are what stands there, whichever were read before', () => {
    fc.assert(
      fc.property(fc.oneof(sentenceOf, fc.string({ unit: 'grapheme', maxLength: 40 })), (sentence) => {
        for (const { text, lower, start, end } of tokenise(sentence)) {
          expect(sentence.slice(start, end)).toBe(text);
          expect(lower).toBe(text.toLowerCase());
        }
      }),
      { numRuns: 2000 },
    );
  });
});
