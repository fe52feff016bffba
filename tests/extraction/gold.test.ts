/** The annotated texts are checked by machine: whoever edits one learns at once which annotation no longer fits. */
import { describe, expect, test } from '@jest/globals';
import { canonicalText } from '#extraction';
import { goldTexts } from '../../bench/eval/gold.ts';

const texts = [...goldTexts('development'), ...goldTexts('held-out')];

const slice = (text: string, start: number, end: number): string =>
  Array.from(text).slice(start, end).join('');
const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

/** The pages before it are short reports. */
const FIRST_FEATURE = '60';

describe.each(texts)('$id', (gold) => {
  test('is canonical text, as long as a report is, or a feature', () => {
    expect(canonicalText(gold.text)).toBe(gold.text);
    const words = gold.text.split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(350);
    expect(words).toBeLessThanOrEqual(gold.id < FIRST_FEATURE ? 700 : 1_400);
  });

  test('every quote stands at its offsets, on lines of its region', () => {
    for (const { start, end, quote, region } of gold.claims) {
      expect(slice(gold.text, start, end)).toBe(quote);
      const line = gold.lines.find((one) => one.start <= start && end <= one.end);
      expect({ quote, label: line?.label }).toEqual({ quote, label: region });
    }
    for (const { start, end, quote } of gold.hardNegatives) expect(slice(gold.text, start, end)).toBe(quote);
  });

  test('claims, hard negatives and page furniture do not overlap', () => {
    const furniture = gold.lines.filter(({ label }) => label === 'boilerplate');
    expect(furniture.length).toBeGreaterThan(0);
    const negatives = [...gold.hardNegatives, ...furniture];
    for (const claim of gold.claims)
      expect({ claim: claim.quote, over: negatives.filter((one) => overlap(one, claim)) }).toEqual({
        claim: claim.quote,
        over: [],
      });
  });

  test('figures and hedges stand in their quotes, and intervals are in order', () => {
    for (const { id, quote, quantities, dates, hedge, normalized } of gold.claims) {
      for (const { text, op, min, max } of quantities) {
        expect({ id, holds: quote.includes(text) }).toEqual({ id, holds: true });
        expect({ id, text, ordered: (min ?? -Infinity) <= (max ?? Infinity) }).toEqual({
          id,
          text,
          ordered: true,
        });
        const open = { '>': [false, true], '>=': [false, true], '<': [true, false], '<=': [true, false] };
        const wanted = op in open ? open[op as keyof typeof open] : [false, false]; // just looked up
        expect({ id, text, open: [min === null, max === null] }).toEqual({ id, text, open: wanted });
      }
      for (const { text, from, to, outsideQuote = false } of dates) {
        expect({ id, text, holds: quote.includes(text) }).toEqual({ id, text, holds: !outsideQuote });
        expect(from ?? to).toMatch(/^\d{4}(-\d\d(-\d\d)?)?$/);
        if (from !== null && to !== null) expect(from <= to).toBe(true);
      }
      if (hedge !== null) expect({ id, holds: quote.includes(hedge) }).toEqual({ id, holds: true });
      expect(normalized).not.toBe('');
    }
  });

  test('ids are unique and duplicates point to earlier claims', () => {
    const ids = gold.claims.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    gold.claims.forEach(({ duplicateOf }, index) => {
      if (duplicateOf !== null) expect(ids.slice(0, index)).toContain(duplicateOf);
    });
  });

  test('has claims of every tier and hard negatives', () => {
    for (const tier of ['high', 'medium', 'low'])
      expect(gold.claims.some((claim) => claim.tier === tier)).toBe(true);
    expect(gold.hardNegatives.length).toBeGreaterThanOrEqual(3);
  });
});
