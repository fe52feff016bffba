import type { EntityManager } from 'typeorm';
import { DocumentTextRow, DocumentVersionRow, loadRoot, OriginRow, type Change } from '#database';
import { decideDocument, evolveDocument, Refused, type Actor, type DocumentCommand } from '#domain';
import { changeBy } from './changes.ts';
import { changeLoadedClaim } from './claim-changes.ts';
import type { Changes } from './commands.ts';

type Command<T extends DocumentCommand['type']> = Extract<DocumentCommand, { type: T }>;

export async function receiveDocument(
  tx: EntityManager,
  actor: Actor,
  command: Command<'receive-document'>,
  now: string,
): Promise<Changes> {
  const { workspaceId } = actor;
  const same = await tx.findOneBy(DocumentVersionRow, { workspaceId, bytesSha256: command.bytesSha256 });
  if (same)
    throw new Refused('already-exists', 'This very document is here already.', { current: same.documentId });
  const events = decideDocument(null, command, actor, { originIsKnown: false });
  const { documentId, versionId, text } = command;
  return {
    changes: [changeBy('document', documentId, null, events, evolveDocument, { actor, now })],
    keep: async (tx) => void (await tx.insert(DocumentTextRow, { workspaceId, versionId, text })),
  };
}

export async function confirmOrigin(
  tx: EntityManager,
  actor: Actor,
  command: Command<'confirm-origin'>,
  now: string,
): Promise<Change<'document'>> {
  const before = await loadRoot(tx, 'document', actor.workspaceId, command.documentId, { lock: true });
  const where = { workspaceId: actor.workspaceId, id: command.originId };
  const originIsKnown = await tx.existsBy(OriginRow, where);
  const events = decideDocument(before?.state ?? null, command, actor, { originIsKnown });
  return changeBy('document', command.documentId, before, events, evolveDocument, { actor, now });
}

/** The document says how many claims were found, and each of them begins its own stream, all in one transaction. */
export async function recordExtraction(
  tx: EntityManager,
  actor: Actor,
  command: Command<'record-extraction'>,
  now: string,
): Promise<Change[]> {
  const { documentId, versionId, claims } = command;
  const before = await loadRoot(tx, 'document', actor.workspaceId, documentId, { lock: true });
  const events = decideDocument(before?.state ?? null, command, actor, { originIsKnown: false });
  const language = before?.state.language ?? 'und';
  const changes: Change[] = [
    changeBy('document', documentId, before, events, evolveDocument, { actor, now }),
  ];
  for (const { claimId, text, score, speaker, ...found } of claims) {
    const occurrences = [{ documentId, speaker, passage: { versionId, ...found } }];
    const proposal = { type: 'propose-claim' as const, claimId, text, language, score, occurrences };
    changes.push(await changeLoadedClaim(tx, actor, null, proposal, now));
  }
  return changes;
}
