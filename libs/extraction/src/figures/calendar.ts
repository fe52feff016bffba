/** Calendar arithmetic on ISO dates of any exactness: YYYY, YYYY-MM, YYYY-MM-DD. No clock: every "now" is an argument. */

const DAY = 86_400_000;

/** Days since 1970-01-01; the date must be complete. */
export const dayNumber = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);
export const isoOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

export const addDays = (iso: string, days: number): string => isoOfDay(dayNumber(iso) + days);

/** 0 for Monday. 1970-01-01 was a Thursday. */
export const weekday = (iso: string): number => (((dayNumber(iso) + 3) % 7) + 7) % 7;

const two = (value: number): string => String(value).padStart(2, '0');
export const isoOf = (year: number, month: number | null = null, day: number | null = null): string => {
  const iso = String(year).padStart(4, '0');
  if (month === null) return iso;
  return day === null ? `${iso}-${two(month)}` : `${iso}-${two(month)}-${two(day)}`;
};

/** The month that lies this many months away. */
export function addMonths(iso: string, months: number): string {
  const count = Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1 + months;
  return isoOf(Math.floor(count / 12), (count % 12) + 1);
}

export const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The first and the last day of a date of any exactness. */
export function firstDay(iso: string): string {
  return iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso;
}
export function lastDay(iso: string): string {
  if (iso.length === 4) return `${iso}-12-31`;
  return iso.length === 7 ? `${iso}-${two(daysIn(Number(iso.slice(0, 4)), Number(iso.slice(5, 7))))}` : iso;
}

/** The article's own date, if it is one: its first ten characters. */
export function calendarDate(text: string | null): string | null {
  const found = /^\d{4}-\d\d-\d\d/.exec(text ?? '')?.[0];
  if (found === undefined) return null;
  const [year, month, day] = [
    Number(found.slice(0, 4)),
    Number(found.slice(5, 7)),
    Number(found.slice(8, 10)),
  ];
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) ? found : null;
}
