/** What can be asked of a report, what can happen to it, and the table of which status allows what. */
import type { ReportContent } from './report-content.ts';
import type { Report, ReportStatus, RestsOn } from './report.ts';

export type ReportCommand =
  | {
      type: 'draft-report';
      reportId: string;
      slug: string;
      title: string;
      summary: string;
      claimIds: readonly string[];
    }
  | { type: 'edit-report'; reportId: string; title: string; summary: string; claimIds: readonly string[] }
  | { type: 'sign-off-report'; reportId: string }
  | { type: 'publish-report'; reportId: string; overrideReason: string | null }
  | { type: 'record-rendering'; reportId: string; version: number; pageSha256: string; page: string }
  | { type: 'open-correction'; reportId: string; reason: string }
  | { type: 'withdraw-report'; reportId: string; reason: string };
export type ReportCommandType = ReportCommand['type'];

export type ReportEvent =
  | { type: 'report-drafted'; slug: string; title: string; summary: string; claimIds: readonly string[] }
  | { type: 'report-edited'; title: string; summary: string; claimIds: readonly string[] }
  | { type: 'report-signed-off'; signedOffBy: string }
  | {
      type: 'report-published';
      version: number;
      overrideReason: string | null;
      content: ReportContent;
      /** Absent in events of before reports named it. */
      restsOn?: RestsOn;
    }
  | { type: 'report-rendered'; version: number; pageSha256: string }
  | { type: 'correction-opened'; reason: string }
  | { type: 'report-withdrawn'; reason: string };

export const REPORT_TRANSITIONS: Record<
  ReportStatus,
  Partial<Record<ReportCommandType, readonly ReportStatus[]>>
> = {
  draft: {
    'edit-report': ['draft'],
    'sign-off-report': ['signed-off'],
    // A version may still be rendering while its correction is being written.
    'record-rendering': ['draft'],
    'withdraw-report': ['withdrawn'],
  },
  'signed-off': {
    'edit-report': ['draft'],
    'publish-report': ['published'],
    'record-rendering': ['signed-off'],
    'withdraw-report': ['withdrawn'],
  },
  published: {
    'record-rendering': ['published'],
    'open-correction': ['draft'],
    'withdraw-report': ['withdrawn'],
  },
  withdrawn: { 'record-rendering': ['withdrawn'] },
};

/** What readers are shown can be withdrawn at any time, also while a correction of it is being written; what they never saw, never. */
export const allowsReport = (
  { status, versions }: Pick<Report, 'status' | 'versions'>,
  command: ReportCommandType,
): boolean =>
  REPORT_TRANSITIONS[status][command] !== undefined && (command !== 'withdraw-report' || versions.length > 0);
