import type { DomainEvent, Stamp } from '#domain';
import type { JobSpec } from './catalogue.ts';

/** An event as it stands in the ordered log. */
export interface Recorded {
  readonly workspaceId: string;
  /** The id of the claim, document, report… that it happened to. */
  readonly id: string;
  /** The leaf hash, hex: what makes this event one of a kind, also after a database was restored. */
  readonly leafHash: string;
  /** With its stamp, when it comes from the log. */
  readonly event: DomainEvent & Partial<Stamp>;
}

/** Which jobs follow an event. The only reason, besides the reconciler's, why anything is put on a queue. */
export function jobsFor(recorded: Recorded): JobSpec[] {
  // The table is keyed by the event's own type, which TypeScript cannot carry through the look-up.
  const follow = FOLLOWS[recorded.event.type] as (event: DomainEvent, where: Where) => JobSpec[];
  return follow(recorded.event, recorded);
}

type Where = Omit<Recorded, 'event'>;
type EventOf<T extends DomainEvent['type']> = Extract<DomainEvent, { type: T }>;

const nothing = (): JobSpec[] => [];

const forVersion =
  (name: 'map-anchors' | 'extract-claims' | 'match-document') =>
  ({ versionId }: { versionId: string }, { workspaceId, id }: Where): JobSpec[] => [
    { name, data: { workspaceId, documentId: id, versionId } },
  ];

/** What came to light about its sources while the verdicts were sealed could not be held against them before. */
const recheckClaim =
  (outcome: 'contested' | 'decided') =>
  ({ round }: { round: number }, { workspaceId, id }: Where): JobSpec[] => [
    { name: 'recheck-claim', data: { workspaceId, claimId: id, round, outcome } },
  ];

