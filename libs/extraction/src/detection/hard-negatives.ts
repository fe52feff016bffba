/** Sentences that look like claims and that no evidence could settle. A sentence with a fact beside its opinion is none. */
import { BIT } from './lexicon.ts';
import { has, type Reading, type Word } from './reading.ts';
import type { RegionLabel } from '../types.ts';

export const HARD_NEGATIVES = [
  'furniture',
  'question',
  'imperative',
  'norm',
  'conditional',
  'prediction',
  'feeling',
  'evaluation',
  'rhetoric',
  'vague',
  'fragment',
] as const;
export type HardNegative = (typeof HARD_NEGATIVES)[number];

/** What the rules need to know beyond the words: how much in the sentence can be looked up. */
export interface Checkable {
  readonly quantities: number;
  readonly dates: number;
  readonly names: number;
  /** Somebody other than the outlet says it. */
  readonly attributed: boolean;
  readonly label: RegionLabel;
}

type Rule = (reading: Reading, checkable: Checkable) => boolean;

/** In the order in which they are tried: the first that holds is the reason given. */
const RULES: Record<HardNegative, Rule> = {
  furniture: ({ text }) => FURNITURE.some((pattern) => pattern.test(text)),
  question: ({ text }) => QUESTION.test(text) || ASKED.test(text),
  imperative: ({ text }) => IMPERATIVE.test(text),
  norm: (reading) => (assertsNothing(reading) || demandsAtTheEnd(reading)) && isNorm(reading),
  conditional: isConditional,
  prediction: (reading, checkable) => isPrediction(reading, checkable) && assertsNothing(reading),
  feeling: (reading, { quantities }) => quantities === 0 && assertsNothing(reading) && isFeeling(reading),
  evaluation: (reading, checkable) =>
    has(reading, BIT.evaluative) && hasNoFigure(checkable) && assertsNothing(reading),
  rhetoric: (reading, checkable) => hasNoFigure(checkable) && assertsNothing(reading) && isRhetoric(reading),
  vague: isVague,
  fragment: isFragment,
};

/** Why the sentence is no claim; null when nothing speaks against it. */
export const hardNegativeOf = (reading: Reading, checkable: Checkable): HardNegative | null =>
  HARD_NEGATIVES.find((reason) => RULES[reason](reading, checkable)) ?? null;

const hasNoFigure = ({ quantities, dates }: Checkable): boolean => quantities + dates === 0;
const assertsNothing = ({ facts, speechActs, text }: Reading): boolean =>
  facts === 0 && speechActs === 0 && !PLEDGE.test(text);
/** "The commission said it would study the judgment": saying so is the news. */
const PLEDGE =
  /\b(?:said|says|added|told \p{L}+(?: \p{L}+)?) (?:that )?(?:it|he|she|they) (?:would|will)(?: not)? (?!be\b|have\b|take\b|need\b|become\b|mean\b|make\b)/iu;

const FURNITURE = [
  /^\W*(?:read (?:more|next|also)|see also|share (?:this|on)|follow us|sign (?:in|up)|log ?in|subscribe|register|skip to|(?:leave|post) a comment)(?![\p{L}-])/iu,
  /^\W*(?:home|menu|newsletters?|most read|featured|related|advertisement|comments?|topics)\W*$/iu,
  /\b(?:cookies|cookie (?:policy|settings|notice)|privacy (?:policy|notice)|terms (?:of|and) (?:use|service|conditions)|all rights reserved|valid e-?mail|unsubscribe|your (?:password|inbox|e-?mail)|reCAPTCHA)\b|©/iu,
];

