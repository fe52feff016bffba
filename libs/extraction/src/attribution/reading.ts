/** One sentence as attribution reads it. */
import type { Sentence } from '../types.ts';
import { framesOf } from './frames.ts';
import type { Frame } from './sources.ts';
import type { KnownNames, Mention } from './known-names.ts';
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

type Place = Pick<Reading, 'sentence' | 'startUnit' | 'words' | 'startsParagraph' | 'paragraph'>;

export function readingOf(place: Place, known: KnownNames): Reading {
  const { sentence, words } = place;
  // In a headline any word may have its capital.
  const people = sentence.label === 'headline' ? [] : known.learn(words.tokens, sentence.text);
  const frames = framesOf(words).filter(
    (frame) => sentence.label !== 'headline' || !isToldSomething(words, frame),
  );
  return { ...place, frames, people, ...quotedIn(words, frames) };
}

const LISTENERS =
  /^(?:jury|jurors|inquest|inquiry|court|tribunal|hearing|trial|panel|committee|commission|mps|lords|senate|parliament)$/;

/** "Jury told of delays": in a headline, who only listens was told. */
const isToldSomething = ({ tokens }: Words, { cue, speaker }: Frame): boolean =>
  tokens[cue]?.lower === 'told' && LISTENERS.test(tokens[speaker.head]?.lower ?? '');

function quotedIn(
  { tokens, quoted }: Words,
  frames: readonly Frame[],
): Pick<Reading, 'quotedShare' | 'quotedWords'> {
  let all = 0;
  let inMarks = 0;
  const [first] = frames;
  tokens.forEach(({ isWord }, index) => {
    if (!isWord) return;
    if (quoted[index]) inMarks += 1;
    else if (first && index >= first.from && index < first.to) return;
    all += 1;
  });
  return { quotedShare: all === 0 ? 0 : inMarks / all, quotedWords: inMarks };
}
