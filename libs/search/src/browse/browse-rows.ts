import { filterTest, type FieldRows, type ListedPoint, type VectorStore } from '@unseen/domain';
import type { SortPlace } from '../arrange/compare.ts';
import { countRows, type FieldFacet } from '../arrange/count-facets.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { SortKey } from '../query/arrangement.ts';
import { bestRows } from './best-rows.ts';

/** A page of browsing that was found without looking at what all items show. */
export interface BrowsedRows {
  readonly points: readonly ListedPoint[];
  readonly next?: SortPlace;
  readonly total: number;
  readonly facets: Readonly<Record<string, FieldFacet>> | undefined;
}

/** Tries again where an item of a page was changed or removed before it could be read. */
const MOST_TRIES = 3;

/**
 * A page of what satisfies the filter, by what the store holds of the fields that are sorted and counted.
 * @param order - what it is sorted by
 * @returns undefined where the store has to be asked for everything
 * @throws AppError `vector_store_unavailable`
 */
export async function browseRows(
  { space, filter, limit, facets }: CheckedRequest,
  order: readonly SortKey[],
  store: VectorStore,
  after: SortPlace | undefined,
): Promise<BrowsedRows | undefined> {
  const counted = after === undefined ? facets : [];
  const fields = [...new Set([...order, ...counted].map(({ field }) => field))];
  for (let attempt = 1; ; attempt++) {
    const rows = await store.fieldRows(space, fields, filter);
    if (!rows) return undefined;
    const page = pageOf(rows, order, after, limit);
    const found = counted.length > 0 ? countRows(rows, counted, true) : undefined;
    const total = rows.size;
    const read = await store.read(space, page.ids, { payload: true });
    if (read.length < page.ids.length && attempt < MOST_TRIES) continue;
    const points = read
      .map(({ id, itemId, payload }) => ({ id, itemId, payload: payload! }))
      .filter(filter ? filterTest(filter) : () => true);
    return { points, ...(page.next && { next: page.next }), total, facets: found };
  }
}

function pageOf(rows: FieldRows, order: readonly SortKey[], after: SortPlace | undefined, limit: number) {
  const { rows: best, more } = bestRows(rows, order, after, limit);
  return {
    ids: best.map(({ row }) => rows.point(row).id),
    next: more ? best.at(-1)!.place : undefined,
  };
}
