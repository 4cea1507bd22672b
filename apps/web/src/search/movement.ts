/**
 * How many places each hit rose (above zero) or fell (below zero) between two orders of the same search. Hits that one
 * of them does not have, and hits that stayed, are not in it.
 */
export function movement(
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): ReadonlyMap<string, number> {
  const places = new Map(before.map(({ id }, index) => [id, index]));
  return new Map(
    after.flatMap(({ id }, index) => {
      const place = places.get(id);
      return place === undefined || place === index ? [] : [[id, place - index] as const];
    }),
  );
}
