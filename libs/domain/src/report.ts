/** A published, versioned selection of decisions. A correction makes a new version; a withdrawal leaves a tombstone. */
import { nameOf, type Actor } from './actor.ts';
import { currentRound } from './claim.ts';
import {
  allowsReport,
  type ReportCommand,
  type ReportCommandType,
  type ReportEvent,
} from './report-commands.ts';
import { freezeReport, type ReportContent } from './report-content.ts';
import { closedGates, openedByReason, NAME_IN_ADDRESS, type GateFacts } from './report-gate.ts';
import { isPermitted, requirePermission } from './permissions.ts';
import { exposedNames } from './protected-persons.ts';
import { Refused } from './refused.ts';
import { protectedPersons } from './workspace.ts';
import { reportRefuses } from './wrong-status.ts';

export const REPORT_STATUSES = ['draft', 'signed-off', 'published', 'withdrawn', 'discarded'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/**
 * The entries of the log that a published version rests on: for each claim in the order of its page, base64 leaf hashes
 * of the newest entries of its streams as it was published, that of the claim's own before those of its ballots.
 */
export type RestsOn = readonly (readonly string[])[];

export interface Report {
  readonly id: string;
  readonly slug: string;
  /** The slug that readers know it by; null until a version is published. It stays its own, also when it is withdrawn. */
  readonly publicSlug: string | null;
  readonly title: string;
  readonly summary: string;
  readonly claimIds: readonly string[];
  readonly status: ReportStatus;
  readonly edition: number;
  /** Why the version in work replaces the published one; null for a first version. */
  readonly correction: string | null;
  /** What stands again if the open correction is cancelled; null while none is open. */
  readonly beforeCorrection: BeforeCorrection | null;
  readonly signedOffBy: string | null;
  readonly withdrawnReason: string | null;
  readonly discardedReason: string | null;
  readonly versions: readonly ReportVersion[];
}

/** The claims are those of the newest version. */
export type BeforeCorrection = Pick<Report, 'title' | 'summary' | 'correction' | 'signedOffBy'>;

export interface ReportVersion {
  readonly number: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly overrideReason: string | null;
  /** The claims behind the numbers in the content, in their order; the report's own list may be edited since. */
  readonly claimIds: readonly string[];
  readonly content: ReportContent;
  /** Null in versions of before reports named it: there is no proof of them. */
  readonly restsOn: RestsOn | null;
  /** SHA-256 of the rendered page, lower-case hex; null until the renderer has made it. */
  readonly pageSha256: string | null;
}

export function decideReport(
  report: Report | null,
  command: ReportCommand,
  actor: Actor,
  facts: GateFacts,
): ReportEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'draft-report') {
    if (report) throw new Refused('already-exists', 'A report with this id is there already.');
    requireKnownClaims(command.claimIds, facts);
    requireSlug(command.slug, facts);
    const { type: _, reportId: __, ...draft } = command;
    return [{ type: 'report-drafted', ...draft }];
  }
  if (!report) throw new Refused('not-found', 'There is no such report.');
  if (!allowsReport(report, command.type)) throw reportRefuses(report, command.type);
  switch (command.type) {
    case 'edit-report': {
      requireKnownClaims(command.claimIds, facts);
      const { title, summary, claimIds } = command;
      const changed = { ...newSlug(report, command, facts), ...newCorrection(report, command) };
      return [{ type: 'report-edited', ...changed, title, summary, claimIds }];
    }
    case 'discard-report':
      return [{ type: 'report-discarded', reason: command.reason }];
    case 'sign-off-report':
      return [{ type: 'report-signed-off', signedOffBy: nameOf(actor) }];
    case 'publish-report':
      return publish(report, command, facts);
    case 'record-rendering':
      return recordRendering(report, command);
    case 'open-correction':
      return [{ type: 'correction-opened', reason: command.reason }];
    case 'cancel-correction':
      requireNothingOwed(report, facts);
      return [{ type: 'correction-cancelled', reason: command.reason }];
    case 'withdraw-report':
      requireNameless(command.reason, NAME_IN_REASON, facts);
      return [{ type: 'report-withdrawn', reason: command.reason }];
  }
}

/** What readers are shown as it is, and nobody can change afterwards. */
function requireNameless(text: string, message: string, { workspace }: GateFacts): void {
  if (!exposedNames(text, protectedPersons(workspace)).length) return;
  throw new Refused('publish-gate-closed', message, {
    unmet: [{ requirement: 'protected-persons-redacted', message }],
  });
}

const NAME_IN_REASON =
  'Readers are shown the reason, and it names a protected person: say it without the name.';

