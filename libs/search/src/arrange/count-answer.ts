import type { Filter, FilterableItem, VectorSpaceKey, VectorStore } from '@unseen/domain';
import { listItems, MOST_COUNTED } from '../browse/list-items.ts';
import type { FoundWindow } from '../find-window.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { SearchResponse } from '../search-response.ts';
import { seeingText } from '../written/has-text.ts';
import { countFacets } from './count-facets.ts';

/**
 * How many items belong to the answer of a search, and how many of them have each value asked for. Where the search looked at every item
 * that satisfies the filter, the answer is its window. Otherwise, where nothing that satisfies the filter is left out, it is whatever
 * satisfies the filter, and where something is, the window is what is known of it.
 * @param items - of the window; needed for facets alone
 * @param itself - point of the item the query comes from, which is no hit
 * @throws AppError `vector_store_unavailable`
 */
export async function countAnswer(
  request: CheckedRequest,
  { window, covered, narrowed }: Pick<FoundWindow, 'window' | 'covered' | 'narrowed'>,
  items: readonly FilterableItem[],
  itself: string | undefined,
  store: VectorStore,
): Promise<Pick<SearchResponse, 'total' | 'facets'>> {
  const { facets } = request;
  if (covered || narrowed) {
    return {
      total: { value: window.entries.length, exact: covered },
      ...(facets.length > 0 && { facets: countFacets(items, facets, covered) }),
    };
  }
  if (facets.length === 0) {
    return { total: { value: await countReachable(request, itself, store), exact: true } };
  }
  const { points, complete } = await listItems(store, request.space, request.filter, MOST_COUNTED);
  const counted = points.filter(
    ({ id, payload }) =>
      id !== itself &&
      (request.target !== 'image' || payload.hasImage) &&
      (request.target !== 'caption' || payload.captions.length > 0),
  );
  return {
    total: complete
      ? { value: counted.length, exact: true }
      : { value: await countReachable(request, itself, store), exact: true },
    facets: countFacets(seeingText(counted, request.withText), facets, complete),
  };
}

/** Items that satisfy the filter and have the side that is searched. */
async function countReachable(
  { space, filter, target }: CheckedRequest,
  itself: string | undefined,
  store: VectorStore,
): Promise<number> {
  if (target === 'caption') {
    const { points } = await listItems(store, space, filter, MOST_COUNTED);
    return points.filter(({ id, payload }) => id !== itself && payload.captions.length > 0).length;
  }
  const within = target === 'image' ? both(filter, { op: 'eq', field: '$hasImage', value: true }) : filter;
  const [all, own] = await Promise.all([
    store.count(space, within),
    itself === undefined ? 0 : isWithin(space, within, itself, store),
  ]);
  return all - own;
}

/** 1 where a point satisfies a filter, else 0. */
async function isWithin(
  space: VectorSpaceKey,
  filter: Filter | undefined,
  id: string,
  store: VectorStore,
): Promise<number> {
  const [point] = await store.read(space, [id], {});
  if (!point) return 0;
  return store.count(space, both(filter, { op: 'eq', field: '$id', value: point.itemId }));
}

function both(filter: Filter | undefined, other: Filter): Filter {
  return filter === undefined ? other : { op: 'all', filters: [filter, other] };
}
