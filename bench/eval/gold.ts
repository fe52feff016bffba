/**
 * Annotated texts: bench/eval/texts/development to build with, bench/eval/texts/held-out to measure with and never to
 * build with. Each is a page saved as plain text (NN-topic.txt) and its annotation (NN-topic.json). The annotation holds
 * quotes, not offsets: they are looked up here, so an edited text cannot silently shift them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CodePoints, type Span } from '../../libs/extraction/src/code-points.ts';

export const TIERS = ['high', 'medium', 'low'] as const;
/** First and last line, counted from 1, both inclusive. */
const lineRange = z.tuple([z.number().int().positive(), z.number().int().positive()]);
const attribution = z.object({
  /** null: the publisher itself. */
  who: z.string().nullable(),
  type: z.string(),
  mode: z.enum(['direct', 'indirect', 'mixed', 'none']),
  /** Through whom the publisher has it. */
  via: z.string().optional(),
});
const quantity = z.object({
  text: z.string(),
  op: z.enum(['=', '>', '>=', '<', '<=', '~', 'range', 'vague', 'min=', 'max=']),
  /** null: open on this side. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  unit: z.string(),
  what: z.string(),
});
const date = z.object({
  text: z.string(),
  /** YYYY, YYYY-MM or YYYY-MM-DD; null: open on this side. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The date stands near the quote, not in it. */
  outsideQuote: z.boolean().optional(),
});
const region = z.enum(['headline', 'standfirst', 'body', 'caption', 'metadata', 'boilerplate']);

export const annotatedClaim = z.object({
  id: z.string(),
  tier: z.enum(TIERS),
  region,
  /** The smallest verbatim stretch that carries the claim. */
  quote: z.string().min(1),
  /** Which of the text's equal quotes it is; 1 when left out. */
  occurrence: z.number().int().positive().optional(),
  /** The claim as a sentence that stands alone; the quote itself when left out. */
  normalized: z.string().optional(),
  attribution,
  quantities: z.array(quantity),
  dates: z.array(date),
  hedge: z.string().optional(),
  duplicateOf: z.string().optional(),
});

const annotation = z.strictObject({
  id: z.string(),
  title: z.string(),
  publisher: z.string(),
  story: z.string(),
  style: z.string(),
  /** The article's own date, YYYY-MM-DD: what relative dates refer to. */
  referenceDate: z.iso.date(),
  language: z.literal('en'),
  notes: z.array(z.string()),
  headlineLines: z.array(lineRange),
  standfirstLines: z.array(lineRange),
  metadataLines: z.array(lineRange),
  captionLines: z.array(lineRange),
  /** Page furniture: no claim may be taken from it. */
  neverClaimLines: z.array(lineRange),
  claims: z.array(annotatedClaim.strict()),
  /** What looks like a claim and is none: opinions, feelings, predictions, norms, questions. */
  hardNegatives: z.array(
    z.strictObject({ quote: z.string().min(1), occurrence: z.number().optional(), why: z.string() }),
  ),
});

export type Tier = (typeof TIERS)[number];
export type GoldAttribution = z.infer<typeof attribution>;
export type GoldQuantity = z.infer<typeof quantity>;
export type GoldDate = z.infer<typeof date>;

/** Spans count code points of `GoldText.text`. */
export interface GoldClaim extends Span {
  readonly id: string;
  readonly tier: Tier;
  readonly region: z.infer<typeof region>;
  readonly quote: string;
  readonly normalized: string;
  readonly attribution: GoldAttribution;
  readonly quantities: readonly GoldQuantity[];
  readonly dates: readonly GoldDate[];
  readonly hedge: string | null;
  /** The id of the same claim earlier in the text. */
  readonly duplicateOf: string | null;
}

export interface HardNegative extends Span {
  readonly quote: string;
  readonly why: string;
}

export interface GoldText {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** YYYY-MM-DD. */
  readonly publishedAt: string;
  readonly language: 'en';
  /** Canonical text. */
  readonly text: string;
  /** Texts of one story share it. */
  readonly story: string;
  readonly claims: readonly GoldClaim[];
  readonly hardNegatives: readonly HardNegative[];
  /** The lines that are not blank, in order, each with the label a person would give it. */
  readonly lines: readonly GoldLine[];
}

export interface GoldLine extends Span {
  readonly label: z.infer<typeof region>;
}

export type TextSet = 'development' | 'held-out';
export type LineRange = readonly [first: number, last: number];

/** In the order of their names. Throws when a quote does not stand in its text. */
export function goldTexts(set: TextSet): GoldText[] {
  const folder = path.resolve('bench/eval/texts', set);
  return readdirSync(folder)
    .filter((name) => /^\d\d-.*\.json$/.test(name))
    .toSorted()
    .map((name) => readText(path.join(folder, name)));
}

function readText(file: string): GoldText {
  const about = annotation.parse(JSON.parse(readFileSync(file, 'utf8')));
  const text = readFileSync(file.replace(/json$/, 'txt'), 'utf8');
  const points = new CodePoints(text);
  return {
    ...about,
    publishedAt: about.referenceDate,
    text,
    lines: labelledLines(points, [
      ['headline', about.headlineLines],
      ['standfirst', about.standfirstLines],
      ['metadata', about.metadataLines],
      ['caption', about.captionLines],
      ['boilerplate', about.neverClaimLines],
    ]),
    claims: about.claims.map((claim) => goldClaim(claim, spanOfQuote(points, claim))),
    hardNegatives: about.hardNegatives.map((one) => ({ ...one, ...spanOfQuote(points, one) })),
  };
}

export function goldClaim(claim: z.infer<typeof annotatedClaim>, { start, end }: Span): GoldClaim {
  const { id, tier, quote, normalized = quote, hedge = null, duplicateOf = null } = claim;
  const { attribution, quantities, dates } = claim;
  const { region } = claim;
  return {
    id,
    tier,
    region,
    quote,
    normalized,
    attribution,
    quantities,
    dates,
    hedge,
    duplicateOf,
    start,
    end,
  };
}

/** What no range names is body. */
export function labelledLines(
  points: CodePoints,
  ranges: readonly (readonly [GoldLine['label'], readonly LineRange[]])[],
): GoldLine[] {
  let unit = 0;
  return points.text.split('\n').flatMap((line, index) => {
    const span = points.spanOf(unit, unit + line.length);
    unit += line.length + 1;
    if (line.trim() === '') return [];
    const within = ([first, last]: LineRange): boolean => first <= index + 1 && index + 1 <= last;
    const label = ranges.find(([, lines]) => lines.some(within))?.[0] ?? 'body';
    return [{ ...span, label }];
  });
}

function spanOfQuote(
  points: CodePoints,
  { quote, occurrence = 1 }: { quote: string; occurrence?: number | undefined },
): Span {
  let unit = -1;
  for (let count = 0; count < occurrence; count += 1) {
    unit = points.text.indexOf(quote, unit + 1);
    if (unit < 0) throw new Error(`The text does not hold “${quote}” ${occurrence} times.`);
  }
  return points.spanOf(unit, unit + quote.length);
}
