import { isAppError, type Filter, type VectorStore } from '@unseen/domain';
import { comparePlaces, sortPlace, type SortPlace } from '../arrange/compare.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { SortKey } from '../query/arrangement.ts';
import type { BrowsedRows } from './browse-rows.ts';
import { listItems, MOST_LISTED } from './list-items.ts';
import type { OrderSample, OrderSamples } from './order-samples.ts';
import { beforePlace } from './place-filter.ts';

/** Of so many times the page, a sample is trusted to say where it ends. */
const ROOM = 3;
/** A stretch that was too short is made so many times as long. */
const WIDER = 4;

/**
 * A page of what satisfies the filter, by asking for the stretch of the order it lies in alone: where that ends is guessed by a sample, and is
 * moved on while what is found does not fill the page.
 * @param order - what it is sorted by
 * @returns undefined where everything is read as quickly, or the filter has no room for more
 * @throws AppError `vector_store_unavailable`
 */
export async function browseNarrowed(
  request: CheckedRequest,
  order: readonly SortKey[],
  store: VectorStore,
  after: SortPlace | undefined,
  samples: OrderSamples,
): Promise<BrowsedRows | undefined> {
  const { space, filter } = request;
  const sample = await samples.of(store, space, filter, order);
  if (!sample) return undefined;
  try {
    const [total, page] = await Promise.all([
      // Only the first page says how many there are.
      after === undefined ? store.count(space, filter) : 0,
      pageWithin(request, order, store, after, sample),
    ]);
    return { ...page, total, facets: undefined };
  } catch (error) {
    // A filter near the limits of the contract: if it is beyond them without what was added, the next who reads it says so.
    if (isAppError(error, 'invalid_filter')) return undefined;
    throw error;
  }
}

async function pageWithin(
  { space, filter, limit }: CheckedRequest,
  order: readonly SortKey[],
  store: VectorStore,
  after: SortPlace | undefined,
  { places, total }: OrderSample,
): Promise<Pick<BrowsedRows, 'points' | 'next'>> {
  const compare = comparePlaces(order);
  const ahead = after === undefined ? places : places.filter((place) => compare(place, after) > 0);
  const passed: Filter[] =
    after === undefined ? [] : [{ op: 'none', filters: [beforePlace(order, after, false)] }];
  for (let step = 1 + Math.ceil((ROOM * (limit + 1) * places.length) / total); ; step *= WIDER) {
    const end = ahead[step - 1];
    const stretch = end ? [beforePlace(order, end, true)] : [];
    const within = [...(filter ? [filter] : []), ...passed, ...stretch];
    const { points } = await listItems(store, space, { op: 'all', filters: within }, MOST_LISTED);
    const found = points
      .map((point) => ({ point, place: sortPlace(point, 0, order) }))
      // Beyond the end not all were asked for.
      .filter(({ place }) => (!after || compare(place, after) > 0) && (!end || compare(place, end) <= 0))
      .sort((a, b) => compare(a.place, b.place));
    if (end && found.length <= limit) continue;
    const page = found.slice(0, limit);
    return {
      points: page.map(({ point }) => point),
      ...(found.length > limit && { next: page.at(-1)!.place }),
    };
  }
}
