/**
 * What was read is not what it should be. `where` is the position (“line 3”, “byte 514”, “items[2].proof, line 4”),
 * `reason` says what is wrong there. Every parser of this library refuses by throwing this and nothing else.
 */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  readonly reason: string;
  readonly where: string;

  constructor(reason: string, where: string) {
    super(`${where}: ${reason}`);
    this.reason = reason;
    this.where = where;
  }
}

/** Runs `read`, and says of what it refuses that it lies inside `outer`. */
export function inside<T>(outer: string, read: () => T): T {
  try {
    const result = read();
    if (!(result instanceof Promise)) return result;
    // The promise's own type is T's: only its refusal changes.
    return result.catch((error: unknown) => {
      throw moved(outer, error);
    }) as T;
  } catch (error) {
    throw moved(outer, error);
  }
}

const moved = (outer: string, error: unknown): unknown =>
  error instanceof Malformed ? new Malformed(error.reason, `${outer}, ${error.where}`) : error;

/** At most this much of what was read goes into a message. */
const SHOWN = 60;

/** Hostile text quoted for a message: short, on one line, without control characters. */
export const shown = (text: string): string =>
  JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
