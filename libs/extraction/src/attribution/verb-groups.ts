/** What may stand between a subject and its reporting verb: auxiliaries, adverbials, and verbs that only say how it is said. */
import { wordSet } from '../word-set.ts';
import { isMark, type Words } from './clauses.ts';
import { isAdverb } from './base-phrases.ts';
import { has, previous } from './phrase.ts';
import type { ReportingVerb } from './reporting-verbs.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { ADVERB, BE, DETERMINER, HAVE, MODAL, OTHER_VERB, PREPOSITION, TIME } from './word-classes.ts';

const BEFORE_TIME = wordSet('on this last next early late at the over that in of same from');
/** In tokens: "for more than ten years". */
const LONGEST_ADVERBIAL = 7;
const WITH_INFINITIVE =
  /^(?:(?:appear|seem|purport|continue|start)(?:s|d|ed)?|beg[aiu]ns?|continuing|beginning|starting)$/;
const WITH_GERUND = /^(?:ke(?:ep|eps|pt)|beg[aiu]ns?|(?:start|continue)(?:s|d|ed)?)$/;
const DATES = wordSet('of from dated on in');
const SAYING = wordSet('saying telling asking warning claiming ordering');
const CITED = wordSet('quoted recorded cited reported remembered described');
const PERCEIVED = wordSet('heard overheard seen shown filmed recorded caught');
/** "Was keen to stress", "was forced to admit". */
const WILLING = wordSet('keen quick eager careful forced obliged compelled');
/** Whoever refuses these disputes what is asked. */
const ASSENT = wordSet('accept acknowledge admit agree concede confirm');
const DO = wordSet('did does do');
const TOLD = wordSet('reveal disclose report');
const QUESTIONS = wordSet('whether if who what why how where when');

/** Where the subject ends; null when "was", "did not" or "would" stands between: then nothing was said, or not by it. */
export function subjectEnd(
  { tokens, quoted }: Words,
  verb: number,
  form: ReportingVerb['form'],
): number | null {
  let end = verb;
  let isOngoing = form === 'ing';
  while (end > 0 && !quoted[end - 1]) {
    const hedge = hedgeBefore(tokens, end) ?? saysOnRecord(tokens, end) ?? adverbialBefore(tokens, end);
    if (hedge !== null) {
      isOngoing ||= tokens[hedge]?.lower.endsWith('ing') === true;
      end = hedge;
      continue;
    }
    const token = tokens[end - 1];
    // "She did confirm that", "state television there said".
    const passes = end === verb && (isOneOf(token, DO) || wouldSayOnly(tokens, verb));
    const isThere = token?.lower === 'there' && previous(tokens, end - 1)?.isWord === true;
    if (passes || isThere || (isOngoing && has(token, BE))) {
      end -= 1;
      continue;
    }
    if (!token || has(token, BE | MODAL)) return null;
    const dated = dateBefore(tokens, end);
    if (dated !== null) {
      end = dated;
      continue;
    }
    if (has(token, TIME) && !token.possessive) {
      end -= 1;
      while (end > 0 && isOneOf(tokens[end - 1], BEFORE_TIME)) end -= 1;
    } else if (isYear(token) && previous(tokens, end - 1)?.lower === 'in') end -= 2;
    else if (isIdiom(tokens, end)) end -= 2;
    else if (has(token, HAVE) || (isAdverb(token) && !token.possessive)) end -= 1;
    else break;
  }
  return end;
}

/** A verb by its form alone, as far as that can be told: not "claims" or "fears". */
export const isVerb = (token: Token | undefined): boolean =>
  has(token, BE | HAVE | MODAL | OTHER_VERB) ||
  (token !== undefined &&
    !token.isCapital &&
    (token.lower.endsWith('ed') || token.verbs.some(({ form, alsoNoun }) => form === 'finite' && !alsoNoun)));

/** "At first | denied", "in turn | said". */
const isIdiom = (tokens: readonly Token[], end: number): boolean => {
  const opening = previous(tokens, end - 1)?.lower;
  return (
    (opening === 'at' && isOneOf(tokens[end - 1], AFTER_AT)) ||
    (opening === 'in' && isOneOf(tokens[end - 1], AFTER_IN))
  );
};
const AFTER_AT = wordSet('first last least');
const AFTER_IN = wordSet('turn fact effect');

/** "Is | warning", "has long been | saying", "kept | insisting"; not "a letter | saying". */
export function isProgressive({ tokens }: Words, verb: number): boolean {
  if (saysOnRecord(tokens, verb) !== null) return true;
  let end = verb;
  for (let word = previous(tokens, end); word && isAdverb(word); word = previous(tokens, end)) end -= 1;
  if (WITH_GERUND.test(previous(tokens, end)?.lower ?? '')) return true;
  const start = adverbialBefore(tokens, end) ?? end;
  return has(previous(tokens, start), BE);
}

