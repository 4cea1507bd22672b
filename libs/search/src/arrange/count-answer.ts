import type { Filter, FilterableItem, VectorSpaceKey, VectorStore } from '@unseen/domain';
import { listItems, MOST_COUNTED } from '../browse/list-items.ts';
import type { FoundWindow } from '../find-window.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { SearchResponse } from '../search-response.ts';
import { seeingText } from '../written/has-text.ts';
import { countFacets, countRows } from './count-facets.ts';

const HAS_IMAGE: Filter = { op: 'eq', field: '$hasImage', value: true };

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
  const rows = await countInRows(request, itself, store);
  if (rows) return rows;
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

/** What satisfies the filter, by what the store holds of the fields that are counted; undefined where it has to be asked for the items. */
async function countInRows(
  { space, filter, target, facets, withText }: CheckedRequest,
  itself: string | undefined,
  store: VectorStore,
): Promise<Pick<SearchResponse, 'total' | 'facets'> | undefined> {
  // Who has a caption or words in the picture, and which item is the query itself, the rows do not say.
  if (target === 'caption' || itself !== undefined || withText) return undefined;
  const within = target === 'image' ? both(filter, HAS_IMAGE) : filter;
  const fields = [...new Set(facets.map(({ field }) => field))];
  const rows = await store.fieldRows(space, fields, within);
  return rows && { total: { value: rows.size, exact: true }, facets: countRows(rows, facets, true) };
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
  const within = target === 'image' ? both(filter, HAS_IMAGE) : filter;
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
