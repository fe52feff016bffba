/**
 * Holds an outcome against what became of its sources while its verdicts were sealed: looked for then, they would have
 * told who had submitted. Twice for one claim it finds nothing left to do.
 */
import type { DataSource } from 'typeorm';
import { inWorkspace, SourceCheckRow } from '#database';
import { Refused, type Actor, type MappedAnchor } from '#domain';
import { PassageMapper } from '#extraction';
import type { JobData, JobEnd } from '#jobs';
import {
  execute,
  markOf,
  readTexts,
  readUnmapped,
  readUnmarkedNotices,
  restsOnPassages,
  type UnmappedPassage,
} from '#workflow';

const DONE: readonly string[] = ['already-exists', 'already-extracted', 'wrong-status'];

const NOTHING = { unmapped: [], texts: new Map<string, string>(), notices: [] };

export async function recheckClaim(
  db: DataSource,
  { workspaceId, claimId, round, outcome }: JobData<'recheck-claim'>,
): Promise<JobEnd> {
  const actor: Actor = { kind: 'system', workspaceId, name: 'extraction' };
  const { unmapped, texts, notices } = await inWorkspace(db, workspaceId, async (tx) => {
    if (!(await restsOnPassages(tx, actor, claimId))) return NOTHING;
    const passages = await readUnmapped(tx, actor, claimId);
    const versionIds = passages.flatMap(({ versionId, fromVersionId }) => [versionId, fromVersionId]);
    return {
      unmapped: passages,
      texts: await readTexts(tx, actor, [...new Set(versionIds)]),
      notices: await readUnmarkedNotices(tx, actor, claimId),
    };
  });
  for (const { documentId, notice, passages } of notices) {
    const { id: causeId, reason } = notice;
    const cause = notice.kind === 'retraction' ? 'source-retracted' : 'source-corrected';
    const changed = passages.map((passage) => ({ passage, now: passage.exact }));
    const mark = markOf(claimId, { cause, causeId, documentId, changed, reason });
    await unlessDone(execute(db, actor, mark));
  }
  const ready = unmapped.filter((one) => one.ready);
  for (const documentId of new Set(ready.map((one) => one.documentId))) {
    const passages = ready.filter((one) => one.documentId === documentId);
    const anchors = passages.map((one) => anchorOf(claimId, one, texts));
    const [first] = passages;
    if (!first) continue;
    const { versionId } = first;
    await unlessDone(execute(db, actor, { type: 'add-anchors', documentId, versionId, anchors }));
  }
  if (ready.length < unmapped.length) return 'waiting';
  await inWorkspace(db, workspaceId, (tx) =>
    tx.delete(SourceCheckRow, { workspaceId, claimId, round, outcome }),
  );
  return 'done';
}

function anchorOf(claimId: string, one: UnmappedPassage, texts: ReadonlyMap<string, string>): MappedAnchor {
  const { round, slot, ordinal, fromVersionId, versionId } = one;
  const mapped = new PassageMapper(texts.get(fromVersionId) ?? null, texts.get(versionId) ?? '').map(one);
  const place = { kind: 'evidence' as const, round, slot, ordinal };
  const { score } = mapped;
  if ('orphan' in mapped) return { claimId, place, fromVersionId, score, found: null };
  const { start, end, exact, method } = mapped;
  return { claimId, place, fromVersionId, score, found: { start, end, exact, method } };
}

/** Somebody did the same, or opened the claim again, since it was read. */
async function unlessDone(effect: Promise<unknown>): Promise<void> {
  try {
    await effect;
  } catch (error) {
    const isDone = error instanceof Refused && DONE.includes(error.code);
    if (!isDone) throw error;
  }
}
