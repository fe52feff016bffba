import type { EntityManager } from 'typeorm';
import { loadRoot, type Change } from '#database';
import {
  decideDesk,
  decidePerson,
  decideWorkspace,
  evolveDesk,
  evolvePerson,
  evolveWorkspace,
  type Actor,
  type DeskCommand,
  type PersonCommand,
  type WorkspaceCommand,
} from '#domain';
import { drawAlias } from './aliases.ts';
import { changeBy } from './changes.ts';

const LOCK = { lock: true };
const NO_DESKS: ReadonlySet<string> = new Set();

export async function changeWorkspace(
  tx: EntityManager,
  actor: Actor,
  command: WorkspaceCommand,
  now: string,
): Promise<Change<'workspace'>> {
  const { workspaceId } = actor;
  const before = await loadRoot(tx, 'workspace', workspaceId, workspaceId, LOCK);
  const deskIds = command.type === 'set-routing-rules' ? await readDeskIds(tx, workspaceId) : NO_DESKS;
  const events = decideWorkspace(before?.state ?? null, command, actor, { deskIds });
  return changeBy('workspace', workspaceId, before, events, evolveWorkspace, { actor, now });
}

export async function changePerson(
  tx: EntityManager,
  actor: Actor,
  command: PersonCommand,
  now: string,
): Promise<Change<'person'>> {
  const before = await loadRoot(tx, 'person', actor.workspaceId, command.personId, LOCK);
  const getsAlias = command.type === 'admit-person' || command.type === 'give-alias';
  const alias = getsAlias ? await drawAlias(tx, actor.workspaceId) : '';
  const admins = command.type === 'deactivate-person' ? await readAdmins(tx, actor.workspaceId) : [];
  const otherAdmins = admins.some((id) => id !== command.personId);
  const events = decidePerson(before?.state ?? null, command, actor, { alias, otherAdmins, now });
  return changeBy('person', command.personId, before, events, evolvePerson, { actor, now });
}

/** Those who are active. */
export async function readAdmins(tx: EntityManager, workspaceId: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select id from app.people where workspace_id = $1 and active and 'admin' = any (roles)`,
    [workspaceId],
  );
  return rows.map(({ id }) => id);
}

export async function changeDesk(
  tx: EntityManager,
  actor: Actor,
  command: DeskCommand,
  now: string,
): Promise<Change<'desk'>> {
  const before = await loadRoot(tx, 'desk', actor.workspaceId, command.deskId, LOCK);
  const personIsReviewer =
    command.type === 'add-desk-member' && (await isReviewer(tx, actor.workspaceId, command.personId));
  const events = decideDesk(before?.state ?? null, command, actor, { personIsReviewer });
  return changeBy('desk', command.deskId, before, events, evolveDesk, { actor, now });
}

async function readDeskIds(tx: EntityManager, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await tx.query('select id from app.desks where workspace_id = $1', [
    workspaceId,
  ]);
  return new Set(rows.map(({ id }) => id));
}

async function isReviewer(tx: EntityManager, workspaceId: string, personId: string): Promise<boolean> {
  const person = await loadRoot(tx, 'person', workspaceId, personId, { lock: false });
  return (person?.state.active && person.state.roles.includes('reviewer')) ?? false;
}
