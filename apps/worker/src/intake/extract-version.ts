/** Finds the claims of a version. What an earlier version of the document has already brought in is not proposed again, unless it says something else now. */
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AnchorRow, inWorkspace } from '#database';
import type { Actor, FoundOccurrence, MappedAnchor } from '#domain';
import {
  extractClaims,
  EXTRACTION_METHOD,
  identifyLanguage,
  saysTheSame,
  type Extraction,
  type FoundClaim,
} from '#extraction';
import {
  execute,
  readPinnedPassages,
  readVersion,
  type JobLease,
  type PinnedPassage,
  type VersionText,
} from '#workflow';
import { proposeByModel, type ModelSettings } from './model-proposals.ts';

type Actual = Extraction['claims'][number]['occurrences'][number];

export async function extractVersion(
  db: DataSource,
  model: ModelSettings | null,
  { workspaceId, documentId, versionId }: { workspaceId: string; documentId: string; versionId: string },
  lease: JobLease,
): Promise<void> {
  const actor: Actor = { kind: 'system', workspaceId, name: 'extraction' };
  const found = await inWorkspace(db, workspaceId, async (tx) => {
    const version = await readVersion(tx, actor, documentId, versionId);
    const anchors = await tx.findBy(AnchorRow, { workspaceId, versionId });
    const pinned = await readPinnedPassages(tx, actor, documentId, versionId);
    return version && { version, standing: standingIn(anchors, pinned) };
  });
  if (!found) return;
  const { version, standing } = found;
  const language = await identifyLanguage(version.text, version.document.language);
  const extraction = language.supported ? extract(version) : null;
  const byModel =
    extraction && model ? await proposeByModel(db, model, actor, versionId, version, extraction) : [];
  const claims = [...(extraction?.claims ?? []), ...byModel].filter((claim) => !isKnown(claim, standing));
  await execute(
    db,
    actor,
    {
      type: 'record-extraction',
      documentId,
      versionId,
      notExtracted: language.refusal,
      claims: claims.map((claim) => ({
        ...claim,
        claimId: randomUUID(),
        occurrences: claim.occurrences.map(occurrenceOf),
      })),
      findings: {
        method: EXTRACTION_METHOD,
        language: language.language,
        figures: extraction?.figures ?? [],
        credits: extraction?.credits ?? [],
        upstream: extraction?.upstream ?? [],
      },
    },
    { job: lease },
  );
}

function extract({ document, text, regions }: VersionText): Extraction {
  const { title, publisher, publishedAt, language } = document;
  return extractClaims({ text, regions, title, publisher, publishedAt, language });
}

function occurrenceOf({ passage, attribution, figures }: Actual): FoundOccurrence {
  const [first] = attribution.chain;
  const speaker = first && first.role !== 'outlet' ? first.name : null;
  return { ...passage, speaker, attribution, figures };
}

type Standing = NonNullable<MappedAnchor['found']>;

/** Where this version says what an earlier one was found to claim. With other figures, or denied, it is another claim. */
function standingIn(anchors: readonly AnchorRow[], pinned: readonly PinnedPassage[]): Standing[] {
  const keyOf = ({ claimId, place }: Pick<MappedAnchor, 'claimId' | 'place'>) =>
    `${claimId} ${place.kind === 'occurrence' ? place.ordinal : ''}`;
  const occurrences = pinned.filter(({ place }) => place.kind === 'occurrence');
  const wordings = new Map(occurrences.map((one) => [keyOf(one), one.exact]));
  return anchors.flatMap(({ anchor }) => {
    const { place, found } = anchor;
    if (place.kind !== 'occurrence' || !found) return [];
    const before = wordings.get(keyOf(anchor));
    const stands =
      found.method !== 'approximate' || (before !== undefined && saysTheSame(before, found.exact));
    return stands ? [found] : [];
  });
}

/** Half of the passage or more is where a claim of an earlier version stands now. */
function isKnown({ occurrences }: FoundClaim, standing: readonly Standing[]): boolean {
  return occurrences.some(({ passage }) =>
    standing.some(({ start, end }) => {
      const shared = Math.min(passage.end, end) - Math.max(passage.start, start);
      return 2 * shared >= passage.end - passage.start;
    }),
  );
}
