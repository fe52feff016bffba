/** Documents as subjects, past what narrows them: "photographs taken in May | show", "a column headed “Reason” | gives", "a letter, seen by the Gazette, | warns". */
import { wordSet } from '../word-set.ts';
import { beforeApposition } from './appositions.ts';
import { clauseStart, LONGEST_RELATIVE, mainSubject, type Words } from './clauses.ts';
import { phraseAfter, phraseBefore } from './noun-phrases.ts';
import { has, previous, type Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import {
  BE,
  COORDINATOR,
  HAVE,
  MODAL,
  OTHER_VERB,
  PRONOUN,
  RELATIVE,
  SUBORDINATOR,
  TIME,
} from './word-classes.ts';

/** What happens to documents on their way: "obtained by", "shared with". */
export const HANDED_ON = wordSet(
  `obtained seen reviewed leaked published released shared viewed provided supplied disclosed acquired examined analysed analyzed posted
   conducted commissioned`,
);
const TITLED = wordSet('headed titled entitled called named marked labelled labeled dubbed stamped');
const PARTICIPLE =
  /.{2}ed$|^(?:seen|taken|made|kept|sent|drawn|written|given|shown|found|held|put|known|bought|built|left|lost|lent|sold|stolen|hidden|bound)$/;
/** In tokens: what narrows and what describes. */
const LONGEST = 30;
const ENDS = BE | HAVE | MODAL | OTHER_VERB | SUBORDINATOR | RELATIVE;
/** "An invoice of March 2019", "a memo from 4 May". */
const LONGEST_DATE = 4;
const DATED = wordSet('of from dated');
/** "attached to it", but not "reports they signed" */
const SIGNERS = wordSet('he she they we i you who');

/** The document that opens the clause, or the sentence, if nothing but what narrows it stands between it and `end`. */
export function narrowedDocument(words: Words, end: number): Phrase | null {
  const { tokens, quoted } = words;
  const opening = phraseAfter(tokens, clauseStart(words, end));
  const phrase = isNarrowed(tokens, opening) ? opening : mainSubject(words, end);
  if (!phrase || !isNarrowed(tokens, phrase) || end - phrase.to < 2 || end - phrase.to > LONGEST) return null;
  for (let index = phrase.to + 1; index < end; index += 1) {
    const token = tokens[index];
    if (!token || quoted[index] || token.text === ';' || token.text === ':') return null;
    if (has(token, ENDS) && token.lower !== 'as') return null;
    if (has(token, PRONOUN) && isOneOf(token, SIGNERS)) return null;
  }
  return phrase;
}

/** "A review by Halden, a firm, which the Post commissioned, | found": what opens the sentence, if all that follows it describes. */
export function describedDocument(words: Words, end: number): Phrase | null {
  const { tokens, quoted } = words;
  if (previous(tokens, end)?.text !== ',' || quoted[end - 1]) return null;
  const phrase = mainSubject(words, end);
  if (phrase?.noun?.kind !== 'document' || phrase.isName) return null;
  let comma = phrase.to;
  if (isOneOf(tokens[comma], DATED))
    while (tokens[comma] && tokens[comma]?.text !== ',' && comma - phrase.to < LONGEST_DATE) comma += 1;
  if (tokens[comma]?.text !== ',') return null;
  const first = tokens[comma + 1];
  const describes =
    has(first, RELATIVE) ||
    (first?.isCapital === false && (/^(?:an?|dated)$/.test(first.lower) || PARTICIPLE.test(first.lower)));
  const rest = tokens.slice(comma, end);
  return describes && rest.length <= LONGEST && rest.every(({ text }) => text !== ';') ? phrase : null;
}

const isNarrowed = (tokens: readonly Token[], phrase: Phrase | null): boolean => {
  const next = tokens[phrase?.to ?? 0];
  if (phrase?.noun?.kind !== 'document' || next?.isCapital !== false) return false;
  return PARTICIPLE.test(next.lower) || (isOneOf(next, DATED) && has(tokens[phrase.to + 1], TIME));
};

/** "A column headed “Reason” | gives": the name that it bears is no quotation. */
export function beforeTitle(words: Words, end: number): Phrase | null {
  const { tokens, quoted } = words;
  let open = end;
  while (open > 0 && quoted[open - 1] === quoted[end - 1]) open -= 1;
  const titled = open - 1;
  // "The 2020 report “The Room” | lists", but not 'The leak “shows a policy,” | said'
  const isTitle = tokens.slice(open, end).every(({ text }) => text !== ',') && tokens[open + 1]?.isCapital;
  if (open < end && isTitle && tokens[titled]?.noun?.kind === 'document' && !tokens[titled]?.isCapital)
    return phraseBefore(tokens, open, clauseStart(words, open));
  if (titled < 0 || !isOneOf(tokens[titled], TITLED)) return null;
  const to = tokens[titled - 1]?.text === ',' ? titled - 1 : titled;
  return phraseBefore(tokens, to, clauseStart(words, to));
}

const BEFORE_DAY = wordSet('on this last early late');

/** "A letter from the auditor, seen by the Gazette | warns": the letter warns. */
export function pastHandedOn(words: Words, end: number): Phrase | null {
  const { tokens } = words;
  for (let by = end - 1; by >= Math.max(2, end - LONGEST_RELATIVE); by -= 1) {
    const token = tokens[by];
    if (!token?.isWord) return null;
    if (token.lower !== 'by') continue;
    // "released on Sunday by"
    let participle = by - 1;
    while (participle >= 0 && (has(tokens[participle], TIME) || isOneOf(tokens[participle], BEFORE_DAY)))
      participle -= 1;
    if (!isOneOf(tokens[participle], HANDED_ON)) continue;
    const joint = participle - 1;
    if (tokens[joint]?.text === ',') return beforeApposition(words, joint);
    const start = clauseStart(words, joint);
    // "The polls | conducted by an institute for the Gazette and a broadcaster"
    if (tokens[joint]?.noun?.kind === 'document') return phraseBefore(tokens, joint + 1, start);
    return has(tokens[joint], COORDINATOR) ? phraseBefore(tokens, joint, start) : null;
  }
  return null;
}
