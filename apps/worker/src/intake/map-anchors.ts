/** Looks in a new version for every passage that something is pinned to in the versions before. */
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import type { Actor, MappedAnchor } from '#domain';
import { PassageMapper } from '#extraction';
import {
  execute,
  readPinnedPassages,
  readTexts,
  readVersion,
  type JobLease,
  type PinnedPassage,
} from '#workflow';

export async function mapAnchors(
  db: DataSource,
  { workspaceId, documentId, versionId }: { workspaceId: string; documentId: string; versionId: string },
  lease: JobLease,
): Promise<void> {
  const actor: Actor = { kind: 'system', workspaceId, name: 'extraction' };
  const found = await inWorkspace(db, workspaceId, async (tx) => {
    const version = await readVersion(tx, actor, documentId, versionId);
    const pinned = await readPinnedPassages(tx, actor, documentId, versionId);
    const texts = await readTexts(tx, actor, [...new Set(pinned.map(({ fromVersionId }) => fromVersionId))]);
    return version && { version, pinned, texts };
  });
  if (!found) return;
  const { pinned, texts, version } = found;
  const mappers = new Map(
    [...new Set(pinned.map(({ fromVersionId }) => fromVersionId))].map((from) => [
      from,
      new PassageMapper(texts.get(from) ?? null, version.text),
    ]),
  );
  const anchors = pinned.flatMap((one) => {
    const mapper = mappers.get(one.fromVersionId);
    return mapper ? [anchorOf(one, mapper)] : [];
  });
  await execute(db, actor, { type: 'record-anchors', documentId, versionId, anchors }, { job: lease });
}

function anchorOf(
  { claimId, place, fromVersionId, ...passage }: PinnedPassage,
  mapper: PassageMapper,
): MappedAnchor {
  const mapped = mapper.map(passage);
  const { score } = mapped;
  if ('orphan' in mapped) return { claimId, place, fromVersionId, score, found: null };
  const { start, end, exact, method } = mapped;
  return { claimId, place, fromVersionId, score, found: { start, end, exact, method } };
}
