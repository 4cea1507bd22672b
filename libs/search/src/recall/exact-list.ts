import type { ReadPoint } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';
import type { ListEntry, RankedList } from '../fuse/ranked-list.ts';
import { isVectorList, listParts, type ListKey, type QueryPart, type VectorListKey } from './list-key.ts';

/**
 * The score of every given point in one list, for points the list's recall did not reach too: exact inner products, and 0 for what holds
 * none of the words. Points that lack the vector are left out.
 */
export function listScores(
  { key, entries }: Pick<RankedList<ListKey>, 'key' | 'entries'>,
  vectors: Readonly<Partial<Record<QueryPart, Float32Array>>>,
  points: readonly ReadPoint[],
): ListEntry[] {
  if (isVectorList(key)) return exactScores(key, vectors, points);
  const found = new Map(entries.map(({ id, score }) => [id, score]));
  return points.map(({ id }) => ({ id, score: found.get(id) ?? 0 }));
}

function exactScores(
  key: VectorListKey,
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
