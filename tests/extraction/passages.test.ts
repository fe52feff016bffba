import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText, findPassage, passageAt, sentences } from '#extraction';

/** Scripts and characters in which UTF-16 units, code points and visible characters all differ. */
const TRICKY = [
  '😀',
  '👩‍👩‍👧',
  'e\u0301',
  'ش',
  'حدث. ',
  '事',
  '。',
  '𝒜',
  '. ',
  ' ',
  '\n',
  'a',
  'B',
  '“',
  '”',
  '…',
  '\u200d',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...TRICKY), { maxLength: 200 }).map((pieces) => pieces.join('')),
);
/** Halves of surrogate pairs too: canonical text has none, but nothing may break on them. */
const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

/** The slow and obvious reading of an offset, against which the index is held. */
const sliceCodePoints = (text: string, start: number, end: number): string =>
  Array.from(text).slice(start, end).join('');

test('a passage is the slice of code points that its offsets name, with 32 on each side', () => {
  fc.assert(
    fc.property(anyText, fc.nat(300), fc.nat(300), (text, a, b) => {
      const { start, end, exact, prefix, suffix } = passageAt(text, {
        start: Math.min(a, b),
        end: Math.max(a, b),
      });
      expect(exact).toBe(sliceCodePoints(text, start, end));
      expect(prefix).toBe(sliceCodePoints(text, Math.max(0, start - 32), start));
      expect(suffix).toBe(sliceCodePoints(text, end, end + 32));
    }),
  );
});

test('a span outside the text is brought back into it', () => {
  expect(passageAt('abc', { start: -5, end: 99 })).toMatchObject({ start: 0, end: 3, exact: 'abc' });
  expect(passageAt('abc', { start: 9, end: 1 })).toMatchObject({ start: 3, end: 3, exact: '' });
});

test('characters beyond the basic plane count as one', () => {
  expect(findPassage('😀😀 ten 𝒜 boats', 'boats')).toMatchObject({
    start: 9,
    end: 14,
    exact: 'boats',
    prefix: '😀😀 ten 𝒜 ',
  });
});

test('a quote cut from a text is found in it, and the first one wins', () => {
  fc.assert(
    fc.property(anyText, fc.nat(300), fc.nat(300), (raw, a, b) => {
      const text = canonicalText(raw);
      const exact = sliceCodePoints(text, Math.min(a, b), Math.max(a, b));
      const found = findPassage(text, exact);
      if (!exact) expect(found).toBeNull();
      else
        expect(found).toMatchObject({ exact, start: Array.from(text.slice(0, text.indexOf(exact))).length });
    }),
  );
  expect(findPassage('one two', 'three')).toBeNull();
});

test('sentences come in order, do not overlap, and leave nothing but white space between them', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, anyUnits), (text) => {
      let last = 0;
      for (const { start, end } of sentences(text)) {
        expect(end).toBeGreaterThan(start);
        expect(sliceCodePoints(text, last, start).trim()).toBe('');
        expect(start).toBeGreaterThanOrEqual(last);
        last = end;
      }
      expect(sliceCodePoints(text, last, Infinity).trim()).toBe('');
    }),
  );
});

test('canonical text is stable and holds nothing a database refuses', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, anyUnits), (raw) => {
      const text = canonicalText(raw);
      expect(canonicalText(text)).toBe(text);
      expect(text).not.toMatch(/[\0\r\uFEFF]|\p{Surrogate}/u);
      expect(text.normalize('NFC')).toBe(text);
    }),
  );
});

test.each([
  ['\uFEFFone\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['e\0\u0301', 'é'],
  ['a\r\0\nb', 'a\nb'],
  ['\ud800x', '\uFFFDx'],
])('canonical text of %j', (raw, text) => {
  expect(canonicalText(raw)).toBe(text);
});
