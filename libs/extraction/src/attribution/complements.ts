/** What a reporting verb needs after it before it reports: a clause, a quotation, something that can be denied. */
import { wordSet } from '../word-set.ts';
import { ALLEGATIONS, dismissedAs, labels, REACH } from './allegations.ts';
import { has, previous } from './phrase.ts';
import { speechNounAfter } from './speech-nouns.ts';
import type { ReportingVerb } from './reporting-verbs.ts';
import { clauseStart, type Words } from './clauses.ts';
import { narrowedDocument } from './document-subjects.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import {
  ADVERB,
  BE,
  DETERMINER,
  HAVE,
  MODAL,
  PREPOSITION,
  PRONOUN,
  RELATIVE,
  SUBORDINATOR,
  TIME,
} from './word-classes.ts';

const CLAUSE_OPENERS = wordSet(
  'that he she it they we i you there how why whether what when where if this these those no',
);

const SPEAKS_OF = /^sp(?:eak|oke)/;
/** Tokens: less before the comma is no sentence. */
const FEWEST_REPORTED = 6;
/** Tokens: "Jane Doe added." says nothing but who speaks. */
const SHORTEST_REPORT = 6;
const MOST_ASIDES = 2;
const SAY = wordSet('say says said');
const REPORTING = wordSet('reported reporting');
const CALLED_FOR = wordSet('on for upon out');
/** What may open what is said. */
const isOpening = ({ text }: Token): boolean => text === ':' || text === '“' || text === '"' || text === '«';

/** Whether what follows the verb is something said. */
export function complementFits(
  words: Words,
  cue: number,
  { requires, alsoNoun, particles }: ReportingVerb,
): boolean {
  const { tokens } = words;
  const next = tokens[cue + 1];
  const verb = tokens[cue]?.lower ?? '';
  if (particles) return hasParticle(words, cue, particles);
  if (next?.lower === 'nothing' && SAY.has(verb)) return false;
  // "Jane Doe reported from Oslo": who wrote the article, and where.
  if (next?.lower === 'from' && REPORTING.has(verb) && !isQuotedBefore(words, clauseStart(words, cue)))
    return false;
  // "Was reported to have left", but "claimed to have left"
  if (next?.lower === 'to' && (tokens[cue + 2]?.lower === 'be' || tokens[cue + 2]?.lower === 'have'))
    return /^(?:claim|profess)/.test(verb);
  // "She asked him about it": a question, or a wish for something, claims nothing.
  if (verb.startsWith('ask') && (next?.lower === 'for' || !asksThat(words, cue))) return false;
  // "Complicated rules, so …", "their refugee claims."
  if (alsoNoun && (next === undefined || (!next.isWord && !isOpening(next))))
    return afterQuotation(words, cue) || afterComma(words, cue);
  if (requires === 'particle') return SPEAKS_OF.test(verb) ? next?.lower === 'of' : isOneOf(next, CALLED_FOR);
  if (requires === 'speech') return speechNounAfter(tokens, cue) !== null;
  if (requires === 'at')
    return reaches(tokens, cue, 'at') || putsAtFigure(tokens, cue) || putsIt(tokens, cue);
  if (requires === 'allegation')
    return (
      opensClause(words, cue + 1) ||
      tokens.slice(cue + 1, cue + 1 + REACH).some((token) => isOneOf(token, ALLEGATIONS)) ||
      dismissedAs(words, cue)
    );
  if (requires === 'clause')
    return (
      afterQuotation(words, cue) || reportsClause(words, cue) || labels(words, cue) || endsReport(words, cue)
    );
  if (alsoNoun && (has(next, BE | HAVE | MODAL) || isCounted(tokens, cue))) return false;
  if (!alsoNoun) return true;
  // "Most Southern | states", "Iowa | state Rep.": part of a name or a place, unless a clause follows.
  if (verb === 'state' || verb === 'states') return opensWords(words, cue + 1);
  // "The circular | orders guards to wait"
  if (requires === 'directive' && reaches(tokens, cue, 'to')) return true;
  // Straight after a comma, or with the clause it reports after or before it, the word is a verb.
  if (previous(tokens, cue)?.text === ',' || opensWords(words, cue + 1)) return true;
  if (closesClause(words, cue) || followsSpeaker(tokens, cue) || narrowedDocument(words, cue)) return true;
  return next !== undefined && (has(next, DETERMINER | PRONOUN) || next.isCapital || next.isNumber);
}

