/** Subjects that follow their verb: “…,” said the minister. */
import { isMark, type Words } from './clauses.ts';
import { phraseAfter } from './noun-phrases.ts';
import { has, type Phrase } from './phrase.ts';
import { nameAfter } from './sources.ts';
import type { Token } from './tokens.ts';
import {
  ADVERB,
  BE,
  COORDINATOR,
  HAVE,
  MODAL,
  OTHER_VERB,
  PREPOSITION,
  RELATIVE,
  SUBORDINATOR,
  TIME,
} from './word-classes.ts';

/** In tokens: "local allotment association". */
const LONGEST_TRADE = 3;

/** “…,” said the minister. */
export function invertedSubject(
  { tokens }: Words,
  verb: number,
  after: 'quotation' | 'comma',
): Phrase | null {
  const first = nameAfterOne(tokens, verb + 1) ?? phraseAfter(tokens, verb + 1);
  if (!first) return null;
  // "the naval architect | Sun-hee Park", "Halden beekeeper | Sun-hee Park": whatever her trade, the name follows.
  const named =
    nameAfter(tokens, first) ?? (first.noun && !first.isName ? null : nameAfterTrade(tokens, first));
  const phrase = named ?? first;
  const known = phrase.isPronoun || phrase.isName || phrase.noun !== null;
  const next = tokens[phrase.to];
  const ends =
    next === undefined ||
    isMark(next) ||
    has(next, PREPOSITION | TIME | RELATIVE | SUBORDINATOR | ADVERB | COORDINATOR) ||
    next.lower.endsWith('ing') ||
    // “…,” said one neighbour involved in it.
    (after === 'quotation' && !has(next, BE | HAVE | MODAL | OTHER_VERB));
  return known && ends ? phrase : null;
}

/** “…,” said one of them, Jane Doe. */
function nameAfterOne(tokens: readonly Token[], start: number): Phrase | null {
  if (tokens[start]?.lower !== 'one') return null;
  const comma = tokens[start + 1]?.lower === 'of' ? phraseAfter(tokens, start + 2)?.to : start + 1;
  const named = comma && tokens[comma]?.text === ',' ? phraseAfter(tokens, comma + 1) : null;
  return named?.isName && named.nameTo - named.nameFrom > 1 ? named : null;
}

function nameAfterTrade(tokens: readonly Token[], { isName, isPronoun, to }: Phrase): Phrase | null {
  if (isPronoun) return null;
  let at = to;
  // After a name at least one small word must stand before another begins.
  while (at < to + LONGEST_TRADE && tokens[at]?.isWord && !tokens[at]?.isCapital && tokens[at]?.classes === 0)
    at += 1;
  if ((isName && at === to) || !tokens[at]?.isCapital || has(tokens[at], TIME)) return null;
  const named = phraseAfter(tokens, at);
  return named?.isName && named.nameTo - named.nameFrom > 1 ? named : null;
}
