/** What was found of a document itself, and with it the claims that lose by it what their verdict needed. */
import type { EntityManager } from 'typeorm';
import { DocumentVersionRow, loadRoot, type Change } from '#database';
import { decideFinding, evolveFinding, passagesOf, type Actor, type FindingCommand } from '#domain';
import { changeBy } from './changes.ts';
import { readPassages } from './source-facts.ts';
import { marksForFinding } from './source-marks.ts';

export async function changeFinding(
  tx: EntityManager,
  actor: Actor,
  command: FindingCommand,
  now: string,
): Promise<Change[]> {
  const { workspaceId } = actor;
  const before = await loadRoot(tx, 'finding', workspaceId, command.findingId, { lock: true });
  const recorded = command.type === 'record-finding' ? command : null;
  const version =
    recorded &&
    (await tx.findOneBy(DocumentVersionRow, {
      workspaceId,
      id: recorded.versionId,
      documentId: recorded.documentId,
    }));
  const passages = passagesOf(recorded?.evidence ?? []).map(({ passage }) => passage);
  const { passageStands } = await readPassages(tx, workspaceId, passages);
  const context = { now, versionStands: version !== null, passageStands };
  const events = decideFinding(before?.state ?? null, command, actor, context);
  const finding = changeBy('finding', command.findingId, before, events, evolveFinding, { actor, now });
  return [finding, ...(await marksForFinding(tx, actor, finding, now))];
}