/** Whether the word stands near after the verb. */
function reaches(tokens: readonly Token[], cue: number, lower: string): boolean {
  for (let at = cue + 1; at <= cue + REACH && at < tokens.length; at += 1)
    if (tokens[at]?.lower === lower) return true;
  return false;
}

/** "Compared with 30 | orders that", but not "Order 41 | orders". */
const isCounted = (tokens: readonly Token[], cue: number): boolean =>
  previous(tokens, cue)?.isNumber === true &&
  has(previous(tokens, cue - 1), PREPOSITION) &&
  tokens[cue]?.lower.endsWith('s') === true;

/** "Sets out", "makes it clear", "marks 40 of them as"; “…,” he went on, but not "he went on, as always". */
function hasParticle(words: Words, cue: number, particles: readonly string[]): boolean {
  const { tokens } = words;
  if (particles.includes('as')) return reaches(tokens, cue, 'as');
  let at = cue + 1;
  while (tokens[at]?.lower === 'it' || has(tokens[at], ADVERB)) at += 1;
  // "Sheds new light on"
  if (particles.includes('light') && tokens[at + 1]?.lower === 'light') at += 1;
  if (!particles.includes(tokens[at]?.lower ?? '')) return false;
  if (!/^(?:go|went)/.test(tokens[cue]?.lower ?? '')) return true;
  return !tokens[at + 1]?.isWord && (afterQuotation(words, cue) || afterComma(words, cue));
}

/** "Put the cost of the programme, which ran for six years, at between £2m and £3m". */
const putsAtFigure = (tokens: readonly Token[], cue: number): boolean =>
  tokens
    .slice(cue + 1, cue + 1 + 2 * REACH)
    .some(
      ({ lower }, at) =>
        lower === 'at' && tokens.slice(cue + 2 + at, cue + 5 + at).some(({ isNumber }) => isNumber),
    );

/** "As the memo puts it, …" */
const putsIt = (tokens: readonly Token[], cue: number): boolean =>
  tokens[cue + 1]?.lower === 'it' && !tokens[cue + 2]?.isWord;

const ASKED = wordSet('to whether if that why how');
const asksThat = (words: Words, cue: number): boolean =>
  afterQuotation(words, cue) ||
  previous(words.tokens, cue)?.text === ',' ||
  words.tokens
    .slice(cue + 1, cue + 1 + REACH)
    .some(({ lower, text }, at) => ASKED.has(lower) || text === ':' || (words.quoted[cue + 1 + at] ?? 0) > 0);

/** "added that", "testified before the panel that", "she added."; but not "he quickly responded." */
function reportsClause(words: Words, cue: number): boolean {
  const { tokens } = words;
  const end = pastAdverbs(words, cue + 1);
  if (tokens[end] === undefined || !tokens[end].isWord) {
    if (tokens[end] !== undefined && tokens[end].text !== '.') return true;
    const start = clauseStart(words, cue);
    return start > 0 ? !tokens[start - 1]?.isWord : tokens.length <= SHORTEST_REPORT;
  }
  if (opensClause(words, cue + 1)) return true;
  return has(tokens[cue + 1], PREPOSITION) && reaches(tokens, cue, 'that');
}

/** “…,” added Jane Doe. */
const afterQuotation = (words: Words, cue: number): boolean => {
  if (isQuotedBefore(words, cue)) return true;
  // “…,” Jane Doe added at a rally; “…,” Jane Doe, then its head, wrote in 2015.
  let start = clauseStart(words, cue);
  for (let asides = 0; asides < MOST_ASIDES && !isQuotedBefore(words, start); asides += 1) {
    if (previous(words.tokens, start)?.text !== ',') return false;
    start = clauseStart(words, start - 1);
  }
  return cue - start <= 2 * REACH && isQuotedBefore(words, start);
};

