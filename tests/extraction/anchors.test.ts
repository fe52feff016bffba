import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bestMatch } from '../../libs/extraction/src/anchors/approximate.ts';
import { mapPassage, type MappedPassage } from '../../libs/extraction/src/anchors/map-passage.ts';
import { plainForm } from '../../libs/extraction/src/anchors/plain-form.ts';
import { saysTheSame } from '../../libs/extraction/src/anchors/says-the-same.ts';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { passageAt, type Passage } from '../../libs/extraction/src/passages.ts';

const OLD = [
  'The ferry “Aurora” ran aground at 6\u00A0p.m. on Friday with 212 people on board 😀.',
  'Nobody was hurt.',
  'The company said the captain had steered too close to the light\u00ADhouse — he denied it.',
  'An inquiry will begin next week, the harbour master said.',
  'Nobody was hurt.',
  'The last accident on the line was in 1998, when two ferries collided in fog.',
].join('\n\n');

function passage(exact: string, occurrence = 1): Passage {
  let unit = -1;
  for (let i = 0; i < occurrence; i++) unit = OLD.indexOf(exact, unit + 1);
  return passageAt(OLD, new CodePoints(OLD).spanOf(unit, unit + exact.length));
}

const found = (mapped: MappedPassage): { exact: string; method: string } | null =>
  'orphan' in mapped ? null : { exact: mapped.exact, method: mapped.method };

test('an unchanged text keeps its positions', () => {
  const quote = passage('212 people on board');
  expect(mapPassage(quote, OLD, OLD)).toEqual({
    start: quote.start,
    end: quote.end,
    exact: '212 people on board',
    score: 1000,
    method: 'position',
  });
});

test('offsets are code points of the new text', () => {
  const text = `😀😀 A new first line of the page with a smile 😀.\n\n${OLD}`;
  const mapped = mapPassage(passage('two ferries collided'), OLD, text);
  expect(found(mapped)).toEqual({ exact: 'two ferries collided', method: 'quote' });
  expect('orphan' in mapped || new CodePoints(text).slice(mapped.start, mapped.end)).toBe(
    'two ferries collided',
  );
});

test('another extraction: ASCII quotes, plain spaces, no soft hyphens, single line breaks', () => {
  const text = OLD.replaceAll(/[“”]/g, '"')
    .replaceAll('—', '--')
    .replaceAll('\u00A0', ' ')
    .replaceAll('\u00AD', '')
    .replaceAll('\n\n', '\n');
  expect(found(mapPassage(passage('ferry “Aurora” ran aground at 6\u00A0p.m.'), OLD, text))?.exact).toBe(
    'ferry "Aurora" ran aground at 6 p.m.',
  );
  expect(found(mapPassage(passage('close to the light\u00ADhouse — he denied it'), OLD, text))?.exact).toBe(
    'close to the lighthouse -- he denied it',
  );
});

test('a repeated paragraph is told by what stands around it', () => {
  const text = `A paragraph about something else was put first.\n\n${OLD}`;
  for (const occurrence of [1, 2]) {
    const mapped = mapPassage(passage('Nobody was hurt.', occurrence), OLD, text);
    const start = text.indexOf(OLD) + passage('Nobody was hurt.', occurrence).start;
    expect('orphan' in mapped ? null : mapped.start).toBe(start);
  }
});

test('when one of two equal paragraphs is gone, its anchor does not move to the other', () => {
  const text = OLD.replace('\n\nNobody was hurt.', '');
  expect(mapPassage(passage('Nobody was hurt.', 1), OLD, text)).toMatchObject({ orphan: true });
});

test('a lightly edited sentence is found, with a lower score', () => {
  const text = OLD.replace('had steered too close', 'had probably steered too close');
  const quote = passage('The company said the captain had steered too close to the light\u00ADhouse');
  const mapped = mapPassage(quote, OLD, text);
  expect(found(mapped)).toEqual({
    exact: 'The company said the captain had probably steered too close to the light\u00ADhouse',
    method: 'approximate',
  });
  expect(mapped.score).toBeLessThan(1000);
});

test('a sentence that is gone is an orphan, and a similar one that was there already is not it', () => {
  const spending = (what: string): string =>
    `The board will spend 3 million on ${what} over the next two years.`;
  const old = [spending('roads and bridges'), OLD, spending('schools and nurseries')].join('\n\n');
  const quote = passageAt(old, { start: 0, end: spending('roads and bridges').length });
  const text = [OLD, spending('schools and nurseries')].join('\n\n');
  expect(mapPassage(quote, old, text)).toMatchObject({ orphan: true });
});

