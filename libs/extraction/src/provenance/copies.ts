/** Which documents repeat another's wording: whole copies and excerpts, with the passages they share. */
import { CodePoints, type Span } from '../code-points.ts';
import { alignedRuns } from './alignment.ts';
import { sharedIn, shingledText, type ShingledText } from './shingles.ts';
import { candidatePairs, candidatesFor } from './winnowing.ts';

export interface DocumentBody {
  readonly id: string;
  /** The body without page furniture: shared boilerplate would make strangers look related. */
  readonly text: string;
  readonly publisher: string | null;
  /** ISO 8601. */
  readonly publishedAt: string | null;
}

export interface SharedPassage {
  /** In code points of the original's body as given. */
  readonly original: Span;
  /** In code points of the copy's body as given. */
  readonly copy: Span;
}

export interface Copy {
  readonly original: string;
  readonly copy: string;
  /** Share of the shorter text's shingles that stand in the longer one, 0 to 1000. */
  readonly containment: number;
  /** An excerpt holds less than half of the original. */
  readonly kind: 'copy' | 'excerpt';
  readonly passages: readonly SharedPassage[];
}

/** In permille. Source: measured on synthetic reposts; 0.3 keeps an article of which 30 % was taken, Jaccard would not. */
const CONTAINED = 300;
/** The same of wording outside quotation marks: reports of one speech share its sentences, but not their own. */
const OWN_CONTAINED = 100;
const HALF = 500;
/** Fewer shared shingles are a repeated sentence, not a repost. */
const FEWEST_SHARED = 12;

/**
 * The earlier document counts as the original; without dates, the longer one. Texts that share
 * nothing but quotations are no copies: they may be two reports of one speech.
 * Source: Broder 1997, shingles of five words; near linear in the number of documents.
 */
export function copiesAmong(documents: readonly DocumentBody[]): Copy[] {
  const texts = documents.map(({ text }) => shingledText(text));
  return candidatePairs(texts).flatMap(([first, second]) => {
    const [one, other] = [documents[first], documents[second]];
    const [oneText, otherText] = [texts[first], texts[second]];
    return one && other && oneText && otherText ? copyBetween(one, other, oneText, otherText) : [];
  });
}

/** The same for the pairs of one document with others: what comes in is not the time to look through all that is here. */
export function copiesOf(document: DocumentBody, others: readonly DocumentBody[]): Copy[] {
  const text = shingledText(document.text);
  const texts = others.map((other) => shingledText(other.text));
  return candidatesFor(text, texts).flatMap((position) => {
    const [other, otherText] = [others[position], texts[position]];
    return other && otherText ? copyBetween(document, other, text, otherText) : [];
  });
}

const permille = (part: number, whole: number): number => Math.round((1000 * part) / Math.max(1, whole));

function copyBetween(
  one: DocumentBody,
  other: DocumentBody,
  oneText: ShingledText,
  otherText: ShingledText,
): Copy[] {
  return isOriginal(one, other, oneText, otherText)
    ? copyOf(one, other, oneText, otherText)
    : copyOf(other, one, otherText, oneText);
}

function isOriginal(a: DocumentBody, b: DocumentBody, aText: ShingledText, bText: ShingledText): boolean {
  const [aDay, bDay] = [a.publishedAt?.slice(0, 10) ?? '', b.publishedAt?.slice(0, 10) ?? ''];
  if (aDay && bDay && aDay !== bDay) return aDay < bDay;
  if (aText.words.length !== bText.words.length) return aText.words.length > bText.words.length;
  return a.id < b.id;
}

function copyOf(
  original: DocumentBody,
  copy: DocumentBody,
  originalText: ShingledText,
  copyText: ShingledText,
): Copy[] {
  const shared = sharedIn(originalText.distinct, copyText.distinct);
  const containment = permille(shared, Math.min(originalText.distinct.size, copyText.distinct.size));
  if (shared < FEWEST_SHARED || containment < CONTAINED) return [];
  const own = sharedIn(originalText.own, copyText.own);
  if (permille(own, Math.min(originalText.own.size, copyText.own.size)) < OWN_CONTAINED) return [];
  const taken = permille(shared, originalText.distinct.size);
  return [
    {
      original: original.id,
      copy: copy.id,
      containment,
      kind: taken < HALF ? 'excerpt' : 'copy',
      passages: passagesOf(original.text, copy.text, originalText, copyText),
    },
  ];
}

function passagesOf(
  original: string,
  copy: string,
  originalText: ShingledText,
  copyText: ShingledText,
): SharedPassage[] {
  const [originalPoints, copyPoints] = [new CodePoints(original), new CodePoints(copy)];
  const spanOf = (points: CodePoints, { bounds }: ShingledText, first: number, last: number): Span =>
    points.spanOf(bounds[2 * first] ?? 0, bounds[2 * last + 1] ?? 0);
  return alignedRuns(originalText, copyText).map((run) => ({
    original: spanOf(originalPoints, originalText, run.original, run.originalEnd - 1),
    copy: spanOf(copyPoints, copyText, run.copy, run.copyEnd - 1),
  }));
}
