/** Sentences that go on with what somebody told or a document holds, without saying so again. */
import type { AttributionLink } from '../types.ts';
import type { Said } from './chain.ts';
import { mainSubject } from './clauses.ts';
import { isQuotation, type Read } from './reads.ts';
import type { Reading } from './reading.ts';
import { has } from './phrase.ts';
import { isPassive } from './records.ts';
import { isOfDocuments } from './reporting-verbs.ts';
import type { Token } from './tokens.ts';
import { BE, COORDINATOR, OTHER_VERB, PREPOSITION, TIME } from './word-classes.ts';

/** Openings with which an outlet comments on what it has just reported. */
const COMMENTS = new Set('that this those these but yet however instead still meanwhile'.split(' '));
const PRESENT = new Set('is are am has have will shall do does now today ago since'.split(' '));
const PAST = new Set('was were had did could'.split(' '));

/**
 * The account that the sentence goes on with, or null. Only in the paragraph of the sentence before, and only what is told
 * as past: an outlet's own background is mostly in the present tense, and its comments point back at what was said.
 */
export function accountBefore(reads: readonly Read[], index: number): Said | null {
  const previous = reads[index - 1];
  const here = reads[index]?.making.reading;
  if (!previous?.said || !here || here.startsParagraph || here.frames.length > 0) return null;
  const teller = previous.said.links[0];
  if (!teller || !isTold(previous, reads[index - 2], teller) || comments(here)) return null;
  if (teller.kind === 'document' && isWritten(here)) return previous.said;
  const goesOn = here.quotedWords === 0 && isPast(here) && !isAbout(here, teller);
  return goesOn ? previous.said : null;
}

/** A document has told it in the sentence before; a person must have been at it for two sentences. */
function isTold({ said, making }: Read, earlier: Read | undefined, teller: AttributionLink): boolean {
  if (teller.kind === 'document') return true;
  if (teller.kind !== 'person' && teller.kind !== 'anonymous') return false;
  // After a quotation the outlet tells on.
  if (isQuotation(making.reading)) return false;
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

/** What forms and lists have a place for. */
const ENTERED = /^(?:reason|cause|explanation|purpose|date|name|address|age|occupation)s?$/;

/** "48 are listed as missing", "no reason is given", "lamps are to be left on", "visits must be refused", "he is said to have left". */
function isWritten({ words: { tokens, quoted } }: Reading): boolean {
  // "If they were to stay" supposes something.
  const supposes = tokens.some(({ lower }) => lower === 'if');
  return tokens.some(({ lower, verbs }, at) => {
    if (quoted[at]) return false;
    // "Less than they should at their age" orders nothing.
    if (lower === 'must' || lower === 'should')
      return tokens[at + 1]?.isWord && !has(tokens[at + 1], PREPOSITION);
    if (lower === 'to' && !supposes)
      return has(tokens[tokens[at - 1]?.lower === 'not' ? at - 2 : at - 1], BE);
    if (lower === 'given') return tokens.slice(0, at).some((token) => ENTERED.test(token.lower));
    const records = lower === 'described' || (lower === 'said' && tokens[at + 1]?.lower === 'to');
    return (records || verbs.some(isOfDocuments)) && isPassive(tokens, at);
  });
}

/** "Published it in May", but not "in May it was published". */
const isObject = (next: Token | undefined): boolean => !next?.isWord || has(next, PREPOSITION | TIME);

/** "He did not return calls", "the force declined to comment": what the outlet heard, or rather did not. */
const SILENCE =
  /\b(?:did not|didn[’']t|declined to|refused to|would not|has not|have not|could not be)\b.{0,40}\b(?:respond|repl(?:y|ied)|answer|comment|return|say|name|confirm|explain|elaborate|reached)|\bnot available for\b|\bdeclined through\b/i;

export const FIRST_PERSON =
  /(?<![\p{L}’'])(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Ww]e[’'](?:re|ve|d|ll)|[Oo]ur|us)(?![\p{L}’'.])/u;

/** "That never happened." */
function comments({ sentence, words }: Reading): boolean {
  const first = words.tokens[0];
  // "With two colleagues I matched the names": whoever writes speaks of themselves.
  if (SILENCE.test(sentence.text) || FIRST_PERSON.test(sentence.text)) return true;
  if (first === undefined || COMMENTS.has(first.lower) || has(first, COORDINATOR)) return true;
  // "Varnholm, a town of 900, was …": whom an outlet introduces it speaks of itself.
  const subject = mainSubject(words, words.tokens.length);
  return subject?.isName === true && words.tokens[subject.to]?.text === ',';
}

/** "The landlord never published it", said of a document; "Duarte was made a minister", said of Duarte. */
function isAbout({ words: { tokens } }: Reading, teller: AttributionLink): boolean {
  if (teller.kind !== 'document')
    return tokens[0]?.isCapital === true && teller.name.endsWith(tokens[0].text);
  return tokens.some(
    ({ lower, noun }, at) =>
      at > 0 && ((lower === 'it' && isObject(tokens[at + 1])) || noun?.kind === 'document'),
  );
}
