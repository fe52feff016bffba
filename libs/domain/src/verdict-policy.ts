/** What a verdict needs before it counts. The rubric is versioned and stored with the round that used it. */
import { passagesOf, type Evidence, type Stance } from './evidence.ts';
import { independentOrigins, restOnDifferentOrigins, type SourceOrigins } from './origins.ts';
import type { Unmet } from './refused.ts';

export const RATINGS = ['verified', 'disputed', 'unverified'] as const;
export type Rating = (typeof RATINGS)[number];

export const RUBRIC_VERSION = 1;

/** The requirements an editor may waive for one round, with a reason. A rationale is never waived. */
export const WAIVABLE = [
  'independent-support',
  'undermining-answered',
  'support',
  'undermining-from-another-origin',
  'search',
] as const;
export type Waivable = (typeof WAIVABLE)[number];
export type Requirement = 'rationale' | Waivable;

export interface Judgement {
  readonly rating: Rating;
  readonly rationale: string;
  readonly evidence: readonly Evidence[];
}

/** Gives what the document behind a version rests on. */
export type OriginsOf = (versionId: string) => SourceOrigins;

/** Everything the policy still asks for; empty when the verdict may be recorded. */
export function unmetRequirements(
  judgement: Judgement,
  rubric: { readonly verifiedOrigins: number },
  originsOf: OriginsOf,
  waived: readonly Waivable[],
): Unmet[] {
  const unmet: { requirement: Requirement; message: string }[] = [];
  if (!judgement.rationale.trim())
    unmet.push({
      requirement: 'rationale',
      message: 'Every verdict needs a rationale: say why, in a sentence.',
    });
  unmet.push(...unmetByRating[judgement.rating](judgement.evidence, rubric.verifiedOrigins, originsOf));
  return unmet.filter(({ requirement }) => requirement === 'rationale' || !waived.includes(requirement));
}

type Check = (
  evidence: readonly Evidence[],
  verifiedOrigins: number,
  originsOf: OriginsOf,
) => { requirement: Waivable; message: string }[];

const unmetByRating: Record<Rating, Check> = {
  verified(evidence, verifiedOrigins, originsOf) {
    const unmet: ReturnType<Check> = [];
    const origins = independentOrigins(originsWith('supports', evidence, originsOf));
    if (origins < verifiedOrigins)
      unmet.push({
        requirement: 'independent-support',
        message: `“Verified” needs supporting passages from ${verifiedOrigins} independent origins; these rest on ${origins}.`,
      });
    const unanswered = passagesOf(evidence).some(
      (item) => item.stance === 'undermines' && !item.answer?.trim(),
    );
    if (unanswered)
      unmet.push({
        requirement: 'undermining-answered',
        message: '“Verified” needs an answer to every undermining passage.',
      });
    return unmet;
  },

  disputed(evidence, _verifiedOrigins, originsOf) {
    const unmet: ReturnType<Check> = [];
    const support = originsWith('supports', evidence, originsOf);
    const undermining = originsWith('undermines', evidence, originsOf);
    const denied = passagesOf(evidence).some((item) => item.stance === 'undermines' && item.denial);
    if (!support.length)
      unmet.push({ requirement: 'support', message: '“Disputed” needs a passage that supports the claim.' });
    if (!denied && !restOnDifferentOrigins(support, undermining))
      unmet.push({
        requirement: 'undermining-from-another-origin',
        message:
          '“Disputed” needs an undermining passage from another origin than the support, or a recorded denial.',
      });
    return unmet;
  },

  unverified(evidence) {
    if (evidence.some((item) => item.kind === 'search')) return [];
    return [
      {
        requirement: 'search',
        message: '“Unverified” needs at least one recorded search: where, what was asked, what came back.',
      },
    ];
  },
};

const originsWith = (stance: Stance, evidence: readonly Evidence[], originsOf: OriginsOf): SourceOrigins[] =>
  passagesOf(evidence)
    .filter((item) => item.stance === stance)
    .map((item) => originsOf(item.passage.versionId));
