/** Noun phrases found by their bounds: the closed word classes say where one must end, capitals and known nouns what it names. */
import { wordSet } from '../word-set.ts';
import { baseEnd, baseStart, isLeadingParticiple, isNominal } from './base-phrases.ts';
import { areAmong, areBoth, isOfOthers, joined } from './joined-phrases.ts';
import { measured } from './measures.ts';
import { describe, has, isKnown, nameEnd, previous, pronounAt, type Phrase } from './phrase.ts';
import { isPluralPossessive } from './plural-possessive.ts';
import { isSameNoun } from './speaker-nouns.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { ATTACHES, COORDINATOR, DETERMINER, PREPOSITION, PRONOUN, RELATIVE, TIME } from './word-classes.ts';

const MOST_ATTACHED = 4;

/** The phrase that ends before token `end` and begins at `least` or later. */
export function phraseBefore(tokens: readonly Token[], end: number, least: number): Phrase | null {
  if (end > least && has(previous(tokens, end), PRONOUN))
    return tiedToPronoun(tokens, end, least) ?? pronounAt(end - 1);
  const bases: Phrase[] = [];
  let from = end;
  // "a mother of three"
  let to = isCount(tokens, end) ? end - 2 : end;
  for (let attached = 0; attached <= MOST_ATTACHED; attached += 1) {
    from = baseStart(tokens, to, least);
    // "drawn up for the board": the particle belongs to the participle before it.
    if (from === to && bases.length > 0 && isOneOf(previous(tokens, to), PARTICLES)) {
      to -= 1;
      from = baseStart(tokens, to, least);
    }
    // "a relative | of one of the men"
    const counts =
      from === to && bases.length > 0 && has(previous(tokens, to), DETERMINER) && tokens[to]?.lower === 'of';
    if (counts && has(previous(tokens, to - 1), ATTACHES)) {
      to -= 2;
      from = baseStart(tokens, to, least);
    }
    if (from === to) break;
    bases.push(describe(tokens, from, to));
    const before = nameBeforeAnd(tokens, from, to, least);
    if (before !== null) {
      bases.push(describe(tokens, before, from - 1));
      from = before;
    }
    if (from === least || !has(previous(tokens, from), ATTACHES)) break;
    to = from - 1;
  }
  const nearest = bases[0];
  if (!nearest) return null;
  if (bases.length === 1) return extended(tokens, nearest, end, least);
  // A preposition with nothing before it leads the clause in: "At a hearing in Oslo the minister"; "of" never parts.
  const ledIn = from === to || has(previous(tokens, from), PREPOSITION);
  const tied = bases.findIndex((base) => previous(tokens, base.from)?.lower !== 'of');
  // "His friendship with Jane Doe" is not Jane Doe: what the others are tied to is the subject.
  const outer = ledIn ? tied : bases.length - 1;
  // "Secretary of State Jane Doe": an office, and who holds it.
  const holder = bases[outer - 1];
  const isOffice = holder?.isName && isSameNoun(holder.noun, bases[outer]?.noun ?? null);
  const tiedTo = (isOffice ? holder : bases[outer]) ?? nearest;
  const head = bases.slice(0, outer).reduceRight((whole, base) => measured(tokens, whole, base), tiedTo);
  return extended(tokens, head, end, least);
}

const PARTICLES = wordSet('up out down');
const OBJECTS = wordSet('it them him');

/** "Two people familiar with it". */
function tiedToPronoun(tokens: readonly Token[], end: number, least: number): Phrase | null {
  if (!has(previous(tokens, end - 1), ATTACHES) || !isOneOf(tokens[end - 1], OBJECTS)) return null;
  const phrase = end - 2 > least ? phraseBefore(tokens, end - 2, least) : null;
  return phrase?.noun && !phrase.isName ? { ...phrase, to: end, nameTo: end } : null;
}

const COUNTS = wordSet('two three four five six seven eight nine ten');
const isCount = (tokens: readonly Token[], end: number): boolean =>
  end > 2 &&
  tokens[end - 2]?.lower === 'of' &&
  isOneOf(tokens[end - 1], COUNTS) &&
  tokens[end - 3]?.noun != null;

/**
 * "Center for Disease Control | and Prevention", "reports by Ridge News | and other papers": where the part before "and"
 * begins, if it belongs to one body's name, or is one of those that follow.
 */
function nameBeforeAnd(tokens: readonly Token[], from: number, to: number, least: number): number | null {
  if (from < 2 || tokens[from - 1]?.lower !== 'and' || !tokens[from - 2]?.isCapital) return null;
  const start = baseStart(tokens, from - 1, least);
  if (start <= least) return null;
  const tie = tokens[start - 1];
  const joint = tie?.lower ?? '';
  if (!tokens[from]?.isCapital)
    return has(tie, ATTACHES) &&
      areAmong(tokens, describe(tokens, start, from - 1), describe(tokens, from, to))
      ? start
      : null;
  // "An audit by the Fire | and Rescue Service"
  const tied =
    (/^(?:of|for|on)$/.test(joint) && tokens[start - 2]?.isCapital === true) ||
    (joint === 'by' && tokens[start - 2]?.noun?.kind === 'document');
  return tied ? start : null;
}

