/**
 * Keeps protected names out of what leaves the workspace: texts are rebuilt with the label in the name's place, and
 * what was rebuilt is searched again, folded, before anything is published.
 */
import type { ProtectedPerson } from './workspace.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A copy of `value` in which every string, at any depth, has the labels instead of the names. */
export function redact(value: Json, persons: readonly ProtectedPerson[]): Json {
  const rules = safeRules(persons);
  return mapStrings(value, (text) => replaceNames(text, rules));
}

/**
 * How a text may stand in what was published, if not as it is: with the labels of today, and, since not all of today's
 * names may have been protected then, in the pieces between them.
 */
export function publishedForms(text: string, persons: readonly ProtectedPerson[]): string[] {
  const whole = replaceNames(text, safeRules(persons));
  if (whole === text) return [];
  const gap = rulesOf(persons).map(({ name }) => ({ name, label: GAP }));
  return [whole, ...replaceNames(text, gap).split(`[${GAP}]`)];
}

/** In no text that is stored. */
const GAP = '\0';

/** A label may hold somebody else's name; it is not searched again once it stands in a text. */
function safeRules(persons: readonly ProtectedPerson[]): Rule[] {
  const plain = rulesOf(persons);
  return plain.map(({ name, label }) => ({
    name,
    label: exposedNames(label, persons).length ? replaceNames(label, plain) : label,
  }));
}

/** The protected names that still stand somewhere in `value`, however they are spelled. */
export function exposedNames(value: Json, persons: readonly ProtectedPerson[]): string[] {
  if (!persons.length) return [];
  const texts: string[] = [];
  mapStrings(value, (text) => {
    texts.push(foldText(text).folded);
    return text;
  });
  return persons
    .flatMap(({ names }) => names)
    .filter((name) => texts.some((text) => holdsName(text, foldName(name))));
}

/** The protected names that stand in `older` and no longer in `newer`: they were taken out, or left out, since. */
export function namesTakenOut(older: Json, newer: Json, persons: readonly ProtectedPerson[]): string[] {
  const left = exposedNames(older, persons);
  if (!left.length) return left;
  const still = new Set(exposedNames(newer, persons));
  return left.filter((name) => !still.has(name));
}

interface Rule {
  readonly name: string;
  readonly label: string;
}

/** The longest name first, whoever bears it, or “Ana” would break “Ana Lima” apart. */
const rulesOf = (persons: readonly ProtectedPerson[]): Rule[] =>
  persons
    .flatMap(({ label, names }) => names.map((name) => ({ name: foldName(name), label })))
    .filter(({ name }) => name.length > 0)
    .sort((a, b) => b.name.length - a.name.length);

function replaceNames(text: string, rules: readonly Rule[]): string {
  const source = text.normalize('NFC');
  const { folded, starts, ends } = foldText(source);
  let rebuilt = '';
  let copied = 0;
  for (let at = 0; at < folded.length;) {
    const rule = rules.find(({ name }) => folded.startsWith(name, at) && standsAlone(folded, at, name));
    if (!rule) {
      at++;
      continue;
    }
    const last = at + rule.name.length;
    // What is invisible around the name goes with it.
    rebuilt += source.slice(copied, Math.max(copied, at > 0 ? (ends[at - 1] ?? 0) : 0)) + `[${rule.label}]`;
    copied = last < folded.length ? (starts[last] ?? source.length) : source.length;
    at = last;
  }
  return rebuilt + source.slice(copied);
}

function holdsName(folded: string, name: string): boolean {
  if (!name) return false;
  for (let at = folded.indexOf(name); at !== -1; at = folded.indexOf(name, at + 1))
    if (standsAlone(folded, at, name)) return true;
  return false;
}

const LETTER_AT_END = /[\p{L}\p{N}]$/u;
const LETTER_AT_START = /^[\p{L}\p{N}]/u;

/** Two code units hold any code point, so that an astral letter beside the name counts as one. */
const standsAlone = (folded: string, at: number, name: string): boolean =>
  !LETTER_AT_END.test(folded.slice(Math.max(0, at - 2), at)) &&
  !LETTER_AT_START.test(folded.slice(at + name.length, at + name.length + 2));

interface Folded {
  /** Without case, marks, width and what is invisible; every run of spaces, dashes and underscores is one space. */
  readonly folded: string;
  /** Where each code unit of `folded` comes from in the text. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function foldText(text: string): Folded {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  let last = '';
  for (const character of text) {
    const end = at + character.length;
    const plain = foldCharacter(character);
    // Not `folded.endsWith`: that would join what was added so far, for every character.
    if (plain === ' ' && last === ' ') ends[ends.length - 1] = end;
    else
      for (let unit = 0; unit < plain.length; unit++) {
        folded += plain.charAt(unit);
        starts.push(at);
        ends.push(end);
      }
    if (plain) last = plain.slice(-1);
    at = end;
  }
  return { folded, starts, ends };
}

const foldName = (name: string): string => foldText(name.normalize('NFC')).folded.trim();

/** A text repeats its characters, and whole reports are folded while a reader waits. */
function foldCharacter(character: string): string {
  const known = FOLDED.get(character);
  if (known !== undefined) return known;
  const folded = foldAny(character);
  if (FOLDED.size >= FOLDED_MAX) FOLDED.clear();
  FOLDED.set(character, folded);
  return folded;
}

function foldAny(character: string): string {
  // JavaScript counts U+FEFF as a space; nobody sees it.
  if (/[\s\p{Pd}_]/u.test(character) && character !== '\ufeff') return ' ';
  if (/[‘’ʼ＇]/u.test(character)) return "'";
  return (
    character
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
      // Up and down again: ß becomes ss, and the dotless ı an i.
      .toUpperCase()
      .toLowerCase()
      // Lower case may bring a mark back (İ).
      .replace(/\p{M}/gu, '')
  );
}

/** More than texts are written with. One that holds everything fills it, and then it begins anew. */
const FOLDED_MAX = 10_000;
const FOLDED = new Map<string, string>();

function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => mapStrings(item, change));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);
