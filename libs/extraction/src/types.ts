/** What the steps of extraction hand to each other. All offsets count Unicode code points of the canonical text, end exclusive. */
import type { CodePoints, Span } from './code-points.ts';

export const REGION_LABELS = [
  'headline',
  'standfirst',
  'body',
  'caption',
  'metadata',
  'boilerplate',
] as const;
export type RegionLabel = (typeof REGION_LABELS)[number];

/** A stretch of whole lines with one label. Regions cover every line that is not blank, in order, without overlap. */
export interface Region extends Span {
  readonly label: RegionLabel;
  /** How sure the label is, 0 to 1000. */
  readonly score: number;
}

export interface Sentence extends Span {
  readonly text: string;
  readonly label: RegionLabel;
}

/** A text as the later steps see it: cut into regions and sentences once. */
export interface Article {
  readonly points: CodePoints;
  readonly regions: readonly Region[];
  /** In reading order; a sentence lies in one region. */
  readonly sentences: readonly Sentence[];
  readonly title: string | null;
  readonly publisher: string | null;
  /** The article's own date, YYYY-MM-DD: what relative dates refer to. */
  readonly publishedAt: string | null;
  /** BCP 47. */
  readonly language: string;
}

export const SPEAKER_KINDS = [
  'person',
  'organisation',
  'government',
  'document',
  'collective',
  'anonymous',
  'outlet',
] as const;
export type SpeakerKind = (typeof SPEAKER_KINDS)[number];

/** One link of "who says it, through whom, in which outlet". */
export interface AttributionLink {
  readonly role: 'speaker' | 'via' | 'outlet';
  readonly name: string;
  readonly kind: SpeakerKind;
  /** Where the text names it; null for the outlet's own voice, which is not named in the text. */
  readonly span: Span | null;
}

export interface Attribution {
  /** From the one who says it to the outlet that prints it; the outlet is always the last link. */
  readonly chain: readonly AttributionLink[];
  readonly mode: 'direct' | 'indirect' | 'mixed' | 'none';
  /** What the speaker does with the content: asserts it, denies it, endorses what somebody else said, or only asks or demands. */
  readonly stance: 'asserts' | 'denies' | 'endorses' | 'demands';
  /** The speaker was named in an earlier sentence ("he added", a quotation that goes on). */
  readonly carried: boolean;
}

export const OPERATORS = ['=', '>', '>=', '<', '<=', '~', 'range', 'vague'] as const;
export type Operator = (typeof OPERATORS)[number];
export const QUANTITY_KINDS = ['count', 'age', 'percent', 'money', 'duration', 'measurement'] as const;
export type QuantityKind = (typeof QUANTITY_KINDS)[number];

interface FigureText extends Span {
  readonly text: string;
}

export interface Quantity extends FigureText {
  readonly kind: QuantityKind;
  readonly operator: Operator;
  /** null: open on this side. */
  readonly min: number | null;
  readonly max: number | null;
  /** Normalised: "person", "year", "percent", "USD", "photograph", "kilometre"; null when nothing is named. */
  readonly unit: string | null;
  /** What is counted or measured, in the text's words without articles: "police photographs", "length of the sentence". */
  readonly measure: string | null;
  /** The place or population it holds for: "in the county"; null for the story's whole. */
  readonly scope: string | null;
  /** An extreme, a first, a total, an average or a mere example of the measure; null for a plain value. */
  readonly aggregator: 'min' | 'max' | 'first' | 'total' | 'average' | 'example' | null;
}

export interface DateFigure extends FigureText {
  readonly kind: 'date';
  /** ISO 8601, as exact as the text is: YYYY, YYYY-MM or YYYY-MM-DD; null: open on this side. */
  readonly from: string | null;
  readonly to: string | null;
  /** Named in full, resolved against the article's date, or too vague to resolve (then both ends are null). */
  readonly certainty: 'explicit' | 'resolved' | 'vague';
}

export type Figure = Quantity | DateFigure;
