/** What a comparison needs to know of a claim, read once however often it is compared. */
import { companionsIn, type Companions } from './companions.ts';
import { deedsOf, type Deed } from './deeds.ts';
import { governorsIn, type Governors } from './governors.ts';
import type { ClaimToMatch } from './match-claims.ts';
import { namesOf, type Name } from './names.ts';
import { sidesOf, type Sides } from './opposites.ts';
import { prospectsOf, type Prospects } from './prospects.ts';
import { wordsOf } from './stems.ts';
import { matchesOf } from '../matches.ts';

export interface ReadClaim {
  readonly claim: ClaimToMatch;
  readonly words: ReadonlySet<string>;
  readonly names: readonly Name[];
  /** Something in it is denied or did not happen. */
  readonly isNegated: boolean;
  readonly isHedged: boolean;
  readonly sides: Sides;
  /** Read when first asked for: most claims are like no other. */
  readonly order: WordOrder;
  /** The words of each quotation in its passage, folded. */
  readonly quotations: readonly string[];
  /** Says of documents or pictures that they are not genuine. */
  readonly callsFake: boolean;
}

/** What the order of its words tells: the same words in another one may say the contrary. */
export interface WordOrder {
  readonly prospects: Prospects;
  readonly companions: Companions;
  readonly governors: Governors;
  readonly deeds: readonly Deed[];
}

const orderOf = (text: string): WordOrder => ({
  prospects: prospectsOf(text),
  companions: companionsIn(text),
  governors: governorsIn(text),
  deeds: deedsOf(text),
});

const NEGATION =
  /\b(?:not|no|nobody|none|nothing|never|neither|nor|cannot|without|denie[sd]|deny(?:ing)?|fail(?:s|ed|ing)?|reject(?:s|ed)?|refut(?:es?|ed)|false|untrue)\b|n['’]t\b/iu;

/** What is told so is claimed with less than the whole voice. "About" and "some" are left to the figures. */
const HEDGE =
  /\b(?:alleged(?:ly)?|reportedly|apparently|purported(?:ly)?|supposedly|presumably|possibly|perhaps|suspect(?:s|ed)?|rumou?red|unconfirmed)\b/iu;

const QUOTED = /[“"«]([^“”"«»]+)[”"»]/gu;
/** Fewer words are a phrase that anybody may use. */
const FEWEST_QUOTED = 3;

const quotationsIn = (passage: string): string[] =>
  matchesOf(QUOTED, passage).flatMap(([, quoted = '']) => {
    const words = wordsOf(quoted);
    return words.length >= FEWEST_QUOTED ? [words.join(' ')] : [];
  });

const FAKE =
  /\b(?:fake[ds]?|forged|forger(?:y|ies)|fabricat(?:ed|ions?)|falsified|bogus|hoax(?:es)?|doctored)\b/giu;
/** "had not been forged", "no sign that any was faked": the contrary. In UTF-16 units. */
const CONTRARY = /\b(?:not|no|none|never|nor|nothing)\b|n['’]t\b/iu;
const CONTRARY_REACH = 30;
const EVIDENCE =
  /\b(?:documents?|papers|files?|memos?|letters?|e-?mails?|messages|records?|recordings?|photo(?:graph)?s?|pictures?|images?|videos?|footage|tapes?|material|leaks?|leaked)\b/iu;

const callsFake = (text: string): boolean =>
  EVIDENCE.test(text) &&
  matchesOf(FAKE, text).some(
    ({ index }) => !CONTRARY.test(text.slice(Math.max(0, index - CONTRARY_REACH), index)),
  );

export class ClaimReadings {
  readonly #read = new Map<ClaimToMatch, ReadClaim>();

  of(claim: ClaimToMatch): ReadClaim {
    const known = this.#read.get(claim);
    if (known) return known;
    const { text, exact } = claim;
    const words = new Set(wordsOf(text));
    let order: WordOrder | undefined;
    const read = {
      claim,
      words,
      names: namesOf(text),
      isNegated: NEGATION.test(text),
      isHedged: HEDGE.test(text),
      sides: sidesOf(words),
      get order() {
        return (order ??= orderOf(text));
      },
      quotations: quotationsIn(exact),
      callsFake: callsFake(text),
    };
    this.#read.set(claim, read);
    return read;
  }
}
