import type {
  ClaimEvent,
  DependenceEvent,
  DeskEvent,
  DocumentEvent,
  IntakeEvent,
  MatchEvent,
  PersonEvent,
  ReportEvent,
  WorkspaceEvent,
} from '#domain';
import type { JobSpec } from './catalogue.ts';

export type RecordedEvent =
  | ClaimEvent
  | DependenceEvent
  | DeskEvent
  | DocumentEvent
  | IntakeEvent
  | MatchEvent
  | PersonEvent
  | ReportEvent
  | WorkspaceEvent;

/** An event as it stands in the ordered log. */
export interface Recorded {
  readonly workspaceId: string;
  /** The id of the claim, document, report… that it happened to. */
  readonly id: string;
  /** The leaf hash, hex: what makes this event one of a kind, also after a database was restored. */
  readonly leafHash: string;
  readonly event: RecordedEvent;
}

/** Which jobs follow an event. The only reason, besides the reconciler's, why anything is put on a queue. */
export function jobsFor(recorded: Recorded): JobSpec[] {
  // The table is keyed by the event's own type, which TypeScript cannot carry through the look-up.
  const follow = FOLLOWS[recorded.event.type] as (event: RecordedEvent, where: Where) => JobSpec[];
  return follow(recorded.event, recorded);
}

type Where = Omit<Recorded, 'event'>;
type EventOf<T extends RecordedEvent['type']> = Extract<RecordedEvent, { type: T }>;

const nothing = (): JobSpec[] => [];

const forVersion =
  (name: 'map-anchors' | 'extract-claims' | 'match-document') =>
  ({ versionId }: { versionId: string }, { workspaceId, id }: Where): JobSpec[] => [
    { name, data: { workspaceId, documentId: id, versionId } },
  ];

/** One line for each event there is: one that is missing does not compile. */
const FOLLOWS: { [T in RecordedEvent['type']]: (event: EventOf<T>, where: Where) => JobSpec[] } = {
  'intake-handed-in': (_, { workspaceId, id }) => [
    { name: 'read-intake', data: { workspaceId, intakeId: id } },
  ],
  'intake-read': nothing,
  'intake-refused': nothing,

  'document-received': forVersion('extract-claims'),
  'version-added': forVersion('map-anchors'),
  // What is known from the version before is not proposed a second time.
  'anchors-mapped': forVersion('extract-claims'),
  'claims-extracted': forVersion('match-document'),
  'matches-sought': nothing,
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
  'slot-assigned': ({ assignmentId, fence, leaseUntil }, { workspaceId, id }) => [
    { name: 'expire-lease', data: { workspaceId, claimId: id, assignmentId, fence }, notBefore: leaseUntil },
  ],
  'slot-returned': (event, where) => [fillAgain(event, where), offerWork(event.reviewerId, where)],
  'lease-expired': (event, where) => [fillAgain(event, where), offerWork(event.reviewerId, where)],
  'verdict-recorded': ({ reviewerId }, where) => [offerWork(reviewerId, where)],
  'policy-overridden': nothing,
  'claim-contested': nothing,
  'claim-decided': nothing,
  'claim-reopened': nothing,
  'claim-published': nothing,

  'desk-opened': nothing,
  'desk-edited': (_, where) => [offerDesk(where)],
  'desk-member-added': ({ personId }, where) => [offerWork(personId, where)],
  'desk-member-removed': nothing,
  'desk-paused': nothing,
  'desk-resumed': (_, where) => [offerDesk(where)],

  'workspace-opened': nothing,
  'origin-registered': nothing,
  'person-protected': nothing,
  'routing-rules-set': nothing,
  'person-admitted': nothing,
  'token-issued': nothing,
  'person-edited': (_, where) => [offerWork(where.id, where)],
  // Also once they are back.
  'availability-set': ({ away }, where) => [
    away ? { ...offerWork(where.id, where), notBefore: away.until } : offerWork(where.id, where),
  ],
  'conflict-declared': nothing,
  'conflict-withdrawn': (_, where) => [offerWork(where.id, where)],
  'person-deactivated': nothing,

  'report-drafted': nothing,
  'report-edited': nothing,
  'report-signed-off': nothing,
  'report-published': ({ version }, { workspaceId, id }) => [
    { name: 'render-report', data: { workspaceId, reportId: id, version } },
  ],
  'report-rendered': nothing,
  'correction-opened': nothing,
  'report-withdrawn': nothing,
};

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
