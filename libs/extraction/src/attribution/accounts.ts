/** Sentences that go on with what somebody told or a document holds, without saying so again. */
import type { AttributionLink } from '../types.ts';
import type { Said } from './chain.ts';
import type { Read } from './carry.ts';
import type { Reading } from './reading.ts';
import { has } from './phrase.ts';
import type { Token } from './tokens.ts';
import { COORDINATOR, OTHER_VERB, PREPOSITION, TIME } from './word-classes.ts';

/** Openings with which an outlet comments on what it has just reported. */
const COMMENTS = new Set('that this those these but yet however instead still meanwhile'.split(' '));
const PRESENT = new Set('is are am has have will shall do does now today'.split(' '));
const PAST = new Set('was were had did could'.split(' '));

/**
 * The account that the sentence goes on with, or null. Only in the paragraph of the sentence before, and only what is told
 * as past: an outlet's own background is mostly in the present tense, and its comments point back at what was said.
 */
export function accountBefore(reads: readonly Read[], index: number): Said | null {
  const previous = reads[index - 1];
  const here = reads[index]?.making.reading;
  if (!previous?.said || !here || here.startsParagraph || here.quotedWords > 0 || here.frames.length > 0)
    return null;
  const teller = previous.said.links[0];
  if (!teller || !isTold(previous, reads[index - 2], teller) || !isPast(here) || comments(here, teller))
    return null;
  return previous.said;
}

/** A document has told it in the sentence before; a person must have been at it for two sentences. */
function isTold({ said, making }: Read, earlier: Read | undefined, teller: AttributionLink): boolean {
  if (teller.kind === 'document') return true;
  if (teller.kind !== 'person' && teller.kind !== 'anonymous') return false;
  if (!said?.carried || earlier?.said?.links[0]?.name !== teller.name) return false;
  return earlier.making.reading.paragraph === making.reading.paragraph;
}

function isPast({ words: { tokens } }: Reading): boolean {
  let past = false;
  for (const token of tokens) {
    if (PRESENT.has(token.lower)) return false;
    past ||=
      PAST.has(token.lower) || has(token, OTHER_VERB) || (!token.isCapital && token.lower.endsWith('ed'));
  }
  return past;
}

/** "Published it in May", but not "in May it was published". */
const isObject = (next: Token | undefined): boolean => !next?.isWord || has(next, PREPOSITION | TIME);

/** "He did not return calls", "the force declined to comment": what the outlet heard, or rather did not. */
const SILENCE =
  /\b(?:did not|didn[’']t|declined to|refused to|would not|has not|have not|could not be)\b.{0,40}\b(?:respond|repl(?:y|ied)|answer|comment|return|say|name|confirm|explain|elaborate|reached)/i;

/** "That never happened"; "the landlord never published it", said of a document. */
function comments({ sentence, words: { tokens } }: Reading, teller: AttributionLink): boolean {
  const first = tokens[0];
  if (SILENCE.test(sentence.text)) return true;
  if (first === undefined || COMMENTS.has(first.lower) || has(first, COORDINATOR)) return true;
  if (teller.kind !== 'document') return false;
  return tokens.some(
    ({ lower, noun }, at) =>
      at > 0 && ((lower === 'it' && isObject(tokens[at + 1])) || noun?.kind === 'document'),
  );
}
