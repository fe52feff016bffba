import { StateUnreadable } from '#durable-files';
import { LocalPostgresError } from '#local-postgres';
import { sentenceOf } from '#process';
import { Malformed, Unreachable } from '#transparency-log';

/** Something a person can put right; its message is a sentence that says what. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** What to print when a command ends badly: the sentence, or for a bug everything there is. */
export function explain(error: unknown): string {
  if (error instanceof Failure || error instanceof LocalPostgresError) return error.message;
  if (error instanceof Unreachable || error instanceof Malformed || error instanceof StateUnreadable)
    return error.message;
  const sentence = sentenceOf(error);
  if (sentence !== null) return sentence;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
