/** The noun phrase after a number, and the name before one, found without a tagger. */
import { isNumberWord } from './numbers.ts';
import { isCapitalised, joinsAt, lowerAt, type Token } from './tokens.ts';
import { DETERMINERS, isPlural, isVerbLike, STOPS } from './word-classes.ts';

export interface NounPhrase {
  /** Without articles. */
  readonly words: readonly string[];
  /** The noun that is counted, lower-case; '' when there is none. */
  readonly head: string;
  readonly isPlural: boolean;
  /** Index of the token after the phrase. */
  readonly end: number;
}
const LONGEST_PHRASE = 5;

/** "of the port's 2,400 workers": the owner is not what is counted. */
const isPossessive = (tokens: readonly Token[], at: number): boolean =>
  /['’]s$/.test(lowerAt(tokens, at)) &&
  (tokens[at + 1]?.kind === 'number' || isNumberWord(lowerAt(tokens, at + 1)));

/** The noun phrase that begins at this token: "police photographs", "of the new homes". It ends with its first plural. */
export function nounPhraseAt(tokens: readonly Token[], start: number): NounPhrase {
  let at = start;
  if (lowerAt(tokens, at) === 'of') at += 1;
  while (DETERMINERS.has(lowerAt(tokens, at)) || (at > start && isPossessive(tokens, at))) at += 1;
  if (at > start && (tokens[at]?.kind === 'number' || isNumberWord(lowerAt(tokens, at)))) at += 1;
  if (/^(?:more|other|further|additional|extra|fewer|different|separate)$/.test(lowerAt(tokens, at))) at += 1;
  const found: string[] = [];
  let end = at;
  let hasPlural = false;
  for (
    let i = at;
    i < Math.min(tokens.length, at + 3 * LONGEST_PHRASE) && found.length < LONGEST_PHRASE;
    i += 1
  ) {
    if (joinsAt(tokens, i)) continue;
    const token = tokens[i];
    if (token?.kind !== 'word' || STOPS.has(token.lower) || isNumberWord(token.lower)) break;
    if (hasPlural && !isPlural(token.lower)) break;
    hasPlural ||= isPlural(token.lower);
    found.push(
      joinsAt(tokens, i - 1) && found.length > 0 ? `${found.pop() ?? ''}-${token.text}` : token.text,
    );
    end = i + 1;
  }
  if (!hasPlural) end -= cutAtVerb(found);
  const last = found.at(-1)?.toLowerCase() ?? '';
  return { words: found, head: last.slice(last.lastIndexOf('-') + 1), isPlural: hasPlural, end };
}

/** "one person died": in a phrase without a plural the verb is taken for a noun; it and what follows is cut off. How much was. */
function cutAtVerb(found: string[]): number {
  const verb = found.findIndex((word, i) => i > 0 && isVerbLike(word.toLowerCase()));
  return verb < 0 ? 0 : found.splice(verb).length;
}

/** "Ana Lopez" right before this token, for "Ana Lopez, 31"; null when no name stands there. */
export function nameEndingAt(tokens: readonly Token[], last: number): string | null {
  let from = last + 1;
  while (
    from > 0 &&
    last - from < 3 &&
    isCapitalised(tokens[from - 1]) &&
    !STOPS.has(lowerAt(tokens, from - 1))
  )
    from -= 1;
  return from > last
    ? null
    : tokens
        .slice(from, last + 1)
        .map(({ text }) => text)
        .join(' ');
}
