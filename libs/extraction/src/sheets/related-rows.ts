/** Which rows of a story measure one thing, and how their values stand to each other. */
import { compareTimes, isOfPlaceAlone } from './circumstances.ts';
import { FATES } from './fates.ts';
import { lieWithin, relateQuantities } from './intervals.ts';
import { compareMeasures, LEVELS } from './likeness.ts';
import { areLikelyOne } from './only-of-kind.ts';
import { compareBreadth } from './measure-key.ts';
import { grouped, isConflict, withoutSettled, type Related, type Relation } from './occurrence.ts';
import type { Row } from './rows.ts';
import { areApart, saysOnly } from './setting.ts';

/**
 * Pairs of rows of two documents, at least one of which is asked for. What a document says as well in its own figures is
 * no conflict with it: "five of the nine" is not against "five of the nine".
 */
export function relatedRows(
  rows: readonly Row[],
  isAsked: (row: Row) => boolean = () => true,
): Related<Row>[] {
  const groups = grouped(rows, ({ key }) => (key.unitClass.startsWith('count|') ? 'count' : key.unitClass));
  return withoutSettled(
    groups.flatMap((group) => relatedIn(group, isAsked)),
    ({ occurrence }) => occurrence.documentId,
  );
}

function relatedIn(group: readonly Row[], isAsked: (row: Row) => boolean): Related<Row>[] {
  const pairs: Related<Row>[] = [];
  for (const [index, b] of group.entries()) {
    const isAskedItself = isAsked(b);
    for (const [before, a] of group.entries()) {
      if (before === index) break;
      if (a.occurrence.documentId === b.occurrence.documentId || !(isAskedItself || isAsked(a))) continue;
      const relation = relate(a, b);
      if (relation !== null) pairs.push({ a, b, relation });
    }
  }
  return pairs;
}

/** "Another 29 were trapped": what is counted is not said, and may be whatever the same happened to. */
const isBare = ({ key }: Row): boolean => key.unitClass === 'count|' && key.restrictors.size > 0;

/** null when the two are not of one measure, or when one may be a part of the other. */
function relate(a: Row, b: Row): Relation | null {
  if (a.key.unitClass !== b.key.unitClass && !isBare(a) && !isBare(b)) return null;
  if (a.key.aggregator !== b.key.aggregator && !isTotalOf(a, b)) return null;
  const places = comparePlaces(a, b);
  if (places === null) return null;
  const times = compareTimes(
    [a, b].map(({ dates, occurrence: { publishedAt } }) => ({ dates, publishedAt })),
  );
  if (times === 'different') return null;
  const likeness = areTwo(a, b) ? null : compareMeasures(a, b);
  const values = relateQuantities(a.occurrence.figure, b.occurrence.figure);
  const isOneClass = a.key.unitClass === b.key.unitClass;
  if (isOneClass && places === 'equal' && (likeness === null || likeness === 'part') && areLikelyOne(a, b))
    return values === 'contradict' ? 'differ' : values;
  if (likeness === null) return null;
  if (!isOneClass && likeness !== 'equal') return null;
  if (likeness === 'part' || a.key.aggregator !== b.key.aggregator)
    return exceedsWhole(a, b) ? 'differ' : null;
  // Stated with and without the place: what is said of the place may be a part, unless it is more than the whole.
  if (places === 'maybe-part' && isConflict(values))
    return (a.scope === null ? exceeds(b, a) : exceeds(a, b)) ? 'differ' : null;
  if (values !== 'contradict') return values;
  const sameDay =
    a.occurrence.publishedAt === b.occurrence.publishedAt || (times === 'same' && a.dates.length > 0);
  return likeness === 'equal' && times === 'same' && sameDay ? 'contradict' : 'differ';
}

/** What people suffer in a story is one event, however it is told, unless a document tells of several; other measures need something else in common. */
function areTwo(a: Row, b: Row): boolean {
  const measures = new Set([a, b].flatMap(({ key }) => [...key.nouns, ...key.restrictors]));
  if (a.key.name) return false;
  const isEvent = [...a.key.restrictors].some((one) => FATES.has(one));
  if (!isEvent) return areApart(a.setting, b.setting, measures);
  if (!a.isOneOfSeveral && !b.isOneOfSeveral) return a.setting.isElsewhere !== b.setting.isElsewhere;
  return (
    areApart(a.setting, b.setting, measures) || [a, b].some(({ setting }) => saysOnly(setting, measures))
  );
}

function comparePlaces(a: Row, b: Row): 'equal' | 'maybe-part' | null {
  if (a.scope === b.scope || isScopeToldBy(a, b) || isScopeToldBy(b, a)) return 'equal';
  if (a.scope !== null && b.scope !== null) return null;
  if (!a.isKnownPlace && !b.isKnownPlace) return null;
  return isLevelOfOnePlace(a, b) ? 'equal' : 'maybe-part';
}

/** What is measured at the story's place is no part of a sum: "9.3 metres", and "9.8 metres in Orenta". */
const isLevelOfOnePlace = (a: Row, b: Row): boolean =>
  a.occurrence.figure.kind === 'measurement' &&
  a.isOnly &&
  b.isOnly &&
  lieWithin(LEVELS, a.occurrence.figure, b.occurrence.figure);

/** "In the camp" beside "in the Orsk Valley camp"; "at Holme" beside a sentence that speaks of Holme. */
function isScopeToldBy({ scope: told }: Row, { scope, occurrence }: Row): boolean {
  if (told === null || isOfPlaceAlone(occurrence.sentence)) return false;
  const words = (scope ?? occurrence.sentence).toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return told.split(' ').every((word) => words.includes(word));
}

const isTotalOf = (a: Row, b: Row): boolean =>
  [a.key.aggregator, b.key.aggregator].every((one) => one === null || one === 'total');

/** A part that is larger than its whole is no part of it. The narrower measure is the part, a plain figure that of a total. */
function exceedsWhole(a: Row, b: Row): boolean {
  const breadth = compareBreadth(a.key, b.key);
  const aIsPart = breadth === 'first-is-part' || (breadth === 'equal' && b.key.aggregator === 'total');
  return aIsPart ? exceeds(a, b) : exceeds(b, a);
}

/** Beyond what rounding and "about" explain. */
function exceeds(part: Row, whole: Row): boolean {
  const least = part.occurrence.figure.min;
  const most = whole.occurrence.figure.max;
  return least !== null && most !== null && least > most * 1.1;
}
