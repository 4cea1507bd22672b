import type { CatalogueClass } from '@unseen/domain';

/** What parentage needs of a class. */
export type Child = Pick<CatalogueClass, 'id' | 'parent'>;

/** The ids above a class, nearest first; ends before it would repeat. */
export function ancestors(id: string, classes: ReadonlyMap<string, Child>): string[] {
  const above: string[] = [];
  const met = new Set([id]);
  for (
    let parent = classes.get(id)?.parent;
    parent !== undefined && !met.has(parent);
    parent = classes.get(parent)?.parent
  ) {
    met.add(parent);
    above.push(parent);
  }
  return above;
}

/** A class that is its own ancestor, or undefined when there is none. */
export function findCycle(classes: ReadonlyMap<string, Child>): string | undefined {
  const clear = new Set<string>();
  for (const start of classes.keys()) {
    const path = new Set<string>();
    for (
      let id: string | undefined = start;
      id !== undefined && !clear.has(id);
      id = classes.get(id)?.parent
    ) {
      if (path.has(id)) return id;
      path.add(id);
    }
    for (const id of path) clear.add(id);
  }
  return undefined;
}

/** The given classes and everything below them. */
export function withDescendants(ids: Iterable<string>, classes: ReadonlyMap<string, Child>): Set<string> {
  const wanted = new Set(ids);
  return new Set(
    [...classes.keys()].filter(
      (id) => wanted.has(id) || ancestors(id, classes).some((above) => wanted.has(above)),
    ),
  );
}
