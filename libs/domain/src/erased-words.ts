/** Values without their words: what is read in place of an erased field. Its shape stays, so that the past can be replayed. */
import { FINDING_RESULTS } from './finding.ts';
import type { Json } from './protected-persons.ts';

/** Stands where words were erased. */
export const ERASED = '[erased]';

/** Words of a source, as they are pinned: they belong to the document and not to whoever quotes it. */
const QUOTES = ['exact', 'prefix', 'suffix', 'quote', 'now'];

/** Under which names inside a field words stand; everything else there is an id, a code, a time or a number. */
const WORDS = new Set(
  `${QUOTES.join(' ')}
  text name speaker answer response where query result whom way detail sentence url finalUrl title publicTitle summary publisher
  publishers publishedBy correction correctionsPolicy rationales rationale method examiner limits reason unit measure scope`.split(
    /\s+/,
  ),
);
/** What stands under such a name and is no word, but one of a closed list that others rest on. */
const CODES: ReadonlySet<string> = new Set(['agreement', 'adjudication', ...FINDING_RESULTS]);

/** The value of a field without its words: its shape stays, so that what happened can still be replayed. */
export function withoutWords(name: string, value: Json): Json {
  if (typeof value === 'string') return ERASED;
  // From when to when somebody was away is what is personal about it.
  if (name === 'away') return null;
  return mapStrings(value, (text, key) => (isWord(text, key) ? ERASED : text));
}

const isWord = (text: string, key: string | null): boolean =>
  key === null || (WORDS.has(key) && !CODES.has(text));

/** A copy in which these texts are gone, wherever they stand in it. */
export const withoutThese = (value: Json, texts: readonly string[]): Json =>
  mapStrings(value, (text) => texts.reduce((rest, one) => rest.replaceAll(one, ERASED), text));

/** The words of a value, less those that it quotes. */
export function wordsIn(value: Json): string[] {
  const words: string[] = [];
  mapStrings(value, (text, key) => {
    if (isWord(text, key) && !QUOTES.includes(key ?? '')) words.push(text);
    return text;
  });
  return words;
}

/** A value without what it quotes of this version, and without who says it there. */
export function withoutQuotes(value: Json, versionId: string): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => withoutQuotes(item, versionId));
  if (value.versionId === versionId)
    return mapStrings(value, (text, key) => (QUOTES.includes(key ?? '') ? ERASED : text));
  const { passage } = value;
  const isOccurrence = 'figures' in value && typeof passage === 'object' && passage !== null;
  if (isOccurrence && 'versionId' in passage && passage.versionId === versionId)
    return withoutWords('occurrence', value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutQuotes(item, versionId)]),
  );
}

/** What is quoted of this version, anywhere in a value. */
export function quotesOf(value: Json, versionId: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isList(value)) return value.flatMap((item) => quotesOf(item, versionId));
  const inner = Object.values(value).flatMap((item) => quotesOf(item, versionId));
  if (value.versionId !== versionId) return inner;
  return [...inner, ...QUOTES.flatMap((key) => (typeof value[key] === 'string' ? [value[key]] : []))];
}

/** A text as short as this stands in other places by chance. */
const COPY_MIN = 20;
/** Those that are looked for elsewhere, the longest first, so that none is broken by one that it holds. */
export const followed = (words: readonly string[]): string[] =>
  [...new Set(words)]
    .filter((word) => word.length >= COPY_MIN && word !== ERASED)
    .sort((a, b) => b.length - a.length);

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** `map` is told the name under which a text stands, through lists; null: under none. */
function mapStrings(
  value: Json,
  map: (text: string, key: string | null) => string,
  under: string | null = null,
): Json {
  if (typeof value === 'string') return map(value, under);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => mapStrings(item, map, under));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, map, key)]));
}
