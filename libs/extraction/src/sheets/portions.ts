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

/** "[318] of the inmates were women": not what they are, but what else they are tells them from the rest. */
export const isUntoldPortion = (occurrence: QuantityOccurrence): boolean => {
  if (!isPortion(occurrence)) return false;
  const clause = clauseFrom(occurrence);
  const words = (occurrence.figure.measure ?? '').toLowerCase().split(' ');
  return clause.startsWith(' other') || (COPULA.test(clause) && !words.some(isVerbLike));
};
const COPULA = /^[^.;]{0,60}\b(?:is|are|was|were|has|have|had)\b/u;
