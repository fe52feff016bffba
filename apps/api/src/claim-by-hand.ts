/** A claim that a person found in a document: proposed as the machine's are, and told from them by what made its score. */
import type { DataSource } from 'typeorm';
import type { requests } from '#contract';
import { inWorkspace } from '#database';
import { Refused, type ClaimCommand } from '#domain';
import { canonicalText, findPassage, passageAt, type Passage } from '#extraction';
import { readDocumentText } from '#workflow';
import type { Person } from './authentication.ts';

/** A person who writes it down thinks it worth checking, and no model is asked. */
const BY_HAND = { score: 1_000, features: [{ code: 'by-hand', contribution: 1_000 }] } as const;

export async function claimByHand(
  db: DataSource,
  actor: Person,
  claimId: string,
  { documentId, claimType, ...found }: requests.NewClaim,
): Promise<Extract<ClaimCommand, { type: 'propose-claim' }>> {
  const { versionId, text, language, figures } = await inWorkspace(db, actor.workspaceId, (tx) =>
    readDocumentText(tx, actor, documentId, found.versionId ?? undefined),
  );
  const passage = passageFor(text, canonicalText(found.exact), found.start);
  const { start, end } = passage;
  const occurrence = {
    documentId,
    passage: { versionId, ...passage },
    speaker: found.speaker,
    attribution: null,
    // What the document was found to say there; nothing in a language that is not read.
    figures: figures.filter((figure) => figure.start >= start && figure.end <= end),
  };
  const wording = found.text ?? passage.exact;
  return {
    type: 'propose-claim',
    claimId,
    text: wording,
    language,
    claimType,
    ...BY_HAND,
    occurrences: [occurrence],
  };
}

function passageFor(text: string, exact: string, start: number | null): Passage {
  const passage =
    start === null
      ? findPassage(text, exact)
      : passageAt(text, { start, end: start + Array.from(exact).length });
  if (passage?.exact === exact) return passage;
  const where = start === null ? '' : ` at ${start}`;
  throw new Refused(
    'passage-not-found',
    `The document does not say this, word for word${where}: copy the passage from its text.`,
  );
}
