/** One quotation in several wordings, and one figure put in several mouths. */
import { folded, wordsOf } from '../matching/stems.ts';
import { figureSheets } from './figure-sheets.ts';
import { grouped, isQuantity, type FigureOccurrence, type SheetRow } from './occurrence.ts';

export interface Quotation {
  readonly documentId: string;
  readonly claimId: string;
  readonly speaker: string | null;
  /** Without its quotation marks. */
  readonly text: string;
}

export interface QuotationVariants {
  readonly speaker: string;
  readonly quotations: readonly Quotation[];
}

/** Fewer words are a phrase that anybody may say twice. */
const FEWEST_WORDS = 4;
/** Of the shorter quotation's words, in its order, found in the longer. */
const LEAST_COMMON = 0.55;

/**
 * Groups of quotations of one speaker, from several documents, that are one saying in different words. An excerpt, or
 * other punctuation and case, is no difference. A different wording is not a lie: translations and editing make them.
 */
export function quotationVariants(quotations: readonly Quotation[]): QuotationVariants[] {
  const read = quotations
    .filter(({ speaker, text }) => speaker !== null && wordsOf(text).length >= FEWEST_WORDS)
    .map((quotation) => ({ quotation, words: wordsOf(quotation.text) }));
  const taken = new Set<number>();
  const groups: QuotationVariants[] = [];
  for (const [index, one] of read.entries()) {
    if (taken.has(index)) continue;
    const members = read.flatMap((other, at) =>
      at > index && !taken.has(at) && isVariant(one, other) ? [at] : [],
    );
    if (members.length === 0) continue;
    members.forEach((at) => taken.add(at));
    const all = [one, ...members.flatMap((at) => read[at] ?? [])].map(({ quotation }) => quotation);
    groups.push({ speaker: one.quotation.speaker ?? '', quotations: all });
  }
  return groups;
}

interface Read {
  readonly quotation: Quotation;
  readonly words: readonly string[];
}

function isVariant(a: Read, b: Read): boolean {
  if (a.quotation.documentId === b.quotation.documentId) return false;
  if (!sameSpeaker(a.quotation.speaker, b.quotation.speaker)) return false;
  const [shorter, longer] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words];
  if (` ${longer.join(' ')} `.includes(` ${shorter.join(' ')} `)) return false;
  // Quotations of very different length are an excerpt with an edit at most: the order of words still tells.
  return commonInOrder(shorter, longer) >= LEAST_COMMON * shorter.length;
}

const LONGEST = 400;
/** Length of the longest common subsequence. Two rows of the table are enough. */
function commonInOrder(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: Math.min(b.length, LONGEST) + 1 }, () => 0);
  for (const word of a.slice(0, LONGEST)) {
    const next = [0];
    for (let j = 1; j < row.length; j += 1)
      next.push(word === b[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

const TITLES = new Set(
  'mr mrs ms dr prof sir lord lady the a an minister president mayor spokesman spokeswoman spokesperson'.split(
    ' ',
  ),
);
const nameWords = (name: string): string[] =>
  name
    .split(/[\s,]+/)
    .map(folded)
    .filter((word) => word !== '' && !TITLES.has(word));

/** "Mr Hale" and "Vincent Hale" may be one speaker; "the ministry" and "Vincent Hale" are not. */
export function sameSpeaker(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  const [one, other] = [nameWords(a), nameWords(b)];
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one];
  return fewer.length > 0 && fewer.every((word) => more.includes(word));
}

export interface AttributionVariants {
  readonly measure: string;
  readonly rows: readonly SheetRow[];
}

/** The same figure of one measure, in several documents, given by different speakers. The outlet's own voice is no speaker. */
export function attributionVariants(occurrences: readonly FigureOccurrence[]): AttributionVariants[] {
  const attributed = occurrences.filter((one) => !isQuantity(one) || one.speaker !== null);
  return figureSheets(attributed).flatMap(({ measure, rows }) =>
    grouped(rows, ({ min, max }) => `${min ?? ''} ${max ?? ''}`)
      .filter((group) =>
        group.some((row) =>
          group.some(
            (other) => row.documentId !== other.documentId && !sameSpeaker(row.speaker, other.speaker),
          ),
        ),
      )
      .map((group) => ({ measure, rows: group })),
  );
}
