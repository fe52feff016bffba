/** Work that costs one transaction whether it is one piece or a hundred: what comes while one is at it goes together in the next. */

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

interface Size {
  readonly most: number;
  /** How long the first waits for company. */
  readonly lingerMs?: number;
}

const LINGER_MS = 2;

/**
 * Calls with one key are gathered and given to `work`, no more than `most` at a time and one time after the other; it
 * answers in their order. Where all fail together each is tried alone, so that one that cannot be done takes no others
 * with it.
 */
export function together<T, R>(
  { most, lingerMs = LINGER_MS }: Size,
  work: (key: string, items: readonly T[]) => Promise<readonly R[]>,
): (key: string, item: T) => Promise<R> {
  const queues = new Map<string, Waiting<T, R>[]>();
  return (key, item) =>
    new Promise<R>((resolve, reject) => {
      const waiting = { item, resolve, reject };
      const queue = queues.get(key);
      if (queue) {
        queue.push(waiting);
        return;
      }
      const begun = [waiting];
      queues.set(key, begun);
      // It settles its callers one by one and fails for nobody else.
      void empty(
        begun,
        { most, lingerMs },
        (items) => work(key, items),
        () => queues.delete(key),
      );
    });
}

async function empty<T, R>(
  queue: Waiting<T, R>[],
  { most, lingerMs }: Required<Size>,
  work: (items: readonly T[]) => Promise<readonly R[]>,
  whenEmpty: () => void,
): Promise<void> {
  while (queue.length) {
    await new Promise((resolve) => setTimeout(resolve, lingerMs));
    const taken = queue.splice(0, most);
    if (!(await settle(taken, work))) for (const one of taken) await settle([one], work);
  }
  whenEmpty();
}

/** Whether its callers have their answers; several that failed together have not. */
async function settle<T, R>(
  taken: readonly Waiting<T, R>[],
  work: (items: readonly T[]) => Promise<readonly R[]>,
): Promise<boolean> {
  try {
    const results = await work(taken.map(({ item }) => item));
    if (results.length !== taken.length) throw new Error('an answer for each was expected');
    // As many results as there are callers.
    for (const [index, { resolve }] of taken.entries()) resolve(results[index] as R);
    return true;
  } catch (error) {
    if (taken.length > 1) return false;
    for (const { reject } of taken) reject(error);
    return true;
  }
}
