/** Numbers and dates of a sentence with their comparator and what they count. English; a range becomes its two bounds. */
import { CodePoints, type Span } from './code-points.ts';

export type Operator = '=' | '>' | '>=' | '<' | '<=' | '~';

export interface Figure extends Span {
  text: string;
  /** null where the text names no number: a date, "hundreds of". */
  value: number | null;
  operator: Operator;
  unit: string | null;
}

const numbered = (list: string, first: number, step: number): [string, number][] =>
  list.split(' ').map((word, i) => [word, first + i * step]);
const SMALL = new Map([
  ...numbered('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen', 0, 1),
  ...numbered('fifteen sixteen seventeen eighteen nineteen', 15, 1),
  ...numbered('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
]);
const MAGNITUDES = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);

const either = (words: Iterable<string>): string => [...words].join('|');
const MAGNITUDE = either(MAGNITUDES.keys());
const NUMBER =
  `(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|(?:${either(SMALL.keys())})(?:[- ](?:${either(SMALL.keys())}))?` +
  `|an? (?=${MAGNITUDE}))(?:[\\s-]?(?:${MAGNITUDE})\\b)*`;
const COMPARATORS: [Operator, string][] = [
  ['>', '(?:more|greater|higher|older) than|over|above|exceeding'],
  ['<', '(?:fewer|less|lower|younger) than|under|below'],
  ['>=', 'at least|as (?:young|few|little|low) as'],
  ['<=', 'at most|up to|as (?:many|much|long|old|high) as'],
  ['~', 'around|about|approximately|roughly|some|nearly|almost|close to|an estimated|estimated'],
];
const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const DATE = new RegExp(
  `\\b(?:\\d{1,2} ${MONTH}(?: \\d{4})?|${MONTH} \\d{1,2}(?:, \\d{4})?\\b|${MONTH} \\d{4}|(?:1[5-9]|20)\\d\\d(?![\\d,.]*\\d))\\b`,
  'g',
);
const VAGUE = /\b(?:dozens|hundreds|thousands|millions|billions)\b/gi;
const QUANTITY = new RegExp(
  `(?<![\\p{L}\\d.,])(?:(?<comparator>${COMPARATORS.map(([, words]) => words).join('|')})\\s+)?` +
    `(?<currency>[$€£]\\s?)?(?<first>${NUMBER})(?:\\s?(?:-|–|to|and)\\s?(?<second>${NUMBER}))?(?<more> or (?:more|fewer|less))?(?![\\p{L}\\d])`,
  'giu',
);

interface Found extends Omit<Figure, 'start' | 'end'> {
  /** UTF-16 unit in the sentence. */
  at: number;
}

/** `sentence` is a span of the text that `points` indexes. */
export function figuresIn(points: CodePoints, sentence: Span): Figure[] {
  const text = points.slice(sentence.start, sentence.end);
  const base = points.unitOf(sentence.start);
  const dates = [...text.matchAll(DATE)].map((match) => dated(match[0], match.index));
  // A number inside a date is part of the date, so it is hidden while the quantities are read.
  const undated = dates.reduce((rest, date) => hidden(rest, date.at, date.text.length), text);
  const vague = [...undated.matchAll(VAGUE)].map((match): Found => ({
    text: match[0],
    at: match.index,
    value: null,
    operator: '~',
    unit: unitAfter(undated.slice(match.index + match[0].length).replace(/^ of\b/, '')),
  }));
  return [...dates, ...vague, ...[...undated.matchAll(QUANTITY)].flatMap((match) => quantity(undated, match))]
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...figure }) => ({ ...figure, ...points.spanOf(base + at, base + at + figure.text.length) }));
}

const hidden = (text: string, at: number, length: number): string =>
  text.slice(0, at) + '_'.repeat(length) + text.slice(at + length);

const dated = (text: string, at: number): Found =>
  /^\d{4}$/.test(text)
    ? { text, at, value: Number(text), operator: '=', unit: 'year' }
    : { text, at, value: null, operator: '=', unit: 'date' };

function quantity(sentence: string, match: RegExpExecArray): Found[] {
  const { comparator = '', currency = '', first = '', second, more = '' } = match.groups ?? {};
  const after = sentence.slice(match.index + match[0].length);
  const aged = /\baged?\s$/i.test(sentence.slice(0, match.index));
  const unit = currency ? currency.trim() : aged ? 'years of age' : unitAfter(after);
  const low = valueOf(first);
  const high = second === undefined ? null : valueOf(second);
  if (low === null) return [];
  // "one of them", "no one", "one day": a small word without a comparator counts nothing a reviewer would check.
  if (/^(?:zero|one|an?)$/i.test(first) && second === undefined && !comparator && !more) return [];
  if (second === undefined || high === null)
    return [{ text: match[0], at: match.index, value: low, operator: operatorOf(comparator, more), unit }];

  const splitAt = match[0].lastIndexOf(second);
  const lower = match[0].slice(0, splitAt).replace(/\s?(?:-|–|to|and)\s?$/i, '');
  // "one to two million": the magnitude that only the second number names belongs to both.
  const shared = new RegExp(`\\b(?:${MAGNITUDE})\\b`, 'i').exec(second)?.[0].toLowerCase() ?? '';
  const scale = low < high && !new RegExp(MAGNITUDE, 'i').test(first) ? (MAGNITUDES.get(shared) ?? 1) : 1;
  const ranged = low * scale <= high;
  return [
    { text: lower, at: match.index, value: low * scale, operator: ranged ? '>=' : '=', unit },
    { text: second, at: match.index + splitAt, value: high, operator: ranged ? '<=' : '=', unit },
  ];
}

function operatorOf(comparator: string, more: string): Operator {
  if (/more/i.test(more)) return '>=';
  if (more) return '<=';
  const found = COMPARATORS.find(([, words]) => new RegExp(`^(?:${words})$`, 'i').test(comparator));
  return found?.[0] ?? '=';
}

/** "%", "-year-old", or the first plural within three words: "5,000 police photographs". */
function unitAfter(after: string): string | null {
  if (/^\s?(?:%|percent\b|per cent\b)/i.test(after)) return 'percent';
  if (/^[- ]years?[- ]olds?\b/i.test(after)) return 'years of age';
  const next = /^[\s-](?:\p{L}+[\s-]){0,2}?(?<unit>\p{L}+s|people|women|men|children)(?!\p{L})/u.exec(after);
  return next?.groups?.['unit']?.toLowerCase() ?? null;
}

/** "2,800", "twenty-one", "3.5 million", "a hundred thousand". */
function valueOf(text: string): number | null {
  let total = 0;
  let group: number | null = null;
  for (const word of text
    .toLowerCase()
    .replaceAll(',', '')
    .trim()
    .split(/[\s-]+/)) {
    const magnitude = MAGNITUDES.get(word);
    const small = /^an?$/.test(word)
      ? 1
      : (SMALL.get(word) ?? (/^\d/.test(word) ? Number.parseFloat(word) : null));
    if (small !== null) group = (group ?? 0) + small;
    else if (magnitude === undefined) return null;
    else if (magnitude < 1000) group = (group ?? 1) * magnitude;
    else {
      total += (group ?? 1) * magnitude;
      group = null;
    }
  }
  return Number.isFinite(total) ? total + (group ?? 0) : null;
}
