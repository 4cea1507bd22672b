/** Inner product of two vectors of the same length; of L2-normalized ones it is their cosine, in [-1, 1]. */
export function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
