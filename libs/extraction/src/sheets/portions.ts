/** Figures that are a part of another, or that others are a part of: neither is set against what is told whole. */
import { isVerbLike } from '../figures/word-classes.ts';
import { clauseFrom, textBefore, type QuantityOccurrence } from './occurrence.ts';

/** Restricts what others are a part of, or which only tells the size of something. */
export const WHOLE = 'of which';
/** Restricts a part that no word of its own tells from the whole. */
export const PART = 'some of';

/** "25 of the [90] seats", "the [90]-seat parliament". */
export const isWhole = (occurrence: QuantityOccurrence): boolean =>
  PART_OF.test(textBefore(occurrence)) ||
  (occurrence.figure.kind === 'count' && /^-\p{L}/u.test(clauseFrom(occurrence)));
const PART_OF =
  /(?:\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most|some|none|many|third|quarter))\s+of\s+(?:(?:the|its|their|his|her|our|all)\s+)?(?:\p{L}+['’]s?\s+)?$/iu;

/** "[318] of the inmates", "the Courant and [11] other newsrooms". */
export const isPortion = (occurrence: QuantityOccurrence): boolean =>
  occurrence.figure.kind === 'count' &&
  /^ (?:of (?:the|its|their|his|her|our|them|those|these|all)|other)\b/u.test(clauseFrom(occurrence));

/** "[318] of the inmates were women", "two of the arrested men are dockers": what tells them from the rest counts no others. */
export function isUntoldPortion(occurrence: QuantityOccurrence): boolean {
  if (!isPortion(occurrence)) return false;
  const clause = clauseFrom(occurrence);
  if (clause.startsWith(' other')) return true;
  const [, said] = COPULA.exec(clause) ?? [];
  return said !== undefined && !said.toLowerCase().split(/\s+/).some(isVerbLike);
}
/** With the two words that follow: "were [being rescued]". */
const COPULA = /^[^.;]{0,60}?\b(?:is|are|was|were|has|have|had)\s+(\S+(?:\s+\S+)?)/u;
