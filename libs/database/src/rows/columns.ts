/** Conventions of all rows: snake_case columns, times as ISO 8601 text on our side. */
import {
  Column,
  DefaultNamingStrategy,
  PrimaryColumn,
  type ColumnOptions,
  type NamingStrategyInterface,
} from 'typeorm';

export class SnakeCase extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

const ISO = {
  to: (value: string | null) => value,
  from: (value: Date | null) => value?.toISOString() ?? null,
};

export const Time = (options: ColumnOptions = {}) => Column('timestamptz', { ...options, transformer: ISO });

/** Every row of a tenant begins with its workspace, in the key too: foreign-key checks bypass row-level security. */
export abstract class TenantRow {
  @PrimaryColumn('uuid') workspaceId: string;
}

/** A row that is part of an aggregate's state names the audit entry of its last change. */
export abstract class RecordedRow extends TenantRow {
  @Column('bigint') entryId: string;
}

/** The first row of an aggregate, locked by every change, carries its stream's head. */
export abstract class RootRow extends RecordedRow {
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') stream: string;
  @Column('int') auditSeq: number;
  @Column('bytea') auditHead: Buffer;
}
