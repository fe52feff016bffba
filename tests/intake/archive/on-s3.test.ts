import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openArchive, type Archive } from '#intake';
import { startBucket, type Bucket } from './support/bucket.ts';
import { placeOf } from './support/places.ts';

let bucket: Bucket;
let archive: Archive;
beforeEach(async () => {
  bucket = await startBucket({ conditionalWrites: true });
  archive = await openArchive({ s3: bucket.settings });
});
afterEach(() => bucket.stop());

test('a document lies where it would lie in a folder, so that one can be copied to the other', async () => {
  const { sha256 } = await archive.put(Buffer.from('The budget of the county.'));
  expect([...bucket.objects.keys()]).toEqual([placeOf(sha256)]);
});

test('a store that is busy for a moment is asked again', async () => {
  bucket.faults.push({ status: 503, code: 'SlowDown' }, { status: 500, code: 'InternalError' });
  expect((await archive.put(Buffer.from('Flood levels at noon.'))).isNew).toBe(true);
});

test('a wrong secret is said, and is not in what is said', async () => {
  const settings = { ...bucket.settings, secretAccessKey: 'not-the-secret' };
  const wrong = await openArchive({ s3: settings });
  const failure = await wrong.get('a'.repeat(64)).catch((error: unknown) => String(error));
  expect(failure).toBe("Error: The archive's store answered 403 (SignatureDoesNotMatch).");
});

test('a store that is away is said', async () => {
  await bucket.stop();
  await expect(archive.put(Buffer.from('A cup final.'))).rejects.toThrow(
    `The archive's store at ${bucket.settings.endpoint} did not answer.`,
  );
  bucket = await startBucket({ conditionalWrites: true });
});

test('a store that refuses to write keeps nothing, and is said', async () => {
  const unable = Array.from({ length: 5 }, () => ({ status: 503, code: 'ServiceUnavailable' }));
  bucket.faults.push(...unable);
  await expect(archive.put(Buffer.from('A verdict.'))).rejects.toThrow('503');
  expect(bucket.objects.size).toBe(0);
});
