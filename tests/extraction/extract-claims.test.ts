/** The steps together: from a text to claims. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText, extractClaims, labelText, type Extraction } from '#extraction';

const extract = (raw: string, publishedAt: string | null = '2026-03-04'): Extraction => {
  const text = canonicalText(raw);
  const about = { title: 'Title', publisher: 'The Gauge', publishedAt, language: 'en' };
  return extractClaims({ text, regions: labelText(text), ...about });
};

const ARTICLE = `Weir repairs cost 3 million pounds
By Tomas Arkwright

The council of Harwick paid 3 million pounds for repairs to the weir in 2025, its treasurer Ada Flint said on Monday. She added that another 400,000 pounds were set aside.
More than 40 families were brought to safety that night, the fire service reported. Will it happen again?
I feel that this is a disgrace. The council should never have let it come to this.
The council of Harwick paid 3 million pounds for repairs to the weir in 2025, its treasurer Ada Flint said on Monday.

Subscribe to our newsletter to get 5 stories a day.
Share this article`;

test('an article: claims with speakers, figures and reasons; no question, feeling, norm or furniture', () => {
  const { claims } = extract(ARTICLE);
  const texts = claims.map(({ occurrences }) => occurrences[0]?.passage.exact ?? '');
  expect(texts.some((text) => text.startsWith('More than 40 families'))).toBe(true);
  for (const never of ['Will it happen', 'I feel', 'should never', 'Subscribe', 'Share this'])
    expect(texts.filter((text) => text.includes(never))).toEqual([]);
  const paid = claims.find(({ occurrences }) => occurrences.length > 1);
  expect(paid?.occurrences.map(({ passage }) => passage.start)).toHaveLength(2);
  expect(paid?.occurrences[0]?.attribution.chain.map(({ role }) => role)).toEqual(['speaker', 'outlet']);
  const added = claims.find(({ text }) => text.includes('400,000'));
  expect(added?.occurrences[0]?.attribution).toMatchObject({ carried: true });
  expect(added?.text).toContain('Ada Flint');
});

test('every offset points at what it says, in code points, whatever the script', () => {
  const words = fc.constantFrom(
    'The council',
    'said',
    '3 million',
    '😀',
    'e\u0301',
    'القرية',
    '十二人',
    '“It rose”',
    'on Monday',
    'Ada Flint',
    '\n',
    '.',
    '?',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      const text = canonicalText(parts.join(' '));
      const points = Array.from(text);
      const cut = ({ start, end }: { start: number; end: number }) => points.slice(start, end).join('');
      const { claims, figures, sentences } = extract(text);
      for (const sentence of sentences) expect(cut(sentence)).toBe(sentence.text);
      for (const figure of figures) expect(cut(figure)).toBe(figure.text);
      for (const { occurrences } of claims)
        for (const { passage, attribution } of occurrences) {
          expect(cut(passage)).toBe(passage.exact);
          for (const { span } of attribution.chain) if (span) expect(cut(span).trim()).not.toBe('');
        }
    }),
    { numRuns: 200 },
  );
});

test('any text at all is read without an error, and the same way twice', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
  );
  fc.assert(
    fc.property(any, (text) => {
      expect(extract(text)).toEqual(extract(text));
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['one line of many sentences', 'Ines Lind said 12 boats were lost off Port Orland. '],
  ['one sentence without an end', 'Aaa said, '],
  ['numbers', '1,000 to '],
  ['quotation marks', '“It “rose” ” '],
  ['capitals', 'Aaa Bbb Of The '],
  ['lines', 'Bob said it was 12 boats.\n'],
  ['characters of two units', '😀 Bob said it was 12 boats. '],
])('%s: a long text takes time in proportion', (_name, piece) => {
  const long = piece.repeat(Math.ceil(400_000 / piece.length));
  const { sentences } = extract(long);
  expect(sentences.length).toBeGreaterThan(0);
});
