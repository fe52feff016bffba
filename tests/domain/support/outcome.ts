/** What came of an attempt. Only a `Refused` is an answer; anything else that is thrown is a bug and goes on up. */
import { Refused, type RefusalCode } from '#domain';

export function refusalOf(attempt: () => unknown): Refused {
  const refused = attemptOrRefusal(attempt);
  if (!refused) throw new Error('nothing was refused');
  return refused;
}

/** The code of the refusal, or `allowed`. */
export const codeOf = (attempt: () => unknown): RefusalCode | 'allowed' =>
  attemptOrRefusal(attempt)?.code ?? 'allowed';

function attemptOrRefusal(attempt: () => unknown): Refused | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}
