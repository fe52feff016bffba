/** Every command there is, and which aggregates it changes. */
import type { EntityManager } from 'typeorm';
import type { Change } from '#database';
import type {
  Actor,
  ChallengeCommand,
  ClaimCommand,
  DependenceCommand,
  DeskCommand,
  DocumentCommand,
  FindingCommand,
  IntakeCommand,
  MatchCommand,
  PersonCommand,
  ReportCommand,
  RereviewCommand,
  ThreadCommand,
  WebhookCommand,
  WorkspaceCommand,
} from '#domain';
import { changeClaim, mergeClaim } from './claim-changes.ts';
import { changeChallenge } from './challenge-changes.ts';
import {
  addAnchors,
  addVersion,
  changeOrigins,
  noteDocument,
  receiveDocument,
  recordAnchors,
} from './document-changes.ts';
import { recordExtraction, recordMatching } from './extraction-changes.ts';
import { changeFinding } from './finding-changes.ts';
import { changeIntake, recordReading } from './intake-changes.ts';
import { changeDependence, changeMatch } from './proposal-changes.ts';
import { changeStanding } from './release-slots.ts';
import { changeReport, publishReport, recordRendering } from './report-changes.ts';
import { changeRereview, reopenClaim } from './rereview-changes.ts';
import { changeThread } from './thread-changes.ts';
import { changeWebhook } from './webhook-changes.ts';
import { changeDesk, changePerson, changeWorkspace } from './workspace-changes.ts';

export type Command =
  | ChallengeCommand
  | ClaimCommand
  | DependenceCommand
  | DeskCommand
  | DocumentCommand
  | FindingCommand
  | IntakeCommand
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

export async function changesOf(
  tx: EntityManager,
  actor: Actor,
  command: Command,
  now: string,
): Promise<Changes> {
  switch (command.type) {
    case 'open-workspace':
    case 'register-origin':
    case 'protect-person':
    case 'set-routing-rules':
      return { changes: [await changeWorkspace(tx, actor, command, now)] };
    case 'admit-person':
    case 'issue-token':
    case 'edit-person':
    case 'set-availability':
    case 'withdraw-conflict':
      return { changes: [await changePerson(tx, actor, command, now)] };
    case 'open-desk':
    case 'edit-desk':
    case 'add-desk-member':
    case 'pause-desk':
    case 'resume-desk':
      return { changes: [await changeDesk(tx, actor, command, now)] };
    case 'declare-conflict':
    case 'deactivate-person':
    case 'remove-desk-member':
      return { changes: await changeStanding(tx, actor, command, now) };
    case 'record-finding':
    case 'withdraw-finding':
      return { changes: [await changeFinding(tx, actor, command, now)] };
    case 'receive-document':
      return receiveDocument(tx, actor, command, now);
    case 'add-version':
      return addVersion(tx, actor, command, now);
    case 'record-anchors':
      return recordAnchors(tx, actor, command, now);
    case 'add-anchors':
      return addAnchors(tx, actor, command, now);
    case 'record-correction':
    case 'retract-document':
      return noteDocument(tx, actor, command, now);
    case 'mark-for-rereview':
    case 'dismiss-rereview':
    case 'take-up-rereview':
      return { changes: [await changeRereview(tx, actor, command, now)] };
    case 'receive-challenge':
    case 'accept-challenge':
    case 'reject-challenge':
    case 'answer-challenge':
    case 'erase-challenge-text':
      return changeChallenge(tx, actor, command, now);
    case 'confirm-origin':
    case 'remove-origin':
      return { changes: [await changeOrigins(tx, actor, command, now)] };
    case 'hand-in':
    case 'refuse-intake':
      return { changes: [await changeIntake(tx, actor, command, now)] };
    case 'record-reading':
      return recordReading(tx, actor, command, now);
    case 'record-extraction':
      return recordExtraction(tx, actor, command, now);
    case 'record-matching':
      return { changes: await recordMatching(tx, actor, command, now) };
    case 'propose-match':
    case 'confirm-match':
    case 'reject-match':
      return { changes: [await changeMatch(tx, actor, command, now)] };
    case 'propose-dependence':
    case 'confirm-dependence':
    case 'reject-dependence':
      return { changes: await changeDependence(tx, actor, command, now) };
    case 'merge-claim':
      return { changes: await mergeClaim(tx, actor, command, now) };
    case 'propose-claim':
    case 'accept-claim':
    case 'decline-claim':
    case 'add-occurrences':
    case 'route-claim':
    case 'assign-slot':
    case 'return-assignment':
    case 'expire-lease':
    case 'renew-lease':
    case 'pass-deadline':
    case 'record-verdict':
    case 'withdraw-verdict':
    case 'release-slot':
    case 'question-round':
    case 'override-policy':
    case 'adjudicate':
    case 'publish-claim':
      return { changes: [await changeClaim(tx, actor, command, now)] };
    case 'reopen-claim':
      return { changes: await reopenClaim(tx, actor, command, now) };
    case 'draft-report':
    case 'edit-report':
    case 'sign-off-report':
    case 'open-correction':
    case 'withdraw-report':
      return { changes: [await changeReport(tx, actor, command, now)] };
    case 'publish-report':
      return { changes: await publishReport(tx, actor, command, now) };
    case 'start-thread':
    case 'add-comment':
    case 'resolve-thread':
    case 'reopen-thread':
      return { changes: [await changeThread(tx, actor, command, now)] };
    case 'register-webhook':
    case 'remove-webhook':
      return changeWebhook(tx, actor, command, now);
    case 'record-rendering':
      return recordRendering(tx, actor, command, now);
  }
}
