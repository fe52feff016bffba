import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { sentencesIn, sentencesOf } from '../../libs/extraction/src/sentences.ts';

function split(text: string): string[] {
  const points = new CodePoints(text);
  return sentencesIn(points).map(({ start, end }) => points.slice(start, end));
}

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
  ['他说：“好。”然后走了！真的吗？是的。', ['他说：“好。”', '然后走了！', '真的吗？', '是的。']],
  ['雨が降った。川があふれた。', ['雨が降った。', '川があふれた。']],
  ['بارش ہوئی۔ دریا چڑھ گیا۔', ['بارش ہوئی۔', 'دریا چڑھ گیا۔']],
  [
    'They climbed Mt. Orso. It took Capt. Ruiz a day.',
    ['They climbed Mt. Orso.', 'It took Capt. Ruiz a day.'],
  ],
  ['She lives in the U.K. Why did she move?', ['She lives in the U.K.', 'Why did she move?']],
  [
    'Albert I. Moreau came. It was you and I. Did you see?',
    ['Albert I. Moreau came.', 'It was you and I.', 'Did you see?'],
  ],
  [
    'The vote was close.The mayor lost by 1,000.Nobody spoke.',
    ['The vote was close.', 'The mayor lost by 1,000.', 'Nobody spoke.'],
  ],
  [
    'Write to Ana.Lopez@post.example or see www.Post.Example now.',
    ['Write to Ana.Lopez@post.example or see www.Post.Example now.'],
  ],
  [
    'A bus overturned. 14 people were hurt. See No. 12 below.',
    ['A bus overturned.', '14 people were hurt.', 'See No. 12 below.'],
  ],
  ['It costs $5.5m. It rose by approx. 30 percent.', ['It costs $5.5m.', 'It rose by approx. 30 percent.']],
  [
    'He left early (it rained. The pitch was wet) and slept.',
    ['He left early (it rained. The pitch was wet) and slept.'],
  ],
  [
    'They left. (It rained. The pitch was wet.) He slept.',
    ['They left.', '(It rained.', 'The pitch was wet.)', 'He slept.'],
  ],
  [
    '1. Open the valve 2. Wait for a minute 3. Close it',
    ['1. Open the valve', '2. Wait for a minute', '3. Close it'],
  ],
  ['(a) Boil the water. (b) Add salt.', ['(a) Boil the water.', '(b) Add salt.']],
  ['• Rent rose • Wages fell', ['• Rent rose', '• Wages fell']],
  ['1. The club ran 5 km in 20. The rest walked.', ['1. The club ran 5 km in 20.', 'The rest walked.']],
  [
    'The firm Acme Inc. said so. Acme Inc. The firm said so.',
    ['The firm Acme Inc. said so.', 'Acme Inc.', 'The firm said so.'],
  ],
  [
    'At 5 p.m. the doors opened. It closed at 9 p.m. The crowd left.',
    ['At 5 p.m. the doors opened.', 'It closed at 9 p.m.', 'The crowd left.'],
  ],
  [
    'Ask Quick! in the high street. “Really?” they ask.',
    ['Ask Quick! in the high street.', '“Really?” they ask.'],
  ],
  [
    '“It will . . . I mean, it may.” He paused ... then went on.',
    ['“It will . . . I mean, it may.”', 'He paused ... then went on.'],
  ],
  ['', []],
  [' \n\t ', []],
])('%j', (text, expected) => {
  expect(split(text)).toEqual(expected);
});

test('sentences carry the label of their region, and lie in one', () => {
  const text = 'A headline\nOne here. Two here.\n\nMenu';
  const regions = [
    { start: 0, end: 10, label: 'headline' as const, score: 900 },
    { start: 11, end: 30, label: 'body' as const, score: 900 },
    { start: 32, end: 36, label: 'boilerplate' as const, score: 900 },
  ];
  expect(sentencesOf(new CodePoints(text), regions).map(({ text: own, label }) => [own, label])).toEqual([
    ['A headline', 'headline'],
    ['One here.', 'body'],
    ['Two here.', 'body'],
    ['Menu', 'boilerplate'],
  ]);
});

test('any declared language will do', () => {
  const points = new CodePoints('One here. Two here.');
  for (const language of ['de-DE', 'zh', 'klingon', 'x', ''])
    expect(sentencesIn(points, language)).toHaveLength(2);
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        'He',
        'said.',
        'U.S.',
        'Dr.',
        '1.',
        '2)',
        '(a)',
        '•',
        '“Go!”',
        '(no',
        'way)',
        '…',
        '. . .',
        '12',
        '😀',
        '\n',
        'é.',
      ),
    )
    .map((parts) => parts.join(' ')),
);

test('sentences lie in order, begin and end with something, and leave nothing but space out', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const points = new CodePoints(text);
      let at = 0;
      for (const { start, end } of sentencesIn(points)) {
        expect(points.slice(at, start).trim()).toBe('');
        const own = points.slice(start, end);
        expect(own).toBe(own.trim());
        expect(own).not.toBe('');
        expect(own).not.toContain('\n');
        at = end;
      }
      expect(points.slice(at, points.length).trim()).toBe('');
    }),
  );
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
  ['list markers', '1. '.repeat(50_000)],
  ['brackets', '(a. '.repeat(50_000)],
  ['full stops', '. '.repeat(100_000)],
  ['spaces before a number', `so.${' '.repeat(100_000)}12 a`],
  ['sentences run together', 'so.We left'.repeat(50_000)],
  ['characters of two units', '😀 Bob said it was 12 boats. '.repeat(10_000)],
])('%s: long text takes time in proportion', (_name, text) => {
  expect(sentencesIn(new CodePoints(text)).length).toBeGreaterThan(0);
});
