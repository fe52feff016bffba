/** One organisation's data, its corrections policy, the origins it has named and the people it protects. */
import type { Actor, Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { exposedNames } from './protected-persons.ts';
import { Refused } from './refused.ts';
import { NO_ROUTING, type Routing, type RoutingRule } from './routing.ts';

export const ORIGIN_KINDS = ['leak', 'official-statement', 'research', 'witness', 'wire', 'other'] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

/** How readers see who judged: not at all, or under the alias that each person keeps. */
export const REVIEWERS_SHOWN = ['hidden', 'alias'] as const;
export type ReviewersShown = (typeof REVIEWERS_SHOWN)[number];

export interface Workspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** How readers ask for a correction and what happens then; shown with every report. */
  readonly correctionsPolicy: string;
  readonly edition: number;
  readonly origins: readonly Origin[];
  /** In the order they began; those that ended, too. */
  readonly protections: readonly Protection[];
  readonly routing: Routing;
  readonly reviewersShown: ReviewersShown;
}

/** What an account ultimately rests on. */
export interface Origin {
  readonly id: string;
  readonly kind: OriginKind;
  /** The desk's own, which may name a source: it stays inside. */
  readonly title: string;
  /** What readers of reports are told it is; null: its kind alone. */
  readonly publicTitle: string | null;
}

/** Somebody whose names must not leave the workspace; `label` stands in their place. */
export interface ProtectedPerson {
  readonly id: string;
  readonly label: string;
  readonly names: readonly string[];
}

/** Whose protection ended is no `ProtectedPerson`: what is published asks `protectedPersons` who is protected now. */
export interface Protection {
  readonly person: ProtectedPerson;
  /** Null: it holds. */
  readonly ended: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

/** Who is protected now. */
export const protectedPersons = ({ protections }: Pick<Workspace, 'protections'>): ProtectedPerson[] =>
  protections.flatMap(({ person, ended }) => (ended ? [] : [person]));

export type WorkspaceCommand =
  | { type: 'open-workspace'; workspaceId: string; slug: string; name: string; correctionsPolicy: string }
  | { type: 'set-corrections-policy'; correctionsPolicy: string }
  | { type: 'register-origin'; originId: string; kind: OriginKind; title: string }
  | { type: 'name-origin'; originId: string; publicTitle: string | null }
  | { type: 'protect-person'; protectedPersonId: string; label: string; names: readonly string[] }
  | { type: 'end-protection'; protectedPersonId: string; reason: string }
  | { type: 'set-routing-rules'; rules: readonly RoutingRule[] }
  | { type: 'show-reviewers'; as: ReviewersShown };
export type WorkspaceCommandType = WorkspaceCommand['type'];

export type WorkspaceEvent =
  | { type: 'workspace-opened'; slug: string; name: string; correctionsPolicy: string }
  | { type: 'corrections-policy-set'; correctionsPolicy: string }
  | { type: 'origin-registered'; originId: string; kind: OriginKind; title: string }
  | { type: 'origin-named'; originId: string; publicTitle: string | null }
  | { type: 'person-protected'; protectedPersonId: string; label: string; names: readonly string[] }
  | { type: 'protection-ended'; protectedPersonId: string; reason: string }
  | ({ type: 'routing-rules-set' } & Routing)
  | { type: 'reviewers-shown'; as: ReviewersShown };

export function decideWorkspace(
  workspace: Workspace | null,
  command: WorkspaceCommand,
  actor: Actor,
  context: { readonly deskIds: ReadonlySet<string> } = { deskIds: new Set() },
): WorkspaceEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'open-workspace') {
    if (workspace) throw new Refused('already-exists', 'This workspace is open already.');
    const { slug, name, correctionsPolicy } = command;
    return [{ type: 'workspace-opened', slug, name, correctionsPolicy }];
  }
  if (!workspace) throw new Refused('not-found', 'There is no such workspace.');
  switch (command.type) {
    case 'set-corrections-policy':
      return [{ type: 'corrections-policy-set', correctionsPolicy: command.correctionsPolicy }];
    case 'register-origin': {
      const { originId, kind, title } = command;
      // Two names for one leak would count as two independent origins.
      const same = workspace.origins.find((one) => one.kind === kind && folded(one.title) === folded(title));
      if (same)
        throw new Refused('already-exists', `“${same.title}” is registered already: use that one.`, {
          current: same.id,
        });
      return [{ type: 'origin-registered', originId, kind, title }];
    }
    case 'name-origin':
      return nameOrigin(workspace, command);
    case 'protect-person': {
      const { protectedPersonId, label, names } = command;
      requireProtectable(label, names);
      return [{ type: 'person-protected', protectedPersonId, label, names }];
    }
    case 'end-protection': {
      const { protectedPersonId, reason } = command;
      const protection = workspace.protections.find(({ person }) => person.id === protectedPersonId);
      if (!protection) throw new Refused('not-found', 'There is no such protected person.');
      if (protection.ended)
        throw new Refused('wrong-status', 'This protection has ended already.', { current: 'ended' });
      return [{ type: 'protection-ended', protectedPersonId, reason }];
    }
    case 'set-routing-rules': {
      const { rules } = command;
      const astray = rules.find(({ deskId }) => !context.deskIds.has(deskId));
      if (astray)
        throw new Refused('not-found', `The rule “${astray.name}” leads to a desk that is not here.`);
      return [{ type: 'routing-rules-set', version: workspace.routing.version + 1, rules }];
    }
    case 'show-reviewers':
      if (workspace.reviewersShown === command.as)
        throw new Refused('wrong-status', 'Reviewers are shown so already.', { current: command.as });
      return [{ type: 'reviewers-shown', as: command.as }];
  }
}

