import type { VectorStore } from '@unseen/domain';
import type { SortPlace } from '../arrange/compare.ts';
import { countFacets } from '../arrange/count-facets.ts';
import { classFacets } from '../classes/class-facets.ts';
import { classSides } from '../classes/class-sides.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import type { SearchResponse } from '../search-response.ts';
import { toHit } from '../to-hit.ts';
import { browse, browsingOrder } from './browse.ts';
import { browseNarrowed } from './browse-narrowed.ts';
import { browseRows, type BrowsedRows } from './browse-rows.ts';
import type { OrderSamples } from './order-samples.ts';

/** A page of items as an answer shows them: nothing was searched for, so all of them match and none is better. */
export async function browsePage(
  request: CheckedRequest,
  store: VectorStore,
  after: SortPlace | undefined,
  samples: OrderSamples,
): Promise<Omit<SearchResponse, 'took' | 'nextCursor'> & { readonly next?: SortPlace }> {
  const { space, lens, facets, groupBy } = request;
  const counted = lens !== undefined && request.classFacets && after === undefined;
  // Members, groups and written words can only be told by looking at every item.
  const found =
    lens?.only || counted || groupBy || request.withText
      ? undefined
      : await browseSome(request, store, after, samples);
  const { page, next, items, complete } = found
    ? {
        page: found.points.map((entry) => ({ entry, total: undefined })),
        next: found.next,
        items: [],
        complete: true,
      }
    : await browse(request, store, after);
  const ids = (counted ? items : page.map(({ entry }) => entry)).map(({ id }) => id);
  const sides = lens ? await classSides(store, space, ids, new Map()) : new Map<string, never>();
  const shown = page.map(({ entry }) => sides.get(entry.id) ?? {});
  const [classes, members] = await Promise.all([
    lens?.classesOf(shown),
    counted ? lens.membersOf([...sides.values()]) : [],
  ]);
  return {
    hits: page.map(({ entry: point, total }, index) =>
      toHit(
        {
          entry: { pointId: point.id, score: 0, match: 1, ...(total !== undefined && { groupTotal: total }) },
          rank: index + 1,
          point: { ...point, vectors: {} },
        },
        request,
        {},
        0,
        { sides: shown[index], class: classes?.[index] },
      ),
    ),
    ...(next && { next }),
    rescored: false,
    rescoreSkipped: 'not_applicable',
    cut: 0,
    vetoed: 0,
    ...(after === undefined && {
      total: { value: found?.total ?? items.length, exact: complete },
      ...(facets.length > 0 && { facets: found?.facets ?? countFacets(items, facets, complete) }),
      ...(counted && { classes: classFacets(members, lens, complete) }),
    }),
  };
}

/** A page without reading what all items show; undefined where there is no way but to do that. */
async function browseSome(
  request: CheckedRequest,
  store: VectorStore,
  after: SortPlace | undefined,
  samples: OrderSamples,
): Promise<BrowsedRows | undefined> {
  const order = browsingOrder(request);
  const found = await browseRows(request, order, store, after);
  if (found || (request.facets.length > 0 && after === undefined)) return found;
  return browseNarrowed(request, order, store, after, samples);
}
