import type { Filter, RecallRequest, VectorSpaceKey, VectorStore, WordsRequest } from '@unseen/domain';
import { rankedList, type ListEntry, type RankedList } from '../fuse/ranked-list.ts';
import { isVectorList, listParts, type ListKey, type QueryPart } from './list-key.ts';
import { recallWritten } from '../written/recall-written.ts';
import type { WrittenHolding } from '../written/rank-written.ts';
import type { PlannedList } from './plan-lists.ts';

/** What to recall. */
export interface RecallPlan {
  readonly space: VectorSpaceKey;
  readonly lists: readonly PlannedList[];
  readonly vectors: Readonly<Partial<Record<QueryPart, Float32Array>>>;
  /** What the list of words looks for. */
  readonly words?: Pick<WordsRequest, 'words' | 'sources'>;
  /** Items in whose pictures they are written. */
  readonly inPictures?: readonly WrittenHolding[];
  /** Entries per list. */
  readonly limit: number;
  readonly filter?: Filter;
  /** Point that must not be found: the item the query comes from. */
  readonly itself?: string;
}

/**
 * Recalls every list in one call of the store, and one for those among the written; the filter goes into each. Lists that find nothing are left out.
 * @throws AppError `vector_store_unavailable`
 */
export async function recallLists(store: VectorStore, plan: RecallPlan): Promise<RankedList<ListKey>[]> {
  const limit = plan.itself === undefined ? plan.limit : plan.limit + 1;
  const asked = { limit, ...(plan.filter && { filter: plan.filter }) };
  const requests = new Map<ListKey, RecallRequest | WordsRequest>();
  for (const { key } of plan.lists) {
    if (isVectorList(key)) {
      const { query, modality } = listParts(key);
      requests.set(key, { modality, vector: plan.vectors[query]!, ...asked });
    } else if (key === 'keywords' && plan.words) {
      requests.set(key, { ...plan.words, ...asked });
    }
  }
  const [neighbors, written] = await Promise.all([
    store.search(plan.space, [...requests.values()]),
    plan.lists.some(({ key }) => key === 'written')
      ? recallWritten(store, plan.space, plan.inPictures ?? [], asked)
      : [],
  ]);
  const lists = new Map<ListKey, readonly ListEntry[]>([['written', written]]);
  [...requests.keys()].forEach((key, at) => lists.set(key, neighbors[at]!));
  return plan.lists.flatMap(({ key, weight }) => {
    const entries = (lists.get(key) ?? [])
      .filter((neighbor) => neighbor.id !== plan.itself)
      .slice(0, plan.limit)
      .map(({ id, score }) => ({ id, score }));
    return entries.length === 0 ? [] : [rankedList(key, weight, entries)];
  });
}
