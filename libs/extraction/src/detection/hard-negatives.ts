/** Sentences that look like claims and that no evidence could settle. A sentence with a fact beside its opinion is none. */
import { BIT } from './lexicon.ts';
import { isHedge } from './assertions.ts';
import { has, says, type Reading } from './reading.ts';
import { TRAIT } from './traits.ts';
import type { Word } from './word.ts';
import type { RegionLabel } from '../types.ts';

export const HARD_NEGATIVES = [
  'furniture',
  'question',
  'imperative',
  'norm',
  'conditional',
  'prediction',
  'feeling',
  'rhetoric',
  'evaluation',
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
  furniture: (reading) =>
    says(reading, 'heading') ||
    says(reading, 'invitation') ||
    says(reading, 'pageNotice') ||
    (reading.traits & TRAIT.copyrightMark) !== 0,
  question: (reading) => isQuestion(reading) || asksWhether(reading),
  imperative: (reading) => says(reading, 'order') && !opensWithBody(reading.tokens),
  norm: (reading, checkable) =>
    (assertsNothing(reading) || demandsAtTheEnd(reading)) && isNorm(reading) && isOpinion(reading, checkable),
  conditional: isConditional,
  prediction: (reading, checkable) => isPrediction(reading, checkable) && assertsNothing(reading),
  feeling: (reading, checkable) =>
    assertsNothing(reading) &&
    (checkable.quantities === 0 ? isFeeling(reading, checkable) : isFeltOnly(reading)),
  rhetoric: (reading, checkable) => hasNoFigure(checkable) && assertsNothing(reading) && isRhetoric(reading),
  evaluation: (reading, checkable) =>
    hasNoFigure(checkable) && assertsNothing(reading) && isPredicated(reading, BIT.evaluative),
  vague: isVague,
  fragment: isFragment,
};

/** Why the sentence is no claim; null when nothing speaks against it. */
export const hardNegativeOf = (reading: Reading, checkable: Checkable): HardNegative | null =>
  HARD_NEGATIVES.find((reason) => RULES[reason](reading, checkable)) ?? null;

const hasNoFigure = ({ quantities, dates }: Checkable): boolean => quantities + dates === 0;
const assertsNothing = (reading: Reading): boolean =>
  reading.facts === 0 && reading.speechActs === 0 && !says(reading, 'pledge');

/** Reported questions too: “Why did it take so long?” asked the lawyer. */
const isQuestion = ({ text, traits }: Reading): boolean =>
  (traits & TRAIT.questionMark) !== 0 && (QUESTION.test(text) || ASKED.test(text));
