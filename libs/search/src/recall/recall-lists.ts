import type { Filter, VectorSpaceKey, VectorStore } from '@unseen/domain';
import { rankedList, type RankedList } from '../fuse/ranked-list.ts';
import { listParts, type ListKey, type QueryPart } from './list-key.ts';
import type { PlannedList } from './plan-lists.ts';

/** What to recall. */
export interface RecallPlan {
  readonly space: VectorSpaceKey;
  readonly lists: readonly PlannedList[];
  readonly vectors: Readonly<Partial<Record<QueryPart, Float32Array>>>;
  /** Entries per list. */
  readonly limit: number;
  readonly filter?: Filter;
  /** Point that must not be found: the item the query comes from. */
  readonly itself?: string;
}

/**
 * Recalls every list in one call of the store; the filter goes into each. Lists that find nothing are left out.
 * @throws AppError `vector_store_unavailable`
 */
export async function recallLists(store: VectorStore, plan: RecallPlan): Promise<RankedList<ListKey>[]> {
  const limit = plan.itself === undefined ? plan.limit : plan.limit + 1;
  const found = await store.search(
    plan.space,
    plan.lists.map(({ key }) => {
      const { query, modality } = listParts(key);
      return { modality, vector: plan.vectors[query]!, limit, ...(plan.filter && { filter: plan.filter }) };
    }),
  );
  return plan.lists.flatMap(({ key, weight }, index) => {
    const entries = found[index]!.filter((neighbor) => neighbor.id !== plan.itself)
      .slice(0, plan.limit)
      .map(({ id, score }) => ({ id, score }));
    return entries.length === 0 ? [] : [rankedList(key, weight, entries)];
  });
}
