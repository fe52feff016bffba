/** Who is told what happened, and what they were told. Only that a webhook was registered or removed is in the log. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Webhook } from '#domain';
import { RootRow, TenantRow, Time } from './columns.ts';

@Entity({ schema: 'app', name: 'webhooks' })
export class WebhookRow extends RootRow {
  @Column('text') url: string;
  @Column('text') status: Webhook['status'];
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') edition: number;
}

/** What its deliveries are signed with. */
@Entity({ schema: 'app', name: 'webhook_secrets' })
export class WebhookSecretRow extends TenantRow {
  @PrimaryColumn('uuid') webhookId: string;
  @Column('text') secret: string;
}

@Entity({ schema: 'app', name: 'mail_addresses' })
export class MailAddressRow extends TenantRow {
  @PrimaryColumn('uuid') personId: string;
  @Column('text') address: string;
}

/** How far the log of a workspace was looked through for what must be told. */
@Entity({ schema: 'app', name: 'notice_cursors' })
export class NoticeCursorRow extends TenantRow {
  @Column('bigint') nextIndex: string;
}

@Entity({ schema: 'app', name: 'deliveries' })
export class DeliveryRow extends TenantRow {
  @PrimaryColumn('uuid') id: string;
  /** Of the entry that is told, lower-case hex. */
  @Column('text') leafHash: string;
  @Column('text') channel: 'webhook' | 'mail';
  /** The webhook, or the person. */
  @Column('uuid') targetId: string;
  @Column('text') kind: string;
  @Column('text') subject: string;
  @Column('uuid') subjectId: string;
  @Time() at: string;
  /** `dropped`: who was to be told no longer wants to be. `dead`: given up; an admin may have it tried again. */
  @Column('text') status: 'waiting' | 'sent' | 'dropped' | 'dead';
  @Column('int') attempts: number;
  @Time() nextAt: string;
  @Time({ nullable: true }) sentAt: string | null;
  @Column('text', { nullable: true }) lastError: string | null;
}
