/** Every command there is, and which aggregates it changes. */
import type { EntityManager } from 'typeorm';
import type { Change } from '#database';
import type {
  Actor,
  AliasOpeningCommand,
  ChallengeCommand,
  ClaimCommand,
  DependenceCommand,
  DeskCommand,
  DocumentCommand,
  ErasureCommand,
  FindingCommand,
  IntakeCommand,
  LogCommand,
  MatchCommand,
  PersonCommand,
  ReportCommand,
  RereviewCommand,
  ThreadCommand,
  WebhookCommand,
  WorkspaceCommand,
} from '#domain';
import { changeAliasOpening, showReviewers } from './alias-changes.ts';
import { changeClaim, mergeClaim, withdrawVerdict } from './claim-changes.ts';
import { changeChallenge } from './challenge-changes.ts';
import {
  addAnchors,
  addVersion,
  changeOrigins,
  noteDocument,
  receiveDocument,
  recordAnchors,
} from './document-changes.ts';
import { eraseContent } from './erasure-changes.ts';
import { recordExtraction, recordMatching } from './extraction-changes.ts';
import { changeFinding } from './finding-changes.ts';
import { changeIntake, recordReading } from './intake-changes.ts';
import { changeLog } from './log-changes.ts';
import { changeDependence, changeMatch } from './proposal-changes.ts';
import { changeStanding } from './release-slots.ts';
import { changeReport, publishReport, recordRendering } from './report-changes.ts';
import { changeRereview, openNextRound } from './rereview-changes.ts';
import { changeThread } from './thread-changes.ts';
import { changeWebhook } from './webhook-changes.ts';
import { changeDesk, changePerson, changeWorkspace } from './workspace-changes.ts';

export type Command =
  | AliasOpeningCommand
  | ChallengeCommand
  | ClaimCommand
  | DependenceCommand
  | DeskCommand
  | DocumentCommand
  | ErasureCommand
  | FindingCommand
  | IntakeCommand
  | LogCommand
  | MatchCommand
  | PersonCommand
  | ReportCommand
  | RereviewCommand
  | ThreadCommand
  | WebhookCommand
  | WorkspaceCommand;

export interface Changes {
  /** The first is what the command is about. */
  readonly changes: readonly Change[];
  /** Writes what is kept beside the rows of the state: a text, a rendered page. */
  readonly keep?: (tx: EntityManager) => Promise<void>;
}

type Changing<C> = (tx: EntityManager, actor: Actor, command: C, now: string) => Promise<Changes>;

/** A command that changes one aggregate. */
const one =
  <C>(change: (tx: EntityManager, actor: Actor, command: C, now: string) => Promise<Change>): Changing<C> =>
  async (tx, actor, command, now) => ({ changes: [await change(tx, actor, command, now)] });

/** A command that changes several, in one transaction. */
const several =
  <C>(change: (tx: EntityManager, actor: Actor, command: C, now: string) => Promise<Change[]>): Changing<C> =>
  async (tx, actor, command, now) => ({ changes: await change(tx, actor, command, now) });

/** One line for each command there is: one that is missing does not compile. */
const CHANGES: { [T in Command['type']]: Changing<Extract<Command, { type: T }>> } = {
  'open-workspace': one(changeWorkspace),
  'set-corrections-policy': one(changeWorkspace),
  'add-log-key': one(changeLog),
  'continue-log': one(changeLog),
  'register-origin': one(changeWorkspace),
  'name-origin': one(changeWorkspace),
  'protect-person': one(changeWorkspace),
  'end-protection': one(changeWorkspace),
  'set-routing-rules': one(changeWorkspace),
  'show-reviewers': several(showReviewers),
  'admit-person': one(changePerson),
  'issue-token': one(changePerson),
  'revoke-token': one(changePerson),
  'grant-role': one(changePerson),
  'edit-person': one(changePerson),
  'set-availability': one(changePerson),
  'withdraw-conflict': one(changePerson),
  'give-alias': one(changePerson),
  'open-desk': one(changeDesk),
  'edit-desk': one(changeDesk),
  'add-desk-member': one(changeDesk),
  'pause-desk': one(changeDesk),
  'resume-desk': one(changeDesk),
  'declare-conflict': several(changeStanding),
  'deactivate-person': several(changeStanding),
  'remove-desk-member': several(changeStanding),
  'record-finding': several(changeFinding),
  'withdraw-finding': several(changeFinding),
  'receive-document': receiveDocument,
  'add-version': addVersion,
  'record-anchors': recordAnchors,
  'add-anchors': addAnchors,
  'record-correction': noteDocument,
  'retract-document': noteDocument,
  'confirm-origin': several(changeOrigins),
  'remove-origin': several(changeOrigins),
  'hand-in': one(changeIntake),
  'refuse-intake': one(changeIntake),
  'record-reading': recordReading,
  'record-extraction': recordExtraction,
  'record-matching': several(recordMatching),
  'propose-match': one(changeMatch),
  'confirm-match': one(changeMatch),
  'reject-match': one(changeMatch),
  'propose-dependence': several(changeDependence),
  'confirm-dependence': several(changeDependence),
  'reject-dependence': several(changeDependence),
  'merge-claim': several(mergeClaim),
  'propose-claim': one(changeClaim),
  'accept-claim': several(openNextRound),
  'decline-claim': one(changeClaim),
  'add-occurrences': one(changeClaim),
  'route-claim': several(openNextRound),
  'assign-slot': one(changeClaim),
  'return-assignment': one(changeClaim),
  'expire-lease': one(changeClaim),
  'renew-lease': one(changeClaim),
  'pass-deadline': one(changeClaim),
  'escalate-round': one(changeClaim),
  'record-verdict': one(changeClaim),
  'withdraw-verdict': withdrawVerdict,
  'release-slot': one(changeClaim),
  'recall-claim': one(changeClaim),
  'question-round': one(changeClaim),
  'override-policy': one(changeClaim),
  adjudicate: one(changeClaim),
  'publish-claim': one(changeClaim),
  'reopen-claim': several(openNextRound),
  'draft-report': one(changeReport),
  'edit-report': one(changeReport),
  'discard-report': one(changeReport),
  'sign-off-report': one(changeReport),
  'open-correction': one(changeReport),
  'cancel-correction': one(changeReport),
  'withdraw-report': one(changeReport),
  'publish-report': several(publishReport),
  'start-thread': one(changeThread),
  'add-comment': one(changeThread),
  'resolve-thread': one(changeThread),
  'reopen-thread': one(changeThread),
  'register-webhook': changeWebhook,
  'remove-webhook': changeWebhook,
  'record-rendering': recordRendering,
  'mark-for-rereview': one(changeRereview),
  'dismiss-rereview': one(changeRereview),
  'take-up-rereview': one(changeRereview),
  'receive-challenge': changeChallenge,
  'accept-challenge': changeChallenge,
  'reject-challenge': changeChallenge,
  'answer-challenge': changeChallenge,
  'erase-challenge-text': changeChallenge,
  'erase-content': eraseContent,
  'request-alias-opening': one(changeAliasOpening),
  'approve-alias-opening': one(changeAliasOpening),
  'refuse-alias-opening': one(changeAliasOpening),
  'open-alias': one(changeAliasOpening),
};

export function changesOf(tx: EntityManager, actor: Actor, command: Command, now: string): Promise<Changes> {
  // The table is keyed by the command's own type, which TypeScript cannot carry through the look-up.
  const change = CHANGES[command.type] as Changing<Command>;
  return change(tx, actor, command, now);
}
