/** The one permission table: who may try which command. What the state allows is decided afterwards. */
import { ROLES, type Actor, type Role, type SystemActor } from './actor.ts';
import type { AliasOpeningCommandType } from './alias-opening.ts';
import type { ChallengeCommandType } from './challenge.ts';
import type { ClaimCommandType } from './claim-commands.ts';
import type { DependenceCommandType } from './dependence.ts';
import type { DeskCommandType } from './desk.ts';
import type { DocumentCommandType } from './document-decide.ts';
import type { ErasureCommandType } from './erasure.ts';
import type { IntakeCommandType } from './intake.ts';
import type { LogCommandType } from './log.ts';
import type { MatchCommandType } from './match.ts';
import type { PersonCommandType } from './person.ts';
import type { FindingCommandType } from './finding.ts';
import { Refused } from './refused.ts';
import type { ReportCommandType } from './report-commands.ts';
import type { RereviewCommandType } from './rereview.ts';
import type { ThreadCommandType } from './thread.ts';
import type { WebhookCommandType } from './webhook.ts';
import type { WorkspaceCommandType } from './workspace.ts';

export type CommandType =
  | AliasOpeningCommandType
  | ChallengeCommandType
  | ClaimCommandType
  | DependenceCommandType
  | DeskCommandType
  | DocumentCommandType
  | ErasureCommandType
  | FindingCommandType
  | IntakeCommandType
  | LogCommandType
  | MatchCommandType
  | PersonCommandType
  | ReportCommandType
  | RereviewCommandType
  | ThreadCommandType
  | WebhookCommandType
  | WorkspaceCommandType;

