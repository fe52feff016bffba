/** What keeps work moving and effects single: none of it is state of the review, so none of it is in the log. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WaitingReasons } from '#domain';
import { TenantRow, Time } from './columns.ts';

/** Written in the transaction of its effect: the same key gives the same answer. */
@Entity({ schema: 'app', name: 'idempotency_keys' })
export class IdempotencyKeyRow extends TenantRow {
  @PrimaryColumn('text') actor: string;
  @PrimaryColumn('text') key: string;
  @Column('text') requestSha256: string;
  @Column('jsonb') outcome: unknown;
  @Time({ default: () => 'now()' }) createdAt: string;
}

/** How often a job was begun, and who may finish it. Counted here, since a wiped Redis forgets. */
@Entity({ schema: 'app', name: 'job_executions' })
export class JobExecutionRow extends TenantRow {
  @PrimaryColumn('text') jobKey: string;
  @Column('int') executions: number;
  /** Raised by every begin: an effect of an older one is refused. */
  @Column('bigint') fence: string;
  /** `-infinity` once it ended, which is no date here: only statements compare it. */
  @Time() leaseUntil: string;
  @Time({ nullable: true }) finishedAt: string | null;
  @Column('text', { nullable: true }) lastError: string | null;
}

@Entity({ schema: 'app', name: 'dead_letters' })
export class DeadLetterRow extends TenantRow {
  @PrimaryColumn('text') jobKey: string;
  @Column('text') queue: string;
  @Column('text') name: string;
  @Column('jsonb') data: unknown;
  @Column('int') executions: number;
  @Column('text') reason: string;
  /** Who looks after it. */
  @Column('text') owner: string;
  @Time({ default: () => 'now()' }) diedAt: string;
  /** When an admin had it tried again, and who. */
  @Time({ nullable: true }) replayedAt: string | null;
  @Column('text', { nullable: true }) replayedBy: string | null;
}

/** What the holder of an assignment has written so far. Nobody else reads it, and it outlives the lease. */
@Entity({ schema: 'app', name: 'drafts' })
export class DraftRow extends TenantRow {
  @PrimaryColumn('uuid') assignmentId: string;
  @Column('uuid') reviewerId: string;
  @Column('int') edition: number;
  @Column('jsonb') content: unknown;
  @Time() savedAt: string;
}

/** Up to which edition of a person the rounds they judged were held against their declared conflicts. */
@Entity({ schema: 'app', name: 'conflict_checks' })
export class ConflictCheckRow extends TenantRow {
  @PrimaryColumn('uuid') personId: string;
  @Column('int') checkedEdition: number;
}

/** Why a slot waits: what the dispatcher found when it looked last. */
@Entity({ schema: 'app', name: 'slot_waits' })
export class SlotWaitRow extends TenantRow {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('int') round: number;
  @PrimaryColumn('int') slot: number;
  /** How many members of the desk each reason keeps out. */
  @Column('jsonb') reasons: WaitingReasons;
  @Time({ default: () => 'now()' }) changedAt: string;
}

/** What a check of the log found. */
@Entity({ schema: 'app', name: 'log_checks' })
export class LogCheckRow extends TenantRow {
  @PrimaryColumn('uuid') id: string;
  /** The night it was made for, UTC; null: somebody asked for it. */
  @Column('date', { nullable: true }) night: string | null;
  @Time() beganAt: string;
  @Time() endedAt: string;
  @Column('bigint') size: string;
  @Column('bigint') pending: string;
  @Column('bigint') streams: string;
  /** How many problems there are. */
  @Column('int') found: number;
  /** The first of them, a sentence each. */
  @Column('jsonb') problems: readonly string[];
}
