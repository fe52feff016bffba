/** Values of metadata, written by anyone in any form, in the one form that is kept; null when they say nothing. */

const VALUE_LENGTH_MAX = 500;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const YEAR_MIN = 1600;
const YEAR_MAX = 2200;

/** One line without markup, at most 500 characters, each of which can be stored. */
export function shortText(raw: string | null | undefined): string | null {
  const text = (raw ?? '')
    .slice(0, VALUE_LENGTH_MAX * 4)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (text === '') return null;
  // Last, as cutting leaves halves of surrogate pairs too.
  return Array.from(text).slice(0, VALUE_LENGTH_MAX).join('').trim().toWellFormed();
}

/**
 * YYYY-MM-DD as written, in the writer's own time zone. Reads ISO 8601 ("2024-03-05T23:10:00-05:00", "20240305"), the
 * date of an e-mail ("Tue, 5 Mar 2024 …") and "March 5, 2024"; never 05/03/2024, which means two days.
 */
export function calendarDate(raw: string): string | null {
  const text = raw.slice(0, 100).trim();
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)/.exec(text);
  if (iso) return validDate(iso[1], iso[2], iso[3]);
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(\p{L}{3,9})\.?,?\s+(\d{4})\b/u.exec(text);
  if (dayFirst) return validDate(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = /\b(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/u.exec(text);
  return monthFirst ? validDate(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]) : null;
}

const monthNumber = (name = ''): string => String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);

function validDate(year = '', month = '', day = ''): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  const exists = date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return exists && y >= YEAR_MIN && y <= YEAR_MAX ? date.toISOString().slice(0, 10) : null;
}

/** "en_GB", "EN-gb" and "en-GB" are one tag. */
export function languageTag(raw: string | null | undefined): string | null {
  const tag =
    (raw ?? '')
      .trim()
      .replaceAll('_', '-')
      .split(/[,;\s]/)[0] ?? '';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
