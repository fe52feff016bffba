import { expect, test } from '@jest/globals';
import { together } from '../../apps/worker/src/together.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test('what is asked for at the same time is done together, no more than so many at once, each with its own answer', async () => {
  const sizes: number[] = [];
  const double = together<number, number>({ most: 4 }, async (_, items) => {
    sizes.push(items.length);
    return items.map((item) => item * 2);
  });
  const answers = await Promise.all(numbers(10).map((item) => double('one', item)));
  expect(answers).toEqual(numbers(10).map((item) => item * 2));
  expect(sizes).toEqual([4, 4, 2]);
  expect(await double('one', 21)).toBe(42);
});

test('one at a time for one key, side by side for several', async () => {
  let atWork = new Map<string, number>();
  let most = 0;
  const echo = together<number, number>({ most: 1 }, async (key, items) => {
    atWork = new Map(atWork).set(key, (atWork.get(key) ?? 0) + 1);
    expect(atWork.get(key)).toBe(1);
    most = Math.max(
      most,
      [...atWork.values()].reduce((sum, one) => sum + one, 0),
    );
    await new Promise((resolve) => setImmediate(resolve));
    atWork = new Map(atWork).set(key, 0);
    return items;
  });
  const asked = ['a', 'b', 'c'].flatMap((key) => numbers(5).map((item) => echo(key, item)));
  expect(await Promise.all(asked)).toEqual([...numbers(5), ...numbers(5), ...numbers(5)]);
  expect(most).toBeGreaterThan(1);
});

test('one that cannot be done fails alone', async () => {
  const invert = together<number, number>({ most: 10 }, async (_, items) => {
    if (items.includes(0)) throw new RangeError('nothing is its inverse');
    return items.map((item) => 1 / item);
  });
  const settled = await Promise.allSettled([1, 0, 4].map((item) => invert('one', item)));
  expect(settled).toEqual([
    { status: 'fulfilled', value: 1 },
    { status: 'rejected', reason: new RangeError('nothing is its inverse') },
    { status: 'fulfilled', value: 0.25 },
  ]);
});