export const addressTaken = () =>
  new Refused('address-taken', 'This address is taken for good: choose another slug.');
export const slugInDraft = () =>
  new Refused(
    'already-exists',
    'Another draft in this workspace has this slug: choose another, or discard that draft.',
  );

/** Addresses are one space for all workspaces, in which only what was published has a place. */
function requireSlug(slug: string, facts: GateFacts): void {
  requireNameless(slug, NAME_IN_ADDRESS, facts);
  if (facts.slug === 'taken') throw addressTaken();
  if (facts.slug === 'in-draft') throw slugInDraft();
}

type Edit = Extract<ReportCommand, { type: 'edit-report' }>;

/** Nothing: it stays. */
function newSlug(report: Report, { slug = report.slug }: Edit, facts: GateFacts): { slug?: string } {
  if (slug === report.slug) return {};
  if (report.publicSlug !== null)
    throw new Refused('wrong-status', 'Readers know the report by its address: it keeps its slug.', {
      current: report.status,
    });
  requireSlug(slug, facts);
  return { slug };
}

function newCorrection(report: Report, { correction }: Edit): { correction?: string } {
  if (correction === undefined || correction === report.correction) return {};
  if (report.beforeCorrection === null)
    throw new Refused('wrong-status', 'No correction of this report is open: there is no reason to reword.', {
      current: report.status,
    });
  return { correction };
}

/** Readers of a claim that was decided anew are told that the next version says how: then there has to be one. */
function requireNothingOwed({ status, versions }: Report, { claims }: GateFacts): void {
  const newest = versions.at(-1);
  if (!newest) return;
  const anew = claims.filter((claim) => {
    const round = currentRound(claim);
    return round?.decision && Date.parse(round.openedAt) > Date.parse(newest.publishedAt);
  });
  if (anew.length)
    throw new Refused(
      'correction-owed',
      `${anew.length} of its claims ${anew.length === 1 ? 'was' : 'were'} decided anew since version ${newest.number}, and readers are told that the next version says how: publish the correction, or withdraw the report.`,
      { current: status },
    );
}

function requireKnownClaims(claimIds: readonly string[], facts: GateFacts): void {
  const missing = claimIds.filter((id) => !facts.claims.some((claim) => claim.id === id));
  if (missing.length) throw new Refused('not-found', `There is no claim ${missing[0]}.`);
}

function publish(
  report: Report,
  command: Extract<ReportCommand, { type: 'publish-report' }>,
  facts: GateFacts,
): ReportEvent[] {
  const refuse = (unmet: ReturnType<typeof closedGates>) => {
    if (unmet.length)
      throw new Refused('publish-gate-closed', unmet.map(({ message }) => message).join(' '), {
        current: report.status,
        unmet,
      });
  };
  const version = report.versions.length + 1;
  if (report.publicSlug === null && facts.slug === 'taken') throw addressTaken();
  const { overrideReason: reason } = command;
  refuse(closedGates(report, facts, reason !== null, null));
  const opened = reason === null ? [] : openedByReason(report, facts);
  const content = freezeReport({
    slug: report.slug,
    version,
    title: report.title,
    summary: report.summary,
    publishedAt: facts.now,
    correction: report.correction,
    // A reason that opened nothing is recorded, and no reader's concern.
    overridden: reason !== null && opened.length > 0 ? { reason, gates: opened } : null,
    claims: facts.claims,
    workspace: facts.workspace,
    sourceOf: facts.sourceOf,
    aliases: facts.aliases,
  });
  // Once more over what would really be published: redaction may have missed a spelling.
  refuse(closedGates(report, facts, reason !== null, content));
  const { restsOn } = facts;
  return [{ type: 'report-published', version, overrideReason: reason, content, restsOn }];
}

function recordRendering(
  report: Report,
  command: Extract<ReportCommand, { type: 'record-rendering' }>,
): ReportEvent[] {
  const version = report.versions.find(({ number }) => number === command.version);
  if (!version) throw new Refused('not-found', 'There is no such version of the report.');
  if (version.pageSha256) throw new Refused('already-exists', 'This version is rendered already.');
  return [{ type: 'report-rendered', version: command.version, pageSha256: command.pageSha256 }];
}

export function mayOnReport(report: Report, actor: Actor): ReportCommandType[] {
  const commands: readonly ReportCommandType[] = [
    'edit-report',
    'discard-report',
    'sign-off-report',
    'publish-report',
    'open-correction',
    'cancel-correction',
    'withdraw-report',
  ];
  return commands.filter((type) => isPermitted(actor, type) && allowsReport(report, type));
}