const isQuotedBefore = ({ tokens, quoted }: Words, at: number): boolean =>
  at > 0 &&
  ((quoted[at - 1] ?? 0) > 0 || (at > 1 && tokens[at - 1]?.text === ',' && (quoted[at - 2] ?? 0) > 0));

/** "The bridge is eight months late, the auditor found in May": the whole sentence before the comma is what was found. */
function endsReport(words: Words, cue: number): boolean {
  const { tokens } = words;
  const start = clauseStart(words, cue);
  if (cue - start > REACH || start < FEWEST_REPORTED || tokens[start - 1]?.text !== ',') return false;
  if (has(tokens[0], PREPOSITION | SUBORDINATOR | TIME | ADVERB) || has(tokens[start], RELATIVE))
    return false;
  const rest = tokens.slice(cue + 1);
  return (
    has(rest[0], PREPOSITION | TIME | SUBORDINATOR) &&
    rest.length <= REACH &&
    rest.every(({ text }) => text !== ',')
  );
}

const OF_SPEAKERS = wordSet('claims estimates notes fears questions demands');

/** Nouns as well, but verbs after who could say it: "they list towns", "the report details failings", "Jane Doe claims staff knew". */
function followsSpeaker(tokens: readonly Token[], cue: number): boolean {
  let before = cue - 1;
  while (before >= 0 && has(tokens[before], ADVERB)) before -= 1;
  const last = previous(tokens, before + 1);
  if (!last || last.possessive) return false;
  if (has(last, PRONOUN) || last.noun?.kind === 'document') return true;
  const speaks = (last.isCapital && before > 0) || (last.noun !== null && !last.noun.plural);
  return speaks && isOneOf(tokens[cue], OF_SPEAKERS);
}

/** "…, the River Board reports on its website". */
const closesClause = (words: Words, cue: number): boolean =>
  afterComma(words, cue) && has(words.tokens[cue + 1], PREPOSITION | TIME);

/** "…, the River Board reports", "as the minutes show". */
function afterComma(words: Words, cue: number): boolean {
  const start = clauseStart(words, cue);
  const last = previous(words.tokens, start);
  return cue - start <= REACH && (last?.text === ',' || last?.lower === 'as');
}

const BEFORE_TIMES = wordSet('on in last this late early');
const isYear = (token: Token | undefined): boolean => token?.isNumber === true && /^\d{4}$/.test(token.lower);

/** "on Monday", "last year", "in 2006". */
const leadsToTime = (tokens: readonly Token[], at: number): boolean =>
  (isOneOf(tokens[at], BEFORE_TIMES) || isYear(tokens[at])) &&
  (has(tokens[at + 1], TIME) || tokens[at + 1]?.lower === 'that' || isYear(tokens[at + 1]));

/** "quickly", and "family" as well. */
const isInLy = (token: Token | undefined): boolean =>
  token !== undefined && token.lower.length > 2 && token.lower.endsWith('ly');

function pastAdverbs({ tokens }: Words, at: number): number {
  let index = at;
  while (
    has(tokens[index], ADVERB | TIME) ||
    tokens[index]?.lower === 'out' ||
    isInLy(tokens[index]) ||
    leadsToTime(tokens, index)
  )
    index += 1;
  return index;
}

/** The same, but with something in it. */
function opensWords(words: Words, at: number): boolean {
  const next = words.tokens[pastAdverbs(words, at)];
  return next !== undefined && (next.isWord || isOpening(next)) && opensClause(words, at);
}

export function opensClause(words: Words, at: number): boolean {
  const { tokens, quoted } = words;
  const index = pastAdverbs(words, at);
  const next = tokens[index];
  return next === undefined || !next.isWord || (quoted[index] ?? 0) > 0 || CLAUSE_OPENERS.has(next.lower);
}
