/** Two phrases that "and" makes one: "Reuters and two broadcasters", "Ridge News and other papers". */
import { has, NEWSPAPER, type Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';
import { DETERMINER } from './word-classes.ts';

/** "Reuters | and two broadcasters", "the mayor | and Jane Doe"; but not "the composer | and conductor Jane Doe". */
export function areBoth(tokens: readonly Token[], left: Phrase, right: Phrase): boolean {
  if (left.isName === right.isName) return true;
  if (right.isName)
    return (
      right.from === right.nameFrom && (has(tokens[left.from], DETERMINER) || left.noun?.plural === true)
    );
  return has(tokens[right.from], DETERMINER) || right.noun?.plural === true;
}

/** "Jane Doe and other councillors", "Harlow and other towns"; in "the mayor of Harlow and other officials" the mayor is one. */
export function areAmong(tokens: readonly Token[], name: Phrase, others: Phrase): boolean {
  if (!name.isName || !isOfOthers(tokens, others)) return false;
  const isPerson = !name.isPlace && name.nameTo - name.nameFrom > 1 && name.noun === null;
  return others.noun?.kind !== 'role' || isPerson;
}

/** "Ridge News and | two other papers": what is named before is one of them. */
export const isOfOthers = (tokens: readonly Token[], { from, head }: Phrase): boolean =>
  tokens.slice(from, head).some(({ lower }) => lower === 'other');

/** Of the second's kind; "papers" beside a name are newspapers. */
export function joined(left: Phrase, right: Phrase): Phrase {
  const noun =
    left.isName && right.noun?.singular === 'paper' && left.noun?.kind !== 'document'
      ? NEWSPAPER
      : right.noun;
  const nameFrom = left.isName && !right.isName ? left.from : left.nameFrom;
  return { ...right, noun, from: left.from, nameFrom };
}
