/** From a text to the claims a desk might check, each with who says it, its figures, and why it was taken. */
import { voicesIn, type Voice } from './attribution/attribute.ts';
import { CodePoints } from './code-points.ts';
import type { ClaimType } from './detection/claim-type.ts';
import { foldDuplicates } from './detection/fold-duplicates.ts';
import { judgeSentence, type Judgement } from './detection/judge-sentence.ts';
import { namesIn } from './detection/names.ts';
import { normalise } from './detection/normalise.ts';
import { readSentence, type Reading } from './detection/reading.ts';
import { FigureReader } from './figures/figure-reader.ts';
import { passageIn, type Passage } from './passages.ts';
import { creditsOf, type Credit } from './provenance/credits.ts';
import { upstreamOf, type Upstream } from './provenance/upstream.ts';
import { sentencesOf } from './sentences.ts';
import type { Article, Attribution, Figure, Region, RegionLabel, Sentence } from './types.ts';

export interface TextToRead {
  /** Canonical text; every offset that comes back counts its code points. */
  readonly text: string;
  readonly regions: readonly Region[];
  readonly title: string | null;
  readonly publisher: string | null;
  /** YYYY-MM-DD: what relative dates refer to. */
  readonly publishedAt: string | null;
  /** BCP 47. */
  readonly language: string;
}

export interface FoundClaim {
  /** A wording that stands alone; hedges, speaker, numbers and names are those of the text. */
  readonly text: string;
  /** 0 to 1000. */
  readonly score: number;
  readonly claimType: ClaimType;
  /** What made the score: a stable code and its share, permille. */
  readonly features: readonly { readonly code: string; readonly contribution: number }[];
  /** The first occurrence is the one the wording is taken from. */
  readonly occurrences: readonly FoundOccurrence[];
}

export interface FoundOccurrence {
  readonly passage: Passage;
  readonly attribution: Attribution;
  readonly figures: readonly Figure[];
  readonly label: RegionLabel;
}

export interface Extraction {
  /** A sentence in which two voices speak is in parts: one for each. */
  readonly sentences: readonly Sentence[];
  /** One for each of the sentences. */
  readonly attributions: readonly Attribution[];
  readonly claims: readonly FoundClaim[];
  /** Of the whole text, page furniture left out. */
  readonly figures: readonly Figure[];
  readonly credits: readonly Credit[];
  readonly upstream: readonly Upstream[];
}

/** Of the methods and models together: raised when the same text may give other claims. */
export const EXTRACTION_METHOD = 'countersign-extraction/13';

/** In permille. A sentence that scores less is not proposed; what is proposed is still only a proposal to an editor. */
export const CLAIM_THRESHOLD = 330;

/** Nobody reads a longer sentence as one claim, and the patterns should not have to: such lines are tables or data. */
const LONGEST_SENTENCE = 2000;

/** Never a claim, whatever it says. */
const isSilent = (label: RegionLabel): boolean => label === 'boilerplate' || label === 'metadata';

interface Judged {
  readonly voice: Voice;
  /** Its sentence, or the part of it as a sentence. */
  readonly told: Sentence;
  readonly figures: readonly Figure[];
  readonly reading: Reading;
  readonly judgement: Judgement;
}

export function extractClaims({ text, regions, ...about }: TextToRead): Extraction {
  const points = new CodePoints(text);
  const article: Article = { points, regions, sentences: sentencesOf(points, regions), ...about };
  const voices = voicesIn(article);
  const names = namesIn(
    article.sentences.filter(({ label }) => label === 'body').map((sentence) => sentence.text),
  );
  const judged = judgedIn(article, voices, names);
  const credits = creditsOf(article);
  return {
    sentences: voices.map(({ sentence }) => sentence),
    attributions: voices.map(({ attribution }) => attribution),
    claims: claimsOf(judged, article, names),
    figures: judged.flatMap(({ figures }) => figures),
    credits,
    upstream: upstreamOf(article, voices, credits),
  };
}

/** What can be a claim, in reading order. Each step is taken for all sentences in turn: what it looks up stays at hand. */
function judgedIn(article: Article, voices: readonly Voice[], names: ReadonlySet<string>): Judged[] {
  const figureReader = new FigureReader(article);
  const heard = voices
    .filter(({ sentence: { label, start, end } }) => !isSilent(label) && end - start <= LONGEST_SENTENCE)
    .map((voice) => ({ voice, told: toldIn(voice), figures: figureReader.read(voice.sentence) }));
  const readings = heard.map(({ told }) => readSentence(told.text));
  const judged: Judged[] = [];
  for (const [index, { voice, told, figures }] of heard.entries()) {
    const reading = readings[index];
    if (!reading) continue;
    let dates = 0;
    for (const { kind } of figures) if (kind === 'date') dates += 1;
    const attributed = voice.attribution.chain[0]?.role !== 'outlet';
    const found = { quantities: figures.length - dates, dates, attributed, names };
    judged.push({ voice, told, figures, reading, judgement: judgeSentence(told, found, reading) });
  }
  return judged;
}

/** "the union said so" as "The union said so", "the road was cut" as "The road was cut." */
function toldIn({ sentence, isPart }: Voice): Sentence {
  if (!isPart) return sentence;
  const { text, label } = sentence;
  const capital = text.replace(/^\p{Ll}(?=\p{Ll}* )/u, (letter) => letter.toUpperCase());
  const isOpen = label !== 'headline' && /[\p{L}\p{M}\p{N}%]$/u.test(text);
  return { ...sentence, text: isOpen ? `${capital}.` : capital };
}

function claimsOf(judged: readonly Judged[], article: Article, names: ReadonlySet<string>): FoundClaim[] {
  // What was one sentence is read as one: a part is there beside the other, whatever it scores by itself.
  const taken = judged.filter(
    ({ judgement: { rejected, score }, voice }) =>
      rejected === null && (score >= CLAIM_THRESHOLD || voice.isPart),
  );
  const groups = foldDuplicates(
    taken.map(({ told }) => told),
    names,
    taken.map(({ reading }) => reading),
  );
  const claims: FoundClaim[] = [];
  for (const group of groups) {
    // The body says it in full where a headline or caption says it in short.
    const inBody = group.find((index) => taken[index]?.voice.sentence.label === 'body');
    const main = taken[inBody ?? group[0] ?? 0];
    if (!main) continue;
    const { score, type, features } = main.judgement;
    const occurrences = [occurrenceOf(main, article)];
    for (const index of group) {
      const other = taken[index];
      if (other && other !== main) occurrences.push(occurrenceOf(other, article));
    }
    const { attribution, isGuess } = main.voice;
    const text = normalise(main.told, attribution, main.figures, isGuess);
    claims.push({ text, score, claimType: type, features, occurrences });
  }
  return claims;
}

const occurrenceOf = ({ voice, figures }: Judged, { points }: Article): FoundOccurrence => ({
  passage: passageIn(points, voice.sentence),
  attribution: voice.attribution,
  figures,
  label: voice.sentence.label,
});
