/** A place where a document makes a claim: who says it there, through whom, and which figures stand in it. */
import type { Passage } from './evidence.ts';

/** Offsets in Unicode code points of the document version's text, end exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
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
export const LINK_ROLES = ['speaker', 'via', 'outlet'] as const;
export const SPEECH_MODES = ['direct', 'indirect', 'mixed', 'none'] as const;
export const SPEECH_STANCES = ['asserts', 'denies', 'endorses', 'demands'] as const;

/** From the one who says it to the outlet that prints it. */
export interface Attribution {
  readonly chain: readonly {
    readonly role: (typeof LINK_ROLES)[number];
    readonly name: string;
    readonly kind: (typeof SPEAKER_KINDS)[number];
    /** Where the text names it; null for the outlet's own voice. */
    readonly span: TextSpan | null;
  }[];
  readonly mode: (typeof SPEECH_MODES)[number];
  readonly stance: (typeof SPEECH_STANCES)[number];
  /** The speaker was named in an earlier sentence. */
  readonly carried: boolean;
}

export const QUANTITY_KINDS = ['count', 'age', 'percent', 'money', 'duration', 'measurement'] as const;
export const OPERATORS = ['=', '>', '>=', '<', '<=', '~', 'range', 'vague'] as const;
export const AGGREGATORS = ['min', 'max', 'first', 'total', 'average', 'example'] as const;

export type Figure = TextSpan & { readonly text: string } & (
    | {
        readonly kind: (typeof QUANTITY_KINDS)[number];
        readonly operator: (typeof OPERATORS)[number];
        /** null: open on this side. */
        readonly min: number | null;
        readonly max: number | null;
        readonly unit: string | null;
        readonly measure: string | null;
        readonly scope: string | null;
        readonly aggregator: (typeof AGGREGATORS)[number] | null;
      }
    | {
        readonly kind: 'date';
        /** YYYY, YYYY-MM or YYYY-MM-DD; null: open on this side. */
        readonly from: string | null;
        readonly to: string | null;
        readonly certainty: 'explicit' | 'resolved' | 'vague';
      }
  );

export interface Occurrence {
  readonly documentId: string;
  readonly passage: Passage;
  /** Who says it, in the words of the text; null when the outlet does. */
  readonly speaker: string | null;
  /** null for an occurrence that a person pasted by hand. */
  readonly attribution: Attribution | null;
  readonly figures: readonly Figure[];
}

export const CLAIM_TYPES = ['event-property', 'numerical', 'quote', 'causal', 'position'] as const;
export type ClaimType = (typeof CLAIM_TYPES)[number];

/** What spoke for or against a sentence, with its share in the score: a reviewer can read and dispute it. */
export interface ScoreFeature {
  readonly code: string;
  /** In permille of the score, signed. */
  readonly contribution: number;
}
