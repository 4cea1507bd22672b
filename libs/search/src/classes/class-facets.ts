import type { VectorSpaceKey, VectorStore } from '@unseen/contracts';
import type { Window } from '../page/window.ts';
import type { ClassFacet } from '../search-response.ts';
import { CLASS_SIDES, type ClassLens } from './class-lens.ts';

/** Counts the hits of a window per class: by the same decision that gives each hit its class, so the two agree. */
export async function classFacets(
  store: VectorStore,
  space: VectorSpaceKey,
  window: Window,
  lens: ClassLens,
): Promise<ClassFacet[]> {
  const ids = window.entries.map((entry) => entry.pointId);
  const points = await store.read(space, ids, { vectors: CLASS_SIDES });
  const facets = new Map<string, { id: string; name: string; seen: boolean; count: number }>();
  for (const { vectors } of points) {
    const found = lens.classOf(vectors);
    if (!found) continue;
    const { id, name, seen } = found;
    const facet = facets.get(id) ?? { id, name, seen, count: 0 };
    facet.count += 1;
    facets.set(id, facet);
  }
  return [...facets.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
