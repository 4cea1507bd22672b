import type { Filter, ListedPoint, VectorSpaceKey, VectorStore } from '@unseen/domain';
import { CLASS_SIDES, type ClassLens } from '../classes/class-lens.ts';

/** Items looked at for one page of browsing: sorting needs all of them. */
export const MOST_LISTED = 100_000;
/** Items counted for the facets of a search: more would take longer than the search. */
export const MOST_COUNTED = 20_000;

/** Points whose vectors are read at once. */
const PORTION = 1_000;

/** Items that satisfy a filter. */
export interface Listed {
  readonly points: readonly ListedPoint[];
  /** Whether that is all of them. */
  readonly complete: boolean;
}

/**
 * The items that satisfy a filter and belong to the classes asked for, at most `most`.
 * @throws AppError `vector_store_unavailable`
 */
export async function listItems(
  store: VectorStore,
  space: VectorSpaceKey,
  filter: Filter | undefined,
  most: number,
  lens?: ClassLens,
): Promise<Listed> {
  const points = await store.list(space, most + 1, filter);
  const complete = points.length <= most;
  const within = complete ? points : points.slice(0, most);
  return { points: lens?.only ? await membersAmong(store, space, within, lens) : within, complete };
}

async function membersAmong(
  store: VectorStore,
  space: VectorSpaceKey,
  points: readonly ListedPoint[],
  lens: ClassLens,
): Promise<ListedPoint[]> {
  const members = new Set<string>();
  for (let start = 0; start < points.length; start += PORTION) {
    const ids = points.slice(start, start + PORTION).map(({ id }) => id);
    const read = await store.read(space, ids, { vectors: CLASS_SIDES });
    for (const { id } of await lens.only!.among(read, ({ vectors }) => vectors)) members.add(id);
  }
  return points.filter(({ id }) => members.has(id));
}
