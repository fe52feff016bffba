/** When and where a figure holds, as far as its claim says. */
import type { DateFigure } from '../types.ts';
import { firstDay, lastDay } from '../figures/calendar.ts';
import { isAfterSpeaking } from '../figures/dates-of-speaking.ts';
import {
  grouped,
  isDate,
  isQuantity,
  textBefore,
  type FigureOccurrence,
  type QuantityOccurrence,
} from './occurrence.ts';

/** The dates of each quantity: those nearest to it, or those that open its sentence. Dates of speaking are left out. */
export function datesOfQuantities(
  occurrences: readonly FigureOccurrence[],
): Map<QuantityOccurrence, DateFigure[]> {
  const byClaim = grouped(occurrences, ({ claimId, documentId }) => `${documentId} ${claimId}`);
  const dates = new Map<QuantityOccurrence, DateFigure[]>();
  for (const claim of byClaim) {
    const quantities = claim.filter(isQuantity);
    for (const quantity of quantities) dates.set(quantity, []);
    const opening: DateFigure[] = [];
    for (const { figure, sentence } of claim.filter(isDate)) {
      if (figure.certainty === 'vague' || isDateOfSpeaking(sentence, figure)) continue;
      const before = quantities.filter((quantity) => quantity.figure.start < figure.end);
      if (before.length === 0) opening.push(figure);
      else nearest(before, figure).forEach((quantity) => dates.get(quantity)?.push(figure));
    }
    for (const quantity of quantities) if (dates.get(quantity)?.length === 0) dates.set(quantity, opening);
  }
  return dates;
}

/** The last quantity before the date, and one that it tells the place of; two can share a start, when one claim is given twice. */
function nearest(before: readonly QuantityOccurrence[], date: DateFigure): QuantityOccurrence[] {
  // "two years ago" is a quantity inside the date itself.
  const usable = before.filter(({ figure }) => figure.end <= date.start);
  const told = usable.filter((quantity) => !isAside(quantity, date));
  const last = lastOf(told.length > 0 ? told : usable.length > 0 ? [] : before);
  const earlier = lastOf(before.filter(({ figure }) => figure.end <= (last[0]?.figure.start ?? 0)));
  return earlier[0] && last[0] && isPlaceOf(earlier[0], last[0]) ? [...last, ...earlier] : last;
}

/** "The pit, which has 1,150 employees, was fined in 2019": what the aside tells is not of that time. */
function isAside(quantity: QuantityOccurrence, date: DateFigure): boolean {
  const before = textBefore(quantity);
  const { figure, sentence } = quantity;
  const between = sentence.slice(
    before.length + figure.text.length,
    sentence.indexOf(date.text, before.length),
  );
  return /,\s+(?:which|who|that)\s[^,]*$/u.test(before) && /,\s/u.test(between);
}

function lastOf(quantities: readonly QuantityOccurrence[]): QuantityOccurrence[] {
  const last = Math.max(...quantities.map(({ figure }) => figure.start));
  return quantities.filter(({ figure }) => figure.start === last);
}

/** "118 deaths at nine sites": one thing, told once. */
function isPlaceOf(
  { figure: what, sentence }: QuantityOccurrence,
  { figure: where }: QuantityOccurrence,
): boolean {
  const end = sentence.indexOf(what.text) + what.text.length;
  return /^(?: [\p{L}-]+){1,3} (?:at|in|across) $/u.test(
    sentence.slice(end, sentence.indexOf(where.text, end)),
  );
}

/** Says when somebody spoke ("said on Tuesday"), or since when something is compared ("since records began in 1954"). */
export function isDateOfSpeaking(sentence: string, { text }: DateFigure): boolean {
  const at = sentence.indexOf(text);
  const before = sentence.slice(Math.max(0, at - 80), Math.max(0, at));
  return (
    SINCE.test(before) ||
    SINCE_EVENT.test(text) ||
    isAfterSpeaking(before) ||
    JUDGED.test(sentence.slice(at + text.length))
  );
}

/** "In 2020 engineers [put] the cost at ...": when it was estimated. */
const JUDGED = /^,?\s+[^,;]{1,60}\b(?:put|estimated|calculated|assessed|valued)\b/u;
const SINCE_EVENT =
  /^since\s+(?!at least|last|this|(?:the\s+)?(?:early|late|mid|start|beginning|middle|end|spring|summer|autumn|fall|winter)\b)(?:\p{L}+\s+)+(?:of|in|on)\s/iu;
