import { Column, Entity } from 'typeorm';
import type { Log } from '#domain';
import { RootRow } from './columns.ts';

/** A log, for what it says of itself. The newest is the one that is sealed. */
@Entity({ schema: 'app', name: 'logs' })
export class LogRow extends RootRow {
  @Column('text') origin: string;
  @Column('text', { array: true }) keys: readonly string[];
  @Column('jsonb', { nullable: true }) continues: Log['continues'];
  @Column('int') edition: number;
}
