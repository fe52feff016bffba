/** What a comparison needs to know of a claim, read once however often it is compared. */
import type { ClaimToMatch } from './match-claims.ts';
import { namesOf, type Name } from './names.ts';
import { wordsOf } from './stems.ts';

export interface ReadClaim {
  readonly claim: ClaimToMatch;
  readonly words: ReadonlySet<string>;
  readonly names: readonly Name[];
  /** Something in it is denied or did not happen. */
  readonly isNegated: boolean;
}

const NEGATION =
  /\b(?:not|no|nobody|none|nothing|never|neither|nor|cannot|without|denie[sd]|deny(?:ing)?|fail(?:s|ed|ing)?|reject(?:s|ed)?|refut(?:es?|ed)|false|untrue)\b|n['’]t\b/iu;

export class ClaimReadings {
  readonly #read = new Map<ClaimToMatch, ReadClaim>();

  of(claim: ClaimToMatch): ReadClaim {
    const known = this.#read.get(claim);
    if (known) return known;
    const { text } = claim;
    const read = {
      claim,
      words: new Set(wordsOf(text)),
      names: namesOf(text),
      isNegated: NEGATION.test(text),
    };
    this.#read.set(claim, read);
    return read;
  }
}