/** Reported questions too: “Why did it take so long?” asked the lawyer. */
const QUESTION = /[?？؟]["”’')\]»]*\s*$/u;
const ASKED = /^["“‘'][^"“”]{0,400}[?？؟]["”’'] (?:\S+ ){0,8}\S+$/u;

/** An opening verb followed by what an order takes, since "share prices" and "call records" open plain statements. */
const IMPERATIVE =
  /^["“‘']?(?:(?:please|let['’]s|do not|don['’]t|never)(?![\p{L}-])(?! (?:has|have|had|was|were|did|before))|(?:ask|bring|call|check|click|come|consider|contact|demand|donate|download|email|end|enjoy|enter|follow|forget|free|get|give|go|help|hold|imagine|join|keep|learn|leave|listen|look|make|note|pay|put|read|remember|save|see|send|share|show|sign|stay|stop|support|take|tell|think|try|turn|use|visit|vote|wait|watch|write) (?:the|an?|this|that|these|those|your|our|my|us|me|it|them|him|her|here|to|up|now|more|not|and|for|out|in|back|all)(?![\p{L}-]))/iu;

const NEEDS =
  /\b(?:needs? to|has to|have to|needs? (?:a|an|more|less|better|urgent)|ought to|deserves? (?:to|better|more)|(?:it is|it['’]s|is) (?:high |about )?time|let['’]s|had better|(?:important|vital|essential|crucial|necessary|imperative) (?:that|to|for)|would do well to|is (?:needed|required) (?:now|to))\b/iu;
/** A rule in force is a fact: "under the order, shops must close by nine". */
const RULE_IN_FORCE =
  /\b(?:by law|legally|under (?:the|its|an?|new|current|existing) \p{L}+|(?:laws?|rules|regulations|contract|licen[cs]e|order|directive) (?:say|says|state|states|require|requires|that))\b/iu;

/** "Ministers must act, the union demanded": only says whose demand it is. */
const demandsAtTheEnd = ({ tokens, facts, speechActs }: Reading): boolean =>
  facts === 0 && speechActs === 1 && firstOf(tokens, BIT.norm) < firstOf(tokens, BIT.speechAct);
const firstOf = (tokens: readonly Word[], bits: number): number =>
  tokens.findIndex(({ classes }) => (classes & bits) !== 0);

const isNorm = ({ text, classes }: Reading): boolean =>
  ((classes & BIT.norm) !== 0 || NEEDS.test(text)) && !RULE_IN_FORCE.test(text);

function isConditional(reading: Reading, checkable: Checkable): boolean {
  if (!has(reading, BIT.condition) || !has(reading, BIT.future | BIT.maybe)) return false;
  // "If the result stands, it would be the closest since …": what happened before is only the measure.
  const opens = ((reading.words[0]?.classes ?? 0) & BIT.condition) !== 0;
  return opens ? checkable.quantities === 0 && reading.speechActs === 0 : assertsNothing(reading);
}

/** A plan that the outlet itself reports can be checked, and so can a figure that a record foresees; a guess cannot. */
function isPrediction(reading: Reading, checkable: Checkable): boolean {
  const guess = has(reading, BIT.maybe);
  if (!guess && !has(reading, BIT.future)) return false;
  if (checkable.quantities > 0 && has(reading, BIT.record)) return false;
  if (guess) return true;
  return hasNoFigure(checkable) && (checkable.attributed || QUOTATION.test(reading.text));
}
const QUOTATION = /[“”"]/u;

/** How far from "I" or "we" the verb of feeling may stand: "we still very much hope". */
const REACH = 4;
function isFeeling({ tokens, classes }: Reading): boolean {
  if (classes & BIT.feeling) return true;
  return tokens.some(
    ({ lower }, i) =>
      /^(?:i|we)(?:'|$)/.test(lower) &&
      tokens.slice(i + 1, i + REACH).some((word) => word.classes & BIT.mental),
  );
}

const RHETORIC =
  /\b(?:enough is enough|no one can|nobody can|nobody should|everyone knows|everybody knows|never again|must never|at the end of the day|make no mistake|the truth is|the fact is|time will tell|remains to be seen|history will|who knows|one thing is (?:clear|certain)|only time|speaks for itself|beyond (?:words|belief)|slap in the face|tip of the iceberg|in the dark|no excuse|no surprise|what matters|it(?: is|['’]s| was| would be| will be) (?:\p{L}+ )?(?:hard|difficult|easy|tempting|impossible|worth|better|best|right|wrong|fair) to)\b/iu;
/** "You" that means nobody in particular: “that is not how you run a club”. */
const isRhetoric = ({ text, classes }: Reading): boolean =>
  RHETORIC.test(text) || (classes & BIT.secondPerson) !== 0 || /!["”’')]*\s*$/u.test(text);

const VAGUE_WORDS = 8;
/** "Things have changed since then.": nothing in it that could be looked up. */
function isVague({ words, speechActs }: Reading, { quantities, dates, names }: Checkable): boolean {
  if (quantities + dates + names > 0 || speechActs > 0 || words.length > VAGUE_WORDS) return false;
  const content = words.filter(
    ({ classes }) => !(classes & (BIT.functional | BIT.vague | BIT.pronoun | BIT.be)),
  );
  const opensVaguely = ((words[0]?.classes ?? 0) & (BIT.pronoun | BIT.vague)) !== 0;
  return content.length < 2 || (opensVaguely && content.length < 4);
}

const FEWEST_WORDS = 4;
const VERBS =
  BIT.be |
  BIT.past |
  BIT.present |
  BIT.reporting |
  BIT.speechAct |
  BIT.future |
  BIT.maybe |
  BIT.norm |
  BIT.record;
/** No clause: a by-line, a credit, a heading. A sentence that ends as one is given the benefit of the doubt. */
function isFragment({ text, words, classes }: Reading, { quantities, label }: Checkable): boolean {
  if (label === 'headline' || label === 'standfirst') return words.length < FEWEST_WORDS;
  if (words.length < FEWEST_WORDS) return quantities === 0 || !(classes & VERBS);
  return !(classes & VERBS) && !(words.length > 7 && /[.!…]["”’')]*$/u.test(text));
}
