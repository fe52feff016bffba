/** Every command there is, and which aggregates it changes. */
import type { EntityManager } from 'typeorm';
import type { Change } from '#database';
import type {
  Actor,
  ClaimCommand,
  DeskCommand,
  DocumentCommand,
  PersonCommand,
  ReportCommand,
  WorkspaceCommand,
} from '#domain';
import { changeClaim, mergeClaim } from './claim-changes.ts';
import { confirmOrigin, receiveDocument, recordExtraction } from './document-changes.ts';
import { changeReport, publishReport, recordRendering } from './report-changes.ts';
import { changeDesk, changePerson, changeWorkspace } from './workspace-changes.ts';

export type Command =
  ClaimCommand | DeskCommand | DocumentCommand | PersonCommand | ReportCommand | WorkspaceCommand;

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
      return { changes: [await changeWorkspace(tx, actor, command, now)] };
    case 'admit-person':
    case 'issue-token':
    case 'declare-conflict':
    case 'deactivate-person':
      return { changes: [await changePerson(tx, actor, command, now)] };
    case 'open-desk':
    case 'add-desk-member':
      return { changes: [await changeDesk(tx, actor, command, now)] };
    case 'receive-document':
      return receiveDocument(tx, actor, command, now);
    case 'confirm-origin':
      return { changes: [await confirmOrigin(tx, actor, command, now)] };
    case 'record-extraction':
      return { changes: await recordExtraction(tx, actor, command, now) };
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
    case 'record-verdict':
    case 'override-policy':
    case 'adjudicate':
    case 'reopen-claim':
    case 'publish-claim':
      return { changes: [await changeClaim(tx, actor, command, now)] };
    case 'draft-report':
    case 'edit-report':
    case 'sign-off-report':
    case 'open-correction':
    case 'withdraw-report':
      return { changes: [await changeReport(tx, actor, command, now)] };
    case 'publish-report':
      return { changes: await publishReport(tx, actor, command, now) };
    case 'record-rendering':
      return recordRendering(tx, actor, command, now);
  }
}