/** "Refused to confirm that": the speaker disputes it. */
export const isRefusal = (tokens: readonly Token[], verb: number): boolean =>
  tokens[verb - 1]?.lower === 'to' && /^refus(?:e[sd]?|ing)$/.test(tokens[verb - 2]?.lower ?? '');

/** Where "appears to", "went on to", "kept" (of "kept insisting") or "can" (of "can reveal") begins, if right before the verb. */
function hedgeBefore(tokens: readonly Token[], end: number): number | null {
  const last = tokens[end - 1]?.lower ?? '';
  if (last === 'can' && isOneOf(tokens[end], TOLD)) return end - 1;
  if (tokens[end]?.lower.endsWith('ing') && WITH_GERUND.test(last)) return end - 1;
  if (last !== 'to') return null;
  const before = previous(tokens, end - 1)?.lower ?? '';
  if (WITH_INFINITIVE.test(before)) return end - 2;
  if (WILLING.has(before) && has(tokens[end - 3], BE)) return end - 3;
  if (isRefusal(tokens, end) && (isOneOf(tokens[end], ASSENT) || saysWhether(tokens, end))) return end - 2;
  if (/^declined?s?$/.test(before) && saysWhether(tokens, end)) return end - 2;
  return before === 'on' && /^(?:goes|go|went|gone)$/.test(tokens[end - 3]?.lower ?? '') ? end - 3 : null;
}

/** "Would say only that", "will only say that". */
const wouldSayOnly = (tokens: readonly Token[], verb: number): boolean =>
  tokens[verb]?.lower === 'say' &&
  /^w(?:ould|ill)$/.test(tokens[verb - 1]?.lower ?? '') &&
  tokens[verb + 1]?.lower === 'only';

const saysWhether = (tokens: readonly Token[], verb: number): boolean =>
  tokens[verb]?.lower === 'say' && isOneOf(tokens[verb + 1], QUESTIONS);

/** "Have | for years | warned", "has, | for months, | insisted": where it begins, if an auxiliary stands before it. */
function adverbialBefore(tokens: readonly Token[], end: number): number | null {
  const isAside = tokens[end - 1]?.text === ',';
  const last = isAside ? end - 2 : end - 1;
  if (tokens[last]?.isCapital) return null;
  for (let start = last; start > Math.max(0, last - LONGEST_ADVERBIAL); start -= 1) {
    const token = tokens[start];
    if (!token || isMark(token) || has(token, HAVE | BE)) return null;
    const opening = isAside ? start - 1 : start;
    if (isAside && tokens[opening]?.text !== ',') continue;
    const opens = has(token, PREPOSITION) || token.lower === 'since' || (isAside && has(token, DETERMINER));
    if (opens && has(tokens[opening - 1], HAVE | BE)) return opening;
  }
  return null;
}

/** "Is heard | saying", "was quoted as | saying": where the auxiliary stands. */
function saysOnRecord(tokens: readonly Token[], verb: number): number | null {
  if (!isOneOf(tokens[verb], SAYING)) return null;
  const isAs = previous(tokens, verb)?.lower === 'as';
  let participle = isAs ? verb - 2 : verb - 1;
  // "quoted in the minutes as saying"
  const furthest = isAs ? verb - LONGEST_ADVERBIAL : participle;
  const cites = isAs ? CITED : PERCEIVED;
  while (participle > furthest && tokens[participle]?.isWord && !isOneOf(tokens[participle], cites))
    participle -= 1;
  if (!isOneOf(tokens[participle], cites)) return null;
  let start = participle;
  while (start > 0 && (has(tokens[start - 1], BE | HAVE | ADVERB) || tokens[start - 1]?.lower === 'can'))
    start -= 1;
  return start < participle ? start : null;
}

/** "Of 3 May", "dated June 12, 2017", "from March 2015": where it begins. */
function dateBefore(tokens: readonly Token[], end: number): number | null {
  let at = end;
  if (isYear(previous(tokens, at))) at -= previous(tokens, at - 1)?.text === ',' ? 2 : 1;
  if (isDay(previous(tokens, at))) at -= 1;
  const month = previous(tokens, at);
  if (!has(month, TIME) || !month?.isCapital || month.possessive) return null;
  at -= isDay(previous(tokens, at - 1)) ? 2 : 1;
  return isOneOf(previous(tokens, at), DATES) ? at - 1 : null;
}

const isDay = (token: Token | undefined): boolean =>
  token?.isNumber === true && /^\d\d?(?:st|nd|rd|th)?$/.test(token.text);

const isYear = (token: Token | undefined): boolean =>
  token?.isNumber === true && /^(?:1[5-9]|20)\d\d$/.test(token.text);
