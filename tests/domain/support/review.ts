/** Claims brought into each status by the rules themselves, never made by hand. */
import {
  decideClaim,
  evolveClaim,
  type Actor,
  type SystemActor,
  type Claim,
  type ClaimCommand,
  type ClaimContext,
  type ClaimStatus,
  type Desk,
  type Evidence,
  type Role,
  type Stamped,
  type ClaimEvent,
} from '#domain';

export const NOW = '2026-03-02T09:00:00.000Z';

export const desk: Desk = {
  id: 'desk',
  slug: 'floods',
  name: 'Floods',
  topic: 'floods',
  languages: ['en'],
  requiredSkills: [],
  independentVerdicts: 2,
  verifiedOrigins: 2,
  rubricVersion: 1,
  leaseMinutes: 60,
  dueHours: 24,
  wipLimit: 3,
  edition: 1,
  members: ['rana', 'remy', 'rosa'],
  formerMembers: [],
  pausedFor: null,
};

export const person = (personId: string, role: Role): Actor => ({
  kind: 'person',
  workspaceId: 'w',
  personId,
  role,
});
export const editor = person('edda', 'editor');
/** A name that is missing here does not compile. */
const EVERY_SYSTEM: Record<SystemActor, true> = {
  setup: true,
  extraction: true,
  dispatcher: true,
  clock: true,
  renderer: true,
  public: true,
};
// Its keys are these names.
export const SYSTEM_ACTORS = Object.keys(EVERY_SYSTEM) as SystemActor[];

export const system = (name: SystemActor): Actor => ({
  kind: 'system',
  workspaceId: 'w',
  name,
});

export const reviewer = (id: string, more: Partial<NonNullable<ClaimContext['reviewer']>> = {}) => ({
  id,
  active: true,
  away: false,
  languages: ['en'],
  skills: [],
  conflicts: [],
  held: 0,
  lastAssignedAt: null,
  ...more,
});

export const context = (more: Partial<ClaimContext> = {}): ClaimContext => ({
  now: NOW,
  desk,
  reviewer: reviewer('rana'),
  parties: { publishers: ['The Gauge'], people: [], organisations: [], texts: [] },
  judges: [],
  routing: null,
  originsOf: (versionId) => ({ documentId: versionId, originIds: [versionId], suspectedIds: [] }),
  isAuthenticPrimary: () => false,
  passageStands: () => true,
  ...more,
});

export const search: Evidence = {
  kind: 'search',
  where: 'w',
  query: 'q',
  searchedAt: NOW,
  result: 'nothing',
};
export const passage = (
  versionId: string,
  stance: 'supports' | 'undermines' | 'context',
  more: { denial?: boolean; answer?: string } = {},
): Evidence => ({
  kind: 'passage',
  passage: { versionId, start: 0, end: 1, exact: 'x', prefix: '', suffix: '' },
  stance,
  denial: more.denial ?? false,
  answer: more.answer ?? null,
});

/** Somebody was asked, and said that it was not so. */
export const reply = (more: Partial<Extract<Evidence, { kind: 'reply' }>> = {}): Evidence => ({
  kind: 'reply',
  whom: 'the ministry',
  askedAt: '2026-02-26T09:00:00.000Z',
  way: 'by e-mail',
  answer: 'It did not happen.',
  answeredAt: '2026-02-27T09:00:00.000Z',
  denial: false,
  ...more,
});

export const stamp = (event: ClaimEvent, at = NOW): Stamped<ClaimEvent> => ({ ...event, at, by: 'test' });

export function step(
  claim: Claim | null,
  actor: Actor,
  command: ClaimCommand,
  more: Partial<ClaimContext> = {},
): Claim {
  const after = decideClaim(claim, command, actor, context(more)).reduce<Claim | null>(
    (state, event) => evolveClaim(state, 'claim', stamp(event, more.now)),
    claim,
  );
  if (!after) throw new Error('nothing happened');
  return after;
}

const claimId = 'claim';
export const propose: Extract<ClaimCommand, { type: 'propose-claim' }> = {
  type: 'propose-claim',
  claimId,
  text: 'It rained.',
  language: 'en',
  score: 500,
  claimType: 'event-property',
  features: [],
  occurrences: [],
};

export function give(claim: Claim, name: string): Claim {
  return step(
    claim,
    person(name, 'reviewer'),
    { type: 'assign-slot', claimId, assignmentId: `a-${name}`, reviewerId: name },
    { reviewer: reviewer(name) },
  );
}

export function vote(claim: Claim, name: string, rating: 'unverified' | 'disputed' = 'unverified'): Claim {
  const evidence =
    rating === 'unverified' ? [search] : [passage('one', 'supports'), passage('two', 'undermines')];
  const fence =
    claim.rounds.at(-1)?.slots.find((slot) => slot.assignments.some(({ id }) => id === `a-${name}`))?.fence ??
    0;
  const command: ClaimCommand = {
    type: 'record-verdict',
    claimId,
    assignmentId: `a-${name}`,
    fence,
    rating,
    rationale: 'Why.',
    evidence,
  };
  return step(claim, person(name, 'reviewer'), command, { reviewer: reviewer(name) });
}

export const proposed = () => step(null, editor, propose);
export const accepted = () => step(proposed(), editor, { type: 'accept-claim', claimId, priority: 500 });
export const inReview = () => step(accepted(), editor, { type: 'route-claim', claimId, deskId: 'desk' });
export const held = () => give(inReview(), 'rana');

export const recalled = (claim = held()) =>
  step(claim, editor, { type: 'recall-claim', claimId, reason: 'wrong desk' });

/** In review for the second time: readers may have been told how the first ended. */
export const reopened = () =>
  step(CLAIMS.decided(), editor, { type: 'reopen-claim', claimId, reason: 'a witness' });

/** One claim in each status. In review, rana holds a slot and the other is open. */
export const CLAIMS: Record<ClaimStatus, () => Claim> = {
  proposed,
  accepted,
  'in-review': held,
  contested: () => vote(vote(give(held(), 'remy'), 'rana'), 'remy', 'disputed'),
  decided: () => vote(vote(give(held(), 'remy'), 'rana'), 'remy'),
  published: () =>
    step(CLAIMS.decided(), person('pia', 'publisher'), {
      type: 'publish-claim',
      claimId,
      reportId: 'r',
      version: 1,
    }),
  declined: () => step(proposed(), editor, { type: 'decline-claim', claimId, reason: 'opinion' }),
  merged: () => step(proposed(), editor, { type: 'merge-claim', claimId, into: 'other', reason: 'same' }),
};
