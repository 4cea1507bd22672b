/** How much the text counts in the joint vector of a text and a picture; the picture counts the rest. */
export const JOINT_TEXT_SHARE = 0.5;

/**
 * One vector for a text and a picture together: their weighted sum, L2-normalized.
 * With equal shares its inner product with a vector is proportional to the sum of both inner products.
 * @param text - D floats, L2-normalized
 * @param image - D floats, L2-normalized
 * @returns D floats; the text's own vector in the degenerate case that the two cancel out
 */
export function jointVector(
  text: Float32Array,
  image: Float32Array,
  textShare = JOINT_TEXT_SHARE,
): Float32Array {
  const sum = Float32Array.from(text, (value, index) => textShare * value + (1 - textShare) * image[index]!);
  const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
  return length > 1e-6 ? sum.map((value) => value / length) : text;
}
