import type { WeighedOrder } from '../classes/weigh-named.ts';
import type { Fused } from '../fuse/ranked-list.ts';

/**
 * A re-scored order, followed by the candidates that were not re-scored: in the order they had, lowered together where they would
 * stand above it.
 * @param before - all candidates as they were fused
 */
export function withRest<K extends string>(
  rescored: WeighedOrder<K>,
  before: readonly Fused<K>[],
): WeighedOrder<K> {
  const done = new Set(rescored.order.map(({ id }) => id));
  const rest = before.filter(({ id }) => !done.has(id));
  const [first] = rest;
  if (first === undefined) return rescored;
  const lowering = Math.max(0, first.score - (rescored.order.at(-1)?.score ?? Infinity));
  return { ...rescored, order: [...rescored.order, ...rest.map((hit) => lowered(hit, lowering))] };
}

/** A candidate with a lower score, to which what its lists contribute still adds up. */
function lowered<K extends string>({ id, score, standings }: Fused<K>, by: number): Fused<K> {
  return {
    id,
    score: score - by,
    standings: new Map(
      [...standings].map(([key, each]) => [
        key,
        { ...each, contribution: each.contribution - by / standings.size },
      ]),
    ),
  };
}
