/** What must be true before a report is published. A reason opens some of the gates; four never open so. */
import { currentRound, decisionOf, type Claim } from './claim.ts';
import { exposedNames } from './protected-persons.ts';
import type { Unmet } from './refused.ts';
import { policySources, type ReportContent, type SourceFacts } from './report-content.ts';
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

/** The gates that a reason, which is recorded, can open. */
export const OVERRIDABLE: readonly Gate[] = [
  'signed-off-by-another',
  'corrections-policy',
  'conflicts-settled',
  'outcomes-unquestioned',
  'verdict-policy-met',
];

/** How many, with the verb that belongs to so many. */
const ofItsClaims = ({ length }: readonly unknown[], one: string, many: string): string =>
  `${length} of its claims ${length === 1 ? one : many}`;

export function closedGates(
  report: Report,
  facts: GateFacts,
  overridden: boolean,
  content: ReportContent | null,
): Unmet[] {
  const closed: { requirement: Gate; message: string }[] = [];
  const close = (requirement: Gate, message: string) => void closed.push({ requirement, message });

  if (facts.claims.length === 0) close('claims-named', 'The report names no claims.');
  const undecided = facts.claims.filter(
    (claim) => !decisionOf(claim) || (claim.status !== 'decided' && claim.status !== 'published'),
  );
  if (undecided.length) close('claims-decided', `${ofItsClaims(undecided, 'is', 'are')} not decided.`);
  if (!report.signedOffBy) close('signed-off', 'Nobody has signed the report off.');

  const decidedBy = facts.claims.flatMap((claim) =>
    claim.rounds.flatMap((round) => round.decision?.decidedBy ?? []),
  );
  if (report.signedOffBy && decidedBy.includes(report.signedOffBy))
    close('signed-off-by-another', 'Who decided a claim may not sign off the report that holds it.');
  if (!facts.workspace.correctionsPolicy.trim())
    close(
      'corrections-policy',
      'The workspace has no corrections policy for readers: a publisher or an admin sets one with PUT /api/v1/workspace/corrections-policy.',
    );
  if (facts.claimsWithConflictedDecider.length)
    close(
      'conflicts-settled',
      `${ofItsClaims(facts.claimsWithConflictedDecider, 'was', 'were')} decided by someone who has declared a conflict of interest since: reopen what they decided.`,
    );

  if (facts.claimsInQuestion.length)
    close(
      'outcomes-unquestioned',
      `${ofItsClaims(facts.claimsInQuestion, 'needs', 'need')} re-review: dismiss that with a reason, or reopen what is in question.`,
    );

  const lost = facts.claims.flatMap((claim) => lostOf(claim, facts).slice(0, 1));
  if (lost[0])
    close(
      'verdict-policy-met',
      `${ofItsClaims(lost, 'no longer has', 'no longer have')} what the verdict needed: reopen what lost it. ${lost[0].message}`,
    );

  // The name itself is not repeated: refusals are logged and shown.
  const exposed = content ? exposedNames(content, protectedPersons(facts.workspace)).length : 0;
  if (exposed) close('protected-persons-redacted', `${exposed} protected names would still be readable.`);

  return closed.filter(({ requirement }) => !(overridden && OVERRIDABLE.includes(requirement)));
}

/** What people have said of the sources since the claim was decided may have taken it from them. */
function lostOf(claim: Claim, { sourceOf }: GateFacts): Unmet[] {
  const round = currentRound(claim);
  if (!round) return [];
  return lostSince(round, policySources(sourceOf));
}
