import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commonBreaks } from '../../libs/extraction/src/common-breaks.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const segmentEnds = (line: string): number[] =>
  Array.from(segmenter.segment(line), ({ index, segment }) => index + segment.length);

const ASCII = Array.from({ length: 95 }, (_, n) => String.fromCodePoint(32 + n));
const COMMON = [...ASCII, ...Array.from('“”‘’–—…£€')];
/** What the rules speak of, and some of what they do not. */
const DECISIVE = Array.from(' ....!?aA1,;:-–()"\'“”‘’…$');
const lineOf = (characters: readonly string[]): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 16 });

test('common characters are cut where Intl.Segmenter cuts them', () => {
  fc.assert(
    fc.property(fc.oneof(lineOf(COMMON), lineOf(DECISIVE)), (line) => {
      expect(commonBreaks(line)).toEqual(segmentEnds(line));
    }),
    { numRuns: 5000 },
  );
});

test('every other line is left to Intl.Segmenter', () => {
  for (const line of ['', 'Café. Bar.', '他们走了。', 'One.\tTwo.', 'One.\u2029Two.'])
    expect(commonBreaks(line)).toBeNull();
});
