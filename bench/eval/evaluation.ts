/** One measured figure, as `npm run eval` prints it and docs/EVALUATION.md keeps it. */
export interface Measured {
  /** What was measured: "check-worthiness, macro-F1". */
  readonly item: string;
  /** On what: "ClaimBuster 2.5 NCS, 4 folds". */
  readonly dataSet: string;
  readonly figure: number;
  /** What is aimed at; null for a figure that only informs. */
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number } | null;
  /** Counts behind the figure: "41 of 43". */
  readonly counts?: string;
}

/** A topic's figures. Deterministic: the same checkout and data give the same figures. */
export interface Evaluation {
  readonly name: string;
  run(): readonly Measured[] | Promise<readonly Measured[]>;
}
