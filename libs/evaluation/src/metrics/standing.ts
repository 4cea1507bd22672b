import { AppError } from '@unseen/domain';

/** How well one query did. */
export interface Standing {
  /** Rank of the best relevant item, from 1. */
  readonly rank: number;
  /** Average precision over all relevant items, in (0, 1]. */
  readonly averagePrecision: number;
}

/**
 * Where a query's relevant items stand. Ties count against the model: an item that scores the same as a relevant one stands
 * before it, so a model that cannot tell items apart earns nothing.
 * @param scores - one per item of the gallery, higher is better
 * @param relevant - positions of the relevant items, at least one
 * @throws AppError `encoder_failed` for scores that are not numbers, which no rank can be told from
 */
export function standing(scores: ArrayLike<number>, relevant: readonly number[]): Standing {
  const wanted = new Set(relevant);
  const own = relevant.map((position) => scores[position]!).sort((a, b) => b - a);
  // ahead[i]: irrelevant items that stand before the i-th best relevant one.
  const ahead = new Array<number>(own.length).fill(0);
  for (let position = 0; position < scores.length; position++) {
    const score = scores[position]!;
    if (Number.isNaN(score)) throw new AppError('encoder_failed', 'A score is not a number.');
    if (wanted.has(position)) continue;
    for (let i = own.length - 1; i >= 0 && score >= own[i]!; i--) ahead[i]!++;
  }
  const precisions = ahead.map((before, i) => (i + 1) / (i + 1 + before));
  return {
    rank: ahead[0]! + 1,
    averagePrecision: precisions.reduce((sum, value) => sum + value, 0) / precisions.length,
  };
}
