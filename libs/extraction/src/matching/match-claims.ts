/** Which claims of different documents say the same. People decide: a match is a proposal with its reasons. */
import type { Figure } from '../types.ts';
import { ClaimIndex } from './claim-index.ts';
import { ClaimTerms } from './claim-terms.ts';
import { compareClaims, type MatchReason } from './compare-claims.ts';
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

/** In permille: less likeness of wording is chance, whatever figures the claims share. */
const LIKE_WORDING = 100;
/** Scores in permille: below the first there is nothing to show a person. */
const SUGGEST = 340;
const MERGE = 560;
const MATCHES_PER_CLAIM = 5;

/**
 * Claims of one document are not matched with each other, nor claims of two stories. Sorted by claim in the order
 * given, then by falling score; at most five per claim. 10,000 against 100 take well under a second.
 */
export function matchClaims(claims: readonly ClaimToMatch[], against: readonly ClaimToMatch[]): ClaimMatch[] {
  const terms = new ClaimTerms();
  const filed = against.map(({ text }) => terms.add(text));
  const asked = claims.map(({ text }) => terms.add(text));
  const index = new ClaimIndex(filed, terms.weights());
  const gate = gateOf([...claims, ...against]);
  return claims.flatMap((claim, position) =>
    index
      .search(asked[position] ?? [], LIKE_WORDING)
      .flatMap(([other, wording]) => {
        const candidate = against[other];
        if (!candidate || candidate.documentId === claim.documentId || candidate.id === claim.id) return [];
        return gate.isSameStory(claim.documentId, candidate.documentId)
          ? [matchOf(claim, candidate, wording)]
          : [];
      })
      .filter(({ score }) => score >= SUGGEST)
      .sort((a, b) => b.score - a.score)
      .slice(0, MATCHES_PER_CLAIM),
  );
}

function matchOf(claim: ClaimToMatch, candidate: ClaimToMatch, wording: number): ClaimMatch {
  const { score, mayMerge, reasons } = compareClaims(claim, candidate, wording);
  const strength = mayMerge && score >= MERGE ? 'merge' : 'suggest';
  return { claimId: claim.id, matchId: candidate.id, score, strength, reasons };
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
