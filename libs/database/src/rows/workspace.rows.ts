import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AliasOpeningStatus, Conflict, OriginKind, ReviewersShown, Role, Routing } from '#domain';
import { RecordedRow, RootRow, Time } from './columns.ts';

/** Its id and its workspace are the same. */
@Entity({ schema: 'app', name: 'workspaces' })
export class WorkspaceRow extends RootRow {
  @Column('text') slug: string;
  @Column('text') name: string;
  @Column('text') correctionsPolicy: string;
  @Column('int') edition: number;
  @Column('jsonb') routing: Routing;
  @Column('text') reviewersShown: ReviewersShown;
}

@Entity({ schema: 'app', name: 'origins' })
export class OriginRow extends RecordedRow {
  @PrimaryColumn('uuid') id: string;
  @Column('int') ordinal: number;
  @Column('text') kind: OriginKind;
  @Column('text') title: string;
  @Column('text', { nullable: true }) publicTitle: string | null;
}

@Entity({ schema: 'app', name: 'protected_persons' })
export class ProtectedPersonRow extends RecordedRow {
  @PrimaryColumn('uuid') id: string;
  @Column('int') ordinal: number;
  @Column('text') label: string;
  @Column('text', { array: true }) names: readonly string[];
  /** Null while it holds. */
  @Time({ nullable: true }) endedAt: string | null;
  @Column('text', { nullable: true }) endedBy: string | null;
  @Column('text', { nullable: true }) endedFor: string | null;
}

@Entity({ schema: 'app', name: 'people' })
export class PersonRow extends RootRow {
  @Column('text') name: string;
  @Column('text', { nullable: true }) alias: string | null;
  @Column('text', { array: true }) roles: readonly Role[];
  @Column('text', { array: true }) languages: readonly string[];
  @Column('boolean') active: boolean;
  @Column('int') edition: number;
  @Column('jsonb') conflicts: readonly Conflict[];
  @Column('text', { array: true }) skills: readonly string[];
  @Time({ nullable: true }) awayFrom: string | null;
  @Time({ nullable: true }) awayUntil: string | null;
}

@Entity({ schema: 'app', name: 'tokens' })
export class TokenRow extends RecordedRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('int') ordinal: number;
  @Column('text') role: Role;
  @Column('text') label: string;
  @Column('text') sha256: string;
  @Time() issuedAt: string;
  @Column('text') issuedBy: string;
  @Time({ nullable: true }) expiresAt: string | null;
  @Time({ nullable: true }) revokedAt: string | null;
}

@Entity({ schema: 'app', name: 'desks' })
export class DeskRow extends RootRow {
  @Column('text') slug: string;
  @Column('text') name: string;
  @Column('text') topic: string;
  @Column('text', { array: true }) languages: readonly string[];
  @Column('int') independentVerdicts: number;
  @Column('int') verifiedOrigins: number;
  @Column('int') leaseMinutes: number;
  @Column('int') dueHours: number;
  @Column('int') wipLimit: number;
  @Column('text', { array: true }) requiredSkills: readonly string[];
  @Column('int') rubricVersion: number;
  @Column('text', { nullable: true }) pausedFor: string | null;
  @Column('int') edition: number;
}

@Entity({ schema: 'app', name: 'desk_members' })
export class DeskMemberRow extends RecordedRow {
  @PrimaryColumn('uuid') deskId: string;
  @PrimaryColumn('uuid') personId: string;
  @Column('int') ordinal: number;
  /** false: sat here once. */
  @Column('boolean') active: boolean;
}

@Entity({ schema: 'app', name: 'alias_openings' })
export class AliasOpeningRow extends RootRow {
  @Column('text') alias: string;
  @Column('text') reason: string;
  @Column('text') requestedBy: string;
  @Time() requestedAt: string;
  @Time() lapsesAt: string;
  @Column('text') status: AliasOpeningStatus;
  @Column('text', { nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) decidedFor: string | null;
  @Column('int') edition: number;
}
