import { calendarDay } from './calendar-day.ts';
import { usePage } from './page-context.ts';

/** A date as people read it; one that we cannot read is shown as the source gave it. */
export function Day({ date }: { readonly date: string }) {
  const { words } = usePage();
  const day = calendarDay(date);
  return day ? (
    <time dateTime={day.iso} dir="auto">
      {words.day(day)}
    </time>
  ) : (
    <bdi>{date}</bdi>
  );
}
