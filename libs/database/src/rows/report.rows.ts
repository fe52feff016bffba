import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BeforeCorrection, ReportContent, ReportStatus, RestsOn } from '#domain';
import { RecordedRow, RootRow, TenantRow, Time } from './columns.ts';

@Entity({ schema: 'app', name: 'reports' })
export class ReportRow extends RootRow {
  @Column('text') slug: string;
  @Column('text', { nullable: true }) publicSlug: string | null;
  @Column('text') title: string;
  @Column('text') summary: string;
  @Column('uuid', { array: true }) claimIds: readonly string[];
  @Column('text') status: ReportStatus;
  @Column('int') edition: number;
  @Column('text', { nullable: true }) correction: string | null;
  @Column('jsonb', { nullable: true }) beforeCorrection: BeforeCorrection | null;
  @Column('text', { nullable: true }) signedOffBy: string | null;
  @Column('text', { nullable: true }) withdrawnReason: string | null;
  @Column('text', { nullable: true }) discardedReason: string | null;
}

@Entity({ schema: 'app', name: 'report_versions' })
export class ReportVersionRow extends RecordedRow {
  @PrimaryColumn('uuid') reportId: string;
  @PrimaryColumn('int') number: number;
  @Time() publishedAt: string;
  @Column('text') publishedBy: string;
  @Column('text', { nullable: true }) overrideReason: string | null;
  @Column('uuid', { array: true }) claimIds: readonly string[];
  @Column('jsonb') content: ReportContent;
  @Column('jsonb', { nullable: true }) restsOn: RestsOn | null;
  @Column('text', { nullable: true }) pageSha256: string | null;
}

/** The rendered page, byte for byte as readers get it: a later change of the template cannot reach it. */
@Entity({ schema: 'app', name: 'report_pages' })
export class ReportPageRow extends TenantRow {
  @PrimaryColumn('uuid') reportId: string;
  @PrimaryColumn('int') version: number;
  @Column('text') page: string;
}

/** The proof of a version, byte for byte as readers get it. */
@Entity({ schema: 'app', name: 'report_proofs' })
export class ReportProofRow extends TenantRow {
  @PrimaryColumn('uuid') reportId: string;
  @PrimaryColumn('int') version: number;
  @Column('bytea') proof: Buffer;
}
