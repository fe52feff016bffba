/** Who the subject of a reporting verb is: the nearest phrase that can be one, past adverbs, appositions and relative clauses. */
import { isAdverb, phraseAfter, phraseBefore } from './noun-phrases.ts';
import { has, type Phrase } from './phrase.ts';
import type { ReportingVerb } from './reporting-verbs.ts';
import type { Token } from './tokens.ts';
import {
  ADVERB,
  BE,
  COORDINATOR,
  DETERMINER,
  HAVE,
  MODAL,
  PREPOSITION,
  PRONOUN,
  RELATIVE,
  SUBORDINATOR,
  TIME,
} from './word-classes.ts';

export interface Subject {
  readonly phrase: Phrase;
  /** How it was found: before the verb, after it, before "who", or at the start of a clause whose second verb reports. */
  readonly place: 'before' | 'after' | 'relative' | 'elided';
  /** Inside a clause that says something else: "after the ministry said". */
  readonly isEmbedded: boolean;
}

/** A sentence's words and, for each, whether it stands in quotation marks. */
export interface Words {
  readonly tokens: readonly Token[];
  readonly quoted: readonly number[];
}

const FURTHEST_CLAUSE = 40;
const LONGEST_RELATIVE = 14;
const MOST_APPOSITIONS = 5;
/** What happens to documents on their way: "obtained by", "shared with". */
export const HANDED_ON =
  /^(?:obtained|seen|reviewed|leaked|published|released|shared|viewed|provided|supplied|disclosed|acquired|examined|analysed|analyzed|posted)$/;
const BEFORE_TIME = new Set('on this last next early late at the over that in of'.split(' '));
const isMark = (token: Token | undefined): boolean => token !== undefined && !token.isWord;
const CLAUSE_MARKS = new Set([',', ';', ':', '—', '–', '-', '(', ')', '[', '…', '•', '|']);

export function subjectOf(words: Words, verb: number, reading: ReportingVerb): Subject | null {
  const { tokens, quoted } = words;
  if (reading.form === 'ing') return reading.requires === 'document' ? null : participleSubject(words, verb);
  const previous = tokens[verb - 1];
  const afterQuote = isQuoted(words, verb - 1) || (previous?.text === ',' && isQuoted(words, verb - 2));
  const inverted = reading.inverts && afterQuote ? invertedSubject(words, verb) : null;
  if (inverted) return inverted;
  const end = pastAdverbs(words, verb);
  if (end === null || end === 0) return null;
  const last = tokens[end - 1];
  if (last?.text === ',' || last?.text === ')' || last?.text === '—' || last?.text === '–') {
    const phrase = quoted[end - 1] ? null : beforeApposition(words, end - 1);
    if (phrase) return { phrase, place: 'before', isEmbedded: isEmbedded(words, phrase.from) };
    return reading.inverts && end === verb ? invertedSubject(words, verb) : null;
  }
  if (isMark(last) || quoted[end - 1]) return null;
  const described = antecedentOfClause(words, end);
  if (described) return { phrase: described, place: 'before', isEmbedded: isEmbedded(words, described.from) };
  if (has(last, RELATIVE)) return antecedent(words, end - 1);
  if (has(last, COORDINATOR)) return elidedSubject(words, end - 1);
  const phrase = pastHandedOn(words, end) ?? phraseBefore(tokens, end, clauseStart(words, end));
  return phrase && { phrase, place: 'before', isEmbedded: isEmbedded(words, phrase.from) };
}

/** "A letter from the auditor, seen by the Gazette | warns": the letter warns. */
function pastHandedOn(words: Words, end: number): Phrase | null {
  const { tokens } = words;
  for (let by = end - 1; by >= Math.max(2, end - LONGEST_RELATIVE); by -= 1) {
    if (!tokens[by]?.isWord) return null;
    if (tokens[by]?.lower !== 'by' || !HANDED_ON.test(tokens[by - 1]?.lower ?? '')) continue;
    const joint = by - 2;
    if (tokens[joint]?.text === ',') return beforeApposition(words, joint);
    return has(tokens[joint], COORDINATOR) ? phraseBefore(tokens, joint, clauseStart(words, joint)) : null;
  }
  return null;
}

