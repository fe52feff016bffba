/** Subjects that an aside parts from their verb: "Jane Doe, 45, a lawyer in Oslo, said". */
import { isLeadingParticiple } from './base-phrases.ts';
import { endsClause, FURTHEST_CLAUSE, LONGEST_RELATIVE, type Words } from './clauses.ts';
import { phraseAfter, phraseBefore } from './noun-phrases.ts';
import { has, previous, type Phrase } from './phrase.ts';
import type { Token } from './tokens.ts';
import { COORDINATOR, DETERMINER, PREPOSITION, RELATIVE, TIME } from './word-classes.ts';

const MOST_APPOSITIONS = 5;

/** "Jane Doe, 45, a lawyer in Oslo, said", "the minister, Jane Doe, said", "Jane Doe (Labour) said"; `comma` is the last mark. */
export function beforeApposition(words: Words, comma: number): Phrase | null {
  const { tokens, quoted } = words;
  let fallback: Phrase | null = null;
  let end = comma;
  for (let passed = 0; passed < MOST_APPOSITIONS; passed += 1) {
    if (tokens[end]?.text === ')') end = openingBracket(words, end);
    // "Jane Doe (Harlow West), a former minister, said"
    else if (tokens[end - 1]?.text === ')') end = openingBracket(words, end - 1);
    const opens = segmentStart(words, end);
    // "But unions, among them the crews’, said"; "…, and Jane Doe, a clerk, said"
    const start = has(tokens[opens], COORDINATOR) ? opens + 1 : opens;
    // "Jane Doe, whose firm, Halden, uses data to help them, said": what stood before belongs to the clause.
    if (has(tokens[start], RELATIVE)) fallback = null;
    const first = tokens[start];
    const phrase = phraseBefore(tokens, end, start);
    const whole =
      phrase?.from === start || (passed > 0 && !has(previous(tokens, phrase?.from ?? 0), PREPOSITION));
    // "a retired teacher who did not want to be named": described by how it begins.
    const opening = whole || !has(first, DETERMINER) ? null : phraseAfter(tokens, start);
    if (opening?.noun && opening.to < end && isNarrowed(tokens[opening.to])) fallback ??= opening;
    if (phrase?.isPronoun && !has(first, RELATIVE)) return null;
    if (phrase && whole && !isAside(words, start, phrase)) {
      if (phrase.isName && !isPlaceAfterName(words, phrase, start))
        return couple(words, phrase, start) ?? examples(tokens, phrase) ?? phrase;
      // A description straight after a comma may belong to a name before it; "a caller" opens the sentence as well.
      if (phrase.noun || (start === 0 && has(first, DETERMINER))) fallback ??= phrase;
    }
    end = opens - 1;
    while (end > 0 && quoted[end]) end -= 1;
    if (end <= 0 || (end === opens - 1 && !isAsideMark(tokens[end]))) break;
  }
  return fallback;
}

/** "Jane Doe and her husband, | Kofi, say": both. */
function couple(words: Words, { nameFrom, nameTo }: Phrase, start: number): Phrase | null {
  const { tokens } = words;
  if (nameTo - nameFrom > 1 || previous(tokens, start)?.text !== ',') return null;
  const first = segmentStart(words, start - 1);
  const both = phraseBefore(tokens, start - 1, first);
  const joins =
    both?.from === first && tokens.slice(first, both.head).some((token) => has(token, COORDINATOR));
  return joins ? { ...both, to: nameTo, nameTo } : null;
}

/** "Critics such as | Jane Doe, a lawyer, say": the critics. */
function examples(tokens: readonly Token[], { nameFrom, nameTo }: Phrase): Phrase | null {
  if (previous(tokens, nameFrom)?.lower !== 'as' || previous(tokens, nameFrom - 1)?.lower !== 'such')
    return null;
  const all = phraseBefore(tokens, nameFrom - 2, 0);
  return all?.noun ? { ...all, to: nameTo, nameTo } : null;
}

/** "a teacher who …", "a woman living nearby", but not "the board met". */
const isNarrowed = (next: Token | undefined): boolean =>
  has(next, RELATIVE | PREPOSITION) || /(?:ing|ed)$/.test(next?.lower ?? '');

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
  if (noun || nameTo - nameFrom > 1 || previous(tokens, start)?.text !== ',' || quoted[start - 2])
    return false;
  // "Reached by telephone, Doe, who left"
  if (isLeadingParticiple(tokens, segmentStart({ tokens, quoted }, start - 1))) return false;
  // "of Elizabeth, Colorado", but not "the mayor, Duarte"
  const owner = previous(tokens, start - 1);
  if (owner?.isCapital && !has(owner, TIME)) return true;
  return phraseBefore(tokens, start - 1, Math.max(0, start - LONGEST_RELATIVE))?.noun == null;
}

const isAsideMark = (token: Token | undefined): boolean =>
  token !== undefined && /^[,(—–-]$/.test(token.text);

function segmentStart({ tokens, quoted }: Words, end: number): number {
  let start = end;
  while (start > 0 && end - start < FURTHEST_CLAUSE && !quoted[start - 1]) {
    const token = tokens[start - 1];
    if (token && endsClause(token)) break;
    start -= 1;
  }
  return start;
}

/** Opens with what can only describe somebody named before. Not "retired teacher Jane Doe", which names her. */
const isAside = ({ tokens }: Words, start: number, { isName, from }: Phrase): boolean => {
  const first = tokens[start];
  if (isLeadingParticiple(tokens, start)) return true;
  // "Jane Doe, 45, said", but not "81-year-old Jane Doe, a lawyer, said"
  if (first === undefined || (first.isNumber && !first.lower.endsWith('-old'))) return true;
  return (
    has(first, RELATIVE | COORDINATOR) ||
    (!first.isCapital &&
      (has(first, PREPOSITION) || (/(?:ing|ed)$/.test(first.lower) && !(isName && from === start))))
  );
};
