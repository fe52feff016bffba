import { Foundations1790000000000 } from './1790000000000-foundations.ts';
import { AuditLog1790000000001 } from './1790000000001-audit-log.ts';
import { Workspaces1790000000002 } from './1790000000002-workspaces.ts';
import { Claims1790000000003 } from './1790000000003-claims.ts';
import { Review1790000000004 } from './1790000000004-review.ts';
import { Reports1790000000005 } from './1790000000005-reports.ts';
import { Work1790000000006 } from './1790000000006-work.ts';
import { Intake1790000000007 } from './1790000000007-intake.ts';
import { Subjects1790000000008 } from './1790000000008-subjects.ts';
import { Desks1790000000010 } from './1790000000010-desks.ts';
import { Verdicts1790000000011 } from './1790000000011-verdicts.ts';
import { TalkAndNotices1790000000012 } from './1790000000012-talk-and-notices.ts';
import { Deadlines1790000000013 } from './1790000000013-deadlines.ts';
import { ReReview1790000000014 } from './1790000000014-re-review.ts';
import { Tree1790000000015 } from './1790000000015-tree.ts';
import { Escalation1790000000016 } from './1790000000016-escalation.ts';
import { ReportProofs1790000000017 } from './1790000000017-report-proofs.ts';
import { Logs1790000000018 } from './1790000000018-logs.ts';
import { ErasureAndAliases1790000000019 } from './1790000000019-erasure-and-aliases.ts';
import { WhatIsReadMost1790000000021 } from './1790000000021-what-is-read-most.ts';
import { ChallengedClaimText1790000000022 } from './1790000000022-challenged-claim-text.ts';
import { ChallengesOfShownVersions1790000000027 } from './1790000000027-challenges-of-shown-versions.ts';
import { EntriesAskedForOnce1790000000028 } from './1790000000028-entries-asked-for-once.ts';
import { BallotsOpenedAsCast1790000000029 } from './1790000000029-ballots-opened-as-cast.ts';
import { LighterEntries1790000000030 } from './1790000000030-lighter-entries.ts';
import { WaitsWithoutABeginning1790000000031 } from './1790000000031-waits-without-a-beginning.ts';
import { OriginsInQuestion1790000000032 } from './1790000000032-origins-in-question.ts';
import { AuthenticityInQuestion1790000000033 } from './1790000000033-authenticity-in-question.ts';
import { ModelRunsInPages1790000000034 } from './1790000000034-model-runs-in-pages.ts';
import { TicketsFollowReReviews1790000000040 } from './1790000000040-tickets-follow-re-reviews.ts';
import { EndedProtections1790000000041 } from './1790000000041-ended-protections.ts';
import { VersionsWithNames1790000000042 } from './1790000000042-versions-with-names.ts';
import { ResponsesToReplies1790000000043 } from './1790000000043-responses-to-replies.ts';
import { TokensThatEnd1790000000044 } from './1790000000044-tokens-that-end.ts';
import { RecalledRounds1790000000046 } from './1790000000046-recalled-rounds.ts';
import { ReportsBetweenPublications1790000000048 } from './1790000000048-reports-between-publications.ts';
import { KnownWhenPublished1790000000050 } from './1790000000050-known-when-published.ts';
import { NamesForReaders1790000000052 } from './1790000000052-names-for-readers.ts';

/** In the order they run. */
export const migrations = [
  Foundations1790000000000,
  AuditLog1790000000001,
  Workspaces1790000000002,
  Claims1790000000003,
  Review1790000000004,
  Reports1790000000005,
  Work1790000000006,
  Intake1790000000007,
  Subjects1790000000008,
  Desks1790000000010,
  Verdicts1790000000011,
  TalkAndNotices1790000000012,
  Deadlines1790000000013,
  ReReview1790000000014,
  Tree1790000000015,
  Escalation1790000000016,
  ReportProofs1790000000017,
  Logs1790000000018,
  ErasureAndAliases1790000000019,
  WhatIsReadMost1790000000021,
  ChallengedClaimText1790000000022,
  ChallengesOfShownVersions1790000000027,
  EntriesAskedForOnce1790000000028,
  BallotsOpenedAsCast1790000000029,
  LighterEntries1790000000030,
  WaitsWithoutABeginning1790000000031,
  OriginsInQuestion1790000000032,
  AuthenticityInQuestion1790000000033,
  ModelRunsInPages1790000000034,
  TicketsFollowReReviews1790000000040,
  EndedProtections1790000000041,
  VersionsWithNames1790000000042,
  ResponsesToReplies1790000000043,
  TokensThatEnd1790000000044,
  RecalledRounds1790000000046,
  ReportsBetweenPublications1790000000048,
  KnownWhenPublished1790000000050,
  NamesForReaders1790000000052,
];
