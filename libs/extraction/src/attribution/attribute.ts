/** Who says what each sentence claims, through whom, in which outlet. No name is better than a wrong one. */
import type { Article, Attribution, AttributionLink, Sentence } from '../types.ts';
import { carryQuotations } from './carry.ts';
import { inRoles, saidIn, type Making, type Said } from './chain.ts';
import { KnownNames } from './known-names.ts';
import { outletLink, selfOf } from './outlet.ts';
import { resolvePronoun } from './pronouns.ts';
import { quotations } from './quotations.ts';
import { framesOf } from './frames.ts';
import { parted } from './parting.ts';
import { readingOf, type Place, type Reading } from './reading.ts';
import type { Read } from './reads.ts';
import { tokenise } from './tokens.ts';
import { takeTurns } from './turns.ts';

/** Nobody reports speech in longer sentences: such lines are tables or data, and get the outlet's voice. In UTF-16 units. */
const LONGEST_SENTENCE = 1500;

export interface Voice {
  /** A sentence of the article, or the part of one that somebody else says than the rest. */
  readonly sentence: Sentence;
  readonly isPart: boolean;
  readonly attribution: Attribution;
  /** Its "he" or "she" is taken for somebody of whom nothing says which of the two is used. */
  readonly isGuess: boolean;
}

/** Of each of `article.sentences` or their parts, in their order; spans are code points of the canonical text. */
export function voicesIn(article: Article): Voice[] {
  const outlet = outletLink(article);
  const isSelf = selfOf(outlet.name);
  const known = new KnownNames();
  const spanOf: Making['spanOf'] = (start, end) => article.points.spanOf(start, end);
  const all: Read[] = [];
  const reads: Read[] = [];
  for (const place of placesIn(article)) {
    const making: Making = { reading: readingOf(place, known), known, spanOf };
    const read: Read = { making, said: null };
    all.push(read);
    // Headlines and captions stand outside the text's flow: nothing is carried into, out of or over them.
    const { label } = place.sentence;
    const flows = label === 'body' || label === 'standfirst';
    const index = flows ? reads.push(read) - 1 : -1;
    read.said = saidIn(making, (frame) => (flows ? resolvePronoun(reads, index, frame) : null));
  }
  // A turn says who speaks: there is nothing to carry.
  if (!takeTurns(reads)) carryQuotations(reads);
  let next = 0;
  return article.sentences.flatMap((sentence): Voice[] => {
    const voices: Voice[] = [];
    for (let read = all[next]; read && startsIn(sentence, read); read = all[next]) {
      next += 1;
      const { reading } = read.making;
      const attribution = read.said ? attributed(reading, read.said, outlet, isSelf) : ownVoice(outlet);
      const isPart = reading.sentence !== sentence;
      voices.push({ sentence: reading.sentence, isPart, attribution, isGuess: isGuess(read) });
    }
    return voices.length > 0
      ? voices
      : [{ sentence, isPart: false, attribution: ownVoice(outlet), isGuess: false }];
  });
}

const startsIn = ({ start, end }: Sentence, { making: { reading } }: Read): boolean =>
  start <= reading.sentence.start && reading.sentence.start < end;

function isGuess({ said, making: { reading, known } }: Read): boolean {
  const pronoun = reading.words.tokens[0]?.lower;
  const speaker = said?.links[0];
  return (
    (pronoun === 'he' || pronoun === 'she') &&
    speaker !== undefined &&
    known.pronounOf(speaker.name) !== pronoun
  );
}

/** The sentences that may say something, or their parts, in order: metadata and page furniture do not. */
function placesIn({ sentences, points }: Article): Place[] {
  const flowing = sentences.filter(
    ({ label, text }) => label !== 'metadata' && label !== 'boilerplate' && text.length <= LONGEST_SENTENCE,
  );
  const tokens = flowing.map(({ text }) => tokenise(text));
  const units = flowing.map(({ start }) => points.unitOf(start));
  const starts = flowing.map((_sentence, index) => {
    const last = flowing[index - 1];
    if (!last) return true;
    return points.text.slice((units[index - 1] ?? 0) + last.text.length, units[index]).includes('\n');
  });
  const quoted = quotations(flowing, tokens, starts);
  let paragraph = 0;
  return flowing.flatMap((sentence, index) => {
    if (starts[index]) paragraph += 1;
    const words = { tokens: tokens[index] ?? [], quoted: quoted[index]?.at ?? [] };
    const startUnit = units[index] ?? 0;
    const startsParagraph = starts[index] ?? true;
    return parted(
      { sentence, startUnit, words, frames: framesOf(words), startsParagraph, paragraph },
      points,
    );
  });
}

const ownVoice = (outlet: AttributionLink): Attribution => ({
  chain: [outlet],
  mode: 'none',
  stance: 'asserts',
  carried: false,
});

function attributed(
  reading: Reading,
  { links, stance, carried }: Said,
  outlet: AttributionLink,
  isSelf: (link: AttributionLink) => boolean,
): Attribution {
  const others: AttributionLink[] = [];
  let self: AttributionLink | null = null;
  for (const link of links)
    if (isSelf(link)) self ??= link;
    else others.push(link);
  const last = self ? { ...outlet, span: self.span } : outlet;
  if (others[0] === undefined) return { ...ownVoice(last), stance };
  return { chain: [...inRoles(others), last], mode: modeOf(reading), stance, carried };
}

/** Direct when nearly all that is not the frame stands in quotation marks. */
function modeOf({ quotedShare, quotedWords }: Reading): Attribution['mode'] {
  if (quotedShare >= 0.8) return 'direct';
  return quotedWords > 1 ? 'mixed' : 'indirect';
}
