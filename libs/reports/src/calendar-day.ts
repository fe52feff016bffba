export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** As HTML and schema.org write it: 2025-03-09. */
  readonly iso: string;
}

/**
 * The day that a date or a timestamp names, or null when it names none. A timestamp's day is taken as written: a source
 * dates itself in its own time zone, and our own timestamps are in UTC.
 */
export function calendarDay(date: string): CalendarDay | null {
  const [iso, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?=T|$)/.exec(date) ?? [];
  if (!iso || Number.isNaN(Date.parse(iso))) return null;
  return { year: Number(year), month: Number(month), day: Number(day), iso };
}
