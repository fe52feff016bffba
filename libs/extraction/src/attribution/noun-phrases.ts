/** Noun phrases found by their bounds: the closed word classes say where one must end, capitals and known nouns what it names. */
import { measured } from './measures.ts';
import { describe, has, isPluralPossessive, pronounAt, type Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';
import {
  ADVERB,
  ATTACHES,
  BE,
  COORDINATOR,
  DETERMINER,
  HAVE,
  MODAL,
  OTHER_VERB,
  PREPOSITION,
  PRONOUN,
  RELATIVE,
  SUBORDINATOR,
  TIME,
} from './word-classes.ts';

const LONGEST_BASE = 10;
const MOST_ATTACHED = 4;
const NOT_NOMINAL =
  PREPOSITION | SUBORDINATOR | COORDINATOR | HAVE | BE | MODAL | PRONOUN | RELATIVE | OTHER_VERB | DETERMINER;

/** "quickly", but not "family" or "Italy". */
export const isAdverb = (token: Token): boolean =>
  has(token, ADVERB) || (token.lower.endsWith('ly') && !token.isCapital && token.noun === null);

function isNominal(token: Token): boolean {
  if (!token.isWord || has(token, NOT_NOMINAL)) return false;
  if (token.possessive) return true;
  if (has(token, TIME | ADVERB)) return false;
  if (token.isCapital || token.isNumber) return true;
  return token.verbs.every(({ alsoNoun }) => alsoNoun);
}

/** Whether two neighbouring words can stand in one phrase; a capital after an unknown small word begins another. */
function joins(left: Token, right: Token): boolean {
  if (!left.isWord || !right.isWord) return true;
  if (left.possessive || !right.isCapital) return !(left.isNumber && right.isNumber);
  // "81-year-old Jane Doe"
  if (left.isNumber) return left.lower.endsWith('-old');
  return left.isCapital || left.noun !== null || /^(?:former|then|ex-.*)$/.test(left.lower);
}

/** "police released | dramatic video", but "newly released documents". */
const isPastVerb = (token: Token, before: Token | undefined): boolean =>
  !token.isCapital &&
  token.lower.endsWith('ed') &&
  before !== undefined &&
  !before.possessive &&
  (before.noun !== null || before.isCapital) &&
  !has(before, DETERMINER);

/** Where the base phrase begins that ends at `end`; `end` itself when there is none. */
function baseStart(tokens: readonly Token[], end: number, least: number): number {
  let from = end;
  while (from > least && end - from < LONGEST_BASE) {
    const token = tokens[from - 1];
    const right = tokens[from];
    if (token && from < end && isPluralPossessive(tokens, from - 1)) {
      from -= 1;
      continue;
    }
    if (!token || !isNominal(token) || (from < end && right && !joins(token, right))) break;
    if (from < end && isPastVerb(token, from - 2 < least ? undefined : tokens[from - 2])) break;
    from -= 1;
  }
  if (from === end) return end;
  while (from > least && has(tokens[from - 1], DETERMINER) && !opensContent(tokens, from - 1)) from -= 1;
  return from;
}

/** In "says that the officer" the "that" is no part of the phrase; in "that officer" it is. */
const opensContent = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.lower === 'that' &&
  (has(tokens[index + 1], DETERMINER) || tokens[index - 1]?.verbs.some(({ alsoNoun }) => !alsoNoun) === true);

function baseEnd(tokens: readonly Token[], start: number): number {
  let to = start;
  while (has(tokens[to], DETERMINER) && !opensContent(tokens, to) && to - start < 3) to += 1;
  const first = to;
  while (to < tokens.length && to - start < LONGEST_BASE) {
    const token = tokens[to];
    const left = tokens[to - 1];
    if (to > first && isPluralPossessive(tokens, to)) {
      to += 1;
      continue;
    }
    if (!token || !isNominal(token) || (to > first && left && !joins(left, token))) break;
    if (to > first && token.isNumber && !left?.isCapital) break;
    if (to > first && isPastVerb(token, left)) break;
    if (/^(?:last|next)$/.test(token.lower) && has(tokens[to + 1], TIME | OTHER_VERB)) break;
    // "said Jane Doe standing nearby": after a name only a known noun goes on ("Harlow police").
    if (
      to > first &&
      left?.isCapital &&
      !left.possessive &&
      !token.isCapital &&
      !token.isNumber &&
      !leadsToNoun(tokens, to)
    )
      break;
    to += 1;
  }
  return to === first ? start : to;
}

function leadsToNoun(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return (
    tokens[index]?.noun != null ||
    (next !== undefined &&
      !next.isCapital &&
      !tokens[index]?.lower.endsWith('ed') &&
      isNominal(next) &&
      next.noun !== null)
  );
}

/** The phrase that ends before token `end` and begins at `least` or later. */
export function phraseBefore(tokens: readonly Token[], end: number, least: number): Phrase | null {
  if (end > least && has(tokens[end - 1], PRONOUN)) return pronounAt(end - 1);
  const bases: Phrase[] = [];
  let from = end;
  let to = end;
  for (let attached = 0; attached <= MOST_ATTACHED; attached += 1) {
    from = baseStart(tokens, to, least);
    // "drawn up for the board": the particle belongs to the participle before it.
    if (from === to && bases.length > 0 && /^(?:up|out|down)$/.test(tokens[to - 1]?.lower ?? '')) {
      to -= 1;
      from = baseStart(tokens, to, least);
    }
    if (from === to) break;
    bases.push(describe(tokens, from, to));
    const joined = nameBeforeAnd(tokens, from, least);
    if (joined !== null) {
      bases.push(describe(tokens, joined, from - 1));
      from = joined;
    }
    if (from === least || !has(tokens[from - 1], ATTACHES)) break;
    to = from - 1;
  }
  const nearest = bases[0];
  if (!nearest) return null;
  // A preposition with nothing before it leads the clause in: "At a hearing in Oslo the minister"; "of" never parts.
  const ledIn = from === to || has(tokens[from - 1], PREPOSITION);
  const tied = bases.findIndex((base) => tokens[base.from - 1]?.lower !== 'of');
  // "His friendship with Jane Doe" is not Jane Doe: what the others are tied to is the subject.
  const outer = ledIn ? tied : bases.length - 1;
  // "Secretary of State Jane Doe": an office, and who holds it.
  const holder = bases[outer - 1];
  const isOffice = holder?.isName && holder.noun !== null && holder.noun === bases[outer]?.noun;
  const tiedTo = (isOffice ? holder : bases[outer]) ?? nearest;
  const head = bases.slice(0, outer).reduceRight((whole, base) => measured(tokens, whole, base), tiedTo);
  return extended(tokens, head, end, least);
}

/** "Center for Disease Control | and Prevention": where the part before "and" begins, if it belongs to one body's name. */
function nameBeforeAnd(tokens: readonly Token[], from: number, least: number): number | null {
  if (tokens[from - 1]?.lower !== 'and' || !tokens[from]?.isCapital || !tokens[from - 2]?.isCapital)
    return null;
  const start = baseStart(tokens, from - 1, least);
  const tied =
    /^(?:of|for|on)$/.test(tokens[start - 1]?.lower ?? '') && tokens[start - 2]?.isCapital === true;
  return tied && start > least ? start : null;
}

/** The whole phrase keeps what follows its head; coordinated at the start of a clause, what stands before "and" too. */
function extended(tokens: readonly Token[], head: Phrase, end: number, least: number): Phrase {
  const phrase = { ...head, to: end, nameTo: head.isName ? nameEnd(tokens, head, end) : end };
  const { from } = head;
  // "Two of the nine authors".
  if (tokens[from - 1]?.lower === 'of' && from - 2 >= least && has(tokens[from - 2], DETERMINER))
    return { ...phrase, from: from - 2, nameFrom: from - 2 };
  if (!has(tokens[head.from - 1], COORDINATOR)) return phrase;
  const other = baseStart(tokens, head.from - 1, least);
  if (other === head.from - 1 || other !== least) return phrase;
  const left = describe(tokens, other, head.from - 1);
  if (left.isName !== head.isName || (!left.isName && left.noun === null)) return phrase;
  return { ...phrase, from: other, nameFrom: left.nameFrom };
}

/** The phrase that begins with token `start`. */
export function phraseAfter(tokens: readonly Token[], start: number): Phrase | null {
  if (has(tokens[start], PRONOUN) && !has(tokens[start], RELATIVE)) return pronounAt(start);
  let to = baseEnd(tokens, start);
  if (to === start) return null;
  let head = describe(tokens, start, to);
  // "four current and former officials"
  if (!head.isName && head.noun === null && has(tokens[to], COORDINATOR)) {
    const end = baseEnd(tokens, to + 1);
    const whole = end > to + 1 ? describe(tokens, start, end) : head;
    if (whole.noun && !whole.isName) [head, to] = [whole, end];
  }
  for (let attached = 0; attached < MOST_ATTACHED && attaches(tokens, to, head); attached += 1) {
    const next = baseEnd(tokens, to + 1);
    if (next === to + 1) break;
    head = measured(tokens, head, describe(tokens, to + 1, next));
    to = next;
  }
  return { ...head, to, nameTo: head.isName ? nameEnd(tokens, head, to) : to };
}

/** "Ministry" ends after "of Health and Welfare", if it is a body's name; a person's home is no part of the name. */
function nameEnd(tokens: readonly Token[], { nameTo, noun }: Phrase, end: number): number {
  if (!noun || noun.kind === 'role' || noun.kind === 'spokesperson') return nameTo;
  let to = nameTo;
  while (to < end && /^(?:of|for|and|on)$/.test(tokens[to]?.lower ?? '')) {
    let next = to + 1;
    if (tokens[next]?.lower === 'the') next += 1;
    if (!tokens[next]?.isCapital) break;
    while (next < end && tokens[next]?.isCapital) next += 1;
    to = next;
  }
  return to;
}

/** Phrases that name somebody or something, in order. */
export function names(tokens: readonly Token[]): Phrase[] {
  const found: Phrase[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const next = tokens[index + 1];
    const endsRun =
      !isPluralPossessive(tokens, index + 1) &&
      (!next?.isCapital || token?.possessive === true || !isNominal(next));
    if (!token?.isCapital || !endsRun || !isNominal(token)) continue;
    const from = baseStart(tokens, index + 1, 0);
    const phrase = describe(tokens, from, index + 1);
    if (phrase.isName) found.push({ ...phrase, nameTo: nameEnd(tokens, phrase, tokens.length) });
  }
  return found;
}

/** "a lawyer in Oslo" is one phrase; in "said Jane Doe in a statement" the statement is no part of the name. */
function attaches(tokens: readonly Token[], at: number, head: Phrase): boolean {
  const preposition = tokens[at];
  const next = tokens[at + 1];
  if (!has(preposition, ATTACHES) || next === undefined || has(next, TIME)) return false;
  if (next.lower.endsWith('ing') && next.noun === null) return false;
  if (preposition?.lower === 'of' || preposition?.lower === 'for' || preposition?.lower === 'representing')
    return true;
  if (preposition?.lower === 'on' || preposition?.lower === 'to') return head.noun?.kind === 'document';
  if (preposition?.lower === 'by') return head.noun?.kind === 'document';
  if (preposition?.lower === 'in') return !head.isName && next.isCapital;
  return !head.isName || preposition?.lower === 'from';
}
