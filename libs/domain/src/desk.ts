/** A review queue: its topic, its members and how it wants claims reviewed. */
import type { Actor, Stamped } from './actor.ts';
import type { ReviewPolicy } from './claim.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';
import { RUBRIC_VERSION } from './verdict-policy.ts';

export interface DeskSettings {
  readonly name: string;
  readonly topic: string;
  readonly languages: readonly string[];
  /** How many reviewers judge each claim without seeing each other's verdict: 1 to 3. */
  readonly independentVerdicts: number;
  /** How many independent origins must support a claim before it may be called verified. */
  readonly verifiedOrigins: number;
  readonly leaseMinutes: number;
  readonly dueHours: number;
  /** How many slots one person may hold at a time. */
  readonly wipLimit: number;
}

export interface Desk extends DeskSettings {
  readonly id: string;
  readonly slug: string;
  readonly edition: number;
  readonly members: readonly string[];
}

export type DeskCommand =
  | ({ type: 'open-desk'; deskId: string; slug: string } & DeskSettings)
  | { type: 'add-desk-member'; deskId: string; personId: string };
export type DeskCommandType = DeskCommand['type'];

export type DeskEvent =
  ({ type: 'desk-opened'; slug: string } & DeskSettings) | { type: 'desk-member-added'; personId: string };

export function decideDesk(
  desk: Desk | null,
  command: DeskCommand,
  actor: Actor,
  context: { readonly personIsReviewer: boolean },
): DeskEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'open-desk') {
    if (desk) throw new Refused('already-exists', 'This desk is open already.');
    const { type: _, deskId: __, ...opened } = command;
    return [{ type: 'desk-opened', ...opened }];
  }
  if (!desk) throw new Refused('not-found', 'There is no such desk.');
  if (desk.members.includes(command.personId))
    throw new Refused('already-exists', 'This person is a member of the desk already.');
  if (!context.personIsReviewer) throw new Refused('not-found', 'There is no such active reviewer.');
  return [{ type: 'desk-member-added', personId: command.personId }];
}

export function evolveDesk(desk: Desk | null, id: string, event: Stamped<DeskEvent>): Desk {
  switch (event.type) {
    case 'desk-opened': {
      const { type: _, at: __, by: ___, ...opened } = event;
      return { id, ...opened, edition: 1, members: [] };
    }
    case 'desk-member-added':
      if (!desk) throw new Error('a desk begins with desk-opened');
      return { ...desk, edition: desk.edition + 1, members: [...desk.members, event.personId] };
  }
}

export const policyOf = (desk: Desk): ReviewPolicy => ({
  rubricVersion: RUBRIC_VERSION,
  independentVerdicts: desk.independentVerdicts,
  verifiedOrigins: desk.verifiedOrigins,
  leaseMinutes: desk.leaseMinutes,
  dueHours: desk.dueHours,
});
