import type { ClassFacet } from '../search-response.ts';
import type { ClassLens } from './class-lens.ts';

/** Mutable while it is counted. */
type Count = { -readonly [key in keyof ClassFacet]: ClassFacet[key] };

/**
 * Counts items per class, kinds included, by the same decision that gives each hit its class and keeps the hits of a class asked for: a
 * search restricted to a class finds as many as its facet says.
 * @param members - the class of each item, as the lens says
 * @param exact - whether these are all items that belong to the answer
 * @param most - hits that a search restricted to a class can have
 */
export function classFacets(
  members: Iterable<string | undefined>,
  lens: ClassLens,
  exact: boolean,
  most = Infinity,
): ClassFacet[] {
  const facets = new Map<string, Count>();
  for (const member of members) {
    if (member === undefined) continue;
    for (const { id, name, seen, parent } of lens.lineage(member)) {
      const facet = facets.get(id) ?? { id, name, seen, ...(parent && { parent }), count: 0, exact };
      facet.count += 1;
      facets.set(id, facet);
    }
  }
  return [...facets.values()]
    .map((facet) => (facet.count > most ? { ...facet, count: most, exact: false } : facet))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