test('a figure inside a larger one is another figure', () => {
  const old = 'There were 12 boats in the harbour that night, and the wind was strong.';
  const text = 'There were 112 boats in the harbour that night, and the wind was strong.';
  const mapped = mapPassage(passageAt(old, { start: 11, end: 19 }), old, text);
  expect(found(mapped)?.exact).not.toBe('12 boats');
});

test('without the old text a unique quote is still found', () => {
  const text = `Something new.\n\n${OLD}`;
  const quote = passage('The last accident on the line was in 1998');
  expect(found(mapPassage(quote, null, text))).toEqual({ exact: quote.exact, method: 'quote' });
});

const words = fc.array(
  fc.constantFrom('ferry', 'the', 'ran', 'he', '12', 'ü', '😀', 'said.', '\n', '“no”', '中文'),
  {
    maxLength: 60,
  },
);
const anyText = fc.oneof(
  words.map((list) => list.join(' ')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

test('an unchanged text never moves a passage, whatever it says and wherever it is cut', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), fc.nat(), (text, from, length) => {
      const points = new CodePoints(text);
      const start = from % (points.length + 1);
      const quote = passageAt(text, { start, end: start + (length % 40) });
      const mapped = mapPassage(quote, text, text);
      if ('orphan' in mapped) return;
      // White space and invisible characters at its ends may be left out.
      expect(mapped.start).toBeGreaterThanOrEqual(quote.start);
      expect(mapped.end).toBeLessThanOrEqual(quote.end);
    }),
  );
});

test('any two texts get an answer that lies in the new one', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.nat(), fc.nat(), (old, text, from, length) => {
      const start = from % (new CodePoints(old).length + 1);
      const mapped = mapPassage(passageAt(old, { start, end: start + (length % 60) }), old, text);
      expect(mapped.score).toBeGreaterThanOrEqual(0);
      expect(mapped.score).toBeLessThanOrEqual(1000);
      if (!('orphan' in mapped))
        expect(new CodePoints(text).slice(mapped.start, mapped.end)).toBe(mapped.exact);
    }),
  );
});

test('the plain form leads back to the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { text: plain, from, to } = plainForm(text);
      expect(from.length).toBe(plain.length);
      for (let i = 0; i < plain.length; i++) {
        expect(from[i]).toBeLessThan(to[i] ?? 0);
        expect(to[i]).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test('edit distance finds the nearest stretch', () => {
  expect(bestMatch('', 'anything')).toBeNull();
  expect(bestMatch('harbour', 'in the harbor town')).toEqual({ start: 7, end: 13, distance: 1 });
});

test('long texts take time in proportion', () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `Line ${i} says that boat ${i * 7} left the harbour at noon.`,
  );
  const old = lines.join('\n');
  const text = lines.toSpliced(100, 1).join('\n');
  const start = old.indexOf('Line 19000');
  const mapped = mapPassage(passageAt(old, { start, end: start + 40 }), old, text);
  expect('orphan' in mapped ? null : mapped.exact).toBe(old.slice(start, start + 40));
});

test.each([
  ['Three people died, the coroner said.', 'Three people have died, said the coroner.', true],
  ['“Three people died”, she said.', '"Three  people died", she said.', true],
  ["They weren't told of it.", 'They were not told of it.', true],
  ['Three people died and 140 homes were lost.', 'Thirteen people died and 410 homes were lost.', false],
  ['The weir cost £3m.', 'The weir cost £3bn.', false],
  ['The weir cost more than £3m.', 'The weir cost £3m.', false],
  ['The weir was damaged.', 'The weir was not damaged.', false],
  ['The weir may have been damaged.', 'The weir has been damaged.', false],
  ['The jury found Ewan Brand guilty.', 'The jury found Ewan Brand innocent.', false],
  ['Ewan Brand signed the contract in Kell.', 'Ada Roth signed the contract in Kell.', false],
  ['Ewan Brand sued the council of Kell.', 'The council of Kell sued Ewan Brand.', false],
  ['The train from Kell to Tarn was cancelled.', 'The train from Tarn to Kell was cancelled.', false],
  ['The council plans to close the school.', 'The council closed the school.', false],
  ['Ewan Brnad signed the contract in Kell.', 'Ewan Brand has signed the contract in Kell.', true],
  [
    'Police arrested Ewan Brand in Kell on Monday.',
    'On Monday Ewan Brand was arrested by police in Kell.',
    true,
  ],
])('"%s" says the same as "%s": %s', (before, after, same) => {
  expect(saysTheSame(before, after)).toBe(same);
});
