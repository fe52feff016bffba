import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ArchiveDamaged, type Archive } from '#intake';
import { bucketPlace, diskPlace, type ArchivePlace } from './support/places.ts';

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each([
  ['on disk', diskPlace],
  ['in a bucket', () => bucketPlace({ conditionalWrites: true })],
  ['in a bucket without conditional writes', () => bucketPlace({ conditionalWrites: false })],
])('an archive %s', (_, openPlace) => {
  let place: ArchivePlace;
  let archive: Archive;
  beforeAll(async () => {
    place = await openPlace();
    archive = await place.open();
  });
  afterAll(() => place.remove());

  test('gives back what was put, under its SHA-256', async () => {
    const bytes = Buffer.from('Minutes of the council of Marlow, 3 June.');
    const stored = await archive.put(bytes);
    expect(stored).toEqual({ sha256: sha256Of(bytes), size: bytes.length, isNew: true });
    expect(await archive.get(stored.sha256)).toEqual(bytes);
    expect(await archive.has(stored.sha256)).toBe(true);
  });

  test('says that it had the same bytes before, also after it was opened anew', async () => {
    const bytes = Buffer.from('The same story twice.');
    expect((await archive.put(bytes)).isNew).toBe(true);
    expect((await archive.put(bytes)).isNew).toBe(false);
    expect((await (await place.open()).put(Readable.from([bytes]))).isNew).toBe(false);
  });

  test('has nothing that was not put', async () => {
    const unknown = sha256Of(randomBytes(8));
    expect(await archive.get(unknown)).toBeNull();
    expect(await archive.has(unknown)).toBe(false);
  });

  test('takes bytes in pieces', async () => {
    const pieces = Array.from({ length: 40 }, () => randomBytes(70_000));
    const bytes = Buffer.concat(pieces);
    const stored = await archive.put(Readable.from(pieces));
    expect(stored).toEqual({ sha256: sha256Of(bytes), size: bytes.length, isNew: true });
    expect((await archive.get(stored.sha256))?.equals(bytes)).toBe(true);
  });

  test('of a stream that breaks off nothing is kept', async () => {
    const before = await place.contents();
    const breaking = Readable.from(
      (function* () {
        yield Buffer.from('the first half');
        throw new Error('the connection was lost');
      })(),
    );
    await expect(archive.put(breaking)).rejects.toThrow('the connection was lost');
    expect(await place.contents()).toEqual(before);
  });

  test('of many writers of the same bytes one is told that they are new', async () => {
    const bytes = randomBytes(100_000);
    const all = await Promise.all(Array.from({ length: 8 }, () => archive.put(bytes)));
    const { sha256 } = all[0] ?? { sha256: '' };
    expect(all.filter(({ isNew }) => isNew).length).toBeGreaterThanOrEqual(1);
    if (place.tellsWritersApart) expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await archive.get(sha256))?.equals(bytes)).toBe(true);
  });

  test('what was spoilt is an error that says so, when read and when put again, and is left as it is', async () => {
    const bytes = Buffer.from('What the minister said.');
    const { sha256 } = await archive.put(bytes);
    await place.spoil(sha256, Buffer.from('What the minister did not say.'));
    for (const use of [() => archive.get(sha256), () => archive.put(bytes), () => archive.get(sha256)]) {
      await expect(use()).rejects.toThrow(ArchiveDamaged);
      await expect(use()).rejects.toThrow(/The archive is damaged: .* other content than its name says/);
    }
  });

  test.each(['', '..', '../../etc/passwd', 'ab', 'A'.repeat(64), `${'a'.repeat(63)}/`, 'é'.repeat(64)])(
    'the name %j is no name',
    async (name) => {
      await expect(archive.get(name)).rejects.toThrow(TypeError);
      await expect(archive.has(name)).rejects.toThrow(TypeError);
    },
  );

  test('any bytes come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const { sha256, size } = await archive.put(bytes);
        expect(size).toBe(bytes.length);
        expect(await archive.get(sha256)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 30 },
    );
  });
});
