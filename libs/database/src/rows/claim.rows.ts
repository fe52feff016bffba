import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  Assignment,
  Claim,
  Decision,
  Evidence,
  Occurrence,
  Rating,
  ReviewPolicy,
  Round,
  Slot,
  Stance,
  Waiver,
} from '#domain';
import { RecordedRow, RootRow, Time } from './columns.ts';

@Entity({ schema: 'app', name: 'claims' })
export class ClaimRow extends RootRow {
  @Column('text') text: string;
  @Column('text') language: string;
  @Column('int') score: number;
  @Column('text') claimType: Claim['claimType'];
  @Column('jsonb') features: Claim['features'];
  @Column('int') priority: number;
  @Column('text') status: Claim['status'];
  @Column('int') edition: number;
  @Column('uuid', { nullable: true }) deskId: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { nullable: true }) mergedInto: string | null;
  @Time() proposedAt: string;
}

@Entity({ schema: 'app', name: 'occurrences' })
export class OccurrenceRow extends RecordedRow {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('int') ordinal: number;
  @Column('uuid') documentId: string;
  @Column('uuid') versionId: string;
  @Column('int') startAt: number;
  @Column('int') endAt: number;
  @Column('text') exact: string;
  @Column('text') prefix: string;
  @Column('text') suffix: string;
  @Column('text', { nullable: true }) speaker: string | null;
  @Column('jsonb', { nullable: true }) attribution: Occurrence['attribution'];
  @Column('jsonb') figures: Occurrence['figures'];
}

@Entity({ schema: 'app', name: 'rounds' })
export class RoundRow extends RecordedRow {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('int') number: number;
  @Column('uuid') deskId: string;
  @Column('jsonb') policy: ReviewPolicy;
  @Column('text') status: Round['status'];
  @Column('text', { nullable: true }) recalledFor: string | null;
  @Column('jsonb') waivers: readonly Waiver[];
  @Column('jsonb') concerns: Round['concerns'];
  @Time() openedAt: string;
  @Time({ nullable: true }) closedAt: string | null;
  @Time({ nullable: true }) overdueSince: string | null;
}

@Entity({ schema: 'app', name: 'slots' })
export class SlotRow extends RecordedRow {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('int') round: number;
  @PrimaryColumn('int') number: number;
  @Column('text') status: Slot['status'];
  @Column('int') fence: number;
  /** Where and when it comes up; both follow from its round and its claim. */
  @Column('uuid') deskId: string;
  @Column('int') turn: number;
}

@Entity({ schema: 'app', name: 'assignments' })
export class AssignmentRow extends RecordedRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') claimId: string;
  @Column('int') round: number;
  @Column('int') slot: number;
  @Column('uuid') reviewerId: string;
  @Column('int') fence: number;
  @Column('text') status: Assignment['status'];
  @Time() assignedAt: string;
  @Time() leaseUntil: string;
  @Time() dueAt: string;
  @Time({ nullable: true }) endedAt: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('jsonb') deadlines: Assignment['deadlines'];
}

@Entity({ schema: 'app', name: 'verdicts' })
export class VerdictRow extends RecordedRow {
  @PrimaryColumn('uuid') assignmentId: string;
  @PrimaryColumn('int') fence: number;
  @Column('uuid') claimId: string;
  @Column('int') round: number;
  @Column('uuid') reviewerId: string;
  @Column('text') rating: Rating;
  @Column('text') rationale: string;
  @Time() recordedAt: string;
  /** It counts: not withdrawn, and not fallen with the slot. */
  @Column('boolean') standing: boolean;
}

/** Where the stream of an assignment's sealed entries stands. Its id is the assignment's. */
@Entity({ schema: 'app', name: 'ballots' })
export class BallotRow extends RootRow {
  @Column('uuid') claimId: string;
  @Column('int') round: number;
  /** The round is no longer under seal: the entries are numbered like all others. */
  @Column('boolean') opened: boolean;
}

/** Slot 0 holds the adjudicator's evidence; the fence says of which of a slot's verdicts it is. */
@Entity({ schema: 'app', name: 'evidence' })
export class EvidenceRow extends RecordedRow {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('int') round: number;
  @PrimaryColumn('int') slot: number;
  @PrimaryColumn('int') fence: number;
  @PrimaryColumn('int') ordinal: number;
  @Column('text') kind: Evidence['kind'];
  @Column('uuid', { nullable: true }) versionId: string | null;
  @Column('int', { nullable: true }) startAt: number | null;
  @Column('int', { nullable: true }) endAt: number | null;
  @Column('text', { nullable: true }) exact: string | null;
  @Column('text', { nullable: true }) prefix: string | null;
  @Column('text', { nullable: true }) suffix: string | null;
  @Column('text', { nullable: true }) stance: Stance | null;
  @Column('boolean', { nullable: true }) denial: boolean | null;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('text', { nullable: true }) searchedWhere: string | null;
  @Column('text', { nullable: true }) query: string | null;
  @Time({ nullable: true }) searchedAt: string | null;
  @Column('text', { nullable: true }) result: string | null;
  @Column('text', { nullable: true }) askedWhom: string | null;
  @Time({ nullable: true }) askedAt: string | null;
  @Column('text', { nullable: true }) askedByWay: string | null;
  @Time({ nullable: true }) answeredAt: string | null;
  @Column('text', { nullable: true }) response: string | null;
}

@Entity({ schema: 'app', name: 'decisions' })
export class DecisionRow extends RecordedRow {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('int') round: number;
  @Column('text') rating: Rating;
  @Column('text') method: Decision['method'];
  @Column('text', { array: true }) decidedBy: readonly string[];
  @Time() decidedAt: string;
  @Column('text', { nullable: true }) rationale: string | null;
}
