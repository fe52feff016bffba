/** A report as rows and back. */
import type { EntityManager } from 'typeorm';
import type { Report } from '#domain';
import { stateOf } from './document-store.ts';
import { ReportRow, ReportVersionRow } from './rows/report.rows.ts';
import type { RowState } from './save.ts';

export async function loadReport(tx: EntityManager, workspaceId: string, row: ReportRow): Promise<Report> {
  const where = { workspaceId, reportId: row.id };
  const versions = await tx.find(ReportVersionRow, { where, order: { number: 'asc' } });
  return {
    ...stateOf(row),
    versions: versions.map(({ workspaceId: _, reportId: __, entryId: ___, ...version }) => version),
  };
}

export function reportRows({ id: reportId, versions, ...values }: Report): RowState[] {
  return [
    { entity: ReportRow, key: { id: reportId }, values },
    ...versions.map(({ number, ...rest }) => ({
      entity: ReportVersionRow,
      key: { reportId, number },
      values: rest,
    })),
  ];
}