const QUESTION = /[?？؟]["”’')\]»]*\s*$/u;
const ASKED = /^["“‘'][^"“”]{0,400}[?？؟]["”’'] (?:\S+ ){0,8}\S+$/u;

/** "Jane Doe asked whether it had flooded in 2015": whoever only asks claims nothing. */
function asksWhether({ tokens, traits: all }: Reading): boolean {
  if (!(all & TRAIT.asks && all & TRAIT.whether)) return false;
  const ask = tokens.findIndex(({ traits }) => traits & TRAIT.asks);
  const whether = tokens.findIndex(({ traits }, i) => i > ask && traits & TRAIT.whether);
  if (ask < 0 || whether < 0 || whether - ask > FURTHEST_QUESTION) return false;
  const acts = BIT.reporting | BIT.speechAct;
  return (
    !tokens.slice(0, ask).some(({ classes }) => classes & (BIT.past | BIT.be | acts)) &&
    !tokens.slice(ask + 1).some(({ classes }) => classes & acts) &&
    // "…, and he looked away" is told.
    !tokens.some(
      ({ text }, i) => i > whether && text === ',' && /^(?:and|but)$/.test(tokens[i + 1]?.lower ?? ''),
    )
  );
}
/** In words: "asked the head of the council whether". */
const FURTHEST_QUESTION = 8;

/** "Save the Children said …": a body with a name like an order, if what follows its capitals reports. */
function opensWithBody(tokens: readonly Word[]): boolean {
  let end = 1;
  while (tokens[end]?.isCapital || /^(?:the|an?|for|of|your|our|my|us)$/.test(tokens[end]?.lower ?? ''))
    end += 1;
  return (
    tokens[end - 1]?.isCapital === true &&
    end > 1 &&
    ((tokens[end]?.classes ?? 0) & (BIT.reporting | BIT.speechAct)) !== 0
  );
}

/** A rule in force is a fact: "under the order, shops must close by nine". */
const RULE_IN_FORCE =
  /\b(?:by law|legally|under (?:the|its|an?|new|current|existing) \p{L}+|(?:laws?|rules|regulations|contract|licen[cs]e|order|directive) (?:say|says|state|states|require|requires|that))\b/iu;

/** "Ministers must act, the union demanded": only says whose demand it is. */
const demandsAtTheEnd = ({ tokens, facts, speechActs }: Reading): boolean =>
  facts === 0 && speechActs === 1 && firstOf(tokens, BIT.norm) < firstOf(tokens, BIT.speechAct);
const firstOf = (tokens: readonly Word[], bits: number): number =>
  tokens.findIndex(({ classes }) => (classes & bits) !== 0);

const isNorm = (reading: Reading): boolean =>
  (has(reading, BIT.norm) || says(reading, 'need')) && !RULE_IN_FORCE.test(reading.text);

function isConditional(reading: Reading, checkable: Checkable): boolean {
  if (!has(reading, BIT.condition) || !has(reading, BIT.future | BIT.maybe)) return false;
  // "If the result stands, it would be the closest since …": what happened before is only the measure.
  const opens = ((reading.words[0]?.classes ?? 0) & BIT.condition) !== 0;
  return opens ? checkable.quantities === 0 && reading.speechActs === 0 : assertsNothing(reading);
}

/** Not the outlet's own report of a rule or a plan with a figure to it. */
const isOpinion = (reading: Reading, checkable: Checkable): boolean =>
  checkable.quantities === 0 || checkable.attributed || isQuoting(reading);
const isQuoting = ({ traits }: Reading): boolean => (traits & TRAIT.doubleQuote) !== 0;

/** A plan that an outlet or an authority names can be checked, and so can what a record foresees; a guess cannot. */
function isPrediction(reading: Reading, checkable: Checkable): boolean {
  if (has(reading, BIT.record)) return false;
  if (has(reading, BIT.maybe) && guesses(reading)) return true;
  if (!has(reading, BIT.future) || !hasNoFigure(checkable)) return false;
  return isQuoting(reading) || (checkable.attributed && checkable.names < 2);
}

const guesses = ({ tokens }: Reading): boolean =>
  tokens.some((word, i) => word.classes & BIT.maybe && !isHedge(word, tokens[i + 1]));

const CONDOLENCES =
  /\b(?:our|my|their|his|her) (?:\p{L}+ )?(?:thoughts|hearts?|prayers|condolences|sympathy)\b/iu;
/** How far from "we" the verb of feeling may stand, and from "is" what somebody is: "we still very much hope". */
const REACH = 4;

const isFeeling = (reading: Reading, { dates, names }: Checkable): boolean =>
  isPredicated(reading, BIT.feeling) ||
  (has(reading, BIT.firstPerson) && (weFeel(reading) || CONDOLENCES.test(reading.text))) ||
  // What "I" tells of nobody by name and of no day is how it is to be me.
  (dates + names === 0 && (reading.traits & TRAIT.self) !== 0);

const weFeel = ({ tokens }: Reading): boolean =>
  tokens.some(
    ({ lower }, i) =>
      /^(?:i|we)(?:'|$)/.test(lower) &&
      tokens.slice(i + 1, i + REACH).some((word) => word.classes & BIT.mental),
  );

/**
 * "I feel the 12 rooms are too dark", "we felt as if 100 people were there": the number only says what the feeling is about;
 * after the judgement, or where there is none ("we feel that 12 were lost"), it is what is claimed.
 */
function isFeltOnly({ tokens }: Reading): boolean {
  const felt = tokens.findIndex(
    ({ classes }, i) => classes & BIT.mental && /^(?:i|we)(?:'|$)/.test(tokens[i - 1]?.lower ?? ''),
  );
  if (felt < 0 || tokens.slice(0, felt).some(({ isNumber }) => isNumber)) return false;
  const next = tokens[felt + 1]?.lower ?? '';
  if (next === 'like' || (next === 'as' && /^(?:if|though)$/.test(tokens[felt + 2]?.lower ?? '')))
    return true;
  const judged = tokens.findIndex(
    ({ lower, classes }, i) =>
      i > felt &&
      (classes & BIT.evaluative || lower === 'too') &&
      tokens.slice(Math.max(felt, i - REACH), i).some((word) => word.classes & BIT.be),
  );
  return judged >= 0 && !tokens.slice(judged).some(({ isNumber }) => isNumber);
}

/** Said of something: "is a disgrace", "called it reckless", "felt sad". In "makes a better margin" nobody judges. */
function isPredicated(reading: Reading, bits: number): boolean {
  if (!has(reading, bits)) return false;
  return reading.tokens.some(
    ({ classes }, i) =>
      (classes & bits) !== 0 &&
      reading.tokens
        .slice(Math.max(0, i - REACH), i)
        .some((word) => word.classes & JUDGING || SAYS_WHAT.has(word.lower)),
  );
}
const JUDGING = BIT.be | BIT.mental | BIT.firstPerson;
const SAYS_WHAT = new Set(
  "calls called calling describe describes described describing branded brands labelled labels it's that's he's she's there's what seems look looks".split(
    ' ',
  ),
);

/** "You" that means nobody in particular: “that is not how you run a club”. */
const isRhetoric = (reading: Reading): boolean =>
  has(reading, BIT.secondPerson) ||
  says(reading, 'rhetoric') ||
  ((reading.traits & TRAIT.exclamationMark) !== 0 && ENDS_AS_CRY.test(reading.text));
const ENDS_AS_CRY = /!["”’')]*\s*$/u;

const VAGUE_WORDS = 8;
/** "Such is life.": nothing in it that could be looked up. */
function isVague({ words, facts, speechActs }: Reading, { quantities, dates, names }: Checkable): boolean {
  if (quantities + dates + names + facts + speechActs > 0 || words.length > VAGUE_WORDS) return false;
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
function isFragment({ text, words, classes, facts }: Reading, { quantities, label }: Checkable): boolean {
  if (label === 'headline' || label === 'standfirst') return words.length < FEWEST_WORDS;
  if (words.length < FEWEST_WORDS) return facts === 0 && (quantities === 0 || !(classes & VERBS));
  return !(classes & VERBS) && !(classes & BIT.functional && /[.!…]["”’')]*$/u.test(text));
}
