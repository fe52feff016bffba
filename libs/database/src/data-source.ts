import { DataSource, type DataSourceOptions } from 'typeorm';
import {
  AssignmentRow,
  BallotRow,
  ClaimRow,
  DecisionRow,
  EvidenceRow,
  OccurrenceRow,
  RoundRow,
  SlotRow,
  VerdictRow,
} from './rows/claim.rows.ts';
import { unreachable } from './reach.ts';
import { SnakeCase } from './rows/columns.ts';
import {
  AnchorRow,
  DependenceRow,
  DocumentRow,
  DocumentTextRow,
  DocumentVersionRow,
  ExtractionRow,
  FindingRow,
  IntakeProgressRow,
  IntakeRow,
  MatchRow,
  ModelRunRow,
} from './rows/document.rows.ts';
import {
  DeliveryRow,
  MailAddressRow,
  NoticeCursorRow,
  WebhookRow,
  WebhookSecretRow,
} from './rows/notice.rows.ts';
import { LogRow } from './rows/log.rows.ts';
import { ReportPageRow, ReportProofRow, ReportRow, ReportVersionRow } from './rows/report.rows.ts';
import {
  ChallengeRateRow,
  ChallengeRow,
  ChallengeSaltRow,
  ChallengeTextRow,
  RereviewRow,
  SourceCheckRow,
} from './rows/rereview.rows.ts';
import { PresenceRow, ThreadCommentRow, ThreadRow } from './rows/talk.rows.ts';
import {
  ConflictCheckRow,
  DeadLetterRow,
  DraftRow,
  IdempotencyKeyRow,
  JobExecutionRow,
  LogCheckRow,
  SlotWaitRow,
} from './rows/work.rows.ts';
import {
  AliasOpeningRow,
  DeskMemberRow,
  DeskRow,
  OriginRow,
  PersonRow,
  ProtectedPersonRow,
  TokenRow,
  WorkspaceRow,
} from './rows/workspace.rows.ts';

const entities = [
  AliasOpeningRow,
  AnchorRow,
  AssignmentRow,
  BallotRow,
  ClaimRow,
  ConflictCheckRow,
  DeadLetterRow,
  DecisionRow,
  DeliveryRow,
  DependenceRow,
  DeskMemberRow,
  DeskRow,
  DocumentRow,
  DocumentTextRow,
  DocumentVersionRow,
  DraftRow,
  EvidenceRow,
  ExtractionRow,
  FindingRow,
  IdempotencyKeyRow,
  IntakeProgressRow,
  IntakeRow,
  JobExecutionRow,
  LogCheckRow,
  LogRow,
  MailAddressRow,
  MatchRow,
  ModelRunRow,
  NoticeCursorRow,
  OccurrenceRow,
  OriginRow,
  PersonRow,
  PresenceRow,
  ProtectedPersonRow,
  ReportPageRow,
  ReportProofRow,
  ReportRow,
  ReportVersionRow,
  RereviewRow,
  ChallengeRow,
  ChallengeTextRow,
  ChallengeSaltRow,
  ChallengeRateRow,
  SourceCheckRow,
  RoundRow,
  SlotRow,
  SlotWaitRow,
  ThreadCommentRow,
  ThreadRow,
  TokenRow,
  VerdictRow,
  WebhookRow,
  WebhookSecretRow,
  WorkspaceRow,
];

const LOCK_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;
/** Longer than a lull: a new connection has to read and plan every statement and every trigger again. */
const KEEP_IDLE_CONNECTION_MS = 10 * 60_000;

/** `synchronize` is never on: the schema comes from the migrations alone, and a test holds the entities against it. */
export const dataSourceOptions = (url: string, poolSize = 10): DataSourceOptions => ({
  type: 'postgres',
  url,
  schema: 'app',
  entities,
  namingStrategy: new SnakeCase(),
  synchronize: false,
  poolSize,
  // An idle connection that breaks is replaced at the next query, which fails or succeeds for itself.
  poolErrorHandler: () => undefined,
  extra: {
    application_name: 'countersign',
    // Statements that need not wait for each other's answers are on their way together (sendTogether).
    pipeline: true,
    lock_timeout: LOCK_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: KEEP_IDLE_CONNECTION_MS,
  },
});

export const openDataSource = (url: string, poolSize?: number): Promise<DataSource> =>
  new DataSource(dataSourceOptions(url, poolSize)).initialize().catch((error: unknown) => {
    throw unreachable(error, url);
  });
