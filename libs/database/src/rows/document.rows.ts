import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  Dependence,
  Document,
  ExtractionFindings,
  Finding,
  Intake,
  MappedAnchor,
  Match,
  TextRegion,
  Warning,
} from '#domain';
import { RecordedRow, RootRow, TenantRow, Time } from './columns.ts';

@Entity({ schema: 'app', name: 'intakes' })
export class IntakeRow extends RootRow {
  @Column('jsonb') source: Intake['source'];
  @Column('text', { nullable: true }) title: string | null;
  @Column('text', { nullable: true }) publisher: string | null;
  @Column('date', { nullable: true }) publishedAt: string | null;
  @Column('text', { nullable: true }) language: string | null;
  @Column('uuid', { nullable: true }) documentId: string | null;
  @Column('text') status: Intake['status'];
  @Time() handedInAt: string;
  @Column('text') handedInBy: string;
  @Column('jsonb', { nullable: true }) refusal: Intake['refusal'];
  @Column('jsonb', { nullable: true }) result: Intake['result'];
  @Column('int') edition: number;
}

/** Shown, never decided upon. */
@Entity({ schema: 'app', name: 'intake_progress' })
export class IntakeProgressRow extends TenantRow {
  @PrimaryColumn('uuid') intakeId: string;
  @Column('text') stage: 'waiting' | 'fetching' | 'reading' | 'read' | 'refused';
  @Column('bigint') done: string;
  @Column('bigint', { nullable: true }) total: string | null;
  @Time({ default: () => 'clock_timestamp()' }) changedAt: string;
}

@Entity({ schema: 'app', name: 'documents' })
export class DocumentRow extends RootRow {
  @Column('text') title: string;
  @Column('text') publisher: string;
  @Column('date', { nullable: true }) publishedAt: string | null;
  @Column('text') language: string;
  @Column('text', { nullable: true }) address: string | null;
  @Time() receivedAt: string;
  @Column('uuid', { array: true }) originIds: readonly string[];
  @Column('jsonb') notices: Document['notices'];
  @Column('int') edition: number;
}

@Entity({ schema: 'app', name: 'document_versions' })
export class DocumentVersionRow extends RecordedRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') documentId: string;
  @Column('int') ordinal: number;
  @Column('text') bytesSha256: string;
  @Column('text') textSha256: string;
  @Column('int') characters: number;
  @Column('text') mediaType: string;
  @Column('jsonb') warnings: readonly Warning[];
  @Time() receivedAt: string;
  @Column('int', { nullable: true }) claimsFound: number | null;
  @Column('jsonb', { nullable: true }) notExtracted: Warning | null;
  @Column('int', { nullable: true }) anchorsMapped: number | null;
  @Column('int', { nullable: true }) proposals: number | null;
}

/** The canonical text of a version, apart from its row: lists never read it. */
@Entity({ schema: 'app', name: 'document_texts' })
export class DocumentTextRow extends TenantRow {
  @PrimaryColumn('uuid') versionId: string;
  @Column('text') text: string;
  @Column('jsonb') regions: readonly TextRegion[];
}

@Entity({ schema: 'app', name: 'extractions' })
export class ExtractionRow extends TenantRow {
  @PrimaryColumn('uuid') versionId: string;
  @Column('jsonb') findings: ExtractionFindings;
}

@Entity({ schema: 'app', name: 'anchors' })
export class AnchorRow extends TenantRow {
  @PrimaryColumn('uuid') versionId: string;
  @PrimaryColumn('int') ordinal: number;
  @Column('uuid') claimId: string;
  @Column('jsonb') anchor: MappedAnchor;
}

/** What was sent to a language model, and what came back. */
@Entity({ schema: 'app', name: 'model_runs' })
export class ModelRunRow extends TenantRow {
  @PrimaryColumn('uuid') versionId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('jsonb') run: unknown;
  @Time({ precision: 3, default: () => 'now()' }) madeAt: string;
}

@Entity({ schema: 'app', name: 'matches' })
export class MatchRow extends RootRow {
  @Column('uuid') claimId: string;
  @Column('uuid') otherClaimId: string;
  @Column('int') score: number;
  @Column('text') strength: Match['strength'];
  @Column('jsonb') reasons: Match['reasons'];
  @Column('text') status: Match['status'];
  @Column('text', { nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') edition: number;
}

@Entity({ schema: 'app', name: 'findings' })
export class FindingRow extends RootRow {
  @Column('uuid') documentId: string;
  @Column('uuid') versionId: string;
  @Column('text') result: Finding['result'];
  @Column('boolean') primarySource: boolean;
  @Column('text') method: string;
  @Column('text') examiner: string;
  @Column('text') limits: string;
  @Column('jsonb') evidence: Finding['evidence'];
  @Time() recordedAt: string;
  @Column('text') recordedBy: string;
  @Column('text', { nullable: true }) withdrawnFor: string | null;
  @Column('int') edition: number;
}

@Entity({ schema: 'app', name: 'dependences' })
export class DependenceRow extends RootRow {
  @Column('text') kind: Dependence['kind'];
  @Column('uuid') documentId: string;
  @Column('uuid') otherDocumentId: string;
  @Column('text') why: string;
  @Column('int') score: number;
  @Column('jsonb') passages: Dependence['passages'];
  @Column('text') status: Dependence['status'];
  @Column('uuid', { nullable: true }) originId: string | null;
  @Column('text', { nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') edition: number;
}
