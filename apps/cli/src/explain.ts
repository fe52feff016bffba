import { StateUnreadable } from '#durable-files';
import { LocalPostgresError } from '#local-postgres';
import { sentenceOf } from '#process';
import { Malformed, Unreachable } from '#transparency-log';

/** What to print of an error that no command made itself: the sentence, or for a bug everything there is. */
export function explain(error: unknown): string {
  if (error instanceof LocalPostgresError || error instanceof StateUnreadable) return error.message;
  if (error instanceof Unreachable) return `The log could not be read: ${error.message}.`;
  if (error instanceof Malformed) return `The log is not as a log must be. ${error.message}.`;
  const sentence = sentenceOf(error);
  if (sentence !== null) return sentence;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
