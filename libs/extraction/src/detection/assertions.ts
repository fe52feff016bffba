/** Which verbs of a sentence assert that something happened, and which only say, wish, fear or foresee it. */
import { BIT } from './lexicon.ts';
import { TRAIT } from './traits.ts';
import type { Word } from './word.ts';

export interface Assertions {
  /** Past and perfect verbs that assert: none after a modal or an "if", no reporting verb, no verb of feeling. */
  readonly facts: number;
  /** Verbs by which somebody else than "I" or "we" accuses, denies, orders, promises: news in themselves. */
  readonly speechActs: number;
}

const UNREAL = BIT.norm | BIT.future | BIT.maybe;
const SAYING = BIT.reporting | BIT.speechAct;

/** Walks along the clauses once. What a modal or an "if" governs did not happen. `traits`: the sum of the tokens'. */
export function assertionsOf(tokens: readonly Word[], traits: number): Assertions {
  const found = { facts: 0, speechActs: 0 };
  const tail = traits & TRAIT.closesQuotation ? tailOf(tokens) : tokens.length;
  const tailHasFigure = tail < tokens.length && tokens.some(({ isNumber }, i) => i >= tail && isNumber);
  let unreal = false;
  let conditional = false;
  let before: Word | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i];
    if (!word) break;
    const { classes } = word;
    // The comma ends what an "if" governs, the beginning of another clause inside it does not.
    if (word.traits & TRAIT.breaks) unreal = conditional = false;
    else if (classes & BIT.clause) unreal = conditional;
    if (classes & BIT.condition && !((before?.classes ?? 0) & BIT.reporting)) unreal = conditional = true;
    if (classes & UNREAL && !isHedge(word, tokens[i + 1])) unreal = true;
    if (!unreal && classes & (SAYING | BIT.past) && isVerbAfter(before, word)) {
      if (classes & SAYING) {
        if (classes & BIT.speechAct && i < tail && !isLastWord(tokens, i)) found.speechActs += 1;
      } else if (!(classes & BIT.mental) && (i < tail || tailHasFigure)) found.facts += 1;
    }
    before = word;
  }
  return found;
}

/** "may have started": unsure of what was, not of what will be; and "could not" is mostly what was. */
export const isHedge = ({ lower }: Word, next: Word | undefined): boolean =>
  (lower === 'could' && next?.lower === 'not') ||
  lower === "couldn't" ||
  ((lower === 'could' || lower === 'may' || lower === 'might') && next?.lower === 'have');

/**
 * Where “…,” said X begins: who the speaker is, in passing ("a cardiologist who was not involved"), makes no fact of the
 * opinion that is quoted. The number of tokens when there is no such tail.
 */
function tailOf(tokens: readonly Word[]): number {
  const closes = tokens.findLastIndex(({ traits }) => traits & TRAIT.closesQuotation);
  const next = tokens[closes + 1];
  return closes > 0 && next && next.classes & SAYING ? closes : tokens.length;
}

/** “…, the archbishop urged.”: it only says whose words these are. */
const isLastWord = (tokens: readonly Word[], i: number): boolean =>
  i + 2 >= tokens.length && !tokens[i + 1]?.isWord;

/** No adjective ("the proposed scheme"), no infinitive ("to cut"), and nothing that "I" or "we" say ourselves. */
function isVerbAfter(before: Word | undefined, word: Word): boolean {
  if (!before) return true;
  if (before.lower === 'to') return false;
  if (before.classes & BIT.firstPerson && word.classes & SAYING) return false;
  return !(before.classes & BIT.determiner) || (before.classes & BIT.pronoun) !== 0;
}
