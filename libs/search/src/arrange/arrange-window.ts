import type { FilterableItem, ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/domain';
import type { Window, WindowEntry } from '../page/window.ts';
import type { Arrangement } from '../query/arrangement.ts';
import { seeingText } from '../written/has-text.ts';
import { boosted } from './boost.ts';
import { comparePlaces, sortPlace } from './compare.ts';
import { diversify } from './diversify.ts';
import { foldAlike } from './fold-alike.ts';
import { groupItems } from './group.ts';

/** A hit and what is stored of it. */
interface Arranged {
  readonly entry: WindowEntry;
  readonly item: FilterableItem;
  readonly vector: Float32Array | undefined;
  readonly picture: Float32Array | undefined;
}

/** A window in its last order, and the items that were in it before groups were made. */
export interface ArrangedWindow {
  readonly window: Window;
  readonly items: readonly FilterableItem[];
}

/**
 * Puts the hits of a search in the order asked for: boosted, spread out, sorted, grouped, folded, in this order. What a hit shows is read for all of
 * the window, since any of it may come to the first page.
 * @throws AppError `vector_store_unavailable`
 */
export async function arrangeWindow(
  store: VectorStore,
  space: VectorSpaceKey,
  window: Window,
  arrangement: Arrangement & { readonly withText?: ReadonlySet<string> },
): Promise<ArrangedWindow> {
  const { boost, diversity, sort, groupBy, nearDuplicates, withText } = arrangement;
  const folds = nearDuplicates === 'fold';
  const points = await store.read(
    space,
    window.entries.map((entry) => entry.pointId),
    { payload: true, recalled: true, ...((diversity || folds) && { vectors: ['image', 'caption'] }) },
  );
  const seen = seeingText(points.map(itemOf), withText);
  const byId = new Map(points.map((point, index) => [point.id, { ...point, item: seen[index]! }]));
  let hits = window.entries.flatMap((entry): Arranged[] => {
    const point = byId.get(entry.pointId);
    return point
      ? [
          {
            entry,
            item: point.item,
            vector: point.vectors.image ?? point.vectors.caption,
            picture: point.vectors.image,
          },
        ]
      : [];
  });
  const items = hits.map((hit) => hit.item);
  if (boost && boost.length > 0) hits = boostHits(hits, boost);
  if (diversity && hits.length > 0) {
    const scores = hits.map((hit) => hit.entry.score);
    const vectors = hits.map((hit) => hit.vector);
    hits = diversify(scores, vectors, diversity).map((index) => hits[index]!);
  }
  if (sort && sort.length > 0) {
    const compare = comparePlaces(sort);
    hits = hits
      .map((hit) => ({ hit, place: sortPlace(hit.item, hit.entry.score, sort) }))
      .sort((a, b) => compare(a.place, b.place))
      .map(({ hit }) => hit);
  }
  if (groupBy) {
    hits = groupItems(hits, groupBy, (hit) => hit.item).map(({ entry: hit, total }) => ({
      ...hit,
      entry: { ...hit.entry, ...(total !== undefined && { groupTotal: total }) },
    }));
  }
  const entries = folds
    ? foldAlike(hits.map((hit) => hit.picture)).map(({ index, alike }) => ({
        ...hits[index]!.entry,
        ...(alike > 0 && { alike }),
      }))
    : hits.map((hit) => hit.entry);
  return { window: { ...window, entries }, items };
}

function boostHits(hits: readonly Arranged[], boost: NonNullable<Arrangement['boost']>): Arranged[] {
  const scores = boosted(
    hits.map((hit) => hit.entry.score),
    hits.map((hit) => hit.item),
    boost,
  );
  return hits
    .map((hit, index) => ({ ...hit, entry: { ...hit.entry, score: Math.fround(scores[index]!) } }))
    .sort((a, b) => b.entry.score - a.entry.score);
}

function itemOf({ itemId, payload }: ReadPoint): FilterableItem {
  return { itemId, payload: payload! };
}
