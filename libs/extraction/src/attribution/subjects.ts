/** Who the subject of a reporting verb is: the nearest phrase that can be one, past adverbs, appositions and relative clauses. */
import { wordSet } from '../word-set.ts';
import { beforeApposition } from './appositions.ts';
import { CONCEDING, clauseStart, isMark, LONGEST_RELATIVE, mainSubject, type Words } from './clauses.ts';
import { invertedSubject } from './inverted-subject.ts';
import { phraseBefore } from './noun-phrases.ts';
import { beforeTitle, describedDocument, narrowedDocument, pastHandedOn } from './document-subjects.ts';
import { has, isKnown, previous, type Phrase } from './phrase.ts';
import { quantity, shareOfAsked } from './quantity-subjects.ts';
import { isOfDocuments, type ReportingVerb } from './reporting-verbs.ts';
import { isProgressive, subjectEnd } from './verb-groups.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { COORDINATOR, DETERMINER, PREPOSITION, RELATIVE, SUBORDINATOR, TIME } from './word-classes.ts';

export interface Subject {
  readonly phrase: Phrase;
  /** How it was found: before the verb, after it, before "who", or at the start of a clause whose second verb reports. */
  readonly place: 'before' | 'after' | 'relative' | 'elided';
  /** Inside a clause that says something else: "after the ministry said". */
  readonly isEmbedded: boolean;
}

/** Forms that tell what is in a document, not what it says. */
const HOLDING = wordSet(
  'containing including holding covering spanning giving counting naming reading listing',
);
const ISSUED = wordSet(
  'issue issued sent wrote posted signed tweeted released circulated drafted draft filed delivered out',
);
const ASIDE_ENDS = new Set([',', ')', '—', '–', '-']);

export function subjectOf(words: Words, verb: number, reading: ReportingVerb): Subject | null {
  if (reading.form === 'ing' && !isProgressive(words, verb)) return participleSubject(words, verb, reading);
  // "A table headed “Cause” lists 40 faults": the table does, not the faults.
  const closed = previous(words.tokens, verb)?.text === ',' ? verb - 1 : verb;
  const inverts = reading.inverts && afterQuotation(words, verb) && !beforeTitle(words, closed);
  const inverted = inverts ? afterVerb(words, verb, 'quotation') : pointedOutBy(words, verb);
  if (inverted) return inverted;
  const end = subjectEnd(words, verb, reading.form);
  if (end === null || end === 0) return null;
  const last = words.tokens[end - 1];
  const found =
    isMark(last) && ASIDE_ENDS.has(last?.text ?? '')
      ? pastAside(words, end, reading.inverts && end === verb)
      : directlyBefore(words, end);
  if (found?.phrase.noun?.kind === 'document' && !found.isEmbedded) return found;
  const narrowed =
    describedDocument(words, end) ??
    (isOfDocuments(reading) || reading.requires === 'at' ? narrowedDocument(words, end) : null);
  return narrowed ? before(words, narrowed) : found;
}

/** “…”, points out Jane Doe. */
function pointedOutBy(words: Words, verb: number): Subject | null {
  const { tokens } = words;
  const points = tokens[verb + 1]?.lower === 'out' && /^point(?:s|ed)$/.test(tokens[verb]?.lower ?? '');
  if (!points || tokens[verb - 1]?.isWord !== false) return null;
  const after = afterVerb(words, verb + 1, 'comma');
  return after?.phrase.isName ? after : null;
}

const afterQuotation = (words: Words, verb: number): boolean =>
  isQuoted(words, verb - 1) || (previous(words.tokens, verb)?.text === ',' && isQuoted(words, verb - 2));

/** "Jane Doe, a lawyer, | said", or "…, | said Jane Doe" when no name stands before: "The way the town is run is bad, said Jane Doe". */
function pastAside(words: Words, end: number, inverts: boolean): Subject | null {
  const phrase = words.quoted[end - 1] ? null : beforeApposition(words, end - 1);
  const after = phrase?.isName || !inverts ? null : afterVerb(words, end, 'comma');
  if (after?.phrase.isName && after.phrase.nameTo - after.phrase.nameFrom > 1) return after;
  return phrase ? before(words, phrase) : after;
}

function directlyBefore(words: Words, end: number): Subject | null {
  const { tokens, quoted } = words;
  const last = tokens[end - 1];
  const share = quoted[end - 1] ? null : shareOfAsked(words, end);
  if (share) return before(words, share);
  const titled = quoted[end - 1] ? beforeTitle(words, end) : null;
  if (titled) return before(words, titled);
  if (isMark(last) || quoted[end - 1]) return null;
  const described = antecedentOfClause(words, end);
  if (described) return before(words, described);
  if (has(last, RELATIVE)) return antecedent(words, end - 1);
  if (has(last, COORDINATOR)) return elidedSubject(words, end - 1);
  const phrase =
    pastHandedOn(words, end) ??
    listed(words, phraseBefore(tokens, end, clauseStart(words, end))) ??
    quantity(words, end);
  return phrase && before(words, phrase);
}

const before = (words: Words, phrase: Phrase): Subject => ({
  phrase,
  place: 'before',
  isEmbedded: isEmbedded(words, phrase.from),
});

function afterVerb(words: Words, verb: number, after: 'quotation' | 'comma'): Subject | null {
  const phrase = invertedSubject(words, verb, after);
  return phrase && { phrase, place: 'after', isEmbedded: false };
}

