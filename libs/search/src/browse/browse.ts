import type { ListedPoint, VectorStore } from '@unseen/domain';
import { comparePlaces, sortPlace, type SortPlace } from '../arrange/compare.ts';
import { groupItems } from '../arrange/group.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import { RELEVANCE, type SortKey } from '../query/arrangement.ts';
import { seeingText } from '../written/has-text.ts';
import { listItems, MOST_LISTED } from './list-items.ts';

/** Where nothing is asked for, the newest come first. */
const NEWEST_FIRST: readonly SortKey[] = [{ field: '$createdAt', order: 'desc' }];

/** One page of items without a query. */
export interface Browsed {
  readonly page: readonly { readonly entry: ListedPoint; readonly total: number | undefined }[];
  /** Where the next page begins; absent after the last. */
  readonly next?: SortPlace;
  /** All items that satisfy the request. */
  readonly items: readonly ListedPoint[];
  /** Whether that is really all. */
  readonly complete: boolean;
}

/** What items are sorted by, relevance aside: where nothing is searched for, there is none. */
export function browsingOrder({ sort }: CheckedRequest): readonly SortKey[] {
  const keys = sort.filter(({ field }) => field !== RELEVANCE);
  return keys.length > 0 ? keys : NEWEST_FIRST;
}

/**
 * A page of what satisfies the filter, in the order of `sort`. The place of the last item is all a next page needs: any item is before or
 * after it, whatever was added or removed in between.
 * @param after - `next` of the page before
 * @throws AppError `vector_store_unavailable`
 */
export async function browse(
  request: CheckedRequest,
  store: VectorStore,
  after: SortPlace | undefined,
): Promise<Browsed> {
  const { space, filter, lens, limit, groupBy } = request;
  const order = browsingOrder(request);
  const { points: listed, complete } = await listItems(store, space, filter, MOST_LISTED, lens);
  const points = seeingText(listed, request.withText);
  const compare = comparePlaces(order);
  const sorted = points
    .map((point) => ({ point, place: sortPlace(point, 0, order) }))
    .sort((a, b) => compare(a.place, b.place));
  const shown = groupBy
    ? groupItems(sorted, groupBy, ({ point }) => point)
    : sorted.map((entry) => ({ entry, total: undefined }));
  const begin = after === undefined ? 0 : shown.findIndex(({ entry }) => compare(after, entry.place) < 0);
  const page = begin < 0 ? [] : shown.slice(begin, begin + limit);
  const more = begin >= 0 && begin + limit < shown.length;
  return {
    page: page.map(({ entry, total }) => ({ entry: entry.point, total })),
    ...(more && { next: page.at(-1)!.entry.place }),
    items: points,
    complete,
  };
}
