/** A published, versioned selection of decisions. A correction makes a new version; a withdrawal leaves a tombstone. */
import { nameOf, type Actor, type Stamped } from './actor.ts';
import { allowsReport, type ReportCommand, type ReportEvent } from './report-commands.ts';
import { freezeReport, type ReportContent } from './report-content.ts';
import { closedGates, type GateFacts } from './report-gate.ts';
import { isPermitted, requirePermission } from './permissions.ts';
import { exposedNames } from './protected-persons.ts';
import { Refused } from './refused.ts';
import type { ReportCommandType } from './report-commands.ts';
import { protectedPersons } from './workspace.ts';

export const REPORT_STATUSES = ['draft', 'signed-off', 'published', 'withdrawn'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/**
 * The entries of the log that a published version rests on: for each claim in the order of its page, base64 leaf hashes
 * of the newest entries of its streams as it was published, that of the claim's own before those of its ballots.
 */
export type RestsOn = readonly (readonly string[])[];

export interface Report {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly claimIds: readonly string[];
  readonly status: ReportStatus;
  readonly edition: number;
  /** Why the version in work replaces the published one; null for a first version. */
  readonly correction: string | null;
  readonly signedOffBy: string | null;
  readonly withdrawnReason: string | null;
  readonly versions: readonly ReportVersion[];
}

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
    requireNameless(command.slug, NAME_IN_ADDRESS, facts);
    const { type: _, reportId: __, ...draft } = command;
    return [{ type: 'report-drafted', ...draft }];
  }
  if (!report) throw new Refused('not-found', 'There is no such report.');
  if (!allowsReport(report, command.type))
    throw new Refused(
      'wrong-status',
      `The report is ${report.status}; ${command.type} does not apply to it now.`,
      {
        current: report.status,
      },
    );
  switch (command.type) {
    case 'edit-report': {
      requireKnownClaims(command.claimIds, facts);
      const { title, summary, claimIds } = command;
      return [{ type: 'report-edited', title, summary, claimIds }];
    }
    case 'sign-off-report':
      return [{ type: 'report-signed-off', signedOffBy: nameOf(actor) }];
    case 'publish-report':
      return publish(report, command, facts);
    case 'record-rendering':
      return recordRendering(report, command);
    case 'open-correction':
      return [{ type: 'correction-opened', reason: command.reason }];
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

const NAME_IN_ADDRESS = 'The address of the report holds a protected name: choose another.';
const NAME_IN_REASON =
  'Readers are shown the reason, and it names a protected person: say it without the name.';

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
  refuse(closedGates(report, facts, command.overrideReason !== null, null));
  const content = freezeReport({
    slug: report.slug,
    version,
    title: report.title,
    summary: report.summary,
    publishedAt: facts.now,
    correction: report.correction,
    claims: facts.claims,
    workspace: facts.workspace,
    sourceOf: facts.sourceOf,
    aliases: facts.aliases,
  });
  // Once more over what would really be published: redaction may have missed a spelling.
  refuse(closedGates(report, facts, command.overrideReason !== null, content));
  const { restsOn } = facts;
  return [{ type: 'report-published', version, overrideReason: command.overrideReason, content, restsOn }];
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
    'sign-off-report',
    'publish-report',
    'open-correction',
    'withdraw-report',
  ];
  return commands.filter((type) => isPermitted(actor, type) && allowsReport(report, type));
}

export function evolveReport(report: Report | null, id: string, event: Stamped<ReportEvent>): Report {
  if (event.type === 'report-drafted') {
    const { slug, title, summary, claimIds } = event;
    return {
      id,
      slug,
      title,
      summary,
      claimIds,
      status: 'draft',
      edition: 1,
      correction: null,
      signedOffBy: null,
      withdrawnReason: null,
      versions: [],
    };
  }
  if (!report) throw new Error(`a report begins with report-drafted, not ${event.type}`);
  return { ...change(report, event), edition: report.edition + 1 };
}

function change(report: Report, event: Stamped<Exclude<ReportEvent, { type: 'report-drafted' }>>): Report {
  switch (event.type) {
    case 'report-edited': {
      const { title, summary, claimIds } = event;
      // What was signed off is not what is there now.
      return { ...report, title, summary, claimIds, status: 'draft', signedOffBy: null };
    }
    case 'report-signed-off':
      return { ...report, status: 'signed-off', signedOffBy: event.signedOffBy };
    case 'report-published': {
      const version: ReportVersion = {
        number: event.version,
        publishedAt: event.at,
        publishedBy: event.by,
        overrideReason: event.overrideReason,
        claimIds: report.claimIds,
        content: event.content,
        restsOn: event.restsOn ?? null,
        pageSha256: null,
      };
      return { ...report, status: 'published', versions: [...report.versions, version] };
    }
    case 'report-rendered':
      return {
        ...report,
        versions: report.versions.map((version) =>
          version.number === event.version ? { ...version, pageSha256: event.pageSha256 } : version,
        ),
      };
    case 'correction-opened':
      return { ...report, status: 'draft', correction: event.reason, signedOffBy: null };
    case 'report-withdrawn':
      return { ...report, status: 'withdrawn', withdrawnReason: event.reason };
  }
}
