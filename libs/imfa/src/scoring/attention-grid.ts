import type { TextEncoding } from '@unseen/domain';

/** Where one word looked. */
export interface WordAttention {
  /** The word as written. */
  readonly text: string;
  /** Its share of the text's weight, in [0, 1]. */
  readonly weight: number;
  /** R weights over the regions; they sum to 1. */
  readonly weights: Float32Array;
  /** How hot its hottest spot is, 0 to 1; absent where that was not worked out. */
  readonly strength?: number;
}

/** Where a text looked in a picture. */
export interface AttentionGrid {
  readonly rows: number;
  readonly cols: number;
  /** R weights, row-major; they sum to 1. Each token's attention counts by its weight. */
  readonly weights: Float32Array;
  /** How hot its hottest spot is, 0 to 1: on one scale for all pictures. Absent where that was not worked out. */
  readonly strength?: number;
  readonly words: readonly WordAttention[];
}

/**
 * The attention of one text-picture pair, grouped by word: pieces of one word are averaged by their weights.
 * @param attention - at least T x R, one row per token of the text
 * @param text - its words name the token rows
 * @param grid - [rows, columns], R = rows x columns
 */
export function attentionGrid(
  attention: Float32Array,
  text: Pick<TextEncoding, 'weights' | 'words'>,
  grid: readonly [number, number],
): AttentionGrid {
  const [rows, cols] = grid;
  const regions = rows * cols;
  const total = sum(text.weights);
  const average = (tokens: readonly number[]) => averageRows(attention, text.weights, tokens, regions);
  return {
    rows,
    cols,
    weights: average(Array.from(text.weights.keys())),
    words: text.words.map((word) => ({
      text: word.text,
      weight: total > 0 ? sum(word.tokens.map((token) => text.weights[token]!)) / total : 0,
      weights: average(word.tokens),
    })),
  };
}

/** Weighted mean of attention rows, renormalized against float error; a plain mean when all weights are 0. */
function averageRows(
  attention: Float32Array,
  weights: Float32Array,
  tokens: readonly number[],
  regions: number,
): Float32Array {
  const weighted = tokens.some((token) => weights[token]! > 0);
  const mean = new Float64Array(regions);
  for (const token of tokens) {
    const weight = weighted ? weights[token]! : 1;
    for (let r = 0; r < regions; r++) mean[r]! += weight * attention[token * regions + r]!;
  }
  const total = sum(mean);
  return Float32Array.from(mean, (value) => (total > 0 ? value / total : 1 / regions));
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
