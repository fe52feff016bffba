/** What was handed in becomes a document, a further version of one, or a refusal: never something in between. */
import type { EntityManager } from 'typeorm';
import { loadRoot, type Change } from '#database';
import { decideIntake, evolveIntake, Refused, type Actor, type Intake, type IntakeCommand } from '#domain';
import { changeBy } from './changes.ts';
import type { Changes } from './commands.ts';
import { addVersion, findBytes, receiveDocument } from './document-changes.ts';

type Command<T extends IntakeCommand['type']> = Extract<IntakeCommand, { type: T }>;

export async function changeIntake(
  tx: EntityManager,
  actor: Actor,
  command: IntakeCommand,
  now: string,
): Promise<Change<'intake'>> {
  if (command.type === 'hand-in' && command.documentId) await requireDocument(tx, actor, command.documentId);
  const before = await loadRoot(tx, 'intake', actor.workspaceId, command.intakeId, { lock: true });
  const events = decideIntake(before?.state ?? null, command, actor, { result: null });
  return changeBy('intake', command.intakeId, before, events, evolveIntake, { actor, now });
}

async function requireDocument(tx: EntityManager, { workspaceId }: Actor, id: string): Promise<void> {
  if (!(await loadRoot(tx, 'document', workspaceId, id, { lock: false })))
    throw new Refused('not-found', 'There is no such document to which this could be a new capture.');
}

/**
 * The same bytes a second time are the version that is here already. A new capture of a document, named by whoever handed
 * it in or fetched from the same address, is its next version, also when the page has moved and its address leads on to
 * another one; anything else is a document of its own.
 */
export async function recordReading(
  tx: EntityManager,
  actor: Actor,
  command: Command<'record-reading'>,
  now: string,
): Promise<Changes> {
  const before = await loadRoot(tx, 'intake', actor.workspaceId, command.intakeId, { lock: true });
  const { result, document } = before
    ? await placeReading(tx, actor, before.state, command, now)
    : { result: null, document: null };
  const events = decideIntake(before?.state ?? null, command, actor, { result });
  const intake = changeBy('intake', command.intakeId, before, events, evolveIntake, { actor, now });
  return { changes: [intake, ...(document?.changes ?? [])], ...(document?.keep && { keep: document.keep }) };
}

async function placeReading(
  tx: EntityManager,
  actor: Actor,
  intake: Intake,
  { reading, warnings, finalUrl }: Command<'record-reading'>,
  now: string,
) {
  const same = await findBytes(tx, actor.workspaceId, reading.bytesSha256);
  if (same) {
    const result = { documentId: same.documentId, versionId: same.id, known: true };
    return { result, document: null };
  }
  const asked = intake.source.kind === 'address' ? intake.source.url : null;
  const address = finalUrl ?? asked;
  const facts = { ...reading, warnings, address };
  const documentId = intake.documentId ?? (await documentAt(tx, actor, address, asked));
  const document: Changes = documentId
    ? await addVersion(tx, actor, { type: 'add-version', ...facts, documentId }, now)
    : await receiveDocument(tx, actor, { type: 'receive-document', ...facts }, now);
  const result = {
    documentId: documentId ?? reading.documentId,
    versionId: reading.versionId,
    known: false,
  };
  return { result, document };
}

/** The document that was first fetched from the first of these addresses that has one. */
async function documentAt(
  tx: EntityManager,
  { workspaceId }: Actor,
  ...addresses: readonly (string | null)[]
): Promise<string | null> {
  const known = [...new Set(addresses.filter((address) => address !== null))];
  // Two first captures of one page at a time: the second waits here, and then finds the document of the first.
  for (const address of known.toSorted())
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${workspaceId} ${address}`]);
  const [row]: { id: string }[] = await tx.query(
    `select id from app.documents where workspace_id = $1 and address = any ($2::text[])
      order by array_position($2::text[], address), received_at limit 1`,
    [workspaceId, known],
  );
  return row?.id ?? null;
}
