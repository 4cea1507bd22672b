import type { TextEncoding, Word } from '@unseen/domain';

/**
 * Drops the token rows that count nothing (special tokens, padding, words the pack gives no weight) and lets words
 * point at the rows that stay. Of a text in which nothing counts, an empty one say, the first row stays with weight 0:
 * such a text is scored by its global vector alone.
 * @param tokens - positions x d floats
 * @param weights - one per position
 */
export function withoutUnweighted(
  tokens: Float32Array,
  weights: Float32Array,
  words: readonly Word[],
): Pick<TextEncoding, 'tokens' | 'weights' | 'words'> {
  const weighted = Array.from(weights.keys()).filter((position) => weights[position] !== 0);
  const kept = weighted.length > 0 ? weighted : [0];
  const width = tokens.length / weights.length;
  const rows = new Float32Array(kept.length * width);
  kept.forEach((position, i) =>
    rows.set(tokens.subarray(position * width, (position + 1) * width), i * width),
  );
  const rowOf = new Map(weighted.map((position, i) => [position, i]));
  return {
    tokens: rows,
    weights: Float32Array.from(kept, (position) => weights[position]!),
    words: words
      .map((word) => ({
        text: word.text,
        tokens: word.tokens.map((position) => rowOf.get(position)).filter((at) => at !== undefined),
      }))
      .filter((word) => word.tokens.length > 0),
  };
}
