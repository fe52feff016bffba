/** One organisation's data, its corrections policy, the origins it has named and the people it protects. */
import type { Actor, Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export const ORIGIN_KINDS = ['leak', 'official-statement', 'research', 'witness', 'wire', 'other'] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

export interface Workspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** How readers ask for a correction and what happens then; shown with every report. */
  readonly correctionsPolicy: string;
  readonly edition: number;
  readonly origins: readonly Origin[];
  readonly protectedPersons: readonly ProtectedPerson[];
}

/** What an account ultimately rests on. */
export interface Origin {
  readonly id: string;
  readonly kind: OriginKind;
  readonly title: string;
}

/** Somebody whose names must not leave the workspace; `label` stands in their place. */
export interface ProtectedPerson {
  readonly id: string;
  readonly label: string;
  readonly names: readonly string[];
}

export type WorkspaceCommand =
  | { type: 'open-workspace'; workspaceId: string; slug: string; name: string; correctionsPolicy: string }
  | { type: 'register-origin'; originId: string; kind: OriginKind; title: string }
  | { type: 'protect-person'; protectedPersonId: string; label: string; names: readonly string[] };
export type WorkspaceCommandType = WorkspaceCommand['type'];

export type WorkspaceEvent =
  | { type: 'workspace-opened'; slug: string; name: string; correctionsPolicy: string }
  | { type: 'origin-registered'; originId: string; kind: OriginKind; title: string }
  | { type: 'person-protected'; protectedPersonId: string; label: string; names: readonly string[] };

export function decideWorkspace(
  workspace: Workspace | null,
  command: WorkspaceCommand,
  actor: Actor,
): WorkspaceEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'open-workspace') {
    if (workspace) throw new Refused('already-exists', 'This workspace is open already.');
    const { slug, name, correctionsPolicy } = command;
    return [{ type: 'workspace-opened', slug, name, correctionsPolicy }];
  }
  if (!workspace) throw new Refused('not-found', 'There is no such workspace.');
  switch (command.type) {
    case 'register-origin': {
      const { originId, kind, title } = command;
      return [{ type: 'origin-registered', originId, kind, title }];
    }
    case 'protect-person': {
      const { protectedPersonId, label, names } = command;
      return [{ type: 'person-protected', protectedPersonId, label, names }];
    }
  }
}

export function evolveWorkspace(
  workspace: Workspace | null,
  id: string,
  event: Stamped<WorkspaceEvent>,
): Workspace {
  if (event.type === 'workspace-opened') {
    const { slug, name, correctionsPolicy } = event;
    return { id, slug, name, correctionsPolicy, edition: 1, origins: [], protectedPersons: [] };
  }
  if (!workspace) throw new Error(`a workspace begins with workspace-opened, not ${event.type}`);
  const next = { ...workspace, edition: workspace.edition + 1 };
  switch (event.type) {
    case 'origin-registered': {
      const origin = { id: event.originId, kind: event.kind, title: event.title };
      return { ...next, origins: [...workspace.origins, origin] };
    }
    case 'person-protected': {
      const person = { id: event.protectedPersonId, label: event.label, names: event.names };
      return { ...next, protectedPersons: [...workspace.protectedPersons, person] };
    }
  }
}
