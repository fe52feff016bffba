/** Invented pairs of reports, to be set against each other or not. */

export interface SheetCase {
  readonly why: string;
  /** One text per document, published on one day unless a later one is given. */
  readonly texts: readonly [string, string];
  /** YYYY-MM-DD of both documents, or of each. */
  readonly published?: readonly [string, string];
}

export const pair = (
  why: string,
  one: string,
  other: string,
  published?: readonly [string, string],
): SheetCase => ({
  why,
  texts: [one, other],
  ...(published ? { published } : {}),
});
