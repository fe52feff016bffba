/** An inverted index: the claims that share terms with a claim, without comparing all with all. */

export class ClaimIndex {
  readonly #weights: Float64Array;
  /** By term: the positions of the claims that hold it. */
  readonly #postings: number[][] = [];
  /** By claim: the sum of its terms' weights. */
  readonly #totals: Float64Array;
  readonly #shared: Float64Array;

  /** `weights` by term. */
  constructor(claims: readonly (readonly number[])[], weights: Float64Array) {
    this.#weights = weights;
    this.#totals = Float64Array.from(claims, (terms) => this.#total(terms));
    this.#shared = new Float64Array(claims.length);
    claims.forEach((terms, position) => {
      for (const term of terms) {
        const posting = this.#postings[term];
        if (posting) posting.push(position);
        else this.#postings[term] = [position];
      }
    });
  }

  /**
   * Positions with their likeness, in permille: the weight of the shared terms over that of the richer claim's. Divided
   * by the richer, so that a short claim inside a long one that says more is not taken for the same.
   */
  search(terms: readonly number[], atLeast: number): [position: number, likeness: number][] {
    const touched: number[] = [];
    for (const term of terms) {
      const weight = this.#weights[term] ?? 0;
      for (const position of this.#postings[term] ?? []) {
        if (this.#shared[position] === 0) touched.push(position);
        this.#shared[position] = (this.#shared[position] ?? 0) + weight;
      }
    }
    const total = this.#total(terms);
    return touched.flatMap((position): [number, number][] => {
      const likeness = (1000 * (this.#shared[position] ?? 0)) / Math.max(total, this.#totals[position] ?? 0);
      this.#shared[position] = 0;
      return likeness >= atLeast ? [[position, likeness]] : [];
    });
  }

  #total(terms: readonly number[]): number {
    return terms.reduce((sum, term) => sum + (this.#weights[term] ?? 0), 0);
  }
}