function nameOrigin(
  { origins }: Workspace,
  { originId, publicTitle }: Extract<WorkspaceCommand, { type: 'name-origin' }>,
): WorkspaceEvent[] {
  const origin = origins.find(({ id }) => id === originId);
  if (!origin) throw new Refused('not-found', 'There is no such origin.');
  if (origin.publicTitle === publicTitle)
    throw new Refused('wrong-status', 'Readers are told so of this origin already.', {
      current: publicTitle === null ? 'unnamed' : 'named',
    });
  return [{ type: 'origin-named', originId, publicTitle }];
}

const folded = (title: string): string => title.normalize('NFKC').trim().toLowerCase().replace(/\s+/gu, ' ');

/** A name that stands everywhere, or in its own label, could never be kept out of a report: nothing could be published. */
function requireProtectable(label: string, names: readonly string[]): void {
  const short = names.find((name) => (name.match(/[\p{L}\p{N}]/gu) ?? []).length < 2);
  if (short !== undefined)
    throw new Refused('not-protectable', `“${short}” is too short for a name: give it in full.`);
  if (exposedNames(label, [{ id: '', label, names }]).length)
    throw new Refused(
      'not-protectable',
      'The label stands in the place of the name: say it without the name.',
    );
}

export function evolveWorkspace(
  workspace: Workspace | null,
  id: string,
  event: Stamped<WorkspaceEvent>,
): Workspace {
  if (event.type === 'workspace-opened') {
    const { slug, name, correctionsPolicy } = event;
    const parts = {
      origins: [],
      protections: [],
      routing: NO_ROUTING,
      reviewersShown: 'hidden' as const,
    };
    return { id, slug, name, correctionsPolicy, edition: 1, ...parts };
  }
  if (!workspace) throw new Error(`a workspace begins with workspace-opened, not ${event.type}`);
  const next = { ...workspace, edition: workspace.edition + 1 };
  switch (event.type) {
    case 'corrections-policy-set':
      return { ...next, correctionsPolicy: event.correctionsPolicy };
    case 'origin-registered': {
      const origin = { id: event.originId, kind: event.kind, title: event.title, publicTitle: null };
      return { ...next, origins: [...workspace.origins, origin] };
    }
    case 'origin-named': {
      const { originId, publicTitle } = event;
      return {
        ...next,
        origins: workspace.origins.map((one) => (one.id === originId ? { ...one, publicTitle } : one)),
      };
    }
    case 'person-protected': {
      const person = { id: event.protectedPersonId, label: event.label, names: event.names };
      return { ...next, protections: [...workspace.protections, { person, ended: null }] };
    }
    case 'protection-ended': {
      const ended = { at: event.at, by: event.by, reason: event.reason };
      return {
        ...next,
        protections: workspace.protections.map((one) =>
          one.person.id === event.protectedPersonId ? { ...one, ended } : one,
        ),
      };
    }
    case 'routing-rules-set':
      return { ...next, routing: { version: event.version, rules: event.rules } };
    case 'reviewers-shown':
      return { ...next, reviewersShown: event.as };
  }
}
