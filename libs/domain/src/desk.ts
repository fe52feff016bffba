/** A review queue: its topic, its members and how it wants claims reviewed. */
import type { Actor, Stamped } from './actor.ts';
import type { ReviewPolicy } from './claim.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export interface DeskSettings {
  readonly name: string;
  readonly topic: string;
  readonly languages: readonly string[];
  /** What each of its reviewers must be able to do, in the workspace's own words: `satellite-images`, `statistics`. */
  readonly requiredSkills: readonly string[];
  /** How many reviewers judge each claim without seeing each other's verdict: 1 to 3. */
  readonly independentVerdicts: number;
  /** How many independent origins must support a claim before it may be called verified. */
  readonly verifiedOrigins: number;
  /** The rubric of the rounds that open from now on; a round keeps the one it began with. */
  readonly rubricVersion: number;
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
  /** Those who sat here once: their places are kept, as everything is that was ever true. */
  readonly formerMembers: readonly string[];
  /** Why nothing is handed out here now; null while the desk works. */
  readonly pausedFor: string | null;
}

export type DeskCommand =
  | ({ type: 'open-desk'; deskId: string; slug: string } & DeskSettings)
  | ({ type: 'edit-desk'; deskId: string } & DeskSettings)
  | { type: 'add-desk-member'; deskId: string; personId: string }
  | { type: 'remove-desk-member'; deskId: string; personId: string; reason: string }
  | { type: 'pause-desk'; deskId: string; reason: string }
  | { type: 'resume-desk'; deskId: string };
export type DeskCommandType = DeskCommand['type'];

export type DeskEvent =
  | ({ type: 'desk-opened'; slug: string } & DeskSettings)
  | ({ type: 'desk-edited' } & DeskSettings)
  | { type: 'desk-member-added'; personId: string }
  | { type: 'desk-member-removed'; personId: string; reason: string }
  | { type: 'desk-paused'; reason: string }
  | { type: 'desk-resumed' };

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
  switch (command.type) {
    case 'edit-desk': {
      const { type: _, deskId: __, ...settings } = command;
      return [{ type: 'desk-edited', ...settings }];
    }
    case 'add-desk-member':
      if (desk.members.includes(command.personId))
        throw new Refused('already-exists', 'This person is a member of the desk already.');
      if (!context.personIsReviewer) throw new Refused('not-found', 'There is no such active reviewer.');
      return [{ type: 'desk-member-added', personId: command.personId }];
    case 'remove-desk-member':
      if (!desk.members.includes(command.personId))
        throw new Refused('not-a-desk-member', `This person is not a member of the desk “${desk.name}”.`);
      return [{ type: 'desk-member-removed', personId: command.personId, reason: command.reason }];
    case 'pause-desk':
      if (desk.pausedFor !== null)
        throw new Refused('wrong-status', 'The desk is paused already.', { current: 'paused' });
      return [{ type: 'desk-paused', reason: command.reason }];
    case 'resume-desk':
      if (desk.pausedFor === null)
        throw new Refused('wrong-status', 'The desk is not paused.', { current: 'at-work' });
      return [{ type: 'desk-resumed' }];
  }
}

export function evolveDesk(desk: Desk | null, id: string, event: Stamped<DeskEvent>): Desk {
  if (event.type === 'desk-opened') {
    const { type: _, at: __, by: ___, ...opened } = event;
    // Logs from before desks asked for skills or named a rubric.
    const earlier = { requiredSkills: [], rubricVersion: 1 };
    return { id, ...earlier, ...opened, edition: 1, members: [], formerMembers: [], pausedFor: null };
  }
  if (!desk) throw new Error('a desk begins with desk-opened');
  const next = { ...desk, edition: desk.edition + 1 };
  switch (event.type) {
    case 'desk-edited': {
      const { type: _, at: __, by: ___, ...settings } = event;
      return { ...next, ...settings };
    }
    case 'desk-member-added': {
      const { personId } = event;
      return {
        ...next,
        members: [...desk.members, personId],
        formerMembers: desk.formerMembers.filter((one) => one !== personId),
      };
    }
    case 'desk-member-removed': {
      const { personId } = event;
      return {
        ...next,
        members: desk.members.filter((one) => one !== personId),
        formerMembers: [...desk.formerMembers, personId],
      };
    }
    case 'desk-paused':
      return { ...next, pausedFor: event.reason };
    case 'desk-resumed':
      return { ...next, pausedFor: null };
  }
}

export const policyOf = (desk: Desk): ReviewPolicy => ({
  rubricVersion: desk.rubricVersion,
  independentVerdicts: desk.independentVerdicts,
  verifiedOrigins: desk.verifiedOrigins,
  leaseMinutes: desk.leaseMinutes,
  dueHours: desk.dueHours,
});
