import type { ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/domain';
import { CLASS_SIDES, type ClassEvidence } from './class-lens.ts';

/**
 * The vectors class decisions are made from, by point id. Those read before are not read again.
 * @param known - points whose vectors were read already, as many sides as were needed
 * @returns of the points that are still there
 * @throws AppError `vector_store_unavailable`
 */
export async function classSides(
  store: VectorStore,
  space: VectorSpaceKey,
  ids: readonly string[],
  known: ReadonlyMap<string, ReadPoint>,
): Promise<ReadonlyMap<string, ClassEvidence>> {
  const missing = ids.filter((id) => !hasSides(known.get(id)));
  const read = missing.length === 0 ? [] : await store.read(space, missing, { vectors: CLASS_SIDES });
  const sides = new Map(read.map((point) => [point.id, point.vectors]));
  for (const id of ids) {
    const point = known.get(id);
    if (hasSides(point)) sides.set(id, point.vectors);
  }
  return sides;
}

/** Whether every side was read; one that lacks a side may lack it, or may have been read without. */
function hasSides(point: ReadPoint | undefined): point is ReadPoint {
  return point !== undefined && CLASS_SIDES.every((side) => point.vectors[side] !== undefined);
}
