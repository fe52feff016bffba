/** Reports that a publisher signs off and publishes. */
import { randomUUID } from 'node:crypto';
import type { Newsroom } from './newsroom.ts';

/** A report’s first version. Gives the report’s id. */
export async function publishNew(room: Newsroom, slug: string, claimIds: readonly string[]): Promise<string> {
  const reportId = randomUUID();
  await room.run(room.as('pia'), {
    type: 'draft-report',
    reportId,
    slug,
    title: 'The flood',
    summary: '',
    claimIds,
  });
  await publish(room, reportId);
  return reportId;
}

/** The version that is open: the first, or a correction. */
export async function publish(room: Newsroom, reportId: string): Promise<void> {
  await room.run(room.as('pia'), { type: 'sign-off-report', reportId });
  await room.run(room.as('pia'), { type: 'publish-report', reportId, overrideReason: null });
}
