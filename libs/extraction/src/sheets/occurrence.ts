/** What the sheets are made from: every figure of every claim, with where it stands and who gives it. */
import type { DateFigure, Figure, Operator, Quantity } from '../types.ts';

export interface FigureOccurrence {
  readonly claimId: string;
  readonly documentId: string;
  readonly publisher: string | null;
  /** YYYY-MM-DD; counts of different days may both be right. */
  readonly publishedAt: string | null;
  readonly figure: Figure;
  /** The sentence the figure stands in. */
  readonly sentence: string;
  /** Who says it; null for the outlet's own voice. */
  readonly speaker: string | null;
  /** Direct quotations of the sentence, without their marks. */
  readonly quotes: readonly string[];
}

export type QuantityOccurrence = FigureOccurrence & { readonly figure: Quantity };
export type DateOccurrence = FigureOccurrence & { readonly figure: DateFigure };

export const isQuantity = (one: FigureOccurrence): one is QuantityOccurrence => one.figure.kind !== 'date';
export const isDate = (one: FigureOccurrence): one is DateOccurrence => one.figure.kind === 'date';

/** What stands before the figure in its sentence. */
export const textBefore = ({ sentence, figure: { text } }: FigureOccurrence): string =>
  sentence.slice(0, Math.max(0, sentence.indexOf(text)));

/** What follows the figure in its clause. */
export function clauseFrom({ figure: { text }, sentence }: QuantityOccurrence): string {
  const at = sentence.indexOf(text);
  const rest = at < 0 ? '' : sentence.slice(at + text.length).slice(0, CLAUSE_REACH);
  return rest.split(/[,;](?!\p{Nd})/u)[0] ?? '';
}
/** In UTF-16 units. */
const CLAUSE_REACH = 100;

/** From agreement to conflict; a sheet shows the strongest its rows give. */
export const RELATIONS = ['same', 'compatible-bounds', 'differ', 'contradict'] as const;
export type Relation = (typeof RELATIONS)[number];
export const isConflict = (relation: Relation): boolean => relation === 'differ' || relation === 'contradict';

export interface SheetRow {
  readonly documentId: string;
  readonly claimId: string;
  readonly text: string;
  /** In the unit the text uses; null: open on this side. */
  readonly min: number | null;
  readonly max: number | null;
  readonly operator: Operator;
  readonly speaker: string | null;
}

/** The figures that several documents give for one measure. */
export interface Sheet {
  /** Unit class, what is counted, aggregator and scope. */
  readonly key: string;
  /** The measure in the words of one of the texts. */
  readonly measure: string;
  readonly rows: readonly SheetRow[];
  readonly relation: Relation;
}

export const strongest = (relations: readonly Relation[]): Relation =>
  RELATIONS[Math.max(0, ...relations.map((relation) => RELATIONS.indexOf(relation)))] ?? 'same';

/** Two rows of two documents, and how they stand to each other. */
export interface Related<Row> {
  readonly a: Row;
  readonly b: Row;
  readonly relation: Relation;
}

/** Less the conflicts of a figure with a document that gives that very figure too: there it is one of several things. */
export function withoutSettled<Row>(
  all: readonly Related<Row>[],
  documentOf: (row: Row) => string,
): Related<Row>[] {
  const agreeing = new Map<Row, Set<string>>();
  for (const { a, b, relation } of all) {
    if (relation !== 'same') continue;
    for (const [row, other] of [
      [a, b],
      [b, a],
    ] as const)
      agreeing.set(row, (agreeing.get(row) ?? new Set()).add(documentOf(other)));
  }
  const agrees = (row: Row, other: Row): boolean => agreeing.get(row)?.has(documentOf(other)) === true;
  return all.filter(({ a, b, relation }) => !isConflict(relation) || !(agrees(a, b) || agrees(b, a)));
}

/** In the order in which the groups first appear. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
