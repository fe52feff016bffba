/** How proposed claims are held against an annotated text; the rules are those of docs/EVALUATION.md. */
import type { Span } from '../../libs/extraction/src/code-points.ts';
import type { GoldClaim, GoldText, Tier } from './gold.ts';
import type { Extracted, Proposal } from './pipeline.ts';
import { sameDate, sameValue } from './same-figure.ts';
import { sameSpeaker } from './same-speaker.ts';

export interface Share {
  readonly hits: number;
  readonly of: number;
}

export interface ClaimScore {
  /** Lines of page furniture from which something was proposed. */
  readonly furniture: Share;
  readonly found: Readonly<Record<Tier, Share>>;
  /** Sentences that hold a hard negative and no claim, and were not proposed. */
  readonly rejected: Share;
  /** Proposals that touch a claim of any tier. */
  readonly precise: Share;
  /** Of the quantities, and of the dates, of claims that were found. */
  readonly quantities: Share;
  readonly dates: Share;
  /** Right speakers of those given to found claims that somebody other than the outlet makes. */
  readonly speakerPrecision: Share;
  /** The same with the outlet's own claims among them, where every speaker is wrong. */
  readonly speakerPrecisionOverAll: Share;
  /** Right speakers of those that the annotation names. */
  readonly speakerRecall: Share;
  /** Found claims of the outlet's own that were given a speaker. */
  readonly speakerInvented: Share;
}

const overlap = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const touches = (a: Span, b: Span): boolean => overlap(a, b) > 0;
/** A proposal carries a claim when it holds at least half of the quote. */
const carries = (proposal: Span, quote: Span): boolean =>
  overlap(proposal, quote) * 2 >= quote.end - quote.start;

const shareOf = <T>(all: readonly T[], hit: (one: T) => boolean): Share => ({
  hits: all.filter(hit).length,
  of: all.length,
});
const sum = (shares: readonly Share[]): Share => ({
  hits: shares.reduce((total, { hits }) => total + hits, 0),
  of: shares.reduce((total, { of }) => total + of, 0),
});

export function scoreClaims(gold: GoldText, { proposals, sentences }: Extracted): ClaimScore {
  const carrierOf = (quote: Span): Proposal | undefined => proposals.find((one) => carries(one, quote));
  const isFound = (claim: GoldClaim): boolean => carrierOf(claim) !== undefined;
  const tier = (wanted: Tier): Share =>
    shareOf(
      gold.claims.filter((one) => one.tier === wanted),
      isFound,
    );
  const pairs = gold.claims.flatMap((claim) => {
    const proposal = carrierOf(claim);
    return proposal ? [{ claim, proposal }] : [];
  });
  const negatives = sentences.filter(
    (sentence) =>
      gold.hardNegatives.some((one) => carries(sentence, one)) &&
      !gold.claims.some((claim) => touches(sentence, claim)),
  );
  return {
    furniture: shareOf(
      gold.lines.filter(({ label }) => label === 'boilerplate'),
      (line) => proposals.some((one) => touches(one, line)),
    ),
    found: { high: tier('high'), medium: tier('medium'), low: tier('low') },
    rejected: shareOf(negatives, (sentence) => !proposals.some((one) => touches(one, sentence))),
    precise: shareOf(proposals, (one) => gold.claims.some((claim) => touches(one, claim))),
    ...figureShares(pairs),
    ...speakerShares(pairs),
  };
}

type Pair = Readonly<{ claim: GoldClaim; proposal: Proposal }>;

function figureShares(pairs: readonly Pair[]): Pick<ClaimScore, 'quantities' | 'dates'> {
  return {
    quantities: sum(
      pairs.map(({ claim, proposal }) =>
        shareOf(claim.quantities, (wanted) =>
          proposal.quantities.some((one) => touches(one, claim) && sameValue(wanted, one)),
        ),
      ),
    ),
    dates: sum(
      pairs.map(({ claim, proposal }) =>
        shareOf(
          claim.dates.filter(({ outsideQuote }) => outsideQuote !== true),
          (wanted) => proposal.dates.some((one) => sameDate(wanted, one)),
        ),
      ),
    ),
  };
}

function speakerShares(
  pairs: readonly Pair[],
): Pick<ClaimScore, 'speakerPrecision' | 'speakerPrecisionOverAll' | 'speakerRecall' | 'speakerInvented'> {
  // Nobody can be right or wrong about a speaker that the annotator could not name.
  const judged = pairs.filter(({ claim }) => !claim.attribution.who?.startsWith('unspecified'));
  const right = ({ claim, proposal }: Pair): boolean => sameSpeaker(claim.attribution, proposal.speaker);
  const named = judged.filter(({ claim }) => claim.attribution.who !== null);
  const given = ({ proposal }: Pair): boolean => proposal.speaker !== null;
  return {
    speakerPrecision: shareOf(named.filter(given), right),
    speakerPrecisionOverAll: shareOf(judged.filter(given), right),
    speakerRecall: shareOf(named, right),
    speakerInvented: shareOf(
      judged.filter(({ claim }) => claim.attribution.who === null),
      given,
    ),
  };
}

/** The counts of several texts together. */
export function addScores(scores: readonly ClaimScore[]): ClaimScore {
  const over = (pick: (score: ClaimScore) => Share): Share => sum(scores.map(pick));
  return {
    furniture: over((one) => one.furniture),
    found: {
      high: over((one) => one.found.high),
      medium: over((one) => one.found.medium),
      low: over((one) => one.found.low),
    },
    rejected: over((one) => one.rejected),
    precise: over((one) => one.precise),
    quantities: over((one) => one.quantities),
    dates: over((one) => one.dates),
    speakerPrecision: over((one) => one.speakerPrecision),
    speakerPrecisionOverAll: over((one) => one.speakerPrecisionOverAll),
    speakerRecall: over((one) => one.speakerRecall),
    speakerInvented: over((one) => one.speakerInvented),
  };
}

export const both = (a: Share, b: Share): Share => sum([a, b]);
