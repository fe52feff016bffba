/** Counts that no noun follows: "a crowd of 300 saw the final", "40 this time", "58 a year earlier". */
import { wordSet } from '../word-set.ts';
import type { NounPhrase } from './noun-phrases.ts';
import { lowerAt, type Token } from './tokens.ts';
import { isVerbLike } from './word-classes.ts';

/** So many people; of a mother of three they are her children. */
const GROUPS = wordSet(
  'crowd audience congregation crew staff workforce team squad delegation jury group party family household gang population',
);

/** "A crowd of | 300". */
export const isOfGroup = (tokens: readonly Token[], start: number): boolean =>
  lowerAt(tokens, start - 1) === 'of' && GROUPS.has(lowerAt(tokens, start - 2));

/** "A crowd of 300 | saw the final", but not "a team of 12 trained nurses". */
export const isVerbOfGroup = (
  tokens: readonly Token[],
  start: number,
  { words, isPlural }: NounPhrase,
): boolean =>
  isOfGroup(tokens, start) && !isPlural && (words[0] === undefined || isVerbLike(words[0].toLowerCase()));

/** "40 | this time", "58 | a year earlier", "six million | that became independent": no noun phrase begins so after its number. */
export function endsCount(tokens: readonly Token[], end: number): boolean {
  const next = lowerAt(tokens, end);
  return (
    /^th(?:is|at)$/.test(next) || (/^an?$/.test(next) && !/^(?:once|twice)$/.test(lowerAt(tokens, end - 1)))
  );
}
