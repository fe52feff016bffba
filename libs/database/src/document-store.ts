/** What came in, the documents that came of it, and what was proposed about them, as rows and back. */
import type { EntityManager } from 'typeorm';
import type { Dependence, Document, Finding, Intake, Match } from '#domain';
import {
  DependenceRow,
  DocumentRow,
  DocumentVersionRow,
  FindingRow,
  IntakeRow,
  MatchRow,
} from './rows/document.rows.ts';
import type { RootRow } from './rows/columns.ts';
import type { RowState } from './save.ts';

export async function loadDocument(
  tx: EntityManager,
  workspaceId: string,
  row: DocumentRow,
): Promise<Document> {
  const where = { workspaceId, documentId: row.id };
  const versions = await tx.find(DocumentVersionRow, { where, order: { ordinal: 'asc' } });
  return {
    ...stateOf(row),
    versions: versions.map(
      ({ workspaceId: _, documentId: __, ordinal: ___, entryId: ____, ...version }) => version,
    ),
  };
}

export function documentRows({ id: documentId, versions, ...values }: Document): RowState[] {
  return [
    { entity: DocumentRow, key: { id: documentId }, values },
    ...versions.map(({ id, ...rest }, ordinal) => ({
      entity: DocumentVersionRow,
      key: { id },
      values: { documentId, ordinal, ...rest },
    })),
  ];
}

/** Aggregates of one row: its columns are the state. */
export const loadIntake = async (_: EntityManager, __: string, row: IntakeRow): Promise<Intake> =>
  stateOf(row);
export const loadMatch = async (_: EntityManager, __: string, row: MatchRow): Promise<Match> => stateOf(row);
export const loadDependence = async (_: EntityManager, __: string, row: DependenceRow): Promise<Dependence> =>
  stateOf(row);

export const intakeRows = ({ id, ...values }: Intake): RowState[] => [
  { entity: IntakeRow, key: { id }, values },
];
export const matchRows = ({ id, ...values }: Match): RowState[] => [
  { entity: MatchRow, key: { id }, values },
];
export const loadFinding = async (_: EntityManager, __: string, row: FindingRow): Promise<Finding> =>
  stateOf(row);
export const findingRows = ({ id, ...values }: Finding): RowState[] => [
  { entity: FindingRow, key: { id }, values },
];
export const dependenceRows = ({ id, ...values }: Dependence): RowState[] => [
  { entity: DependenceRow, key: { id }, values },
];

/** A root's own columns, without those that every root has. */
export function stateOf<R extends RootRow>(row: R): Omit<R, Exclude<keyof RootRow, 'id'>> {
  const {
    workspaceId: _,
    entryId: __,
    version: ___,
    stream: ____,
    auditSeq: _____,
    auditHead: ______,
    ...state
  } = row;
  return state;
}
