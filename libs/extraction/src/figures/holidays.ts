/** Days that have a name: fixed in the calendar, counted from Easter, or such a weekday of a month. */
import { wordSet } from '../word-set.ts';
import { WEEKDAYS } from './calendar-names.ts';
import { daysAfter, LAST, nthWeekday, onDay } from './month-parts.ts';
import { isCapitalised, lowerAt, type Token } from './tokens.ts';
import { yearAfter, type Moment, type MonthDay } from './years.ts';

type DayIn = (year: number) => MonthDay;

const fixed =
  (month: number, day: number): DayIn =>
  () => ({ month, day });
const fromEaster =
  (days: number): DayIn =>
  (year) =>
    daysAfter(year, easterSunday(year), days);
const [MONDAY, THURSDAY] = [0, 3];
const thanksgiving: DayIn = (year) => nthWeekday(year, 11, THURSDAY, 4);

/** Of the West, and where countries differ those of the United States, whose names they are. */
const HOLIDAYS = new Map<string, DayIn>([
  ["new year's day", fixed(1, 1)],
  ["new year's eve", fixed(12, 31)],
  ['new year', fixed(1, 1)],
  ["valentine's day", fixed(2, 14)],
  ["st patrick's day", fixed(3, 17)],
  ['may day', fixed(5, 1)],
  ['halloween', fixed(10, 31)],
  ['armistice day', fixed(11, 11)],
  ['veterans day', fixed(11, 11)],
  ['christmas eve', fixed(12, 24)],
  ['christmas day', fixed(12, 25)],
  ['christmas', fixed(12, 25)],
  ['boxing day', fixed(12, 26)],
  ['shrove tuesday', fromEaster(-47)],
  ['ash wednesday', fromEaster(-46)],
  ['palm sunday', fromEaster(-7)],
  ['maundy thursday', fromEaster(-3)],
  ['good friday', fromEaster(-2)],
  ['easter', fromEaster(0)],
  ['easter sunday', fromEaster(0)],
  ['easter monday', fromEaster(1)],
  ['whit monday', fromEaster(50)],
  ['memorial day', (year) => nthWeekday(year, 5, MONDAY, LAST)],
  ['labor day', (year) => nthWeekday(year, 9, MONDAY, 1)],
  ['thanksgiving', thanksgiving],
  ['black friday', (year) => daysAfter(year, thanksgiving(year), 1)],
  ['cyber monday', (year) => daysAfter(year, thanksgiving(year), 4)],
]);
const MOST_WORDS = 3;
export const HOLIDAY_NAMES: readonly string[] = [...HOLIDAYS.keys()].map(
  (name) => name.split(' ')[0] ?? name,
);

/** Before the name of an event ("the Boxing Day tsunami") there is none of them. */
const BEFORE_DAY = wordSet('on at since until till by before after over from to last');
/** They are weeks as well, and any of them makes a weekend: "Easter week", "at Christmas parties", "New Year resolutions". */
const SEASONS_TOO = new Set(['christmas', 'easter', 'new year', 'thanksgiving']);
const OF_SEASON = wordSet(
  'week weeks weekend holiday holidays break period season celebrations party parties dinner lunch market markets',
);

export function holidayAt(tokens: readonly Token[], i: number): Moment | null {
  if (!isCapitalised(tokens, i)) return null;
  const words = [0, 1, 2].map((ahead) => lowerAt(tokens, i + ahead).replace('’', "'"));
  for (let count = MOST_WORDS; count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    const dayIn = HOLIDAYS.get(name);
    if (!dayIn) continue;
    const end = i + count;
    const year = yearAfter(tokens, end);
    return year || isThatDay(tokens, i, end, SEASONS_TOO.has(name))
      ? onDay(dayIn, year?.year ?? null, year?.end ?? end)
      : null;
  }
  return null;
}

function isThatDay(tokens: readonly Token[], i: number, end: number, isSeasonToo: boolean): boolean {
  if (OF_SEASON.has(lowerAt(tokens, end))) return false;
  return i === 0 ? !isSeasonToo : BEFORE_DAY.has(lowerAt(tokens, i - 1));
}

/** Before a weekday they make another name of it: "Bloody Sunday", "the Good Friday Agreement". */
const NAMING = new Set([
  ...wordSet('holy super bloody giving red fat spy sheffield'),
  ...[...HOLIDAYS.keys()].flatMap((name) => {
    const [first = '', second = ''] = name.split(' ');
    return WEEKDAYS.has(second) ? [first] : [];
  }),
]);
export const isNamedDay = (tokens: readonly Token[], i: number): boolean =>
  isCapitalised(tokens, i - 1) && NAMING.has(lowerAt(tokens, i - 1));

/** Easter Sunday of the Gregorian calendar (the Nautical Almanac's method; Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): MonthDay {
  const [golden, century, ofCentury] = [year % 19, Math.floor(year / 100), year % 100];
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekdayShift = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekdayShift) / 451);
  const sum = epact + weekdayShift - 7 * late + 114;
  return { month: Math.floor(sum / 31), day: (sum % 31) + 1 };
}
