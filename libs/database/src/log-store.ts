/** A log as its row and back. */
import type { Log } from '#domain';
import { LogRow } from './rows/log.rows.ts';
import type { RowState } from './save.ts';

export const loadLog = ({ id, origin, keys, continues, edition }: LogRow): Log => ({
  id,
  origin,
  keys,
  continues,
  edition,
});

export const logRows = ({ id, ...values }: Log): RowState[] => [{ entity: LogRow, key: { id }, values }];
