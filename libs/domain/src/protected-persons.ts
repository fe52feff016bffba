/**
 * Keeps protected names out of what leaves the workspace: texts are rebuilt with the label in the name's place, and
 * what was rebuilt is searched again, folded, before anything is published.
 */
import type { ProtectedPerson } from './workspace.ts';

/** Characters without width that could hide a name from a plain comparison. */
const INVISIBLE = '[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]*';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A copy of `value` in which every string, at any depth, has the labels instead of the names. */
export function redact(value: Json, persons: readonly ProtectedPerson[]): Json {
  const rules = persons.flatMap(({ label, names }) =>
    // The longest name first, or "Ana" would break "Ana Lima" apart.
    [...names].sort((a, b) => b.length - a.length).map((name) => ({ pattern: patternOf(name), label })),
  );
  return mapStrings(value, (text) =>
    rules.reduce(
      (redacted, { pattern, label }) => redacted.replace(pattern, `[${label}]`),
      text.normalize('NFC'),
    ),
  );
}

/** The protected names that still stand somewhere in `value`, after folding case, marks, width and invisible characters. */
export function exposedNames(value: Json, persons: readonly ProtectedPerson[]): string[] {
  const texts: string[] = [];
  mapStrings(value, (text) => {
    texts.push(fold(text));
    return text;
  });
  return persons
    .flatMap(({ names }) => names)
    .filter((name) => texts.some((text) => containsWord(text, fold(name))));
}

function patternOf(name: string): RegExp {
  const words = name
    .normalize('NFC')
    .trim()
    .split(/[\s\p{Pd}]+/u);
  const spelled = words.map((word) => Array.from(word, escapeRegExp).join(INVISIBLE));
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${spelled.join(`${INVISIBLE}[\\s\\p{Pd}]+`)}(?![\\p{L}\\p{N}])`,
    'giu',
  );
}

const escapeRegExp = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[\s\p{Pd}_]+/gu, ' ')
    .toLowerCase();

function containsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => mapStrings(item, change));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);
