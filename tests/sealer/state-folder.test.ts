import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { StateFolder } from '#durable-files';
import { temporaryFolder } from '../support/temporary-folder.ts';

const open = (folder: string) => new StateFolder(folder, z.strictObject({ size: z.int() }));

test('the first revision is written where there is none, and once', async () => {
  const state = open(join(await temporaryFolder(), 'deep', 'state'));
  expect(await state.read()).toBeNull();
  expect(await state.replace(null, { size: 0 })).toEqual({ number: 1, value: { size: 0 } });
  expect(await state.replace(null, { size: 9 })).toBeNull();
  expect(await state.read()).toEqual({ number: 1, value: { size: 0 } });
});

test('of many that replace one revision at once, one does; nobody’s step is lost or taken twice', async () => {
  const folder = await temporaryFolder();
  await open(folder).replace(null, { size: 0 });
  let done = 0;
  const climb = async () => {
    const state = open(folder);
    for (let attempt = 0; attempt < 30; attempt++) {
      const at = await state.read();
      if (await state.replace(at, { size: (at?.value.size ?? 0) + 1 })) done++;
    }
  };
  await Promise.all(Array.from({ length: 4 }, climb));
  const last = await open(folder).read();
  expect(last?.number).toBe((last?.value.size ?? 0) + 1);
  expect(done).toBeGreaterThan(0);
  // A success may be taken for a failure when another has gone on from it; never the other way round.
  expect(last?.value.size).toBeGreaterThanOrEqual(done);
});

test('a revision that is long gone cannot be written again', async () => {
  const folder = await temporaryFolder();
  const state = open(folder);
  let at = await state.replace(null, { size: 0 });
  const first = at;
  for (let size = 1; size < 40; size++) at = await state.replace(at, { size });
  expect((await readdir(folder)).length).toBeLessThan(20);
  expect(await state.replace(first, { size: 99 })).toBeNull();
  expect((await state.read())?.value).toEqual({ size: 39 });
});

test('what is no state is said so, with the file', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, '000000000003.json'), '{"size":"3"}');
  await expect(open(folder).read()).rejects.toThrow(/000000000003\.json is not a state/);
});
