/** Whoever a sentence is about, where a quotation has no other speaker. */
import type { AttributionLink } from '../types.ts';
import { descriptionLink, type Said } from './chain.ts';
import { mainSubject } from './clauses.ts';
import { has } from './phrase.ts';
import { resolvePronoun } from './pronouns.ts';
import type { Reading } from './reading.ts';
import type { Read } from './reads.ts';
import type { Token } from './tokens.ts';
import { BE, PRONOUN, RELATIVE, SUBORDINATOR } from './word-classes.ts';

/** In words: fewer are a name or a title. */
const FEWEST_QUOTED = 3;

/** "Jane Doe laughs at that. “We were six.”": whom the sentence before is about, when nobody is said to speak. */
export function actorBefore(reads: readonly Read[], index: number): Said | null {
  const previous = reads[index - 1]?.making;
  const here = reads[index]?.making.reading;
  if (!previous || !here || here.paragraph - previous.reading.paragraph > 1) return null;
  const link = opener(reads, index - 1);
  return link && { links: [link], stance: 'asserts', carried: true };
}

/** The person who is the subject of the sentence at `index`. */
function opener(reads: readonly Read[], index: number): AttributionLink | null {
  const making = reads[index]?.making;
  const words = making?.reading.words;
  const subject = words ? mainSubject(words, words.tokens.length) : null;
  if (!making || !subject) return null;
  const link = subject.isPronoun
    ? resolvePronoun(reads, index, { speaker: subject, needsDocument: false })
    : descriptionLink(making, subject);
  return link && (link.kind === 'person' || link.kind === 'anonymous') ? link : null;
}

/** "Jane Doe wants the ministry to “open every drawer”": what is quoted in part is her words, if she opens the sentence. */
export function quotedInPart(reads: readonly Read[], index: number): Said | null {
  const { reading } = reads[index]?.making ?? {};
  if (!reading || reading.frames.length > 0 || !quotesWords(reading)) return null;
  const { tokens, quoted } = reading.words;
  const subject = mainSubject(reading.words, tokens.length);
  if (!subject || has(tokens[subject.to], BE)) return null;
  // "Jane Doe read out a letter in which he calls it “…”"
  const opening = quoted.findIndex((id) => id > 0);
  const isOthers = (at: number): boolean =>
    has(tokens[at], RELATIVE | SUBORDINATOR) && has(tokens[at + 1], PRONOUN);
  for (let at = subject.to; at < opening; at += 1) if (isOthers(at)) return null;
  // "Jane Doe “stumbled”" is somebody else's view of her.
  if (isIntroduced(tokens, opening) || opening <= subject.to) return null;
  const link = opener(reads, index);
  return link && { links: [link], stance: 'asserts', carried: true };
}

/** "Headlines such as “…”", "with an advertisement asking, “…”": whose they are stands right before. */
function isIntroduced(tokens: readonly Token[], opening: number): boolean {
  const last = tokens[opening - 1]?.isWord ? opening - 1 : opening - 2;
  const { lower = '', verbs = [] } = tokens[last] ?? {};
  return (lower === 'as' && tokens[last - 1]?.lower === 'such') || verbs.some(({ form }) => form === 'ing');
}

/** Not a title, which has capitals, and not "a “now or never” mood". */
function quotesWords({ words: { tokens, quoted }, quotedWords }: Reading): boolean {
  if (quotedWords < FEWEST_QUOTED) return false;
  const small = tokens.filter(({ isWord, isCapital }, at) => isWord && !isCapital && quoted[at]).length;
  const next = tokens[quoted.findLastIndex((id) => id > 0) + 1];
  const describes = next?.isWord === true && next.classes === 0;
  return small >= FEWEST_QUOTED && 2 * small >= quotedWords && !describes;
}
