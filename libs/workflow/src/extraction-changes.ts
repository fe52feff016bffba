/** What extraction and matching found in a version becomes claims and proposals, in one transaction with the version's own entry. */
import type { EntityManager } from 'typeorm';
import { DependenceRow, ExtractionRow, MatchRow, type Change } from '#database';
import type { Actor, FoundClaim } from '#domain';
import { changeLoadedClaim } from './claim-changes.ts';
import type { Changes } from './commands.ts';
import { changeDocument, type DocumentCommandOf } from './document-changes.ts';
import { changeDependence, changeMatch } from './proposal-changes.ts';

export async function recordExtraction(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommandOf<'record-extraction'>,
  now: string,
): Promise<Changes> {
  const { versionId, claims, findings } = command;
  const document = await changeDocument(tx, actor, command, now);
  const { language } = document.after;
  const changes: Change[] = [document];
  for (const claim of claims)
    changes.push(await changeLoadedClaim(tx, actor, null, proposalOf(claim, command, language), now));
  const { workspaceId } = actor;
  return {
    changes,
    keep: async (tx) => void (await tx.insert(ExtractionRow, { workspaceId, versionId, findings })),
  };
}

const proposalOf = (
  { occurrences, ...claim }: FoundClaim,
  { documentId, versionId }: DocumentCommandOf<'record-extraction'>,
  language: string,
) => ({
  type: 'propose-claim' as const,
  ...claim,
  language,
  occurrences: occurrences.map(({ speaker, attribution, figures, ...passage }) => ({
    documentId,
    speaker,
    attribution,
    figures,
    passage: { versionId, ...passage },
  })),
});

const MATCHING_LOCK = 7_709;
/** Some hundred proposals take a second or more, and many copies may come in together: longer than a row is waited for. */
const TURN_WITHIN = '60s';

/**
 * Until the transaction ends no other matching of the workspace is recorded: two that propose the same pair must see each
 * other's, or the second fails. It is taken before any row but the job's, so that nobody waits in a circle; a crash gives
 * it back.
 */
async function waitForTurn(tx: EntityManager, workspaceId: string): Promise<void> {
  await tx.query(`select set_config('lock_timeout', $1, true), set_config('statement_timeout', $1, true)`, [
    TURN_WITHIN,
  ]);
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [MATCHING_LOCK, workspaceId]);
}

/** A pair that was proposed before, in whatever order, is not proposed again: a person may have rejected it. */
export async function recordMatching(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommandOf<'record-matching'>,
  now: string,
): Promise<Change[]> {
  const { workspaceId } = actor;
  await waitForTurn(tx, workspaceId);
  const known = new Set<string>();
  for (const { claimId, otherClaimId } of await tx.findBy(MatchRow, { workspaceId }))
    known.add(pair(claimId, otherClaimId));
  for (const { kind, documentId, otherDocumentId } of await tx.findBy(DependenceRow, { workspaceId }))
    known.add(`${kind} ${pair(documentId, otherDocumentId)}`);
  const matches = command.matches.filter(
    ({ claimId, otherClaimId }) => !known.has(pair(claimId, otherClaimId)),
  );
  const dependences = command.dependences.filter(
    ({ kind, documentId, otherDocumentId }) => !known.has(`${kind} ${pair(documentId, otherDocumentId)}`),
  );
  const changes: Change[] = [await changeDocument(tx, actor, { ...command, matches, dependences }, now)];
  for (const match of matches)
    changes.push(await changeMatch(tx, actor, { type: 'propose-match', ...match }, now));
  for (const dependence of dependences)
    changes.push(...(await changeDependence(tx, actor, { type: 'propose-dependence', ...dependence }, now)));
  return changes;
}

const pair = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
