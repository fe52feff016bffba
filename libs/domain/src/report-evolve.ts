/** What a sequence of events makes of a report. */
import type { Stamped } from './actor.ts';
import type { ReportEvent } from './report-commands.ts';
import type { Report, ReportVersion } from './report.ts';

export function evolveReport(report: Report | null, id: string, event: Stamped<ReportEvent>): Report {
  if (event.type === 'report-drafted') {
    const { slug, title, summary, claimIds } = event;
    return {
      id,
      slug,
      publicSlug: null,
      title,
      summary,
      claimIds,
      status: 'draft',
      edition: 1,
      correction: null,
      beforeCorrection: null,
      signedOffBy: null,
      withdrawnReason: null,
      discardedReason: null,
      versions: [],
    };
  }
  if (!report) throw new Error(`a report begins with report-drafted, not ${event.type}`);
  return { ...change(report, event), edition: report.edition + 1 };
}

function change(report: Report, event: Stamped<Exclude<ReportEvent, { type: 'report-drafted' }>>): Report {
  switch (event.type) {
    case 'report-edited': {
      const { slug = report.slug, correction = report.correction, title, summary, claimIds } = event;
      // What was signed off is not what is there now.
      return { ...report, slug, correction, title, summary, claimIds, status: 'draft', signedOffBy: null };
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
      return {
        ...report,
        status: 'published',
        publicSlug: report.slug,
        beforeCorrection: null,
        versions: [...report.versions, version],
      };
    }
    case 'report-rendered':
      return {
        ...report,
        versions: report.versions.map((version) =>
          version.number === event.version ? { ...version, pageSha256: event.pageSha256 } : version,
        ),
      };
    case 'correction-opened': {
      const { title, summary, correction, signedOffBy } = report;
      const beforeCorrection = { title, summary, correction, signedOffBy };
      return { ...report, status: 'draft', correction: event.reason, beforeCorrection, signedOffBy: null };
    }
    case 'correction-cancelled':
      return backToPublished(report);
    case 'report-withdrawn':
      return { ...report, status: 'withdrawn', beforeCorrection: null, withdrawnReason: event.reason };
    case 'report-discarded':
      return { ...report, status: 'discarded', discardedReason: event.reason };
  }
}

/** As it was when the correction was opened; what has been written since is in the log. */
function backToPublished(report: Report): Report {
  const newest = report.versions.at(-1);
  if (!report.beforeCorrection || !newest) throw new Error('a correction is opened before it is cancelled');
  const { claimIds } = newest;
  return { ...report, ...report.beforeCorrection, claimIds, status: 'published', beforeCorrection: null };
}