const endingAt = (phrase: Phrase, to: number, nameTo: number): Phrase =>
  to === phrase.to && nameTo === phrase.nameTo ? phrase : { ...phrase, to, nameTo };

/** The whole phrase keeps what follows its head; coordinated at the start of a clause, what stands before "and" too. */
function extended(tokens: readonly Token[], head: Phrase, end: number, least: number): Phrase {
  const phrase = endingAt(head, end, head.isName ? nameEnd(tokens, head, end) : end);
  const { from } = head;
  if (from === 0) return phrase;
  // "Two of the nine authors".
  if (tokens[from - 1]?.lower === 'of' && from - 2 >= least && has(tokens[from - 2], DETERMINER))
    return { ...phrase, from: from - 2, nameFrom: from - 2 };
  if (!has(tokens[from - 1], COORDINATOR)) return phrase;
  // "But unions and local papers have"
  const first = has(tokens[least], COORDINATOR) ? least + 1 : least;
  const left = head.from - 1 > first ? phraseBefore(tokens, head.from - 1, first) : null;
  if (left?.from !== first || left.isPronoun || !isKnown(left) || !areBoth(tokens, left, head)) return phrase;
  return joined(left, phrase);
}

const areMedia = (tokens: readonly Token[], last: Phrase): boolean =>
  isOfOthers(tokens, last) && last.to === last.head + 1 && isOneOf(tokens[last.head], MEDIA);
const MEDIA = wordSet('papers newspapers media outlets agencies broadcasters');

/** "According to Ridge News | and other papers", "RNA, | the Harn Post and other media": all, if the phrase ends with them. */
export function withSecond(tokens: readonly Token[], first: Phrase): Phrase {
  if (first.isPronoun) return first;
  let at = first.to;
  while (tokens[at]?.text === ',') {
    const item = phraseAfter(tokens, at + 1);
    if (!item?.isName) return first;
    at = item.to;
  }
  const last = tokens[at]?.lower === 'and' ? phraseAfter(tokens, at + 1) : null;
  if (!last || last.isPronoun || !isKnown(last) || tokens[last.to]?.isWord) return first;
  // "According to the union, Jane Doe and John Roe met", "According to the BBC, Acme and other firms cheat"
  const isAll = at === first.to ? areBoth(tokens, first, last) : areMedia(tokens, last);
  return isAll ? joined(first, last) : first;
}

const DEMONSTRATIVES = wordSet('that this those these');

/** "One of two witnesses". */
function someOf(tokens: readonly Token[], start: number): Phrase | null {
  const counts =
    tokens[start + 1]?.lower === 'of' &&
    has(tokens[start], DETERMINER) &&
    !isOneOf(tokens[start], DEMONSTRATIVES);
  const whole = counts ? phraseAfter(tokens, start + 2) : null;
  return whole && !whole.isPronoun && !whole.isName ? { ...whole, from: start, nameFrom: start } : null;
}

/** The phrase that begins with token `start`. */
export function phraseAfter(tokens: readonly Token[], start: number): Phrase | null {
  const some = someOf(tokens, start);
  if (some) return some;
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
  return endingAt(head, to, head.isName ? nameEnd(tokens, head, to) : to);
}

/** Phrases that name somebody or something, in order. */
export function names(tokens: readonly Token[]): Phrase[] {
  const found: Phrase[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token?.isCapital) continue;
    const next = tokens[index + 1];
    const endsRun =
      !isPluralPossessive(tokens, index + 1) && (!next?.isCapital || token.possessive || !isNominal(next));
    if (!endsRun || !isNominal(token) || isLeadingParticiple(tokens, index)) continue;
    const from = baseStart(tokens, index + 1, 0);
    const phrase = describe(tokens, from, index + 1);
    if (phrase.isName) found.push(endingAt(phrase, phrase.to, nameEnd(tokens, phrase, tokens.length)));
  }
  return found;
}

const NARROWING = wordSet('close familiar privy loyal');

/** "three people | close to the talks": where the adjective with its preposition stands that tells which ones. */
export const isNarrowing = (tokens: readonly Token[], at: number): boolean =>
  isOneOf(tokens[at], NARROWING) && has(tokens[at + 1], PREPOSITION) && previous(tokens, at)?.noun != null;

/** "a lawyer in Oslo" is one phrase; in "said Jane Doe in a statement" the statement is no part of the name. */
function attaches(tokens: readonly Token[], at: number, head: Phrase): boolean {
  const preposition = tokens[at];
  const next = tokens[at + 1];
  if (!has(preposition, ATTACHES) || next === undefined || has(next, TIME)) return false;
  // "on 4 May"
  if (next.isNumber && has(tokens[at + 2], TIME)) return false;
  if (next.noun === null && next.lower.endsWith('ing')) return false;
  if (preposition?.lower === 'of' || preposition?.lower === 'for' || preposition?.lower === 'representing')
    return true;
  if (at > 0 && isNarrowing(tokens, at - 1)) return true;
  if (preposition?.lower === 'on' || preposition?.lower === 'to') return head.noun?.kind === 'document';
  if (preposition?.lower === 'by') return head.noun?.kind === 'document';
  if (preposition?.lower === 'in') return !head.isName && next.isCapital;
  return !head.isName || preposition?.lower === 'from';
}
