/** Who the subject of a reporting verb is: the nearest phrase that can be one, past adverbs, appositions and relative clauses. */
import { beforeApposition } from './appositions.ts';
import { clauseStart, isMark, LONGEST_RELATIVE, mainSubject, type Words } from './clauses.ts';
import { phraseAfter, phraseBefore } from './noun-phrases.ts';
import { has, isKnown, pronounAt, type Phrase } from './phrase.ts';
import type { ReportingVerb } from './reporting-verbs.ts';
import { isProgressive, subjectEnd } from './verb-groups.ts';
import type { Token } from './tokens.ts';
import {
  ADVERB,
  COORDINATOR,
  DETERMINER,
  PREPOSITION,
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

/** Forms that tell what is in a document, not what it says. */
const HOLDING = /^(?:containing|including|holding|covering|spanning|giving|counting|naming|reading|listing)$/;
const ISSUED = /^(?:issued|sent|wrote|posted|signed|tweeted)$/;
/** What happens to documents on their way: "obtained by", "shared with". */
export const HANDED_ON =
  /^(?:obtained|seen|reviewed|leaked|published|released|shared|viewed|provided|supplied|disclosed|acquired|examined|analysed|analyzed|posted)$/;
export function subjectOf(words: Words, verb: number, reading: ReportingVerb): Subject | null {
  const { tokens, quoted } = words;
  if (reading.form === 'ing' && !isProgressive(words, verb)) return participleSubject(words, verb, reading);
  const previous = tokens[verb - 1];
  const afterQuote = isQuoted(words, verb - 1) || (previous?.text === ',' && isQuoted(words, verb - 2));
  const inverted = reading.inverts && afterQuote ? invertedSubject(words, verb) : null;
  if (inverted) return inverted;
  const end = subjectEnd(words, verb, reading.form);
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
  const phrase =
    pastHandedOn(words, end) ??
    listed(words, phraseBefore(tokens, end, clauseStart(words, end))) ??
    quantity(words, end);
  return phrase && { phrase, place: 'before', isEmbedded: isEmbedded(words, phrase.from) };
}

/** "The council, | the court and the audit office": all of a list that opens the sentence. */
function listed(words: Words, last: Phrase | null): Phrase | null {
  const { tokens, quoted } = words;
  if (!last || !isKnown(last)) return last;
  let at = last.from;
  // "…, and the audit office"
  if (has(tokens[at - 1], COORDINATOR)) at -= 1;
  else if (!tokens.slice(at, last.to).some(({ lower }) => lower === 'and')) return last;
  while (tokens[at - 1]?.text === ',' && !quoted[at - 2]) {
    const start = clauseStart(words, at - 1);
    const item = phraseBefore(tokens, at - 1, start);
    if (!item || item.isPronoun || !isKnown(item) || item.from !== start) return last;
    if (start === 0) return { ...last, from: item.from, nameFrom: item.nameFrom };
    at = start;
  }
  return last;
}

/** In tokens: "told a crowded hall of reporters that". */
const FURTHEST_ADDRESSEE = 6;
const QUANTITIES = new Set(
  'one two three four five six seven eight nine ten several many some most both few another each'.split(' '),
);

/** "Several | said", "One | recalls": some of those who were spoken of before. */
function quantity(words: Words, end: number): Phrase | null {
  const at = end - 1;
  const starts = at === 0 || clauseStart(words, end) === at || has(words.tokens[at - 1], COORDINATOR);
  return starts && isQuantity(words.tokens, at) ? pronounAt(at) : null;
}

/** A numeral or quantifier that stands for people, or the "them" of "one of them". */
export function isQuantity(tokens: readonly Token[], at: number): boolean {
  if (QUANTITIES.has(tokens[at]?.lower ?? '')) return true;
  return (
    tokens[at]?.lower === 'them' &&
    tokens[at - 1]?.lower === 'of' &&
    QUANTITIES.has(tokens[at - 2]?.lower ?? '')
  );
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

/** "after the report said", "a prospect the council denied", "in a letter posted": the sentence as a whole is not theirs. */
function isEmbedded({ tokens, quoted }: Words, from: number): boolean {
  const before = tokens[from - 1];
  if (before === undefined || !before.isWord || quoted[from - 1]) return false;
  if (before.lower === 'that') return isRelativeThat(tokens, from - 1);
  if (before.lower === 'as' || before.lower === 'while') return false;
  if (has(before, SUBORDINATOR | RELATIVE)) return true;
  // "in a letter | posted on Monday"
  if (has(before, PREPOSITION) && has(tokens[from], DETERMINER)) return true;
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

/** "homes that | the ministry declared closed", but not "told reporters that" or "said that". */
function isRelativeThat(tokens: readonly Token[], that: number): boolean {
  const noun = tokens[that - 1];
  if (!noun?.isWord || noun.classes !== 0 || noun.verbs.length > 0 || /(?:ed|ly)$/.test(noun.lower))
    return false;
  return !tokens
    .slice(Math.max(0, that - FURTHEST_ADDRESSEE), that)
    .some(({ verbs }) => verbs.some(({ requires }) => requires !== 'document'));
}

/** “…,” said the minister. */
function invertedSubject({ tokens }: Words, verb: number): Subject | null {
  const first = phraseAfter(tokens, verb + 1);
  if (!first) return null;
  // "the naval architect | Sun-hee Park": whatever his trade, the name follows.
  const named =
    first.noun || first.isName || !has(tokens[first.from], DETERMINER) ? null : phraseAfter(tokens, first.to);
  const phrase = named?.isName ? named : first;
  const known = phrase.isPronoun || phrase.isName || phrase.noun !== null;
  const next = tokens[phrase.to];
  const ends =
    next === undefined ||
    isMark(next) ||
    has(next, PREPOSITION | TIME | RELATIVE | SUBORDINATOR | ADVERB | COORDINATOR) ||
    next.lower.endsWith('ing');
  return known && ends ? { phrase, place: 'after', isEmbedded: false } : null;
}

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

/** "The mayor resigned on Monday, saying …"; without the comma only a document can be meant: "emails showing …". */
function participleSubject(words: Words, verb: number, { requires }: ReportingVerb): Subject | null {
  const { tokens } = words;
  if (tokens[verb - 1]?.text === ',') {
    const phrase = requires === 'document' ? null : mainSubject(words, verb);
    return phrase && { phrase, place: 'elided', isEmbedded: false };
  }
  if (tokens[verb - 1]?.noun?.kind !== 'document' || HOLDING.test(tokens[verb]?.lower ?? '')) return null;
  const phrase = phraseBefore(tokens, verb, clauseStart(words, verb));
  const before = tokens[(phrase?.from ?? 0) - 1];
  if (phrase?.noun?.kind !== 'document' || has(before, PREPOSITION)) return null;
  // "The mayor issued a statement saying …": the mayor says it.
  const issuer = ISSUED.test(before?.lower ?? '') ? mainSubject(words, phrase.from) : null;
  return issuer
    ? { phrase: issuer, place: 'elided', isEmbedded: false }
    : { phrase, place: 'relative', isEmbedded: false };
}
