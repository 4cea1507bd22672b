/**
 * Inner products of one vector with every row of a matrix: exact recall.
 * @param query - D floats
 * @param rows - N x D floats, row-major
 * @returns N scores
 */
export function innerProducts(query: Float32Array, rows: Float32Array): Float32Array {
  const dim = query.length;
  const scores = new Float32Array(rows.length / dim);
  for (let row = 0, at = 0; row < scores.length; row++, at += dim) {
    let sum = 0;
    for (let i = 0; i < dim; i++) sum += query[i]! * rows[at + i]!;
    scores[row] = sum;
  }
  return scores;
}

/**
 * Positions of the `count` highest scores, best first; of equal scores the first come first.
 * @param scores - numbers without NaN
 */
export function topPositions(scores: ArrayLike<number>, count: number): number[] {
  if (count <= 0) return [];
  const sorted = Float64Array.from(scores).sort();
  const threshold = sorted[Math.max(0, sorted.length - count)]!;
  const kept: number[] = [];
  for (let i = 0; i < scores.length; i++) if (scores[i]! >= threshold) kept.push(i);
  return kept.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, count);
}
