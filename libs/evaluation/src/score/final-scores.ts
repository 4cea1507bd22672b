/**
 * The order a search ends with, as scores: re-scored candidates before all others, these in the order of recall.
 * In float64, where moving the candidates up loses no digit of a float32.
 * @param first - scores of recall, one per item
 * @param candidates - positions that were re-scored
 * @param rescored - their new scores, in the same order
 */
export function finalScores(
  first: Float32Array,
  candidates: readonly number[],
  rescored: Float32Array,
): Float64Array {
  const final = Float64Array.from(first);
  if (candidates.length === 0) return final;
  const lift = 1 + largest(first) - smallest(rescored);
  candidates.forEach((position, i) => (final[position] = rescored[i]! + lift));
  return final;
}

function largest(values: Float32Array): number {
  return values.reduce((max, value) => Math.max(max, value), -Infinity);
}

function smallest(values: Float32Array): number {
  return values.reduce((min, value) => Math.min(min, value), Infinity);
}
