/** Where a pattern occurs in a text with the fewest insertions, deletions and replacements (Sellers 1980). */
export interface ApproximateMatch {
  /** UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  readonly distance: number;
}

/** Time grows with the product of the lengths, memory with the pattern's; callers keep both short. null for an empty pattern. */
export function bestMatch(pattern: string, text: string): ApproximateMatch | null {
  const rows = pattern.length;
  if (rows === 0) return null;
  // For each prefix of the pattern, its distance to the text that ends at this column, and where that text begins.
  const distances = Int32Array.from({ length: rows + 1 }, (_, row) => row);
  const starts = new Int32Array(rows + 1);
  let best: ApproximateMatch = { start: 0, end: 0, distance: rows };
  for (let column = 1; column <= text.length; column++) {
    const unit = text[column - 1];
    // What stood in the row above in the last column, before this column overwrote it.
    let diagonal = 0;
    let diagonalStart = column - 1;
    starts[0] = column;
    for (let row = 1; row <= rows; row++) {
      const left = distances[row] ?? 0;
      const leftStart = starts[row] ?? 0;
      const replaced = diagonal + (pattern[row - 1] === unit ? 0 : 1);
      const missing = (distances[row - 1] ?? 0) + 1;
      if (replaced <= left + 1 && replaced <= missing) {
        distances[row] = replaced;
        starts[row] = diagonalStart;
      } else if (left + 1 <= missing) distances[row] = left + 1;
      else {
        distances[row] = missing;
        starts[row] = starts[row - 1] ?? 0;
      }
      diagonal = left;
      diagonalStart = leftStart;
    }
    const distance = distances[rows] ?? rows;
    if (distance < best.distance) best = { start: starts[rows] ?? 0, end: column, distance };
  }
  return best;
}