/** One line for each event there is: one that is missing does not compile. */
const FOLLOWS: {
  [T in DomainEvent['type']]: (event: EventOf<T> & Partial<Stamp>, where: Where) => JobSpec[];
} = {
  'intake-handed-in': (_, { workspaceId, id }) => [
    { name: 'read-intake', data: { workspaceId, intakeId: id } },
  ],
  'intake-read': nothing,
  'intake-refused': nothing,

  'document-received': forVersion('extract-claims'),
  'version-added': forVersion('map-anchors'),
  // What is known from the version before is not proposed a second time.
  'anchors-mapped': forVersion('extract-claims'),
  // The claims that rest on it are marked with it, in the same transaction.
  'anchors-added': nothing,
  'document-corrected': nothing,
  'document-retracted': nothing,
  'claims-extracted': forVersion('match-document'),
  'matches-sought': nothing,
  // As above: the claims that lose by it what their verdict needed.
  'origin-confirmed': nothing,
  'origin-removed': nothing,

  'match-proposed': nothing,
  'match-confirmed': nothing,
  'match-rejected': nothing,
  'dependence-proposed': nothing,
  'dependence-confirmed': nothing,
  'dependence-rejected': nothing,

  'claim-proposed': nothing,
  'claim-accepted': nothing,
  'claim-declined': nothing,
  'claim-merged': nothing,
  'occurrences-added': nothing,
  'round-opened': ({ round, policy }, { workspaceId, id }) =>
    Array.from({ length: policy.independentVerdicts }, (_, index) => ({
      name: 'fill-slot',
      data: { workspaceId, claimId: id, round, slot: index + 1, fence: 0 },
    })),
  // When its lease ends and its deadlines pass, the reconciler asks.
  'slot-assigned': nothing,
  'lease-renewed': nothing,
  'deadline-passed': nothing,
  'slot-returned': (event, where) => [fillAgain(event, where), offerWork(event.reviewerId, where)],
  'lease-expired': (event, where) => [fillAgain(event, where), offerWork(event.reviewerId, where)],
  'slot-released': (event, where) => [
    // Of a round that was recalled no slot is filled again.
    ...(event.cause === 'recalled' ? [] : [fillAgain(event, where)]),
    offerWork(event.reviewerId, where),
  ],
  'claim-recalled': nothing,
  'verdict-recorded': ({ reviewerId }, where) => [offerWork(reviewerId, where)],
  'verdict-withdrawn': nothing,
  'round-overdue': nothing,
  'round-questioned': nothing,
  'policy-overridden': nothing,
  'claim-contested': recheckClaim('contested'),
  'claim-decided': recheckClaim('decided'),
  'claim-reopened': nothing,
  'claim-published': nothing,

  'desk-opened': nothing,
  'desk-edited': (_, where) => [offerDesk(where)],
  'desk-member-added': ({ personId }, where) => [offerWork(personId, where)],
  'desk-member-removed': nothing,
  'desk-paused': nothing,
  'desk-resumed': (_, where) => [offerDesk(where)],

  'workspace-opened': nothing,
  'corrections-policy-set': nothing,
  'log.key-added': nothing,
  'log.continues': nothing,
  'origin-registered': nothing,
  'origin-named': nothing,
  'person-protected': nothing,
  'protection-ended': nothing,
  'routing-rules-set': nothing,
  'reviewers-shown': nothing,
  'person-admitted': nothing,
  'alias-given': nothing,
  'token-issued': nothing,
  'token-revoked': nothing,
  'role-granted': nothing,
  'person-edited': (_, where) => [offerWork(where.id, where)],
  // They may be there until a later absence begins; when one ends, the reconciler asks.
  'availability-set': (_, where) => [offerWork(where.id, where)],
  'conflict-declared': (_, { workspaceId, id, leafHash }) => [
    { name: 'question-rounds', data: { workspaceId, personId: id, cause: leafHash.slice(0, 16) } },
  ],
  'conflict-withdrawn': (_, where) => [offerWork(where.id, where)],
  'person-deactivated': nothing,

  'finding-recorded': nothing,
  'finding-withdrawn': nothing,

  'report-drafted': nothing,
  'report-edited': nothing,
  'report-discarded': nothing,
  'report-signed-off': nothing,
  'report-published': ({ version }, { workspaceId, id }) => [
    { name: 'render-report', data: { workspaceId, reportId: id, version } },
  ],
  'report-rendered': ({ version, at }, { workspaceId, id }) => [
    {
      name: 'build-proof',
      data: { workspaceId, reportId: id, version },
      ...(at && { notBefore: secondsAfter(at, SEALED_WITHIN_SECONDS) }),
    },
  ],
  'correction-opened': nothing,
  'correction-cancelled': nothing,
  'report-withdrawn': nothing,

  // Who is told of them is looked up in the log, by the job `notify`.
  'thread-started': nothing,
  'comment-added': nothing,
  'thread-resolved': nothing,
  'thread-reopened': nothing,
  'webhook-registered': nothing,
  'webhook-removed': nothing,

  'marked-for-rereview': nothing,
  'rereview-dismissed': nothing,
  'rereview-taken-up': nothing,
  'challenge-received': nothing,
  'challenge-accepted': nothing,
  'challenge-rejected': nothing,
  'challenge-answered': nothing,
  'challenge-text-erased': nothing,

  'alias-opening-requested': nothing,
  'alias-opening-approved': nothing,
  'alias-opening-refused': nothing,
  'alias-opened': nothing,

  'content-erased': nothing,
};

/** The types of events that some job follows: of the others nothing need be read. */
export const FOLLOWED: readonly string[] = Object.entries(FOLLOWS).flatMap(([type, follow]) =>
  follow === nothing ? [] : [type],
);

/** What a checkpoint takes when all goes well; the reconciler asks again once a later one is there. */
const SEALED_WITHIN_SECONDS = 3;

const secondsAfter = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1_000).toISOString();

const fillAgain = (
  { round, slot, fence }: { round: number; slot: number; fence: number },
  { workspaceId, id }: Where,
): JobSpec => ({ name: 'fill-slot', data: { workspaceId, claimId: id, round, slot, fence } });

/** A desk can hand out more: look at what waits there. */
const offerDesk = ({ workspaceId, id, leafHash }: Where): JobSpec => ({
  name: 'offer-desk',
  data: { workspaceId, deskId: id, cause: leafHash.slice(0, 16) },
});

/** Somebody can take more: look at what waits on their desks. */
const offerWork = (personId: string, { workspaceId, leafHash }: Where) => ({
  name: 'offer-work' as const,
  data: { workspaceId, personId, cause: leafHash.slice(0, 16) },
});
