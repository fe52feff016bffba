/** How each aggregate is locked, read, and laid out as rows. The one list of what the log has streams for. */
import type { EntityManager, EntityTarget } from 'typeorm';
import type { AliasOpening, Challenge, Finding, Log, Rereview, Thread, Webhook } from '#domain';
import type { Claim, Dependence, Desk, Document, Intake, Match, Person, Report, Workspace } from '#domain';
import { claimRows, loadClaim, loadClaims } from './claim-store.ts';
import {
  dependenceRows,
  findingRows,
  documentRows,
  intakeRows,
  loadDependence,
  loadDocument,
  loadFinding,
  loadIntake,
  loadMatch,
  matchRows,
} from './document-store.ts';
import type { Head } from './head.ts';
import type { Subject } from './log.ts';
import { loadLog, logRows } from './log-store.ts';
import { loadReport, reportRows } from './report-store.ts';
import { challengeRows, loadChallenge, loadRereview, rereviewRows } from './rereview-store.ts';
import { ClaimRow } from './rows/claim.rows.ts';
import type { RootRow } from './rows/columns.ts';
import { DependenceRow, DocumentRow, FindingRow, IntakeRow, MatchRow } from './rows/document.rows.ts';
import { LogRow } from './rows/log.rows.ts';
import { WebhookRow } from './rows/notice.rows.ts';
import { readRows } from './rows/read.ts';
import { ReportRow } from './rows/report.rows.ts';
import { ChallengeRow, RereviewRow } from './rows/rereview.rows.ts';
import { ThreadRow } from './rows/talk.rows.ts';
import { AliasOpeningRow, DeskRow, PersonRow, WorkspaceRow } from './rows/workspace.rows.ts';
import type { RowState } from './save.ts';
import { loadThread, loadWebhook, threadRows, webhookRows } from './talk-store.ts';
import {
  aliasOpeningRows,
  deskRows,
  loadAliasOpening,
  loadDesk,
  loadDesks,
  loadPerson,
  loadWorkspace,
  personRows,
  workspaceRows,
} from './workspace-store.ts';

export interface Aggregates {
  workspace: Workspace;
  person: Person;
  desk: Desk;
  intake: Intake;
  document: Document;
  claim: Claim;
  match: Match;
  dependence: Dependence;
  report: Report;
  finding: Finding;
  thread: Thread;
  webhook: Webhook;
  rereview: Rereview;
  challenge: Challenge;
  'alias-opening': AliasOpening;
  log: Log;
}

interface Store<K extends Subject> {
  root: EntityTarget<RootRow>;
  load: (tx: EntityManager, workspaceId: string, row: RootRow) => Promise<Read<Aggregates[K]>>;
  rows: (state: Aggregates[K]) => RowState[];
}

export interface Read<T> {
  readonly state: T;
  /** Of a claim: where the streams under seal in its open round stand, by assignment or comment. */
  readonly ballots: ReadonlyMap<string, Head>;
}

/** What `loadRoot` read with the state: where the stream stands, and the version to be replaced. */
export interface Loaded<T> extends Read<T> {
  readonly version: number;
  readonly head: Head;
}

const NO_BALLOTS: ReadonlyMap<string, Head> = new Map();

/** Pairs a row class with the functions that take it; the class says which row `load` is given. */
const store = <K extends Subject, R extends RootRow>(
  root: new () => R,
  load: (tx: EntityManager, workspaceId: string, row: R) => Promise<Aggregates[K]>,
  rows: (state: Aggregates[K]) => RowState[],
): Store<K> => ({
  root,
  // `root` made it.
  load: async (tx, workspaceId, row) => ({
    state: await load(tx, workspaceId, row as R),
    ballots: NO_BALLOTS,
  }),
  rows,
});

