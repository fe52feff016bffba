import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RecordedRow, RootRow, TenantRow, Time } from './columns.ts';

@Entity({ schema: 'app', name: 'documents' })
export class DocumentRow extends RootRow {
  @Column('text') title: string;
  @Column('text') publisher: string;
  @Column('date', { nullable: true }) publishedAt: string | null;
  @Column('text') language: string;
  @Time() receivedAt: string;
  @Column('uuid', { nullable: true }) originId: string | null;
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
  @Column('int', { nullable: true }) claimsFound: number | null;
}

/** The canonical text of a version, apart from its row: lists never read it. */
@Entity({ schema: 'app', name: 'document_texts' })
export class DocumentTextRow extends TenantRow {
  @PrimaryColumn('uuid') versionId: string;
  @Column('text') text: string;
}
