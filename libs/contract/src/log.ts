/** Entries of the log as people read them, and what checks of it found. */
import { z } from 'zod';
import { Id, Instant, Page, pageOf, SUBJECTS } from './primitives.ts';

export const HistoryEntry = z
  .object({
    /** The position in the log; null while the entry is not ordered yet. */
    leafIndex: z.int().nullable(),
    leafHash: z.string(),
    type: z.string(),
    at: Instant,
    by: z.string(),
    /** The fields whose values were erased; the event has what remains of them. */
    erased: z.array(z.string()),
    event: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' });
export const History = pageOf(HistoryEntry, 'History');

/** Whose entries. */
export const EntriesQuery = Page.extend({ subject: z.enum(SUBJECTS), id: Id });
export type EntriesQuery = z.infer<typeof EntriesQuery>;

/** An entry without what it says. */
export const LogEntry = HistoryEntry.omit({ event: true })
  .extend({
    /** The fields that may be erased, and are not. */
    erasable: z.array(z.string()),
  })
  .meta({ id: 'LogEntry' });
export const LogEntries = pageOf(LogEntry, 'LogEntries');

export const LogCheck = z
  .object({
    size: z.int(),
    pending: z.int(),
    streams: z.int(),
    /** How many problems there are; the first of them are told. */
    found: z.int(),
    problems: z.array(z.string()),
  })
  .meta({ id: 'LogCheck' });
export type LogCheck = z.infer<typeof LogCheck>;

/** A check that was made, and what it found: one every night. */
export const RecordedLogCheck = LogCheck.extend({
  id: Id,
  /** The night it was made for, UTC; null: somebody asked for it. */
  night: z.string().nullable(),
  beganAt: Instant,
  endedAt: Instant,
}).meta({ id: 'RecordedLogCheck' });
export const RecordedLogChecks = pageOf(RecordedLogCheck, 'RecordedLogChecks');
