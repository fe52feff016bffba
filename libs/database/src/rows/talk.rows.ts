import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Passage, ThreadStatus } from '#domain';
import { RecordedRow, RootRow, TenantRow, Time } from './columns.ts';

@Entity({ schema: 'app', name: 'threads' })
export class ThreadRow extends RootRow {
  @Column('uuid') claimId: string;
  @Column('jsonb', { nullable: true }) passage: Passage | null;
  @Column('text') status: ThreadStatus;
  @Column('text', { nullable: true }) resolvedBy: string | null;
  @Column('int') edition: number;
}

@Entity({ schema: 'app', name: 'thread_comments' })
export class ThreadCommentRow extends RecordedRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') threadId: string;
  @Column('int') ordinal: number;
  @Column('text') text: string;
  @Column('uuid', { array: true }) mentions: readonly string[];
  @Column('text') by: string;
  @Time() at: string;
  @Column('int', { nullable: true }) sealedIn: number | null;
}

/** Who looked at a claim last when: shown, never decided upon. */
@Entity({ schema: 'app', name: 'presences' })
export class PresenceRow extends TenantRow {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('uuid') personId: string;
  @Time() seenAt: string;
}
