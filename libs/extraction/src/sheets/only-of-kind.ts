/** Whether two figures that no wording ties together are of one thing all the same. */
import { concept, conceptSet } from './concepts.ts';
import { FATES } from './fates.ts';
import { lieWithin } from './intervals.ts';
import { compareBreadth, EVERYBODY, isSubset, type MeasureKey } from './measure-key.ts';
import { clauseFrom, textBefore } from './occurrence.ts';
import { PART, WHOLE } from './portions.ts';
import type { Row } from './rows.ts';
import { areOfOthers, haveTwoDoers, shared } from './setting.ts';

/** Times the smaller: two figures of one thing seldom lie farther apart, a part and its whole often do. */
const CLOSE = 2.6;
/** The same where only one of the two says what happened. */
const CLOSER = 1.6;
/** Concepts that two sentences share when they tell of one thing measured. */
const SOME = 2;
/** Concepts that two sentences share when they tell one thing in other words. */
const MUCH = 4;

/**
 * Each is the only one of its kind that its document gives, they lie close together, and nothing says that they are of
 * others: documents of one story seldom count two things of a kind.
 */
export function areLikelyOne(a: Row, b: Row): boolean {
  if ([PART, WHOLE].some((one) => a.key.restrictors.has(one) !== b.key.restrictors.has(one))) return false;
  if (!lieWithin(CLOSE, a.occurrence.figure, b.occurrence.figure) || areOfOthers(a.setting, b.setting))
    return false;
  const isMuch = shared(a.setting, b.setting) >= MUCH;
  if (haveTwoDoers(a.setting, b.setting) && !(isMuch && a.occurrence.figure.kind === 'money')) return false;
  switch (a.occurrence.figure.kind) {
    case 'age':
      return false;
    case 'count':
      if (!a.isOnly || !b.isOnly) return false;
      return a.key.nouns.has('person') ? areLikelyPeople(a, b) : areLikelyThings(a, b);
    case 'duration':
    case 'measurement':
    case 'money':
    case 'percent':
      return areLikelyAmounts(a, b, isMuch);
  }
}

/** Who takes part in a thing is what its people are: "310 passengers", "287 people on the train". Whoever is killed may be a part of them. */
const ROLES = conceptSet(
  'passengers volunteers participants spectators visitors guests protesters tourists prisoners customers residents refugees patients',
);

const fatesOf = ({ restrictors }: MeasureKey): string =>
  [...restrictors]
    .filter((one) => FATES.has(one))
    .toSorted()
    .join(' ');

function areLikelyPeople(a: Row, b: Row): boolean {
  const [one, other] = [a.key.restrictors, b.key.restrictors];
  if (fatesOf(a.key) !== fatesOf(b.key)) return false;
  if ([...one].some((concept) => other.has(concept) && !FATES.has(concept))) return true;
  if (fatesOf(a.key) !== '' || (one.size > 0 && other.size > 0)) return false;
  if (one.size === other.size && sharesNoun(a, b)) return true;
  return [a, b].every(({ key: { restrictors }, occurrence }) =>
    restrictors.size > 0
      ? [...restrictors].every((concept) => ROLES.has(concept))
      : TAKES_PART.test(clauseFrom(occurrence)) || BRINGS.test(textBefore(occurrence)),
  );
}
/** Both count "victims", or "residents", and not only people. */
function sharesNoun(a: Row, b: Row): boolean {
  const wordsOf = ({ occurrence: { figure } }: Row): string[] => (figure.measure ?? '').split(' ');
  const others = new Set(wordsOf(b));
  return wordsOf(a).some(
    (word) => others.has(word) && EVERYBODY.has(concept(word)) && !/^(?:people|persons?)$/.test(word),
  );
}

/** Of people without another word it has to be said that they were there, and no more. */
const TAKES_PART =
  /\b(?:aboard|on board|took part|taking part|take part|attended|(?:was|were|been) (?:on|in) (?:the|a)|were there|had come)\b/u;
const BRINGS = /\b(?:with|carried|carrying|carries)\s+(?:\p{L}+\s+){0,2}$/u;

/** "Twelve houses were destroyed", "30 homes burned down": both say what happened. Where one does not, it may tell how many there are. */
function areLikelyThings(a: Row, b: Row): boolean {
  // "Two million were affected": of what is not named there is more than one kind.
  if (a.key.nouns.size === 0) return false;
  const [one, other] = [a.key.restrictors, b.key.restrictors];
  // "Primary schools closed" are some of the "schools closed".
  if (one.size > 0 && other.size > 0)
    return (
      (areMany(a, b) || [...one].some((concept) => other.has(concept))) &&
      (one.size === other.size || !(isSubset(one, other) || isSubset(other, one)))
    );
  if (one.size === other.size) return true;
  return (
    lieWithin(CLOSER, a.occurrence.figure, b.occurrence.figure) &&
    [a, b].every((row) => row.key.restrictors.size > 0 || !TELLS_STOCK.test(textBefore(row.occurrence)))
  );
}
/** Of a handful, two may each have a fate of their own. */
const areMany = (...rows: readonly Row[]): boolean =>
  rows.every(({ occurrence: { figure } }) => (figure.min ?? figure.max ?? 0) >= 10);
const TELLS_STOCK =
  /\b(?:has|have|had|having|own(?:s|ed)?|operates?|operated|runs?|there (?:are|were|is|was)|with|of)\s+(?:(?:a|the|some|about|around|nearly|more|than|over|total|of|only|just|its|their)\s+)*$/iu;

function areLikelyAmounts(a: Row, b: Row, isMuch: boolean): boolean {
  if (compareBreadth(a.key, b.key) !== 'equal') return false;
  if (a.attribute !== null && a.attribute === b.attribute) return a.isOnlyOfAttribute && b.isOnlyOfAttribute;
  const [one, other] = [a.key.nouns, b.key.nouns];
  const [oneInOther, otherInOne] = [isSubset(one, other), isSubset(other, one)];
  if (oneInOther && otherInOne) return a.isOnly && b.isOnly;
  // "Pine forest" is no part of the "forest" that burned, "young voters" are one of "voters".
  if (oneInOther || otherInOne)
    return (
      a.occurrence.figure.kind === 'measurement' &&
      a.isOnly &&
      b.isOnly &&
      shared(a.setting, b.setting) >= SOME
    );
  return a.isOnlyInSentence && b.isOnlyInSentence && isMuch;
}
