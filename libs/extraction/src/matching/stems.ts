/** Words and stems of English text for comparing wordings. */
import { matchesOf } from '../matches.ts';

const STOP_WORDS = new Set(
  `a an the of to in on for and or is are was were be been being has have had do does did by with at from as that this
   it its he she they his her hers their theirs them him not no nor who whom whose what which when where will would can
   could should may might must about into onto than then there here just so if but you your i we our us me my also
   these those such some any all both each more most other over under after before during while between through s t
   about around nearly almost roughly approximately some per cent percent also still only very m`.split(
    /\s+/,
  ),
);
/** Verbs of reporting say who claims, not what is claimed. */
const REPORTING = new Set(
  `say said says saying tell told tells add added adds state stated states report reported reports reportedly according
   claim claimed claims announce announced announces confirm confirmed confirms explain explained note noted
   statement`.split(/\s+/),
);
const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?|\p{N}+(?:[.,]\p{N}+)*/gu;

/** Accents and case removed, as names and words are spelled in different outlets. */
export const folded = (word: string): string =>
  /^[a-z]+$/.test(word)
    ? word
    : word
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/['’]s?$/u, '')
        .replaceAll('’', "'");

/** Enough for a sentence, in UTF-16 units: what is longer is not read to its end where the order of its words is asked for. */
export const LONGEST_READ = 2000;
const TOKEN = new RegExp(String.raw`${WORD.source}|[^\s\p{L}\p{N}]`, 'gu');

/** Words, numbers and marks in order, as they stand. */
export const tokensOf = (text: string): string[] =>
  matchesOf(TOKEN, text.slice(0, LONGEST_READ)).map(([token]) => token);

const NUMBER_WORDS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);

/** Every word in order, folded; numbers without thousands separators, small number words as digits. */
export const wordsOf = (text: string): string[] =>
  Array.from(text.matchAll(WORD), ([word]) => {
    if (/^\p{N}/u.test(word)) return word.replace(/,(?=\p{N}{3})/gu, '');
    const plain = folded(word);
    return NUMBER_WORDS.get(plain) ?? plain;
  });

/** Words that carry content, in order and with repetitions: no stop words, no reporting verbs. */
export const contentWords = (text: string): string[] =>
  wordsOf(text).filter((word) => !STOP_WORDS.has(word) && !REPORTING.has(word));

/** Source: a light form of Porter 1980, steps 1 and 5; forms of one verb or noun meet, derivations need not. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const base = word
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/(?<=[a-z]{2}[^su])s$/, '')
    .replace(/(?<=[aeiouy][a-z]*[a-z])(?:ing|ed)$/, '')
    .replace(/([bdgmnprt])\1$/, '$1');
  return base.length > 3 ? base.replace(/e$/, '') : base;
}
