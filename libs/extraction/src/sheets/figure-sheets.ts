/** One sheet per measure: what several documents say of it, side by side, and whether it agrees. */
import type { DateFigure } from '../types.ts';
import { compareTimes, datesOfQuantities, isSmallPlace, placesOfStory, scopeName } from './circumstances.ts';
import { areApart, saysOnly, settingOf, shared, type Setting } from './setting.ts';
import { relateQuantities } from './intervals.ts';
import { compareBreadth, conceptsIn, isSubset, keyText, measureKey, type MeasureKey } from './measure-key.ts';
import {
  grouped,
  isQuantity,
  strongest,
  type FigureOccurrence,
  type QuantityOccurrence,
  type Relation,
  type Sheet,
} from './occurrence.ts';

interface Row {
  readonly occurrence: QuantityOccurrence;
  readonly key: MeasureKey;
  /** null: the whole of the story. */
  readonly scope: string | null;
  /** Every document of the story speaks of the place, or it is a small one. */
  readonly isKnownPlace: boolean;
  readonly dates: readonly DateFigure[];
  readonly setting: Setting;
  /** A document gives figures of this measure that are far from one another: of several events. */
  readonly isOneOfSeveral: boolean;
}

/**
 * Sheets of the measures that at least two documents give, in the order of their first figure. The occurrences are those
 * of one story, dates among them: a figure's date and place are part of its measure. Relation: "same" by rounding or
 * arithmetic; "compatible-bounds" can all hold; "differ"; "contradict" when measure, place, extreme and time are the same.
 * A part is not set against its whole, nor an example against an extreme.
 */
export function figureSheets(occurrences: readonly FigureOccurrence[]): Sheet[] {
  const rows = rowsOf(occurrences);
  const order = new Map(rows.map((row, index) => [row, index]));
  return grouped(rows, ({ key }) => key.unitClass)
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

/** Rows that are comparable with one another, directly or through a third; figures of one document alone make no sheet. */
function connected(group: readonly Row[]): Cluster[] {
  const clusterOf = new Map<Row, Cluster>();
  for (const [index, row] of group.entries()) {
    for (const other of group.slice(0, index)) {
      if (other.occurrence.documentId === row.occurrence.documentId) continue;
      const relation = relate(other, row);
      if (relation !== null) merge(clusterOf, other, row, relation);
    }
  }
  return [...new Set(clusterOf.values())];
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

/** null when the two are not of one measure, or when one may be a part of the other. */
function relate(a: Row, b: Row): Relation | null {
  if (a.key.aggregator !== b.key.aggregator && !isTotalOf(a, b)) return null;
  const places = comparePlaces(a, b);
  if (places === null || areTwo(a, b)) return null;
  const likeness = compareMeasures(a, b);
  const times = compareTimes(
    [a, b].map(({ dates, occurrence: { publishedAt } }) => ({ dates, publishedAt })),
  );
  if (likeness === null || times === 'different') return null;
  const values = relateQuantities(a.occurrence.figure, b.occurrence.figure);
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
  if (a.scope === b.scope) return 'equal';
  if (a.scope !== null && b.scope !== null) return null;
  return a.isKnownPlace || b.isKnownPlace ? 'maybe-part' : null;
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

/** How alike two measures of one unit class are. Of little words much else has to be shared. */
function compareMeasures(a: Row, b: Row): 'equal' | 'alike' | 'part' | null {
  const kind = a.occurrence.figure.kind;
  if (kind === 'age') return compareAges(a, b);
  const breadth = compareBreadth(a.key, b.key);
  if (kind !== 'count') return compareAmounts(a, b, breadth);
  if (breadth === null) return null;
  if (breadth !== 'equal') return shared(a.setting, b.setting) >= 2 ? 'part' : null;
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

/** Measurements of one place, in sentences alike, that lie close together: the nouns may be synonyms nobody listed. */
function isClose(a: Row, b: Row): boolean {
  const [one, other] = [a, b].map(({ occurrence: { figure } }) => figure.min ?? figure.max ?? 0);
  if (!one || !other || a.occurrence.figure.kind !== 'measurement') return false;
  return (
    a.occurrence.figure.unit === b.occurrence.figure.unit &&
    Math.max(one, other) <= 1.25 * Math.min(one, other)
  );
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

function rowsOf(occurrences: readonly FigureOccurrence[]): Row[] {
  const known = placesOfStory(occurrences);
  const dates = datesOfQuantities(occurrences);
  const rows = occurrences.filter(isQuantity).flatMap((occurrence): Row[] => {
    const key = measureKey(occurrence);
    if (!key) return [];
    const scope = scopeName(occurrence.figure.scope);
    const isKnownPlace =
      scope !== null &&
      (known.has(scope) || isSmallPlace(occurrence.figure.scope ?? '')) &&
      !/\balone\b/iu.test(occurrence.sentence);
    const setting = settingOf(occurrence);
    const about = { occurrence, key, scope, isKnownPlace, dates: dates.get(occurrence) ?? [], setting };
    return [{ ...about, isOneOfSeveral: false }];
  });
  return withSeveral(rows);
}

/** Times the smaller: no two counts of one event lie so far apart in one document. */
const FAR_APART = 5;

function withSeveral(rows: readonly Row[]): Row[] {
  const measure = ({ key }: Row): string => keyText(key, null);
  const ofDocument = (row: Row): string => `${row.occurrence.documentId} ${measure(row)}`;
  const several = new Set(
    grouped(rows, ofDocument).flatMap((group) => {
      const values = group.flatMap(({ occurrence: { figure } }) => figure.min ?? figure.max ?? []);
      const [first] = group;
      return first && Math.max(...values) > FAR_APART * Math.min(...values) ? [measure(first)] : [];
    }),
  );
  return rows.map((row) => ({ ...row, isOneOfSeveral: several.has(measure(row)) }));
}
