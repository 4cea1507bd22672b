import type { TextEncoding, Word } from '@unseen/contracts';

/**
 * Drops the token rows that count nothing (special tokens, padding, words the pack gives no weight) and lets words
 * point at the rows that stay. A pack that weighs no token of a text at all gets its words weighed alike.
 * @param tokens - positions x d floats
 * @param weights - one per position
 * @param wordMask - 1 where a position is a piece of the text; may be shorter than `weights` (padding)
 */
export function withoutUnweighted(
  tokens: Float32Array,
  weights: Float32Array,
  wordMask: readonly number[],
  words: readonly Word[],
): Pick<TextEncoding, 'tokens' | 'weights' | 'words'> {
  const weighted = positionsWhere(weights);
  const kept = weighted.length > 0 ? weighted : positionsWhere(wordMask);
  const width = tokens.length / weights.length;
  const rows = new Float32Array(kept.length * width);
  kept.forEach((position, i) =>
    rows.set(tokens.subarray(position * width, (position + 1) * width), i * width),
  );
  const rowOf = new Map(kept.map((position, i) => [position, i]));
  return {
    tokens: rows,
    weights: Float32Array.from(kept, (position) =>
      weighted.length > 0 ? weights[position]! : 1 / kept.length,
    ),
    words: words
      .map((word) => ({
        text: word.text,
        tokens: word.tokens.map((position) => rowOf.get(position)).filter((at) => at !== undefined),
      }))
      .filter((word) => word.tokens.length > 0),
  };
}

function positionsWhere(values: ArrayLike<number>): number[] {
  return Array.from(values, (value, position) => (value !== 0 ? position : -1)).filter(
    (position) => position >= 0,
  );
}
