/** One sentence as attribution reads it. */
import { wordSet } from '../word-set.ts';
import type { Sentence } from '../types.ts';
import type { Frame } from './sources.ts';
import type { KnownNames, Mention } from './known-names.ts';
import { isOneOf } from './word-sets.ts';
import type { Words } from './clauses.ts';

export interface Reading {
  readonly sentence: Sentence;
  /** UTF-16 unit of the text at which the sentence begins. */
  readonly startUnit: number;
  readonly words: Words;
  readonly startsParagraph: boolean;
  /** Counted over the article, so that "the same paragraph" is one comparison. */
  readonly paragraph: number;
  readonly frames: readonly Frame[];
  readonly people: readonly Mention[];
  /** Share of its words that stand in quotation marks, 0 to 1, the frame left out. */
  readonly quotedShare: number;
  readonly quotedWords: number;
}

export type Place = Pick<
  Reading,
  'sentence' | 'startUnit' | 'words' | 'frames' | 'startsParagraph' | 'paragraph'
>;

export function readingOf(place: Place, known: KnownNames): Reading {
  const { sentence, startUnit, words, frames: all, startsParagraph, paragraph } = place;
  const isHeadline = sentence.label === 'headline';
  // In a headline any word may have its capital.
  const people = isHeadline ? [] : known.learn(words.tokens, sentence.text);
  const frames = isHeadline ? all.filter((frame) => !isToldSomething(words, frame)) : all;
  const { quotedShare, quotedWords } = quotedIn(words, frames);
  return { sentence, startUnit, words, startsParagraph, paragraph, frames, people, quotedShare, quotedWords };
}

const LISTENERS = wordSet(
  'jury jurors inquest inquiry court tribunal hearing trial panel committee commission mps lords senate parliament',
);

/** "Jury told of delays": in a headline, who only listens was told. */
const isToldSomething = ({ tokens }: Words, { cue, speaker }: Frame): boolean =>
  tokens[cue]?.lower === 'told' && isOneOf(tokens[speaker.head], LISTENERS);

function quotedIn(
  { tokens, quoted }: Words,
  frames: readonly Frame[],
): Pick<Reading, 'quotedShare' | 'quotedWords'> {
  let all = 0;
  let inMarks = 0;
  const [first] = frames;
  for (let index = 0; index < tokens.length; index += 1) {
    if (!tokens[index]?.isWord) continue;
    if (quoted[index]) inMarks += 1;
    else if (first && index >= first.from && index < first.to) continue;
    all += 1;
  }
  return { quotedShare: all === 0 ? 0 : inMarks / all, quotedWords: inMarks };
}
