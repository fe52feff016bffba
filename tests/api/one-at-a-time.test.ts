import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { OneAtATime } from '../../apps/api/src/one-at-a-time.ts';

/** Work that goes on until the test ends it. */
function started() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((done, failed) => {
      ends.set(name, (error) => (error ? failed(error) : done(`${name} is done`)));
    });
  };
  return { begun, work, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

test('what is asked for while it is under way is done once, and all get its answer', async () => {
  const { begun, work, end } = started();
  const together = new OneAtATime<string>();
  const answers = [1, 2, 3].map(() => together.run('a', work('a')));
  await turn();
  answers.push(together.run('a', work('a')));
  end('a');
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 4 }, () => 'a is done'));
  expect(begun).toEqual(['a']);
  const again = together.run('a', work('a'));
  await turn();
  end('a');
  expect(await again).toBe('a is done');
  expect(begun).toEqual(['a', 'a']);
});

test('something else waits for it, and begins also after a failure', async () => {
  const { begun, work, end } = started();
  const together = new OneAtATime<string>();
  const first = together.run('a', work('a'));
  const second = together.run('b', work('b'));
  await turn();
  expect(begun).toEqual(['a']);
  end('a', new Error('no database'));
  await expect(first).rejects.toThrow('no database');
  await turn();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  expect(await second).toBe('b is done');
});
