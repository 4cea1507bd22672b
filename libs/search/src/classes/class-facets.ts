import type { ClassFacet } from '../search-response.ts';
import type { ClassEvidence, ClassLens } from './class-lens.ts';

/** Counts hits per class: by the same decision that gives each hit its class, so the two agree. */
export function classFacets(hits: Iterable<ClassEvidence>, lens: ClassLens): ClassFacet[] {
  const facets = new Map<string, { id: string; name: string; seen: boolean; count: number }>();
  for (const vectors of hits) {
    const found = lens.classOf(vectors);
    if (!found) continue;
    const { id, name, seen } = found;
    const facet = facets.get(id) ?? { id, name, seen, count: 0 };
    facet.count += 1;
    facets.set(id, facet);
  }
  return [...facets.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