export const PERMISSIONS: Record<CommandType, readonly (Role | `system:${SystemActor}`)[]> = {
  'open-workspace': ['system:setup'],
  'set-corrections-policy': ['publisher', 'admin'],
  'register-origin': ['editor', 'system:setup'],
  'name-origin': ['editor', 'system:setup'],
  'protect-person': ['editor', 'admin', 'system:setup'],
  'end-protection': ['editor', 'admin'],
  'set-routing-rules': ['editor', 'system:setup'],
  'show-reviewers': ['admin', 'system:setup'],

  'add-log-key': ['system:setup'],
  'continue-log': ['system:setup'],

  'admit-person': ['admin', 'system:setup'],
  'issue-token': ['admin', 'system:setup'],
  // Everybody their own.
  'revoke-token': ['reader', 'reviewer', 'adjudicator', 'editor', 'publisher', 'admin'],
  // Whoever runs the installation, when nobody is left who administers the workspace.
  'grant-role': ['system:setup'],
  'declare-conflict': ['reviewer', 'adjudicator', 'editor', 'publisher', 'admin', 'system:setup'],
  'deactivate-person': ['admin'],
  // Follows from showing reviewers by their aliases.
  'give-alias': ['admin', 'system:setup'],
  'edit-person': ['editor', 'admin'],
  'set-availability': ['reviewer', 'adjudicator', 'editor', 'publisher', 'admin'],
  'withdraw-conflict': ['reviewer', 'adjudicator', 'editor', 'publisher', 'admin'],

  'open-desk': ['editor', 'admin', 'system:setup'],
  'edit-desk': ['editor', 'admin'],
  'add-desk-member': ['editor', 'admin', 'system:setup'],
  'remove-desk-member': ['editor', 'admin'],
  'pause-desk': ['editor', 'admin'],
  'resume-desk': ['editor', 'admin'],

  'hand-in': ['editor'],
  'record-reading': ['system:extraction'],
  'refuse-intake': ['system:extraction'],
  'receive-document': ['editor', 'system:extraction'],
  'add-version': ['editor', 'system:extraction'],
  'record-anchors': ['system:extraction'],
  'add-anchors': ['system:extraction'],
  'record-correction': ['editor'],
  'retract-document': ['editor'],
  'record-extraction': ['system:extraction'],
  'record-matching': ['system:extraction'],
  'confirm-origin': ['editor'],
  'remove-origin': ['editor'],

  'record-finding': ['editor'],
  'withdraw-finding': ['editor'],

  'propose-match': ['system:extraction'],
  'confirm-match': ['editor'],
  'reject-match': ['editor'],
  'propose-dependence': ['system:extraction'],
  'confirm-dependence': ['editor'],
  'reject-dependence': ['editor'],

  'propose-claim': ['editor', 'system:extraction'],
  'accept-claim': ['editor'],
  'decline-claim': ['editor'],
  'merge-claim': ['editor'],
  'add-occurrences': ['editor'],
  'route-claim': ['editor'],
  'assign-slot': ['editor', 'reviewer', 'system:dispatcher'],
  'return-assignment': ['editor', 'reviewer'],
  'expire-lease': ['system:clock'],
  'renew-lease': ['reviewer'],
  'pass-deadline': ['system:clock'],
  'escalate-round': ['system:clock'],
  'record-verdict': ['reviewer'],
  'withdraw-verdict': ['reviewer'],
  // Said by the declaration of a conflict, by leaving a desk and by deactivation, not by itself.
  'release-slot': ['reviewer', 'adjudicator', 'editor', 'publisher', 'admin', 'system:setup'],
  'recall-claim': ['editor'],
  'question-round': ['system:dispatcher'],
  'override-policy': ['editor'],
  adjudicate: ['adjudicator'],
  'reopen-claim': ['editor'],
  'publish-claim': ['publisher'],

  'mark-for-rereview': ['editor', 'system:extraction'],
  'dismiss-rereview': ['editor'],
  'take-up-rereview': ['editor'],

  'receive-challenge': ['system:public'],
  'accept-challenge': ['editor'],
  'reject-challenge': ['editor'],
  'answer-challenge': ['editor'],
  'erase-challenge-text': ['editor', 'admin'],

  'draft-report': ['editor', 'publisher'],
  'edit-report': ['editor', 'publisher'],
  'discard-report': ['editor', 'publisher'],
  'sign-off-report': ['publisher'],
  'publish-report': ['publisher'],
  'record-rendering': ['system:renderer'],
  'open-correction': ['publisher'],
  'cancel-correction': ['editor', 'publisher'],
  'withdraw-report': ['publisher'],

  'start-thread': ['editor', 'reviewer', 'adjudicator', 'publisher'],
  'add-comment': ['editor', 'reviewer', 'adjudicator', 'publisher'],
  'resolve-thread': ['editor', 'reviewer', 'adjudicator', 'publisher'],
  'reopen-thread': ['editor', 'reviewer', 'adjudicator', 'publisher'],

  'erase-content': ['admin'],

  // Two of them: one asks, another decides.
  'request-alias-opening': ['publisher', 'admin'],
  'approve-alias-opening': ['publisher', 'admin'],
  'refuse-alias-opening': ['publisher', 'admin'],
  'open-alias': ['publisher', 'admin'],

  'register-webhook': ['admin'],
  'remove-webhook': ['admin'],
};

export function isPermitted(actor: Actor, command: CommandType): boolean {
  const who = actor.kind === 'person' ? actor.role : (`system:${actor.name}` as const);
  return PERMISSIONS[command].includes(who);
}

/** For what is read and set beside the commands. */
export function requireAdmin(actor: Actor): void {
  if (actor.kind !== 'person' || actor.role !== 'admin')
    throw new Refused('forbidden', 'Only admins may do this.');
}

export function requirePermission(actor: Actor, command: CommandType): void {
  if (!isPermitted(actor, command)) throw new Refused('forbidden', whoMay(command));
}

/** In a sentence. The parts of the system are nobody whom a person could ask or become. */
function whoMay(command: CommandType): string {
  const people = ROLES.filter((role) => PERMISSIONS[command].includes(role)).map((role) => `${role}s`);
  const last = people.at(-1);
  if (last === undefined) return 'Nobody does this by hand: the system does it when its time has come.';
  const others = people.slice(0, -1).join(', ');
  return `Only ${others ? `${others} and ${last}` : last} may do this.`;
}
