/** One sheet per measure: what several documents say of it, side by side, and whether it agrees. */
import { keyText } from './measure-key.ts';
import { strongest, type FigureOccurrence, type Related, type Relation, type Sheet } from './occurrence.ts';
import { relatedRows } from './related-rows.ts';
import { rowsOf, type Row } from './rows.ts';

/**
 * Sheets of the measures that at least two documents give, in the order of their first figure. The occurrences are those
 * of one story, dates among them: a figure's date and place are part of its measure. Relation: "same" by rounding or
 * arithmetic; "compatible-bounds" can all hold; "differ"; "contradict" when measure, place, extreme and time are the same.
 * A part is not set against its whole, nor an example against an extreme.
 */
export function figureSheets(occurrences: readonly FigureOccurrence[]): Sheet[] {
  const rows = rowsOf(occurrences);
  const order = new Map(rows.map((row, index) => [row, index]));
  return connected(relatedRows(rows))
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
function connected(pairs: readonly Related<Row>[]): Cluster[] {
  const clusterOf = new Map<Row, Cluster>();
  for (const { a, b, relation } of pairs) merge(clusterOf, a, b, relation);
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
