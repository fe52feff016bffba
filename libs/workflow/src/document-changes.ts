/** A document comes in, gets another version, is corrected or retracted, and rests on what people say it rests on. */
import { isDeepStrictEqual } from 'node:util';
import { In, type EntityManager } from 'typeorm';
import { AnchorRow, DocumentTextRow, DocumentVersionRow, loadRoot, OriginRow, type Change } from '#database';
import { decideDocument, evolveDocument, Refused, type Actor, type DocumentCommand } from '#domain';
import { changeBy } from './changes.ts';
import type { Changes } from './commands.ts';
import { marksForAnchors, marksForNotice, marksForOrigins } from './source-marks.ts';

export type DocumentCommandOf<T extends DocumentCommand['type']> = Extract<DocumentCommand, { type: T }>;

/** Whether these very bytes are here already, and where. */
export const findBytes = (tx: EntityManager, workspaceId: string, bytesSha256: string) =>
  tx.findOneBy(DocumentVersionRow, { workspaceId, bytesSha256 });

export async function receiveDocument(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommandOf<'receive-document'>,
  now: string,
): Promise<Changes> {
  const same = await findBytes(tx, actor.workspaceId, command.bytesSha256);
  if (same)
    throw new Refused('already-exists', 'This very document is here already.', { current: same.documentId });
  const events = decideDocument(null, command, actor, NOTHING_ASKED);
  const change = changeBy('document', command.documentId, null, events, evolveDocument, { actor, now });
  return { changes: [change], keep: (tx) => keepText(tx, actor, command) };
}

export async function addVersion(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommandOf<'add-version'>,
  now: string,
): Promise<Changes> {
  return {
    changes: [await changeDocument(tx, actor, command, now)],
    keep: (tx) => keepText(tx, actor, command),
  };
}

async function keepText(
  tx: EntityManager,
  { workspaceId }: Actor,
  { versionId, text, regions }: DocumentCommandOf<'receive-document' | 'add-version'>,
): Promise<void> {
  await tx.insert(DocumentTextRow, { workspaceId, versionId, text, regions });
}

export async function recordAnchors(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommandOf<'record-anchors' | 'add-anchors'>,
  now: string,
): Promise<Changes> {
  const { workspaceId } = actor;
  const { versionId, anchors } = command;
  const document = await changeDocument(tx, actor, command, now);
  const mapped = document.before?.state.versions.find(({ id }) => id === versionId)?.anchorsMapped ?? 0;
  const rows = anchors.map((anchor, index) => ({
    workspaceId,
    versionId,
    ordinal: mapped + index,
    claimId: anchor.claimId,
    anchor,
  }));
  return {
    changes: [document, ...(await marksForAnchors(tx, actor, command, now))],
    keep: async (tx) => void (rows.length && (await tx.insert(AnchorRow, rows))),
  };
}

/** Of passages that are not mapped in this version yet: two jobs may have found the same ones. */
export async function addAnchors(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommandOf<'add-anchors'>,
  now: string,
): Promise<Changes> {
  const { workspaceId } = actor;
  const { documentId, versionId } = command;
  await loadRoot(tx, 'document', workspaceId, documentId, { lock: true });
  const claimId = In(command.anchors.map((anchor) => anchor.claimId));
  const there = await tx.findBy(AnchorRow, { workspaceId, versionId, claimId });
  const anchors = command.anchors.filter(
    (anchor) =>
      !there.some(
        (row) => row.claimId === anchor.claimId && isDeepStrictEqual(row.anchor.place, anchor.place),
      ),
  );
  if (!anchors.length) throw new Refused('already-extracted', 'These passages are mapped already.');
  return recordAnchors(tx, actor, { ...command, anchors }, now);
}

/** What the publisher said, and with it the claims that rest on the document: no reader sees one without the other. */
export async function noteDocument(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommandOf<'record-correction' | 'retract-document'>,
  now: string,
): Promise<Changes> {
  const document = await changeDocument(tx, actor, command, now);
  const notice = document.after.notices.at(-1);
  if (!notice) throw new Error('a notice was recorded');
  const { documentId } = command;
  return { changes: [document, ...(await marksForNotice(tx, actor, { documentId, notice }, now))] };
}

/** What it rests on, and with it the claims that lose by it what their verdict needed. */
export async function changeOrigins(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommandOf<'confirm-origin' | 'remove-origin'>,
  now: string,
): Promise<Change[]> {
  const originIsKnown = await isOrigin(tx, actor, command.originId);
  const document = await changeDocument(tx, actor, command, now, { originIsKnown });
  const { reason } = command;
  return [document, ...(await marksForOrigins(tx, actor, { documents: [document], reason }, now))];
}

export const isOrigin = (tx: EntityManager, { workspaceId }: Actor, id: string): Promise<boolean> =>
  tx.existsBy(OriginRow, { workspaceId, id });

const NOTHING_ASKED = { originIsKnown: false };

export async function changeDocument(
  tx: EntityManager,
  actor: Actor,
  command: DocumentCommand,
  now: string,
  context: { originIsKnown: boolean } = NOTHING_ASKED,
): Promise<Change<'document'>> {
  const before = await loadRoot(tx, 'document', actor.workspaceId, command.documentId, { lock: true });
  const events = decideDocument(before?.state ?? null, command, actor, context);
  return changeBy('document', command.documentId, before, events, evolveDocument, { actor, now });
}
