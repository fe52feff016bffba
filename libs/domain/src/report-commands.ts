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
  | {
      type: 'edit-report';
      reportId: string;
      /** Absent: it stays. */
      slug?: string | undefined;
      /** Why the version in work replaces the published one. Absent: it stays. */
      correction?: string | undefined;
      title: string;
      summary: string;
      claimIds: readonly string[];
    }
  | { type: 'discard-report'; reportId: string; reason: string }
  | { type: 'sign-off-report'; reportId: string }
  | { type: 'publish-report'; reportId: string; overrideReason: string | null }
  | { type: 'record-rendering'; reportId: string; version: number; pageSha256: string; page: string }
  | { type: 'open-correction'; reportId: string; reason: string }
  | { type: 'cancel-correction'; reportId: string; reason: string }
  | { type: 'withdraw-report'; reportId: string; reason: string };
export type ReportCommandType = ReportCommand['type'];

export type ReportEvent =
  | { type: 'report-drafted'; slug: string; title: string; summary: string; claimIds: readonly string[] }
  | {
      type: 'report-edited';
      /** Absent where the edit left it as it was. */
      slug?: string;
      correction?: string;
      title: string;
      summary: string;
      claimIds: readonly string[];
    }
  | { type: 'report-discarded'; reason: string }
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
  | { type: 'correction-cancelled'; reason: string }
  | { type: 'report-withdrawn'; reason: string };

export const REPORT_TRANSITIONS: Record<
  ReportStatus,
  Partial<Record<ReportCommandType, readonly ReportStatus[]>>
> = {
  draft: {
    'edit-report': ['draft'],
    'discard-report': ['discarded'],
    'sign-off-report': ['signed-off'],
    // A version may still be rendering while its correction is being written.
    'record-rendering': ['draft'],
    'cancel-correction': ['published'],
    'withdraw-report': ['withdrawn'],
  },
  'signed-off': {
    'edit-report': ['draft'],
    'discard-report': ['discarded'],
    'publish-report': ['published'],
    'record-rendering': ['signed-off'],
    'cancel-correction': ['published'],
    'withdraw-report': ['withdrawn'],
  },
  published: {
    'record-rendering': ['published'],
    'open-correction': ['draft'],
    'withdraw-report': ['withdrawn'],
  },
  withdrawn: { 'record-rendering': ['withdrawn'] },
  discarded: {},
};

/**
 * What readers are shown can be withdrawn at any time, also while a correction of it is being written, and is what a
 * cancelled correction goes back to; what they never saw is discarded.
 */
const PUBLISHED_BEFORE: Partial<Record<ReportCommandType, boolean>> = {
  'withdraw-report': true,
  'cancel-correction': true,
  'discard-report': false,
};

export const allowsReport = (
  { status, versions }: Pick<Report, 'status' | 'versions'>,
  command: ReportCommandType,
): boolean =>
  REPORT_TRANSITIONS[status][command] !== undefined &&
  (PUBLISHED_BEFORE[command] ?? versions.length > 0) === versions.length > 0;
