import { innerProduct } from '@unseen/imfa';

/** Hits that are put in another order at most; the rest follow as they are. */
const MOST_DIVERSIFIED = 200;

/**
 * Maximal marginal relevance: again and again the hit that is relevant and unlike what was taken before (Carbonell and Goldstein, "The use
 * of MMR, diversity-based reranking", SIGIR 1998). Relevance is the score over the range of scores, likeness the inner product.
 * @param scores - best first
 * @param vectors - D floats each, L2-normalized; undefined for a hit that has none: it is like no other
 * @param diversity - 0 to 1: how much unlikeness counts
 * @returns indices in the new order
 */
export function diversify(
  scores: readonly number[],
  vectors: readonly (Float32Array | undefined)[],
  diversity: number,
): number[] {
  const head = scores.slice(0, MOST_DIVERSIFIED);
  const [most, least] = [Math.max(...head), Math.min(...head)];
  const left = new Set(head.keys());
  const likeness = head.map(() => 0);
  const order: number[] = [];
  while (left.size > 0) {
    let best = -1;
    let bestValue = -Infinity;
    for (const index of left) {
      const relevance = most > least ? (head[index]! - least) / (most - least) : 1;
      const value = (1 - diversity) * relevance - diversity * likeness[index]!;
      if (value > bestValue) [best, bestValue] = [index, value];
    }
    left.delete(best);
    order.push(best);
    const taken = vectors[best];
    for (const index of left) {
      const vector = vectors[index];
      if (taken && vector) likeness[index] = Math.max(likeness[index]!, innerProduct(taken, vector));
    }
  }
  return [...order, ...scores.keys().drop(head.length)];
}
