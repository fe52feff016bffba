import { expect, test } from '@jest/globals';
import { findClaims, passageAt, sentences } from '#extraction';

const split = (text: string): string[] => sentences(text).map((span) => passageAt(text, span).exact);

test.each([
  ['Mr. Okoro met Dr. Lind. They talked.', ['Mr. Okoro met Dr. Lind.', 'They talked.']],
  [
    'The U.S. Navy left. The U.N. stayed in the U.K. The rest went home.',
    ['The U.S. Navy left.', 'The U.N. stayed in the U.K.', 'The rest went home.'],
  ],
  ['See No. 12 and p. 4. Then stop.', ['See No. 12 and p. 4.', 'Then stop.']],
  ['J. R. Amari signed. K. Oduya did not.', ['J. R. Amari signed.', 'K. Oduya did not.']],
  ['It rose 3.5 percent. It fell 2.', ['It rose 3.5 percent.', 'It fell 2.']],
  ['“Stop!” he said. “Why?” she asked.', ['“Stop!” he said.', '“Why?” she asked.']],
  ['They waited … and left. Nobody came.', ['They waited … and left.', 'Nobody came.']],
  ['It was I. Then he knew.', ['It was I.', 'Then he knew.']],
  ['First line\nSecond line.\n\nThird.', ['First line', 'Second line.', 'Third.']],
  ['他们走了。没有人来。', ['他们走了。', '没有人来。']],
  ['ذهب الرجل. ماذا حدث؟ لا شيء.', ['ذهب الرجل.', 'ماذا حدث؟', 'لا شيء.']],
  ['', []],
  [' \n\t ', []],
])('%j', (text, expected) => {
  expect(split(text)).toEqual(expected);
});

test('a sentence across the edge of a window stays whole', () => {
  const long = `The ${'word '.repeat(900)}end.`;
  expect(split(`Short one. ${long} Another one.`)).toEqual(['Short one.', long, 'Another one.']);
});

// Each of these took minutes, or never ended, when any step grew with the square of the text.
test.each([
  ['initials', 'A. '.repeat(100_000)],
  ['one line of many sentences', 'Ines Lind said 12 boats were lost off Port Orland. '.repeat(10_000)],
  ['one sentence without an end', 'Aaa said, '.repeat(50_000)],
  ['sentences of almost greatest length', `${'Aaa '.repeat(480)}said. `.repeat(100)],
  ['numbers', '1,000 to '.repeat(50_000)],
  ['characters of two units', '😀 Bob said it was 12 boats. '.repeat(10_000)],
])('%s: long text takes time in proportion', (_name, text) => {
  expect(findClaims(text).length).toBeGreaterThanOrEqual(0);
});
