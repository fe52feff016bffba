import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openArchive } from '#intake';
import { beginJob, readIntake as readShown } from '#workflow';
import { inWorkspace } from '#database';
import { readIntake } from '../../apps/worker/src/intake/read-intake.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openNewsroom, sha256, type Newsroom } from '../support/newsroom.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let fixture: TestDatabase;
let room: Newsroom;
beforeAll(async () => {
  fixture = await freshDatabase();
  room = await openNewsroom(fixture.db);
});
afterAll(() => fixture.drop());

test('a file that the archive has lost is refused with what to do, and not tried for ever', async () => {
  const intakeId = randomUUID();
  const { workspaceId } = room;
  const source = {
    kind: 'file' as const,
    name: 'weir.pdf',
    mediaType: null,
    bytesSha256: sha256('lost'),
    sizeBytes: 4,
  };
  const details = { title: null, publisher: null, publishedAt: null, language: null, documentId: null };
  await room.run(room.as('edda'), { type: 'hand-in', intakeId, source, ...details });
  const archive = await openArchive({ folder: await temporaryFolder() });
  const parts = { db: fixture.db, archive, fetching: { userAgent: 'Countersign-tests/1' } };
  const job = {
    jobKey: `read-intake_${intakeId}`,
    queue: 'intake',
    name: 'read-intake',
    data: {},
    leaseSeconds: 30,
  };
  const lease = await beginJob(fixture.db, workspaceId, job);
  if (!lease) throw new Error('nobody else is at it');
  await readIntake(parts, workspaceId, intakeId, lease);
  const shown = await inWorkspace(fixture.db, workspaceId, (tx) => readShown(tx, room.as('edda'), intakeId));
  expect(shown).toMatchObject({
    status: 'refused',
    refusal: { code: 'bytes-lost', sentence: expect.stringContaining('send it again') },
  });
});
