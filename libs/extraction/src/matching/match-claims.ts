/** Which claims of different documents say the same. People decide: a match is a proposal with its reasons. */
import type { Figure } from '../types.ts';
import { ClaimIndex } from './claim-index.ts';
import { ClaimTerms } from './claim-terms.ts';
import { ClaimReadings, type ReadClaim } from './claim-readings.ts';
import { compareClaims, haveACore, type MatchReason } from './compare-claims.ts';
import { sharedMeasures, type SharedMeasure, type SharedMeasures } from './shared-measures.ts';
import { StoryGate } from './stories.ts';

export interface ClaimToMatch {
  readonly id: string;
  /** Normalised wording. */
  readonly text: string;
  /** The passage as the document has it; its names place the document in a story. */
  readonly exact: string;
  readonly documentId: string;
  /** ISO 8601. */
  readonly publishedAt: string | null;
  /** Names the claim speaks of, when the caller knows more than the wording shows. */
  readonly entities?: readonly string[];
  readonly speaker?: string | null;
  readonly figures: readonly Figure[];
}

export interface ClaimMatch {
  readonly claimId: string;
  /** The claim of `against`. */
  readonly matchId: string;
  /** 0 to 1000. */
  readonly score: number;
  /** Merge: safe enough to be done and undone by a person. Suggest: a person should look. */
  readonly strength: 'merge' | 'suggest';
  readonly reasons: readonly MatchReason[];
}

/** In permille: less likeness of wording is chance, whatever figures the claims share, but for those that have a core. */
const LIKE_WORDING = 100;
/** Scores in permille: below the first there is nothing to show a person. */
const SUGGEST = 340;
const MERGE = 560;
const MATCHES_PER_CLAIM = 5;
/** The likest in wording, of which figures and names then choose: keeps a story of thousands of claims linear. */
const COMPARED_PER_CLAIM = 60;

/**
 * Claims of one document are not matched with each other, nor claims of two stories. Sorted by claim in the order
 * given, then by falling score; at most five per claim. 10,000 against 100 take well under a second.
 */
export function matchClaims(claims: readonly ClaimToMatch[], against: readonly ClaimToMatch[]): ClaimMatch[] {
  const terms = new ClaimTerms();
  const filed = against.map(({ text }) => terms.add(text));
  const asked = claims.map(({ text }) => terms.add(text));
  const index = new ClaimIndex(filed, terms.weights());
  const mates = matesOf(claims, against);
  const reading = new ClaimReadings();
  const measures = measuresOf(claims, against, mates);
  return claims.flatMap((claim, position) => {
    const read = reading.of(claim);
    const measured = measures.get(claim);
    const mayHaveACore = read.callsFake || read.quotations.length > 0;
    const found = index.search(asked[position] ?? [], mayHaveACore || measured ? 0 : LIKE_WORDING);
    return withMates(found, measured, against)
      .flatMap(([candidate, wording]) => {
        const isMate = mates.get(claim.documentId)?.has(candidate.documentId) === true;
        if (!isMate || candidate.id === claim.id) return [];
        const measure = measured?.get(candidate) ?? null;
        const isWorthwhile =
          measure !== null ||
          wording >= LIKE_WORDING ||
          (mayHaveACore && haveACore(read, reading.of(candidate)));
        return isWorthwhile ? [{ candidate, wording, measure }] : [];
      })
      .sort((a, b) => Number(b.measure !== null) - Number(a.measure !== null) || b.wording - a.wording)
      .slice(0, COMPARED_PER_CLAIM)
      .map(({ candidate, wording, measure }) => matchOf(read, reading.of(candidate), wording, measure))
      .filter(({ score }) => score >= SUGGEST)
      .sort((a, b) => b.score - a.score)
      .slice(0, MATCHES_PER_CLAIM);
  });
}

/** What the index found, and what shares a measure without a word in common. */
function withMates(
  found: readonly [position: number, wording: number][],
  measured: ReadonlyMap<ClaimToMatch, unknown> | undefined,
  against: readonly ClaimToMatch[],
): [ClaimToMatch, number][] {
  const wordings = new Map<ClaimToMatch, number>();
  for (const mate of measured?.keys() ?? []) wordings.set(mate, 0);
  for (const [position, wording] of found) {
    const claim = against[position];
    if (claim) wordings.set(claim, wording);
  }
  return [...wordings];
}

function matchOf(a: ReadClaim, b: ReadClaim, wording: number, measure: SharedMeasure | null): ClaimMatch {
  const { score, scoreForMerge, mayMerge, reasons } = compareClaims(a, b, wording, measure);
  const strength = mayMerge && scoreForMerge >= MERGE ? 'merge' : 'suggest';
  return { claimId: a.claim.id, matchId: b.claim.id, score, strength, reasons };
}

/** By document of `claims`: the other documents that tell the same story. */
function matesOf(
  claims: readonly ClaimToMatch[],
  against: readonly ClaimToMatch[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const gate = gateOf([...claims, ...against]);
  const others = [...new Set(against.map(({ documentId }) => documentId))];
  const mates = new Map<string, ReadonlySet<string>>();
  for (const { documentId } of claims)
    if (!mates.has(documentId))
      mates.set(
        documentId,
        new Set(others.filter((other) => other !== documentId && gate.isSameStory(documentId, other))),
      );
  return mates;
}

/** The measures that claims share with those of their story, document by document. */
function measuresOf(
  claims: readonly ClaimToMatch[],
  against: readonly ClaimToMatch[],
  mates: ReadonlyMap<string, ReadonlySet<string>>,
): SharedMeasures {
  return new Map(
    [...mates].flatMap(([documentId, others]) => {
      if (others.size === 0) return [];
      const own = claims.filter((claim) => claim.documentId === documentId);
      return [
        ...sharedMeasures(
          own,
          against.filter((claim) => others.has(claim.documentId)),
        ),
      ];
    }),
  );
}

/** A document is placed in a story by all its claims at hand. */
function gateOf(claims: readonly ClaimToMatch[]): StoryGate {
  const documents = new Map<string, { publishedAt: string | null; texts: string[]; figures: Figure[] }>();
  for (const { documentId, publishedAt, exact, entities = [], figures } of claims) {
    const document = documents.get(documentId) ?? { publishedAt, texts: [], figures: [] };
    document.figures.push(...figures);
    document.texts.push(exact, ...entities.map((entity) => `of ${entity}`));
    documents.set(documentId, document);
  }
  return new StoryGate(
    Array.from(documents, ([id, { texts, ...document }]) => ({ id, text: texts.join('\n'), ...document })),
  );
}
