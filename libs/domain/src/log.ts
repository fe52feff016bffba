/** What a log says of itself: which keys it goes over to, and which log it continues. */
import type { Actor, Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

/** The log is of the installation, over all workspaces: its own entries stand in this one, which has no members. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000';

export const LOG_ENDINGS = ['tail-lost', 'key-lost', 'key-compromised'] as const;
/** Why a log could not go on under its name. */
export type LogEnding = (typeof LOG_ENDINGS)[number];

export interface Log {
  readonly id: string;
  /** Its name, as in its checkpoints. */
  readonly origin: string;
  /** Verifier keys, in the order in which they were announced. */
  readonly keys: readonly string[];
  /** The three lines of the last checkpoint of the log that this one continues, and why that one ended. */
  readonly continues: { readonly ended: string; readonly reason: LogEnding } | null;
  readonly edition: number;
}

export type LogCommand =
  | { type: 'add-log-key'; logId: string; origin: string; vkey: string }
  | {
      type: 'continue-log';
      logId: string;
      origin: string;
      vkey: string;
      ended: string;
      reason: LogEnding;
    };
export type LogCommandType = LogCommand['type'];

/** Their fields are no secret: they stand in the leaf without a salt, so that readers can check them. */
export type LogEvent =
  | { type: 'log.key-added'; origin: string; vkey: string }
  | { type: 'log.continues'; origin: string; vkey: string; ended: string; reason: LogEnding };

export function decideLog(log: Log | null, command: LogCommand, actor: Actor): LogEvent[] {
  requirePermission(actor, command.type);
  const { origin, vkey } = command;
  if (command.type === 'continue-log') {
    if (log) throw new Refused('already-exists', `${origin} has begun already.`);
    const { ended, reason } = command;
    return [{ type: 'log.continues', origin, vkey, ended, reason }];
  }
  if (log?.keys.includes(vkey)) throw new Refused('already-exists', 'This key is announced already.');
  return [{ type: 'log.key-added', origin, vkey }];
}

export function evolveLog(log: Log | null, id: string, event: Stamped<LogEvent>): Log {
  const { origin, vkey } = event;
  const keys = [...(log?.keys ?? []), vkey];
  const edition = (log?.edition ?? 0) + 1;
  if (event.type === 'log.key-added') return { id, origin, keys, continues: log?.continues ?? null, edition };
  const { ended, reason } = event;
  return { id, origin, keys, continues: { ended, reason }, edition };
}
