import type { ReadPoint } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';
import type { ListEntry } from '../fuse/ranked-list.ts';
import { listParts, type ListKey, type QueryPart } from './list-key.ts';

/**
 * The exact score of every given point in one list, for points the list's recall did not reach too.
 * Points without that vector are left out.
 */
export function exactScores(
  key: ListKey,
  vectors: Readonly<Partial<Record<QueryPart, Float32Array>>>,
  points: readonly ReadPoint[],
): ListEntry[] {
  const { query, modality } = listParts(key);
  const vector = vectors[query]!;
  return points.flatMap((point) => {
    const stored = point.vectors[modality];
    return stored ? [{ id: point.id, score: innerProduct(vector, stored) }] : [];
  });
}
