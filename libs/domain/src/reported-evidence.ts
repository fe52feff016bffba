/** What a published report shows of sources: where a claim is made, what was quoted, searched and asked, and what was found of documents. */
import type { Stance } from './evidence.ts';
import type { FindingResult } from './finding.ts';

export type ReportedSource = {
  readonly title: string;
  readonly publisher: string;
  readonly publishedAt: string | null;
  /** BCP 47. Absent in reports of before it was kept. */
  readonly language?: string;
};

export type ReportedOccurrence = {
  readonly quote: string;
  readonly speaker: string | null;
  readonly source: ReportedSource;
};

export type ReportedEvidence =
  | {
      readonly kind: 'passage';
      readonly stance: Stance;
      readonly quote: string;
      readonly denial: boolean;
      readonly answer: string | null;
      readonly source: ReportedSource;
    }
  | {
      readonly kind: 'search';
      readonly where: string;
      readonly query: string;
      readonly searchedOn: string;
      readonly result: string;
    }
  | {
      readonly kind: 'reply';
      readonly whom: string;
      readonly askedOn: string;
      readonly way: string;
      readonly answer: string | null;
      readonly answeredOn: string | null;
      readonly denial: boolean;
      /** What the reviewers say to that. Absent where they say nothing, and in reports of before they could. */
      readonly response?: string;
    };

/** What an examination of a document said about its authenticity: another question than whether what it says is true. */
export type ReportedFinding = {
  readonly source: ReportedSource;
  readonly result: FindingResult;
  readonly primarySource: boolean;
  readonly method: string;
  readonly examiner: string;
  readonly limits: string;
  readonly examinedOn: string;
};
