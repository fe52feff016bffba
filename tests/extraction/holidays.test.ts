import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isoOf, weekday } from '../../libs/extraction/src/figures/calendar.ts';
import { easterSunday } from '../../libs/extraction/src/figures/holidays.ts';
import { nthWeekday } from '../../libs/extraction/src/figures/month-parts.ts';
import { datesRead } from './dates-of-sentence.ts';

// The Book of Common Prayer's tables, and the earliest and the latest that there are.
test.each([
  [1818, 3, 22],
  [1943, 4, 25],
  [1961, 4, 2],
  [2000, 4, 23],
  [2008, 3, 23],
  [2011, 4, 24],
  [2024, 3, 31],
  [2038, 4, 25],
])('Easter of %d', (year, month, day) => {
  expect(easterSunday(year)).toEqual({ month, day });
});

const YEARS = fc.integer({ min: 1600, max: 2200 });

test('Easter is a Sunday from 22 March to 25 April', () => {
  fc.assert(
    fc.property(YEARS, (year) => {
      const { month, day } = easterSunday(year);
      expect(weekday(isoOf(year, month, day))).toBe(6);
      expect(month * 100 + day).toBeGreaterThanOrEqual(322);
      expect(month * 100 + day).toBeLessThanOrEqual(425);
    }),
  );
});

test('the first such weekday lies in the first seven days, the last in the last seven, and between them are weeks', () => {
  const month = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(YEARS, month, fc.integer({ min: 0, max: 6 }), (year, inMonth, wanted) => {
      const days = [1, 2, 3, 4, -1].map((place) => nthWeekday(year, inMonth, wanted, place).day);
      const [first = 0, second = 0, third = 0, fourth = 0, last = 0] = days;
      for (const day of days) expect(weekday(isoOf(year, inMonth, day))).toBe(wanted);
      expect(first).toBeLessThanOrEqual(7);
      expect([second - first, third - second, fourth - third]).toEqual([7, 7, 7]);
      expect([0, 7]).toContain(last - fourth);
      expect(
        isoOf(year, inMonth, last + 7) >
          isoOf(year, inMonth, new Date(Date.UTC(year, inMonth, 0)).getUTCDate()),
      ).toBe(true);
    }),
  );
});

test('a weekend that is called after a day is more than the day', () => {
  expect(datesRead('It rose on Labor Day weekend 2019.')).toEqual([['2019', '2019', '2019', 'explicit']]);
});
