/** What each rating asks for, as data. A version that was used is never changed: rounds keep the one they began with. */

export const RATINGS = ['verified', 'disputed', 'unverified'] as const;
export type Rating = (typeof RATINGS)[number];

/** The requirements an editor may waive for one round, with a reason. A rationale is never waived. */
export const WAIVABLE = [
  'independent-support',
  'undermining-answered',
  'denials-answered',
  'support',
  'undermining-from-another-origin',
  'search',
] as const;
export type Waivable = (typeof WAIVABLE)[number];

export interface Rubric {
  readonly requires: Readonly<Record<Rating, readonly Waivable[]>>;
  /** One primary source whose document was found authentic stands for all the origins that the desk asks for. */
  readonly primarySourceSuffices: boolean;
  /** A denial in an answer that was asked for counts like a denial in a pinned passage. */
  readonly repliesDeny: boolean;
  /** Whoever settles a round answers what its reviewers found against the claim: readers are shown their grounds. */
  readonly dissentAnswered: boolean;
}

const REQUIRES: Rubric['requires'] = {
  verified: ['independent-support', 'undermining-answered'],
  disputed: ['support', 'undermining-from-another-origin'],
  unverified: ['search'],
};

/** Who was asked, and denies the claim, is told why that does not change the verdict. */
const WITH_DENIALS_ANSWERED: Rubric['requires'] = {
  ...REQUIRES,
  verified: [...REQUIRES.verified, 'denials-answered'],
};

/** By version. */
const RUBRICS: ReadonlyMap<number, Rubric> = new Map([
  [1, { requires: REQUIRES, primarySourceSuffices: false, repliesDeny: false, dissentAnswered: false }],
  [2, { requires: REQUIRES, primarySourceSuffices: true, repliesDeny: true, dissentAnswered: false }],
  [
    3,
    {
      requires: WITH_DENIALS_ANSWERED,
      primarySourceSuffices: true,
      repliesDeny: true,
      dissentAnswered: true,
    },
  ],
]);

/** The newest: what a desk takes that does not ask for another. */
export const RUBRIC_VERSION = 3;
export const RUBRIC_VERSIONS: readonly number[] = [...RUBRICS.keys()];

export function rubricOf(version: number): Rubric {
  const rubric = RUBRICS.get(version);
  if (!rubric) throw new RangeError(`there is no rubric ${version}`);
  return rubric;
}
