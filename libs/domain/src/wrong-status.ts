/** That something cannot be done now, as people say it: how commands and states are spelt is for programs. */
import type { Assignment, Claim, ClaimStatus } from './claim.ts';
import type { ClaimCommandType } from './claim-commands.ts';
import { Refused } from './refused.ts';
import type { Report, ReportStatus } from './report.ts';
import type { ReportCommandType } from './report-commands.ts';

/** The claim is … */
export const CLAIM_IS: Record<ClaimStatus, string> = {
  proposed: 'proposed and not triaged',
  accepted: 'accepted and at no desk',
  declined: 'declined',
  merged: 'merged into another',
  'in-review': 'in review',
  contested: 'contested',
  decided: 'decided',
  published: 'published',
};

/** It cannot be … now. */
const DONE_TO_CLAIM: Record<ClaimCommandType, string> = {
  'propose-claim': 'proposed',
  'accept-claim': 'accepted',
  'decline-claim': 'declined',
  'merge-claim': 'merged into another',
  'add-occurrences': 'joined by another',
  'route-claim': 'sent to a desk',
  'assign-slot': 'assigned to a reviewer',
  'return-assignment': 'given back',
  'expire-lease': 'taken back',
  'renew-lease': 'kept longer',
  'pass-deadline': 'reminded of',
  'record-verdict': 'given a verdict',
  'withdraw-verdict': 'freed of a verdict',
  'release-slot': 'taken back',
  'recall-claim': 'taken out of review',
  'question-round': 'marked for a conflict of interest',
  'escalate-round': 'reported as overdue',
  'override-policy': 'freed of what its verdicts need',
  adjudicate: 'settled by an adjudicator',
  'reopen-claim': 'reopened',
  'publish-claim': 'published',
};

export const claimRefuses = ({ status }: Claim, type: ClaimCommandType): Refused =>
  new Refused('wrong-status', `The claim is ${CLAIM_IS[status]}: it cannot be ${DONE_TO_CLAIM[type]} now.`, {
    current: status,
  });

const REPORT_IS: Record<ReportStatus, string> = {
  draft: 'a draft',
  'signed-off': 'signed off',
  published: 'published',
  withdrawn: 'withdrawn',
  discarded: 'discarded',
};

const DONE_TO_REPORT: Record<ReportCommandType, string> = {
  'draft-report': 'drafted',
  'edit-report': 'edited',
  'discard-report': 'discarded',
  'sign-off-report': 'signed off',
  'publish-report': 'published',
  'record-rendering': 'rendered',
  'open-correction': 'corrected',
  'cancel-correction': 'left as it was published',
  'withdraw-report': 'withdrawn',
};

export const reportRefuses = ({ status }: Report, type: ReportCommandType): Refused =>
  new Refused(
    'wrong-status',
    `The report is ${REPORT_IS[status]}: it cannot be ${DONE_TO_REPORT[type]} now.`,
    { current: status },
  );

const BECAME: Record<Assignment['status'], string> = {
  held: 'This assignment has another number than you sent: read it again.',
  submitted: 'A verdict is in with this assignment: withdraw it to change anything.',
  returned: 'This assignment was given back: it holds no slot any more.',
  expired: 'The lease of this assignment ran out: take the claim again.',
  released:
    'This assignment was taken back: its holder may not judge the claim any more, or nobody does for now.',
};

/** The slot has moved on. */
export const staleLease = ({ status }: Assignment): Refused =>
  new Refused('stale-lease', BECAME[status], { current: status });
