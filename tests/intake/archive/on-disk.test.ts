import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openArchive } from '#intake';
import { eventually } from '../../support/eventually.ts';
import { diskPlace, placeOf } from './support/places.ts';

let place: Awaited<ReturnType<typeof diskPlace>>;
beforeEach(async () => {
  place = await diskPlace();
});
afterEach(() => place.remove());

test('only the account that runs the process can read the archive', async () => {
  const archive = await place.open();
  const { sha256 } = await archive.put(Buffer.from('A letter from a source.'));
  const modeOf = async (path: string) => (await stat(join(place.root, path))).mode & 0o777;
  expect(await modeOf(placeOf(sha256))).toBe(0o600);
  for (const folder of ['', sha256.slice(0, 2), join(sha256.slice(0, 2), sha256.slice(2, 4))]) {
    expect(await modeOf(folder)).toBe(0o700);
  }
});

test('what a crash left is removed when the archive is next opened, once it is an hour old', async () => {
  await place.open();
  const [old, recent] = ['old', 'recent'].map((name) => join(place.root, 'unfinished', name));
  if (!old || !recent) throw new Error('two names make two paths');
  for (const path of [old, recent]) await writeFile(path, 'half a document');
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await utimes(old, minutesAgo(61), minutesAgo(61));
  await utimes(recent, minutesAgo(59), minutesAgo(59));

  await place.open();
  expect(await readdir(join(place.root, 'unfinished'))).toEqual(['recent']);
});

test('until all of a document is there it has no name, so a crash leaves only a file to remove', async () => {
  const archive = await place.open();
  const upload = new PassThrough();
  const putting = archive.put(upload);
  upload.write('the first half');
  const unfinished = join(place.root, 'unfinished');
  const sizes = async () =>
    Promise.all((await readdir(unfinished)).map(async (name) => (await stat(join(unfinished, name))).size));
  await eventually(sizes, ['the first half'.length]);
  expect(await readdir(place.root)).toEqual(['unfinished']);

  upload.end(', and the second');
  expect(await archive.has((await putting).sha256)).toBe(true);
});

test('nothing is left of a document but the document', async () => {
  const archive = await place.open();
  const { sha256 } = await archive.put(Buffer.from('Results of the election.'));
  await archive.put(Buffer.from('Results of the election.'));
  expect(await place.contents()).toEqual([sha256]);
});

test('a folder that cannot be made is an error at once', async () => {
  await place.open();
  const file = join(place.root, 'a-file');
  await writeFile(file, '');
  await expect(openArchive({ folder: join(file, 'archive') })).rejects.toThrow(/ENOTDIR|EEXIST/);
});