/** "a person who has seen the file | said": the clause only tells which person. Not "a man who police | said". */
function antecedentOfClause(words: Words, end: number): Phrase | null {
  const { tokens, quoted } = words;
  for (let index = end - 2; index > Math.max(0, end - LONGEST_RELATIVE); index -= 1) {
    const token = tokens[index];
    if (!token?.isWord || quoted[index]) return null;
    if (token.lower !== 'who') continue;
    const verb = tokens[index + 1];
    const hasVerb = verb !== undefined && !verb.isCapital && !has(verb, DETERMINER) && verb.noun === null;
    const phrase = hasVerb && end - index > 2 ? phraseBefore(tokens, index, clauseStart(words, index)) : null;
    return phrase?.noun ? phrase : null;
  }
  return null;
}

const isQuoted = ({ quoted }: Words, index: number): boolean => (quoted[index] ?? 0) > 0;

/** Where the subject ends; null when "was", "did not" or "would" stands between: then nothing was said, or not by it. */
function pastAdverbs({ tokens, quoted }: Words, verb: number): number | null {
  let end = verb;
  while (end > 0 && !quoted[end - 1]) {
    const token = tokens[end - 1];
    if (!token || has(token, BE | MODAL)) return null;
    if (has(token, TIME) && !token.possessive) {
      end -= 1;
      while (end > 0 && BEFORE_TIME.has(tokens[end - 1]?.lower ?? '')) end -= 1;
    } else if (isYear(token) && tokens[end - 2]?.lower === 'in') end -= 2;
    else if (has(token, HAVE) || (isAdverb(token) && !token.possessive)) end -= 1;
    else break;
  }
  return end;
}

const isYear = ({ text }: Token): boolean => /^(?:1[5-9]|20)\d\d$/.test(text);

/** The index after the nearest mark or subordinating word to the left. */
export function clauseStart({ tokens, quoted }: Words, end: number): number {
  for (let index = end - 1; index >= Math.max(0, end - FURTHEST_CLAUSE); index -= 1) {
    const token = tokens[index];
    if (!token || quoted[index] || CLAUSE_MARKS.has(token.text)) return index + 1;
    if (has(token, SUBORDINATOR) || (token.lower === 'that' && !has(tokens[index - 1], PREPOSITION)))
      return index + 1;
  }
  return Math.max(0, end - FURTHEST_CLAUSE);
}

/** "after the report said", "a prospect the council denied": the sentence as a whole is not theirs. */
function isEmbedded({ tokens, quoted }: Words, from: number): boolean {
  const before = tokens[from - 1];
  if (before === undefined || !before.isWord || quoted[from - 1]) return false;
  if (before.lower === 'as' || before.lower === 'that' || before.lower === 'while') return false;
  if (has(before, SUBORDINATOR | RELATIVE)) return true;
  const noun =
    before.classes === 0 && !before.isNumber
      ? phraseBefore(tokens, from, Math.max(0, from - LONGEST_RELATIVE))
      : null;
  // "On its website | the council said" leads in and says nothing else.
  return (
    noun !== null &&
    noun.from > 0 &&
    has(tokens[noun.from], DETERMINER) &&
    !has(tokens[noun.from - 1], PREPOSITION)
  );
}

/** “…,” said the minister. */
function invertedSubject({ tokens }: Words, verb: number): Subject | null {
  const phrase = phraseAfter(tokens, verb + 1);
  if (!phrase) return null;
  const known = phrase.isPronoun || phrase.isName || phrase.noun !== null;
  const next = tokens[phrase.to];
  const ends =
    next === undefined ||
    isMark(next) ||
    has(next, PREPOSITION | TIME | RELATIVE | SUBORDINATOR | ADVERB | COORDINATOR) ||
    next.lower.endsWith('ing');
  return known && ends ? { phrase, place: 'after', isEmbedded: false } : null;
}

