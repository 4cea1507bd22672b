/**
 * The L2-normalized sum of vectors of one length: their mean direction.
 *
 * @param vectors - at least one
 * @returns a vector of length 1; the first vector where the sum has no direction
 */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array {
  const first = vectors[0]!;
  if (vectors.length === 1) return first;
  const sum = new Float32Array(first.length);
  for (const vector of vectors) {
    for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!;
  }
  const length = Math.hypot(...sum);
  return length < 1e-6 ? first : sum.map((value) => value / length);
}
