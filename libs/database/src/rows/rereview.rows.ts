import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChallengeStatus, Rereview } from '#domain';
import { RootRow, TenantRow, Time } from './columns.ts';

@Entity({ schema: 'app', name: 'rereviews' })
export class RereviewRow extends RootRow {
  @Column('uuid') claimId: string;
  @Column('text') cause: Rereview['cause'];
  @Column('uuid') causeId: string;
  @Column('uuid', { nullable: true }) documentId: string | null;
  @Column('jsonb') changed: Rereview['changed'];
  @Column('jsonb') evidence: Rereview['evidence'];
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') round: number;
  @Column('text') status: Rereview['status'];
  @Time() markedAt: string;
  @Column('text') markedBy: string;
  @Time({ nullable: true }) settledAt: string | null;
  @Column('text', { nullable: true }) settledBy: string | null;
  @Column('text', { nullable: true }) settledFor: string | null;
  @Column('int', { nullable: true }) nextRound: number | null;
  @Column('int') edition: number;
}

@Entity({ schema: 'app', name: 'challenges' })
export class ChallengeRow extends RootRow {
  @Column('uuid') reportId: string;
  @Column('int') reportVersion: number;
  @Column('int') claimNumber: number;
  @Column('uuid') claimId: string;
  @Column('text') ticketSha256: string;
  @Column('text') status: ChallengeStatus;
  @Time() receivedAt: string;
  @Column('uuid', { nullable: true }) rereviewId: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) erasedFor: string | null;
  @Column('int') edition: number;
}

/** An outcome that is still to be held against what became of its sources while its verdicts were sealed. */
@Entity({ schema: 'app', name: 'source_checks' })
export class SourceCheckRow extends TenantRow {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('int') round: number;
  @PrimaryColumn('text') outcome: 'contested' | 'decided';
  @Time({ default: () => 'now()' }) since: string;
}

/** What a reader wrote. Not in the log, and gone when it is erased. */
@Entity({ schema: 'app', name: 'challenge_texts' })
export class ChallengeTextRow extends TenantRow {
  @PrimaryColumn('uuid') challengeId: string;
  @Column('text') text: string;
  @Column('text', { nullable: true }) contact: string | null;
}

/** The key of a day under which addresses are counted; deleted with the day. */
@Entity({ schema: 'app', name: 'challenge_salts' })
export class ChallengeSaltRow extends TenantRow {
  @PrimaryColumn('date') day: string;
  @Column('bytea') salt: Buffer;
}

@Entity({ schema: 'app', name: 'challenge_rates' })
export class ChallengeRateRow extends TenantRow {
  @PrimaryColumn('bytea') addressMac: Buffer;
  @PrimaryColumn('timestamptz') hour: Date;
  @Column('int') count: number;
}
