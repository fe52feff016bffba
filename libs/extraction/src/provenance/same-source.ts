/** Whether two names mean one outlet or body. */
import { folded } from '../matching/stems.ts';
import { agencyNamed } from './agencies.ts';

const SMALL = new Set([
  'the',
  'of',
  'for',
  'and',
  'a',
  'an',
  'de',
  'la',
  'ltd',
  'inc',
  'plc',
  'com',
  'org',
  'www',
]);

const wordsOfSource = (name: string): string[] =>
  (agencyNamed(name) ?? name)
    .split(/[^\p{L}\p{M}\p{N}’']+/u)
    .map(folded)
    .filter((word) => word && !SMALL.has(word));

/** Equal but for articles, company forms and case, or one is the other's initials; null is nobody. */
export function isSameSource(a: string | null, b: string | null): boolean {
  const [words, others] = [wordsOfSource(a ?? ''), wordsOfSource(b ?? '')];
  if (!words.length || !others.length) return false;
  if (words.join(' ') === others.join(' ')) return true;
  return isInitials(words, others) || isInitials(others, words);
}

function isInitials([short = '', ...rest]: readonly string[], words: readonly string[]): boolean {
  return rest.length === 0 && words.length >= 2 && short === words.map((word) => word[0]).join('');
}
