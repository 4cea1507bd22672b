import type { ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/contracts';
import type { Fused } from '../fuse/ranked-list.ts';
import { CLASS_SIDES, type ClassLens } from './class-lens.ts';

/** What the score of a hit is multiplied by when the query names its class: half a standard deviation of an average candidate. */
export const NAMED_BOOST = 1.1;

/**
 * Moves hits forward whose class the query names, by {@link NAMED_BOOST}; none is dropped, and `explain` shows it.
 * @param known - points whose vectors were read already
 */
export async function boostNamed<K extends string>(
  order: readonly Fused<K>[],
  lens: ClassLens | undefined,
  known: ReadonlyMap<string, ReadPoint>,
  store: VectorStore,
  space: VectorSpaceKey,
): Promise<readonly Fused<K>[]> {
  if (!lens || lens.named.length === 0 || order.length === 0) return order;
  const ids = new Set(lens.named.map(({ id }) => id));
  const points = order.every(({ id }) => hasSides(known.get(id)))
    ? known
    : new Map(
        (
          await store.read(
            space,
            order.map(({ id }) => id),
            { vectors: CLASS_SIDES },
          )
        ).map((point) => [point.id, point]),
      );
  return order
    .map((hit) => {
      const vectors = points.get(hit.id)?.vectors;
      const found = vectors && lens.classOf(vectors);
      return found && ids.has(found.id) ? { ...hit, score: hit.score * NAMED_BOOST } : hit;
    })
    .sort((a, b) => b.score - a.score);
}

/** Whether every side a decision reads was read; only points read with both have either key for sure. */
function hasSides(point: ReadPoint | undefined): boolean {
  return point !== undefined && CLASS_SIDES.every((side) => point.vectors[side] !== undefined);
}
