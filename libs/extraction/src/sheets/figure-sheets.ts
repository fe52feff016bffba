/** One sheet per measure: what several documents say of it, side by side, and whether it agrees. */
import { compareTimes } from './circumstances.ts';
import { relateQuantities } from './intervals.ts';
import { compareMeasures } from './likeness.ts';
import { areLikelyOne, lieWithin } from './likely.ts';
import { conceptsIn } from './concepts.ts';
import { compareBreadth, keyText } from './measure-key.ts';
import {
  grouped,
  strongest,
  withoutSettled,
  type FigureOccurrence,
  type Related,
  type Relation,
  type Sheet,
} from './occurrence.ts';
import { rowsOf, type Row } from './rows.ts';
import { areApart, saysOnly } from './setting.ts';

/**
 * Sheets of the measures that at least two documents give, in the order of their first figure. The occurrences are those
 * of one story, dates among them: a figure's date and place are part of its measure. Relation: "same" by rounding or
 * arithmetic; "compatible-bounds" can all hold; "differ"; "contradict" when measure, place, extreme and time are the same.
 * A part is not set against its whole, nor an example against an extreme.
 */
export function figureSheets(occurrences: readonly FigureOccurrence[]): Sheet[] {
  const rows = rowsOf(occurrences);
  const order = new Map(rows.map((row, index) => [row, index]));
  return grouped(rows, ({ key }) => (key.unitClass.startsWith('count|') ? 'count' : key.unitClass))
    .flatMap((group) => connected(group))
    .toSorted((a, b) => placeOf(order, a) - placeOf(order, b))
    .map(sheetOf);
}

const placeOf = (order: ReadonlyMap<Row, number>, { rows: [first] }: Cluster): number =>
  first ? (order.get(first) ?? 0) : 0;

interface Cluster {
  readonly rows: Row[];
  readonly relations: Relation[];
}

/**
 * Rows that are comparable with one another, directly or through a third; figures of one document alone make no sheet.
 * What a document says as well in its own figures is no conflict with it: "five of the nine" is not against "five of the nine".
 */
function connected(group: readonly Row[]): Cluster[] {
  const clusterOf = new Map<Row, Cluster>();
  for (const { a, b, relation } of withoutSettled(related(group), ({ occurrence }) => occurrence.documentId))
    merge(clusterOf, a, b, relation);
  return [...new Set(clusterOf.values())];
}

function related(group: readonly Row[]): Related<Row>[] {
  return group.flatMap((b, index) =>
    group.slice(0, index).flatMap((a): Related<Row>[] => {
      if (a.occurrence.documentId === b.occurrence.documentId) return [];
      const relation = relate(a, b);
      return relation === null ? [] : [{ a, b, relation }];
    }),
  );
}

function merge(clusterOf: Map<Row, Cluster>, a: Row, b: Row, relation: Relation): void {
  const kept = clusterOf.get(a) ?? { rows: [a], relations: [] };
  const joining = clusterOf.get(b) ?? { rows: [b], relations: [] };
  kept.relations.push(relation);
  if (kept !== joining) {
    kept.rows.push(...joining.rows);
    kept.relations.push(...joining.relations);
  }
  for (const row of kept.rows) clusterOf.set(row, kept);
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
  if (places === 'maybe-part' && (values === 'differ' || values === 'contradict'))
    return (a.scope === null ? exceeds(b, a) : exceeds(a, b)) ? 'differ' : null;
  if (values !== 'contradict') return values;
  const sameDay =
    a.occurrence.publishedAt === b.occurrence.publishedAt || (times === 'same' && a.dates.length > 0);
  return likeness === 'equal' && times === 'same' && sameDay ? 'contradict' : 'differ';
}

/** What people suffer in a story is one event, however it is told, unless a document tells of several; other measures need something else in common. */
const SUFFERED = new Set(conceptsIn('killed injured missing evacuated rescued arrested homeless ill'));

function areTwo(a: Row, b: Row): boolean {
  const measures = new Set([a, b].flatMap(({ key }) => [...key.nouns, ...key.restrictors]));
  if (a.key.name) return false;
  const isEvent = [...a.key.restrictors].some((one) => SUFFERED.has(one));
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
  a.occurrence.figure.kind === 'measurement' && a.isOnly && b.isOnly && lieWithin(LEVELS, a, b);
const LEVELS = 1.25;

/** "In the camp" beside "in the Orsk Valley camp"; "at Holme" beside a sentence that speaks of Holme. */
function isScopeToldBy({ scope: told }: Row, { scope, occurrence }: Row): boolean {
  if (told === null || PART_ALONE.test(occurrence.sentence)) return false;
  const words = (scope ?? occurrence.sentence).toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return told.split(' ').every((word) => words.includes(word));
}
const PART_ALONE = /\balone\b/iu;

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

function sheetOf({ rows, relations }: Cluster): Sheet {
  const [first] = rows;
  const measures = rows
    .map(({ occurrence }) => occurrence.figure.measure ?? '')
    .toSorted((a, b) => b.length - a.length);
  return {
    key: first ? keyText(first.key, first.scope) : '',
    measure: measures[0] ?? '',
    rows: rows.map(({ occurrence: { documentId, claimId, figure, speaker } }) => {
      const { text, min, max, operator } = figure;
      return { documentId, claimId, text, min, max, operator, speaker };
    }),
    relation: strongest(relations),
  };
}
