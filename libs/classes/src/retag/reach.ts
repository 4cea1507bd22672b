import { EVIDENCE } from '../score/background.ts';
import { type ScoredClass } from '../score/class-index.ts';
import type { VectorSpaceKey, VectorStore } from '@unseen/domain';

/** Neighbors asked for at first; doubled until the farthest is out of reach. */
const FIRST = 256;
/** Neighbors looked at per side of the items, at most. */
const MOST = 100_000;

/**
 * The items a class can reach: those near enough to its prototype, on either side, that it may be assigned to them. An item that
 * stands out for the class on average does so on one side at least, so no other item needs to be looked at.
 * @param leastDeviation - standard deviations an item must stand out by
 * @returns item ids, each once
 * @throws AppError `vector_store_unavailable`
 */
export async function reachOf(
  store: VectorStore,
  space: VectorSpaceKey,
  scored: ScoredClass,
  leastDeviation: number,
): Promise<string[]> {
  const found = new Set<string>();
  for (const modality of EVIDENCE) {
    const least = scored.offset[modality] + leastDeviation * scored.spread[modality];
    for (let limit = FIRST; ; limit *= 2) {
      const request = { modality, vector: scored.prototype[modality], limit };
      const neighbors = (await store.search(space, [request]))[0] ?? [];
      const near = neighbors.filter(({ score }) => score >= least);
      if (near.length < limit || limit >= MOST) {
        for (const { itemId } of near) found.add(itemId);
        break;
      }
    }
  }
  return [...found];
}
