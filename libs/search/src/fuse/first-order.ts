import type { ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/contracts';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import { exactScores } from '../recall/exact-list.ts';
import type { ListKey } from '../recall/list-key.ts';
import type { Contributions } from './contributions.ts';
import { fuse } from './fuse.ts';
import { rankedList, type Fused, type RankedList } from './ranked-list.ts';
import { lowerEntries, withoutVetoed } from './without-unwanted.ts';

/** How many times the window is looked at when some of it may be vetoed. */
export const VETO_MARGIN = 2;

/** The fused order, before any re-scoring. */
export interface FirstOrder {
  /** The window: at most as many candidates as asked for, best first. */
  readonly window: readonly Fused<ListKey>[];
  readonly vetoed: number;
}

/**
 * Fuses the recalled lists. With unwanted texts, the vectors of the best candidates are read, the vetoed ones dropped, and
 * every list is made anew from exact scores, lowered by what is not wanted.
 * @param candidates - size of the window
 */
export async function firstOrder(
  store: VectorStore,
  space: VectorSpaceKey,
  query: EmbeddedQuery,
  recalled: readonly RankedList<ListKey>[],
  contributions: Contributions,
  candidates: number,
): Promise<FirstOrder> {
  const fused = fuse(recalled, contributions);
  if (query.unwanted.length === 0) return { window: fused.slice(0, candidates), vetoed: 0 };
  const keys = recalled.map((list) => list.key);
  const read = await store.read(
    space,
    fused.slice(0, VETO_MARGIN * candidates).map((hit) => hit.id),
    { vectors: ['image', 'caption', 'joint'] },
  );
  const points = withoutVetoed(query, keys, read);
  const byId = new Map(points.map((point): [string, ReadPoint] => [point.id, point]));
  const lists = recalled.map(({ key, weight }) =>
    rankedList(key, weight, lowerEntries(key, exactScores(key, query.vectors, points), query, byId)),
  );
  return { window: fuse(lists, contributions).slice(0, candidates), vetoed: read.length - points.length };
}