/** "The council, | the court and the audit office": all of a list that opens the sentence. */
function listed(words: Words, last: Phrase | null): Phrase | null {
  const { tokens, quoted } = words;
  if (!last || !isKnown(last)) return last;
  let at = last.from;
  // "…, and the audit office"
  if (has(previous(tokens, at), COORDINATOR)) at -= 1;
  else if (!tokens.slice(at, last.to).some(({ lower }) => lower === 'and')) return last;
  while (previous(tokens, at)?.text === ',' && !quoted[at - 2]) {
    const start = clauseStart(words, at - 1);
    const item = phraseBefore(tokens, at - 1, start);
    if (!item || item.isPronoun || !isKnown(item) || item.from !== start) return last;
    if (start === 0) return { ...last, from: item.from, nameFrom: item.nameFrom };
    at = start;
  }
  return last;
}

const THAT = wordSet('that which whose');
/** In tokens: "told a crowded hall of reporters that". */
const FURTHEST_ADDRESSEE = 6;

/** "a person who has seen the file | said": the clause only tells which person. Not "a man who police | said". */
function antecedentOfClause(words: Words, end: number): Phrase | null {
  const { tokens, quoted } = words;
  for (let index = end - 2; index > Math.max(0, end - LONGEST_RELATIVE); index -= 1) {
    const token = tokens[index];
    if (!token?.isWord || quoted[index]) return null;
    // All of them, and "who", are relative.
    if (!has(token, RELATIVE)) continue;
    const whole = isOneOf(token, THAT) ? antecedentOfThat(words, index) : null;
    if (whole) return whole;
    if (token.lower !== 'who') continue;
    const verb = tokens[index + 1];
    const hasVerb = verb !== undefined && !verb.isCapital && !has(verb, DETERMINER) && verb.noun === null;
    const phrase = hasVerb ? phraseBefore(tokens, index, clauseStart(words, index)) : null;
    return phrase?.noun ? phrase : null;
  }
  return null;
}

/** "The laboratory that tested it | said", if the clause has no subject but this. */
function antecedentOfThat(words: Words, that: number): Phrase | null {
  const { tokens } = words;
  const start = clauseStart(words, that);
  const phrase = has(tokens[that + 1], TIME) ? null : phraseBefore(tokens, that, start);
  return phrase?.noun && phrase.from === start ? phrase : null;
}

const isQuoted = ({ quoted }: Words, index: number): boolean => index >= 0 && (quoted[index] ?? 0) > 0;

const COMPARED = wordSet('many much often long high large');

/** "after the report said", "a prospect the council denied", "in a letter posted": the sentence as a whole is not theirs. */
function isEmbedded({ tokens, quoted }: Words, from: number): boolean {
  const before = previous(tokens, from);
  if (before === undefined || !before.isWord || quoted[from - 1]) return false;
  if (before.lower === 'that') return isRelativeThat(tokens, from - 1);
  // "Six times as many as | the ministry admits"
  if (before.lower === 'as') return isOneOf(previous(tokens, from - 1), COMPARED);
  // "The bridge was shut, although | the council insists it was safe": a clause that may be a part of its own.
  if (isOneOf(before, CONCEDING) && (before.lower === 'while' || previous(tokens, from - 1)?.text === ','))
    return false;
  if (has(before, SUBORDINATOR | RELATIVE)) return true;
  // "in a letter | posted on Monday"
  if (has(before, PREPOSITION) && (has(tokens[from], DETERMINER) || tokens[from]?.noun?.kind === 'source'))
    return true;
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
  const noun = previous(tokens, that);
  if (!noun?.isWord || noun.classes !== 0 || noun.verbs.length > 0 || /(?:ed|ly)$/.test(noun.lower))
    return false;
  return !tokens
    .slice(Math.max(0, that - FURTHEST_ADDRESSEE), that)
    .some(({ verbs }) => verbs.some((verb) => !isOfDocuments(verb)));
}

const IS = wordSet('was is');

/** "Jane Doe, who said …", "a report which says …"; without a comma "who" only tells which one is meant. */
function antecedent({ tokens }: Words, relative: number): Subject | null {
  const comma = previous(tokens, relative)?.text === ',';
  const phrase = phraseBefore(tokens, comma ? relative - 1 : relative, 0);
  // "It was the Gazette that first reported"
  if (phrase?.from === 2 && tokens[0]?.lower === 'it' && isOneOf(tokens[1], IS))
    return { phrase, place: 'before', isEmbedded: false };
  if (!phrase || (!comma && phrase.noun?.kind !== 'document')) return null;
  return { phrase, place: 'relative', isEmbedded: false };
}

/** "The mayor opened the hearing and said …". */
function elidedSubject(words: Words, conjunction: number): Subject | null {
  const phrase = mainSubject(words, conjunction);
  return phrase && { phrase, place: 'elided', isEmbedded: false };
}

/** "The mayor resigned on Monday, saying …"; without the comma only a document can be meant: "emails showing …". */
function participleSubject(words: Words, verb: number, reading: ReportingVerb): Subject | null {
  const { tokens } = words;
  const last = previous(tokens, verb);
  if (last?.text === ',') {
    const phrase = isOfDocuments(reading) ? null : mainSubject(words, verb);
    return phrase && { phrase, place: 'elided', isEmbedded: false };
  }
  if (last?.noun?.kind !== 'document' || isOneOf(tokens[verb], HOLDING)) return null;
  const phrase = phraseBefore(tokens, verb, clauseStart(words, verb));
  const before = previous(tokens, phrase?.from ?? 0);
  if (phrase?.noun?.kind !== 'document' || has(before, PREPOSITION)) return null;
  // "The mayor issued a statement saying …": the mayor says it.
  const issuer = isOneOf(before, ISSUED) ? mainSubject(words, phrase.from) : null;
  return issuer
    ? { phrase: issuer, place: 'before', isEmbedded: false }
    : { phrase, place: 'relative', isEmbedded: false };
}
