/** What must be true before a report is published. A reason opens some of the gates; four never open so. */
import { currentRound, decisionOf, type Claim } from './claim.ts';
import { exposedNames } from './protected-persons.ts';
import type { Unmet } from './refused.ts';
import { policySources, type ReportContent, type SourceFacts } from './report-content.ts';
import { wordsOfReport } from './report-words.ts';
import type { Report, RestsOn } from './report.ts';
import { lostSince } from './verdict-policy.ts';
import { protectedPersons, type Workspace } from './workspace.ts';

/** Read in the transaction that publishes; the claims are locked. */
export interface GateFacts {
  readonly now: string;
  readonly claims: readonly Claim[];
  readonly workspace: Workspace;
  readonly sourceOf: (versionId: string) => SourceFacts;
  /** Claims whose deciders have declared, since, a conflict of interest with them. */
  readonly claimsWithConflictedDecider: readonly string[];
  /** Claims that need re-review. */
  readonly claimsInQuestion: readonly string[];
  /** In the order of `claims`. */
  readonly restsOn: RestsOn;
  /**
   * Of the slug that the command gives the report, or that it has: `taken` is the address of a report that was published,
   * in whichever workspace, `in-draft` the slug of another open draft of this one.
   */
  readonly slug: 'free' | 'in-draft' | 'taken';
  /** Of those who judged; null where the workspace hides its reviewers. */
  readonly aliases: ReadonlyMap<string, string> | null;
}

export const GATES = [
  'claims-decided',
  'signed-off',
  'claims-named',
  'protected-persons-redacted',
  'signed-off-by-another',
  'corrections-policy',
  'conflicts-settled',
  'outcomes-unquestioned',
  'verdict-policy-met',
] as const;
export type Gate = (typeof GATES)[number];

/** The gates that a reason, which readers are told, can open. */
export const OVERRIDABLE = [
  'signed-off-by-another',
  'corrections-policy',
  'conflicts-settled',
  'outcomes-unquestioned',
  'verdict-policy-met',
] as const satisfies readonly Gate[];
export type OverridableGate = (typeof OVERRIDABLE)[number];

/** A version that was published although not all was as it must be: what was not, and the reason that was given. */
export type ReportedOverride = {
  readonly reason: string;
  readonly gates: readonly OverriddenGate[];
};
export type OverriddenGate = {
  readonly gate: OverridableGate;
  /** By their numbers on the page; empty: the report as a whole. */
  readonly claims: readonly number[];
};

const isOverridable = (gate: Gate): gate is OverridableGate =>
  OVERRIDABLE.some((overridable) => overridable === gate);

export const NAME_IN_ADDRESS = 'The address of the report holds a protected name: choose another.';
const NAME_IN_KNOWN_ADDRESS =
  'The address of the report holds a protected name, and readers know it by that: withdraw it.';

/** How many, with the verb that belongs to so many. */
const ofItsClaims = ({ length }: readonly unknown[], one: string, many: string): string =>
  `${length} of its claims ${length === 1 ? one : many}`;

/** What is not as it must be, whether or not a reason opens it. */
interface Closed {
  readonly gate: Gate;
  readonly message: string;
  /** For which claims; empty: for the report as a whole. */
  readonly claimIds: readonly string[];
}

/** The gates that keep the report from being published; of those that a reason can open, none if it is given. */
export const closedGates = (
  report: Report,
  facts: GateFacts,
  overridden: boolean,
  content: ReportContent | null,
): Unmet[] =>
  [...closedByReport(report, facts, content), ...closedByClaims(facts)]
    .filter(({ gate }) => !(overridden && isOverridable(gate)))
    .map(({ gate, message }) => ({ requirement: gate, message }));

/** What a reason opens: what readers are told. By their numbers on the page. */
export const openedByReason = (report: Report, facts: GateFacts): OverriddenGate[] =>
  [...closedByReport(report, facts, null), ...closedByClaims(facts)].flatMap(({ gate, claimIds }) => {
    const numbers = facts.claims.flatMap(({ id }, index) => (claimIds.includes(id) ? [index + 1] : []));
    return isOverridable(gate) ? [{ gate, claims: numbers }] : [];
  });

function closedByReport(report: Report, facts: GateFacts, content: ReportContent | null): Closed[] {
  const closed: Closed[] = [];
  const close = (gate: Gate, message: string) => void closed.push({ gate, message, claimIds: [] });

  if (facts.claims.length === 0) close('claims-named', 'The report names no claims.');
  if (!report.signedOffBy) close('signed-off', 'Nobody has signed the report off.');

  const decidedBy = facts.claims.flatMap((claim) =>
    claim.rounds.flatMap((round) => round.decision?.decidedBy ?? []),
  );
  // Of no claim in particular: readers would learn which reviewer signs off, and few people do.
  if (report.signedOffBy && decidedBy.includes(report.signedOffBy))
    close('signed-off-by-another', 'Who decided a claim may not sign off the report that holds it.');
  if (!facts.workspace.correctionsPolicy.trim())
    close(
      'corrections-policy',
      'The workspace has no corrections policy for readers: a publisher or an admin sets one with PUT /api/v1/workspace/corrections-policy.',
    );

  // The name itself is not repeated: refusals are logged and shown.
  const persons = protectedPersons(facts.workspace);
  if (exposedNames(report.slug, persons).length)
    close('protected-persons-redacted', report.versions.length ? NAME_IN_KNOWN_ADDRESS : NAME_IN_ADDRESS);
  const exposed = content ? exposedNames(wordsOfReport({ ...content, slug: '' }), persons).length : 0;
  const names = `${exposed} protected ${exposed === 1 ? 'name' : 'names'}`;
  if (exposed) close('protected-persons-redacted', `${names} would still be readable.`);
  return closed;
}

function closedByClaims(facts: GateFacts): Closed[] {
  const closed: Closed[] = [];
  const close = (gate: Gate, claimIds: readonly string[], message: string) => {
    if (claimIds.length) closed.push({ gate, message, claimIds });
  };

  const undecided = facts.claims.filter(
    (claim) => !decisionOf(claim) || (claim.status !== 'decided' && claim.status !== 'published'),
  );
  close('claims-decided', idsOf(undecided), `${ofItsClaims(undecided, 'is', 'are')} not decided.`);

  const conflicted = facts.claimsWithConflictedDecider;
  close(
    'conflicts-settled',
    conflicted,
    `${ofItsClaims(conflicted, 'was', 'were')} decided by someone who has declared a conflict of interest since: reopen what they decided.`,
  );
  close(
    'outcomes-unquestioned',
    facts.claimsInQuestion,
    `${ofItsClaims(facts.claimsInQuestion, 'needs', 'need')} re-review: dismiss that with a reason, or reopen what is in question.`,
  );

  const lost = facts.claims.flatMap((claim) =>
    lostOf(claim, facts)
      .slice(0, 1)
      .map(({ message }) => ({ id: claim.id, message })),
  );
  close(
    'verdict-policy-met',
    idsOf(lost),
    `${ofItsClaims(lost, 'no longer has', 'no longer have')} what the verdict needed: reopen what lost it. ${lost[0]?.message ?? ''}`,
  );
  return closed;
}

const idsOf = (claims: readonly { readonly id: string }[]): string[] => claims.map(({ id }) => id);

/** What people have said of the sources since the claim was decided may have taken it from them. */
function lostOf(claim: Claim, { sourceOf }: GateFacts): Unmet[] {
  const round = currentRound(claim);
  if (!round) return [];
  return lostSince(round, policySources(sourceOf));
}