/** "Jane Doe, 45, a lawyer in Oslo, said", "the minister, Jane Doe, said", "Jane Doe (Labour) said"; `comma` is the last mark. */
function beforeApposition(words: Words, comma: number): Phrase | null {
  const { tokens, quoted } = words;
  let fallback: Phrase | null = null;
  let end = comma;
  for (let passed = 0; passed < MOST_APPOSITIONS; passed += 1) {
    if (tokens[end]?.text === ')') end = openingBracket(words, end);
    const start = segmentStart(words, end);
    const first = tokens[start];
    const phrase = phraseBefore(tokens, end, start);
    const whole = phrase?.from === start || passed > 0;
    // "a retired teacher who did not want to be named": described by how it begins.
    const opening = whole || !has(first, DETERMINER) ? null : phraseAfter(tokens, start);
    if (opening?.noun && opening.to < end) fallback ??= opening;
    if (phrase?.isPronoun) return null;
    if (phrase && whole && !isAside(words, start)) {
      if (phrase.isName && !isPlaceAfterName(words, phrase, start)) return phrase;
      // A description straight after a comma may belong to a name before it.
      if (phrase.noun) fallback ??= phrase;
    }
    end = start - 1;
    while (end > 0 && quoted[end]) end -= 1;
    if (end <= 0 || (end === start - 1 && !isAsideMark(tokens[end]))) break;
  }
  return fallback;
}

/** "Jane Doe (Harlow West)" is Jane Doe. */
function openingBracket({ tokens }: Words, close: number): number {
  for (let index = close - 1; index >= Math.max(0, close - FURTHEST_CLAUSE); index -= 1)
    if (tokens[index]?.text === '(') return index;
  return close;
}

/** "Jane Doe, of Austin, Texas, said": a single name after a name may be a place. */
function isPlaceAfterName(
  { tokens, quoted }: Words,
  { isPlace, nameFrom, nameTo, noun }: Phrase,
  start: number,
): boolean {
  if (isPlace && start > 0) return true;
  if (noun || nameTo - nameFrom > 1 || tokens[start - 1]?.text !== ',' || quoted[start - 2]) return false;
  return phraseBefore(tokens, start - 1, Math.max(0, start - LONGEST_RELATIVE))?.noun == null;
}

const isAsideMark = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.text === ',' || token.text === '(' || token.text === '—' || token.text === '–');

function segmentStart({ tokens, quoted }: Words, end: number): number {
  let start = end;
  while (
    start > 0 &&
    end - start < FURTHEST_CLAUSE &&
    !quoted[start - 1] &&
    !CLAUSE_MARKS.has(tokens[start - 1]?.text ?? '')
  )
    start -= 1;
  return start;
}

/** Opens with what can only describe somebody named before. */
const isAside = ({ tokens }: Words, start: number): boolean => {
  const first = tokens[start];
  if (first === undefined || first.isNumber) return true;
  return (
    has(first, RELATIVE | COORDINATOR) ||
    (!first.isCapital && (has(first, PREPOSITION) || /(?:ing|ed)$/.test(first.lower)))
  );
};

/** "Jane Doe, who said …", "a report which says …"; without a comma "who" only tells which one is meant. */
function antecedent({ tokens }: Words, relative: number): Subject | null {
  const comma = tokens[relative - 1]?.text === ',';
  const phrase = phraseBefore(tokens, comma ? relative - 1 : relative, 0);
  if (!phrase || (!comma && phrase.noun?.kind !== 'document')) return null;
  return { phrase, place: 'relative', isEmbedded: false };
}

/** "The mayor opened the hearing and said …". */
function elidedSubject(words: Words, conjunction: number): Subject | null {
  const phrase = mainSubject(words, conjunction);
  return phrase && { phrase, place: 'elided', isEmbedded: false };
}

/** "The mayor resigned on Monday, saying …": after a comma, or the participle belongs to the noun before it. */
function participleSubject(words: Words, verb: number): Subject | null {
  if (words.tokens[verb - 1]?.text !== ',') return null;
  const phrase = mainSubject(words, verb);
  return phrase && { phrase, place: 'elided', isEmbedded: false };
}

/** The phrase that opens the sentence, past what leads it in ("On Monday, …", "After the flood, …"). */
export function mainSubject({ tokens, quoted }: Words, before: number): Phrase | null {
  let start = 0;
  while (
    start < before &&
    (isMark(tokens[start]) || quoted[start] || has(tokens[start], ADVERB | COORDINATOR))
  )
    start += 1;
  if (has(tokens[start], PREPOSITION | SUBORDINATOR) || has(tokens[start], TIME)) {
    while (start < before && tokens[start]?.text !== ',') start += 1;
    start += 1;
  }
  const phrase = start < before ? phraseAfter(tokens, start) : null;
  if (!phrase || phrase.to > before) return null;
  return phrase.noun !== null || phrase.isName || (phrase.isPronoun && has(tokens[start], PRONOUN))
    ? phrase
    : null;
}
