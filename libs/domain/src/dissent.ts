/** What the reviewers of a round found against its claim, where somebody else settles it. */
import { verdictsOf, type Round } from './claim.ts';
import { dayOf, type Evidence } from './evidence.ts';
import { rubricOf } from './rubric.ts';

/**
 * The undermining passages and denials among the reviewers' evidence that these grounds leave out, as unanswered: what a
 * reviewer said to them is not among the grounds that readers are shown. A passage is taken up by one that overlaps it.
 */
export function leftOut(round: Round, grounds: readonly Evidence[]): Evidence[] {
  if (!rubricOf(round.policy.rubricVersion).dissentAnswered) return [];
  return verdictsOf(round)
    .flatMap(({ verdict }) => verdict.evidence)
    .flatMap(against)
    .filter((found) => !grounds.some((taken) => takesUp(taken, found)));
}

function against(item: Evidence): Evidence[] {
  if (item.kind === 'passage' && item.stance === 'undermines') return [{ ...item, answer: null }];
  if (item.kind !== 'reply' || !item.denial) return [];
  const { response: _, ...unanswered } = item;
  return [unanswered];
}

function takesUp(taken: Evidence, found: Evidence): boolean {
  if (taken.kind === 'passage' && found.kind === 'passage') {
    const [one, other] = [taken.passage, found.passage];
    const overlaps = one.versionId === other.versionId && one.start < other.end && other.start < one.end;
    return overlaps && taken.stance === 'undermines';
  }
  if (taken.kind !== 'reply' || found.kind !== 'reply') return false;
  return taken.denial && taken.whom === found.whom && dayOf(taken.askedAt) === dayOf(found.askedAt);
}
