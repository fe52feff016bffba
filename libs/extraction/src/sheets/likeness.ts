/** Whether two rows measure one thing. */
import { isVerbLike } from '../figures/word-classes.ts';
import { conceptsIn } from './concepts.ts';
import { FATES } from './fates.ts';
import { lieWithin } from './intervals.ts';
import { compareBreadth, isSubset } from './measure-key.ts';
import { WHOLE } from './portions.ts';
import type { Row } from './rows.ts';
import { shared } from './setting.ts';

/** How alike two measures of one unit class are. Of little words much else has to be shared. */
export function compareMeasures(a: Row, b: Row): 'equal' | 'alike' | 'part' | null {
  const kind = a.occurrence.figure.kind;
  if (kind === 'age') return compareAges(a, b);
  const breadth = compareBreadth(a.key, b.key);
  if (a.key.restrictors.has(WHOLE) !== b.key.restrictors.has(WHOLE)) return null;
  if (kind !== 'count') return compareAmounts(a, b, breadth);
  if (breadth === null) return null;
  if (breadth !== 'equal' && !(isVerbTold(a, b) && isVerbTold(b, a)))
    return shared(a.setting, b.setting) >= 2 ? 'part' : null;
  const isBare = a.key.restrictors.size === 0;
  if (isBare && shared(a.setting, b.setting) < 2) return null;
  return isBare ? 'alike' : 'equal';
}

/** Two ages are of one person by name, of one group when both are its extreme; without either they may be of anybody. */
function compareAges(a: Row, b: Row): 'equal' | null {
  if (a.key.name && b.key.name) {
    const isFull = a.key.name.length > 1 && b.key.name.length > 1;
    // A surname alone may be a relative's: the sentences have to be alike.
    return sameName(a.key.name, b.key.name) && (isFull || shared(a.setting, b.setting) >= 3) ? 'equal' : null;
  }
  if (a.key.name || b.key.name) return null;
  const nounsMeet = isSubset(a.key.nouns, b.key.nouns) || isSubset(b.key.nouns, a.key.nouns);
  if (!nounsMeet) return null;
  return a.key.aggregator === null ? null : 'equal';
}

/** "Lopez" and "Ana Lopez" may be one, "Ana Lopez" and "Luis Lopez" are not. */
function sameName(a: readonly string[], b: readonly string[]): boolean {
  if (a.at(-1) !== b.at(-1)) return false;
  return a.length === 1 || b.length === 1 || a[0] === b[0];
}

function compareAmounts(
  a: Row,
  b: Row,
  breadth: ReturnType<typeof compareBreadth>,
): 'equal' | 'alike' | null {
  // A rise and a level, a rise and a fall.
  if (breadth !== 'equal') return null;
  const common = [...a.key.nouns].filter((noun) => b.key.nouns.has(noun)).length;
  const fewer = Math.min(a.key.nouns.size, b.key.nouns.size);
  const others = shared(a.setting, b.setting);
  if (common === fewer && common === Math.max(a.key.nouns.size, b.key.nouns.size))
    return others >= 2 ? (others >= 3 ? 'equal' : 'alike') : null;
  if (common * 3 >= fewer * 2 && others >= 2 && isTold(a, b) && isTold(b, a)) return 'alike';
  return a.scope !== null && others >= 2 && isClose(a, b) ? 'alike' : null;
}

/** Whatever one measure names beyond the other's, the other's sentence speaks of too: "young voters" are not "voters". */
const isTold = (a: Row, b: Row): boolean =>
  [...a.key.nouns].every((noun) => b.key.nouns.has(noun) || b.setting.concepts.has(noun));

/** Whatever happened to the one is spoken of beside the other: "households waiting for a home", "households on the waiting list". */
const isVerbTold = (a: Row, b: Row): boolean => {
  const verbs = new Set(
    conceptsIn(
      (a.occurrence.figure.measure ?? '')
        .split(' ')
        .filter((word) => isVerbLike(word))
        .join(' '),
    ),
  );
  return [...a.key.restrictors].every(
    (one) => b.key.restrictors.has(one) || (!FATES.has(one) && verbs.has(one) && b.setting.concepts.has(one)),
  );
};

/** Measurements of one place, in sentences alike, that lie close together: the nouns may be synonyms nobody listed. */
const isClose = ({ occurrence: { figure: a } }: Row, { occurrence: { figure: b } }: Row): boolean =>
  a.kind === 'measurement' && a.unit === b.unit && lieWithin(LEVELS, a, b);
/** Times the smaller: two readings of one gauge. */
export const LEVELS = 1.25;
