/** What a verdict needs before it counts. The rubric is versioned and stored with the round that used it. */
import { groundsOf, type Round, type Waiver } from './claim.ts';
import { leftOut } from './dissent.ts';
import { dayOf, passagesOf, unansweredDenials, type Evidence, type Stance } from './evidence.ts';
import { independentOrigins, restOnDifferentOrigins, type SourceOrigins } from './origins.ts';
import type { Unmet } from './refused.ts';
import { rubricOf, type Rating, type Rubric, type Waivable } from './rubric.ts';
import { eachOnce } from './shown-once.ts';

export type Requirement = 'rationale' | Waivable;

export interface Judgement {
  readonly rating: Rating;
  readonly rationale: string;
  readonly evidence: readonly Evidence[];
}

/** Gives what the document behind a version rests on. */
export type OriginsOf = (versionId: string) => SourceOrigins;

/** What the policy must know of the documents behind the evidence. */
export interface Sources {
  readonly originsOf: OriginsOf;
  /** A finding that stands says that this version is authentic, and a primary source: not an account of one. */
  readonly isAuthenticPrimary: (versionId: string) => boolean;
}

/** What the desk asked for when the round was opened. */
export interface Policy {
  readonly rubricVersion: number;
  readonly verifiedOrigins: number;
}

/** Everything the policy still asks for; empty when the verdict may be recorded. */
export function unmetRequirements(
  { rating, rationale, evidence }: Judgement,
  policy: Policy,
  sources: Sources,
  waived: readonly Waivable[],
): Unmet[] {
  const unmet: { requirement: Requirement; message: string }[] = [];
  if (!rationale.trim())
    unmet.push({
      requirement: 'rationale',
      message: 'Every verdict needs a rationale: say why, in a sentence.',
    });
  const rubric = rubricOf(policy.rubricVersion);
  for (const requirement of rubric.requires[rating]) {
    if (waived.includes(requirement)) continue;
    const message = CHECKS[requirement](evidence, { ...policy, rubric, sources });
    if (message !== null) unmet.push({ requirement, message });
  }
  return unmet;
}

/** What the decision of a round lacks, since an editor set aside that it is asked for, and why: each once. */
export function waivedIn(round: Round, sources: Sources): Waiver[] {
  const judgement = outcomeOf(round);
  if (!judgement) return [];
  const lacking = unmetRequirements(judgement, round.policy, sources, []).map(
    ({ requirement }) => requirement,
  );
  const waived = round.waivers.filter(({ requirement }) => lacking.includes(requirement));
  return [...new Map(waived.map((waiver) => [waiver.requirement, waiver])).values()];
}

/** What of an outcome's grounds people go on deciding about: on what the documents behind them rest, what was found of them. */
const OF_THE_SOURCES: readonly string[] = [
  'independent-support',
  'undermining-from-another-origin',
] satisfies Waivable[];

/**
 * What a decided round no longer has of what its policy asks of the documents behind its passages, taken together, as
 * readers see them. Each of its verdicts had it when it was recorded, or it was waived.
 */
export function lostSince(round: Round, sources: Sources): Unmet[] {
  const { policy, waivers } = round;
  const judgement = outcomeOf(round);
  if (!judgement) return [];
  const waived = waivers.map(({ requirement }) => requirement);
  return unmetRequirements(judgement, policy, sources, waived).filter(({ requirement }) =>
    OF_THE_SOURCES.includes(requirement),
  );
}

/** The grounds of a decided round as one judgement; null: it is not decided. */
function outcomeOf(round: Round): Judgement | null {
  if (!round.decision) return null;
  const { rationales, evidence } = groundsOf(round);
  const { rating, method } = round.decision;
  const open = method === 'adjudication' && rating === 'verified' ? leftOut(round, evidence) : [];
  // What one reviewer answered stands beside the passage or reply that another pinned unanswered.
  return { rating, rationale: rationales.join(' '), evidence: [...eachOnce(evidence), ...open] };
}

/** What a decided round loses when its sources become others: what it had lost before is not lost by that. */
export function lostBetween(round: Round, before: Sources, after: Sources): Unmet[] {
  const lost = lostSince(round, before).map(({ requirement }) => requirement);
  return lostSince(round, after).filter(({ requirement }) => !lost.includes(requirement));
}

interface Asked {
  readonly rubric: Rubric;
  readonly verifiedOrigins: number;
  readonly sources: Sources;
}

/** What is missing, in a sentence; null when nothing is. */
const CHECKS: Record<Waivable, (evidence: readonly Evidence[], asked: Asked) => string | null> = {
  'independent-support'(evidence, { rubric, verifiedOrigins, sources }) {
    const support = passagesWith('supports', evidence);
    const primary = support.some(({ passage }) => sources.isAuthenticPrimary(passage.versionId));
    if (rubric.primarySourceSuffices && primary) return null;
    const origins = independentOrigins(support.map(({ passage }) => sources.originsOf(passage.versionId)));
    if (origins >= verifiedOrigins) return null;
    const instead = rubric.primarySourceSuffices
      ? ' One primary source is enough when a finding says that it is authentic.'
      : '';
    return `“Verified” needs supporting passages from ${verifiedOrigins} independent origins; these rest on ${origins}.${instead}`;
  },

  'undermining-answered': (evidence) =>
    passagesWith('undermines', evidence).some(({ answer }) => !answer?.trim())
      ? '“Verified” needs an answer to every undermining passage; whoever settles a round pins and answers those of its reviewers, too.'
      : null,

  'denials-answered'(evidence) {
    const unanswered = unansweredDenials(evidence).map(
      ({ whom, askedAt }) => `“${whom}”, asked on ${dayOf(askedAt)}`,
    );
    return unanswered.length
      ? `“Verified” needs a response to every reply that denies the claim: say why the denial does not carry. None is given to the reply of ${unanswered.join('; ')}.`
      : null;
  },

  support: (evidence) =>
    passagesWith('supports', evidence).length ? null : '“Disputed” needs a passage that supports the claim.',

  'undermining-from-another-origin'(evidence, { rubric, sources }) {
    const undermining = passagesWith('undermines', evidence);
    const denied =
      undermining.some(({ denial }) => denial) ||
      (rubric.repliesDeny && evidence.some((item) => item.kind === 'reply' && item.denial));
    const originsOf = (stance: Stance) =>
      passagesWith(stance, evidence).map(({ passage }) => sources.originsOf(passage.versionId));
    return denied || restOnDifferentOrigins(originsOf('supports'), originsOf('undermines'))
      ? null
      : '“Disputed” needs an undermining passage from another origin than the support, or a recorded denial.';
  },

  search: (evidence) =>
    evidence.some((item) => item.kind === 'search')
      ? null
      : '“Unverified” needs at least one recorded search: where, what was asked, what came back.',
};

const passagesWith = (stance: Stance, evidence: readonly Evidence[]) =>
  passagesOf(evidence).filter((item) => item.stance === stance);