const SINCE = /\bsince\s+(?:\p{L}+\s+){1,4}$/u;

export type Timing = 'same' | 'unknown' | 'different';

interface Dated {
  readonly dates: readonly DateFigure[];
  readonly publishedAt: string | null;
}

/** Figures of dates that have nothing in common are of different times; one without a date is of its article's own time. */
export function compareTimes([a, b]: readonly Dated[]): Timing {
  if (!a || !b) return 'unknown';
  if (a.dates.length === 0 && b.dates.length === 0) return 'same';
  if (a.dates.length === 0) return isLongPast(b.dates, a.publishedAt) ? 'different' : 'unknown';
  if (b.dates.length === 0) return isLongPast(a.dates, b.publishedAt) ? 'different' : 'unknown';
  return a.dates.some((one) => b.dates.some((other) => datesMeet(one, other) && !areTwoPeriods(one, other)))
    ? 'same'
    : 'different';
}

/** "From 2010 to 2015" and "between 2009 and 2018": of periods of years that begin and end otherwise each has its own sum. */
function areTwoPeriods(a: DateFigure, b: DateFigure): boolean {
  const years = [a.from, a.to, b.from, b.to].map((date) => Number(date?.slice(0, 4) ?? NaN));
  const [from = NaN, to = NaN, otherFrom = NaN, otherTo = NaN] = years;
  return to > from && otherTo > otherFrom && from !== otherFrom && to !== otherTo;
}

/** It lies, or begins without an end, in years before the one before the article's. */
const isLongPast = (dates: readonly DateFigure[], publishedAt: string | null): boolean =>
  publishedAt !== null &&
  dates.every(({ from, to }) => {
    // "212 since 2015": a total of many years.
    const year = (to ?? from)?.slice(0, 4);
    return year !== undefined && Number(year) < Number(publishedAt.slice(0, 4)) - 1;
  });

export function datesMeet(a: DateFigure, b: DateFigure): boolean {
  const from = (date: DateFigure): string => (date.from === null ? '0000' : firstDay(date.from));
  const to = (date: DateFigure): string => (date.to === null ? '9999' : lastDay(date.to));
  return from(a) <= to(b) && from(b) <= to(a);
}

/** Kinds of places that are parts of a larger one. */
const PART =
  /\b(?:district|ward|borough|parish|neighbou?rhood|suburb|sector|quarter|division|alone|elsewhere|among|each|every)\b/iu;

/** "in the Ostby district" → "ostby district"; null where the figure holds for the whole story. */
export const scopeName = (scope: string | null): string | null =>
  scope === null
    ? null
    : scope.replace(/^(?:in|across|within|throughout|at|from|near|outside|on)\s+/iu, '').toLowerCase();

/** Places that every document speaks of: a figure that holds there may be the story's own, stated without the place elsewhere. */
export function placesOfStory(occurrences: readonly FigureOccurrence[]): ReadonlySet<string> {
  const texts = grouped(occurrences, ({ documentId }) => documentId).map((all) =>
    [...new Set(all.map(({ sentence }) => sentence.toLowerCase()))].join('\n'),
  );
  const scopes = new Set(occurrences.map(({ figure }) => (figure.kind === 'date' ? null : figure.scope)));
  return new Set(
    [...scopes].flatMap((scope) => {
      const name = scopeName(scope);
      if (scope === null || name === null || PART.test(scope)) return [];
      return texts.every((text) => text.includes(name)) ? [name] : [];
    }),
  );
}

/** "In Ostby alone": what it says of the place is a part. */
export const isOfPlaceAlone = (sentence: string): boolean => /\balone\b/iu.test(sentence);

/** "at the airport", not "in Spain" or "across the country": no figure of the story is of a smaller place by chance. */
export const isSmallPlace = (scope: string): boolean =>
  /^(?:in|at|on) \p{Ll}/u.test(scope) &&
  !/\b(?:country|world|nation|region|state|province|continent|county|north|south|east|west|district|ward|borough)\b/u.test(
    scope,
  );
