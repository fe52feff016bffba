const INTERVAL_MS = 25;

/** Asks again and again until the answer is not null; null when there was none before the deadline. */
export async function poll<T>(
  deadline: number,
  question: () => T | null | Promise<T | null>,
): Promise<T | null> {
  for (;;) {
    const answer = await question();
    if (answer !== null || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
