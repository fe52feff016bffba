/** Everything that can happen, to whatever kind of subject: what the log records. */
import type { AliasOpeningEvent } from './alias-opening.ts';
import type { ChallengeEvent } from './challenge.ts';
import type { ClaimEvent } from './claim-events.ts';
import type { DependenceEvent } from './dependence.ts';
import type { DeskEvent } from './desk.ts';
import type { DocumentEvent } from './document.ts';
import type { ErasureEvent } from './erasure.ts';
import type { FindingEvent } from './finding.ts';
import type { IntakeEvent } from './intake.ts';
import type { LogEvent } from './log.ts';
import type { MatchEvent } from './match.ts';
import type { PersonEvent } from './person.ts';
import type { ReportEvent } from './report-commands.ts';
import type { RereviewEvent } from './rereview.ts';
import type { ThreadEvent } from './thread.ts';
import type { WebhookEvent } from './webhook.ts';
import type { WorkspaceEvent } from './workspace.ts';

export type DomainEvent =
  | AliasOpeningEvent
  | ChallengeEvent
  | ClaimEvent
  | DependenceEvent
  | DeskEvent
  | DocumentEvent
  | ErasureEvent
  | FindingEvent
  | IntakeEvent
  | LogEvent
  | MatchEvent
  | PersonEvent
  | ReportEvent
  | RereviewEvent
  | ThreadEvent
  | WebhookEvent
  | WorkspaceEvent;
