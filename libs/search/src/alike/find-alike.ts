import type { VectorSpaceKey, VectorStore } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';

/** Pictures that look the same. */
export interface AlikeGroup {
  /** Item ids; the first is the one the others are compared with. */
  readonly ids: readonly string[];
  /** The least likeness to the first: the cosine of two picture vectors. */
  readonly likeness: number;
}

/** A part of a walk over a collection. */
export interface AlikePart {
  readonly groups: readonly AlikeGroup[];
  /** Items looked at. */
  readonly examined: number;
  /** Where to go on; absent: that was all. */
  readonly after?: string;
}

/** How far to walk at once. */
export interface AlikeWalk {
  /** Where the part before ended. */
  readonly after?: string;
  /** Groups after which it ends. */
  readonly groups: number;
  /** The likeness from which on two pictures are told together. */
  readonly likeness: number;
}

/** Items looked at in one part: a bound for what one request costs. */
export const MOST_EXAMINED = 200;
/** Points whose neighbors are sought in one call of the store. */
const PORTION = 100;
/** Members of a group, with the first. */
const MOST_ALIKE = 24;
/** How much less an index may say of a likeness than it is. */
const INDEX_ERROR = 0.01;

/**
 * Looks for pictures that look the same, item by item in the order of point ids: each group is told once, at the first of its items in
 * that order. A part ends within a few points after the groups asked for, or after {@link MOST_EXAMINED} items.
 *
 * @throws AppError `vector_store_unavailable`
 */
export async function findAlike(
  store: VectorStore,
  space: VectorSpaceKey,
  { after, groups: wanted, likeness }: AlikeWalk,
  signal?: AbortSignal,
): Promise<AlikePart> {
  const groups: AlikeGroup[] = [];
  let examined = 0;
  let place = after;
  while (examined < MOST_EXAMINED && groups.length < wanted) {
    signal?.throwIfAborted();
    const page = await store.page(space, PORTION, place);
    examined += page.length;
    place = page.at(-1)?.id ?? place;
    groups.push(
      ...(await groupsAt(
        store,
        space,
        page.map(({ id }) => id),
        likeness,
      )),
    );
    if (page.length < PORTION) return { groups, examined };
  }
  return { groups, examined, after: place };
}

/** The groups whose first point is one of those given. */
async function groupsAt(
  store: VectorStore,
  space: VectorSpaceKey,
  pointIds: readonly string[],
  least: number,
): Promise<AlikeGroup[]> {
  const points = (await store.read(space, pointIds, { vectors: ['image'] })).flatMap((point) => {
    const vector = point.vectors.image;
    return vector === undefined ? [] : [{ ...point, vector }];
  });
  const found = await store.search(
    space,
    points.map(({ vector }) => ({ modality: 'image', vector, limit: MOST_ALIKE })),
  );
  const near = found.map((list) => list.filter(({ score }) => score >= least - INDEX_ERROR));
  const ids = new Set(near.filter((list) => list.length > 1).flatMap((list) => list.map(({ id }) => id)));
  const exact = new Map(
    (await store.read(space, [...ids], { vectors: ['image'] })).map(({ id, itemId, vectors }) => [
      id,
      { itemId, vector: vectors.image },
    ]),
  );
  return points.flatMap((point, index): AlikeGroup[] => {
    const others = (near[index] ?? [])
      .filter(({ id }) => id !== point.id)
      .slice(0, MOST_ALIKE - 1)
      .flatMap(({ id }) => {
        const other = exact.get(id);
        if (other?.vector === undefined) return [];
        const likeness = innerProduct(point.vector, other.vector);
        return likeness >= least ? [{ id, itemId: other.itemId, likeness }] : [];
      });
    // One of them comes earlier: the group was told there.
    if (others.length === 0 || others.some(({ id }) => id < point.id)) return [];
    others.sort((a, b) => b.likeness - a.likeness);
    return [
      {
        ids: [point.itemId, ...others.map(({ itemId }) => itemId)],
        likeness: Math.min(1, others.at(-1)!.likeness),
      },
    ];
  });
}
