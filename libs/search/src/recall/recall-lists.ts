import type { Filter, VectorSpaceKey, VectorStore } from '@unseen/contracts';
import { rankedList, type RankedList } from '../fuse/ranked-list.ts';
import { defaultWeight } from './list-weights.ts';
import { listParts, type ListKey, type QueryPart } from './list-key.ts';

/** What to recall. */
export interface RecallPlan {
  readonly space: VectorSpaceKey;
  readonly keys: readonly ListKey[];
  readonly vectors: Readonly<Partial<Record<QueryPart, Float32Array>>>;
  /** How much each list counts, where it is not the default. */
  readonly weights: Readonly<Partial<Record<ListKey, number>>>;
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
    plan.keys.map((key) => {
      const { query, modality } = listParts(key);
      return { modality, vector: plan.vectors[query]!, limit, ...(plan.filter && { filter: plan.filter }) };
    }),
  );
  return plan.keys.flatMap((key, index) => {
    const entries = found[index]!.filter((neighbor) => neighbor.id !== plan.itself)
      .slice(0, plan.limit)
      .map(({ id, score }) => ({ id, score }));
    return entries.length === 0 ? [] : [rankedList(key, plan.weights[key] ?? defaultWeight(key), entries)];
  });
}
