/** From a text to the sentences a desk might check, each with why it was taken. First cut: one sentence, one claim. */
import { featuresOf, namesIn, scoreOf } from './check-worthiness.ts';
import { CodePoints } from './code-points.ts';
import { figuresIn, type Figure } from './figures.ts';
import { passageIn, type Passage } from './passages.ts';
import { sentencesIn } from './sentences.ts';
import { speakerOf } from './speakers.ts';

export interface FoundClaim {
  passage: Passage;
  /** Normalised wording; as yet the sentence with its white space made plain. */
  text: string;
  /** 0 to 1000, an integer. */
  score: number;
  speaker: string | null;
  figures: Figure[];
  /** Why the sentence was taken, and what spoke against it. */
  features: string[];
}

/** In permille. A sentence below it is not proposed; what is proposed is still only a proposal to an editor. */
export const CLAIM_THRESHOLD = 400;

/** Nobody reads a longer sentence as one claim, and the patterns should not have to: such lines are tables or data. */
const LONGEST_SENTENCE = 2000;

/** `text` is canonical text; offsets of passages and figures count its code points. */
export function findClaims(text: string): FoundClaim[] {
  const points = new CodePoints(text);
  const names = namesIn(text);
  const claims: FoundClaim[] = [];
  for (const span of sentencesIn(points)) {
    if (span.end - span.start > LONGEST_SENTENCE) continue;
    const passage = passageIn(points, span);
    const figures = figuresIn(points, span);
    const dates = figures.filter(({ unit }) => unit === 'date' || unit === 'year').length;
    const features = featuresOf(passage.exact, { quantities: figures.length - dates, dates, names });
    const score = scoreOf(features);
    if (score < CLAIM_THRESHOLD) continue;
    const wording = passage.exact.replaceAll(/\s+/g, ' ').trim();
    claims.push({ passage, text: wording, score, speaker: speakerOf(wording), figures, features });
  }
  return claims;
}
