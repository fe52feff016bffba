import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';

const EVERY_MS = 50;

/** Waits until `read` gives `expected`; when it never does, fails by showing the last value it gave. */
export async function eventually<T>(
  read: () => Promise<T>,
  expected: T,
  { withinMs = 10_000 } = {},
): Promise<void> {
  const deadline = Date.now() + withinMs;
  let last = await read();
  while (!isDeepStrictEqual(last, expected) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    last = await read();
  }
  expect(last).toEqual(expected);
}