export const STORES: { [K in Subject]: Store<K> } = {
  workspace: store(WorkspaceRow, loadWorkspace, workspaceRows),
  person: store(PersonRow, loadPerson, personRows),
  desk: store(DeskRow, loadDesk, deskRows),
  intake: store(IntakeRow, loadIntake, intakeRows),
  document: store(DocumentRow, loadDocument, documentRows),
  // `root` made it, too.
  claim: {
    root: ClaimRow,
    load: (tx, workspaceId, row) => loadClaim(tx, workspaceId, row as ClaimRow),
    rows: claimRows,
  },
  match: store(MatchRow, loadMatch, matchRows),
  dependence: store(DependenceRow, loadDependence, dependenceRows),
  report: store(ReportRow, loadReport, reportRows),
  finding: store(FindingRow, loadFinding, findingRows),
  thread: store(ThreadRow, loadThread, threadRows),
  webhook: store(WebhookRow, loadWebhook, webhookRows),
  rereview: store(RereviewRow, loadRereview, rereviewRows),
  challenge: store(ChallengeRow, loadChallenge, challengeRows),
  'alias-opening': store(AliasOpeningRow, loadAliasOpening, aliasOpeningRows),
  log: store(LogRow, (_tx, _workspaceId, row) => Promise.resolve(loadLog(row)), logRows),
};

/** Reads an aggregate; with `lock`, nobody else changes it until the transaction ends. */
export async function loadRoot<K extends Subject>(
  tx: EntityManager,
  subject: K,
  workspaceId: string,
  id: string,
  { lock }: { lock: boolean },
): Promise<Loaded<Aggregates[K]> | null> {
  const { root, load } = STORES[subject];
  const one = { workspaceId, column: 'id', ids: [id], order: 'id' } as const;
  const [row] = await readRows(tx, root, lock ? { ...one, lock: 'wait' } : one);
  return row ? loadedFrom(row, await load(tx, workspaceId, row)) : null;
}

const loadedFrom = <T>(
  { version, stream, auditSeq: seq, auditHead: hash }: RootRow,
  read: Read<T>,
): Loaded<T> => ({ ...read, version, head: { stream, seq, hash } });

/** Several aggregates of one kind, as they are now; claims with one query for all kinds of rows. */
export async function loadRoots(
  tx: EntityManager,
  subject: Subject,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Loaded<Aggregates[Subject]>>> {
  const { root, load } = STORES[subject];
  const some = { workspaceId, column: 'id', ids, order: 'id' } as const;
  if (subject === 'claim') return loadSeveralClaims(tx, workspaceId, ids);
  const loaded = new Map<string, Loaded<Aggregates[Subject]>>();
  for (const row of await readRows(tx, root, some))
    loaded.set(row.id, loadedFrom<Aggregates[Subject]>(row, await load(tx, workspaceId, row)));
  return loaded;
}

/**
 * Several claims, locked in the order of their ids, so that two transactions never wait for each other; with `skip`,
 * less those that another transaction has.
 */
export const lockClaims = (
  tx: EntityManager,
  workspaceId: string,
  ids: readonly string[],
  lock: 'wait' | 'skip' = 'wait',
): Promise<Map<string, Loaded<Claim>>> => loadSeveralClaims(tx, workspaceId, ids, lock);

/** Without a lock, as they are at this moment. */
export async function loadSeveralClaims(
  tx: EntityManager,
  workspaceId: string,
  ids: readonly string[],
  lock?: 'wait' | 'skip',
): Promise<Map<string, Loaded<Claim>>> {
  const some = { workspaceId, column: 'id', ids, order: 'id' } as const;
  const rows = await readRows(tx, ClaimRow, lock ? { ...some, lock } : some);
  const claims = await loadClaims(tx, workspaceId, rows);
  return new Map(claims.map((claim, index) => [claim.state.id, loadedFrom(rowAt(rows, index), claim)]));
}

/** Several desks by their ids; with `hold`, they are not changed until the transaction ends. */
export async function readDesks(
  tx: EntityManager,
  workspaceId: string,
  ids: readonly string[],
  { hold }: { hold: boolean },
): Promise<Map<string, Desk>> {
  if (!ids.length) return new Map();
  const some = { workspaceId, column: 'id', ids, order: 'id' } as const;
  const rows = await readRows(tx, DeskRow, hold ? { ...some, lock: 'hold' } : some);
  return new Map((await loadDesks(tx, workspaceId, rows)).map((desk) => [desk.id, desk]));
}

function rowAt(rows: readonly ClaimRow[], index: number): ClaimRow {
  const row = rows[index];
  if (!row) throw new Error('a claim comes of a row');
  return row;
}
