/** Where words stand in a report, and where codes, dates and languages do: those are no names, even if they read like one. */
import { redact, type Json } from './protected-persons.ts';
import type { ReportContent } from './report-content.ts';
import type { ReportedSource } from './reported-evidence.ts';
import type { ProtectedPerson } from './workspace.ts';

/** With the labels instead of the names. */
export function redactReport(content: ReportContent, persons: readonly ProtectedPerson[]): ReportContent {
  // Texts stay texts, in their order.
  const redacted = redact(wordsOfReport(content), persons) as string[];
  let at = 0;
  // Strings are mapped to strings and every key is kept, so the shape is the one that went in.
  return mapWords(content satisfies Json, PLACES, () => redacted[at++] ?? '') as ReportContent;
}

/** The texts in which a name may stand: what is searched for names. */
export function wordsOfReport(content: ReportContent): string[] {
  const words: string[] = [];
  mapWords(content satisfies Json, PLACES, (text) => {
    words.push(text);
    return text;
  });
  return words;
}

type Place = 'words' | keyof typeof KEPT;

/** What is kept as it is where it is expected, if it is that. */
const KEPT = {
  code: /^[a-z]+(-[a-z]+)*$/,
  date: /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/,
  language: /^[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-\d{3})?$/,
} as const;

/** A place for each text in `T`: one of a closed list is a code, and no other text is. */
type Places<T> = [T] extends [readonly (infer Item)[]]
  ? Places<NonNullable<Item>>
  : [T] extends [string]
    ? string extends T
      ? Exclude<Place, 'code'>
      : 'code'
    : { readonly [Key in KeyWithText<T>]: Places<NonNullable<ValueAt<T, Key>>> };
type KeyWithText<T> = T extends unknown
  ? { [Key in keyof T]-?: NonNullable<T[Key]> extends Textless ? never : Key }[keyof T]
  : never;
type Textless = number | boolean | readonly number[];
type ValueAt<T, Key> = T extends unknown ? (Key extends keyof T ? T[Key] : never) : never;

const SOURCE: Places<ReportedSource> = {
  title: 'words',
  publisher: 'words',
  publishedAt: 'date',
  language: 'language',
};

/** By its path, since one key holds words here and a code there. */
const PLACES: Places<ReportContent> = {
  slug: 'words',
  title: 'words',
  summary: 'words',
  language: 'language',
  publishedAt: 'date',
  publishedBy: 'words',
  correctionsPolicy: 'words',
  correction: 'words',
  overridden: { reason: 'words', gates: { gate: 'code' } },
  claims: {
    text: 'words',
    rating: 'code',
    rationales: 'words',
    reviewers: 'words',
    method: 'code',
    origins: { kind: 'code', title: 'words', publishers: 'words' },
    decidedOn: 'date',
    occurrences: { quote: 'words', speaker: 'words', source: SOURCE },
    evidence: {
      kind: 'code',
      stance: 'code',
      quote: 'words',
      answer: 'words',
      source: SOURCE,
      where: 'words',
      query: 'words',
      searchedOn: 'date',
      result: 'words',
      whom: 'words',
      askedOn: 'date',
      way: 'words',
      answeredOn: 'date',
      response: 'words',
    },
    findings: {
      source: SOURCE,
      result: 'code',
      method: 'words',
      examiner: 'words',
      limits: 'words',
      examinedOn: 'date',
    },
    waived: { requirement: 'code', reason: 'words' },
    recalled: { on: 'date', reason: 'words' },
    dissent: { rating: 'code', rationale: 'words', reviewer: 'words' },
  },
};

type AnyPlace = Place | { readonly [key: string]: AnyPlace };

/** What has no place is words. */
function mapWords(value: Json, place: AnyPlace, change: (text: string) => string): Json {
  if (typeof value === 'string') return isKept(value, place) ? value : change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => mapWords(item, place, change));
  const placeOf = (key: string): AnyPlace =>
    (typeof place === 'object' && Object.hasOwn(place, key) && place[key]) || 'words';
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapWords(item, placeOf(key), change)]),
  );
}

const isKept = (text: string, place: AnyPlace): boolean =>
  typeof place === 'string' && place !== 'words' && KEPT[place].test(text);

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
