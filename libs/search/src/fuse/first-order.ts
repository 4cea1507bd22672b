import type { ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/domain';
import type { ClassLens } from '../classes/class-lens.ts';
import { onlyMembers, sidesWith } from '../classes/members.ts';
import { weighNamed } from '../classes/weigh-named.ts';
import { hasUnwanted, type EmbeddedQuery } from '../embed/embedded-query.ts';
import { listScores } from '../recall/exact-list.ts';
import { sidesOf, type ListKey } from '../recall/list-key.ts';
import type { Contributions } from './contributions.ts';
import { fuse, interleave } from './fuse.ts';
import { rankedList, type Fused, type RankedList } from './ranked-list.ts';
import { isVetoedBy, readForVeto, type Veto } from './veto.ts';
import { lowerEntries, withoutVetoed } from './without-unwanted.ts';

/** The fused order, before any re-scoring. */
export interface FirstOrder {
  /** The window: at most as many candidates as asked for, best first. */
  readonly window: readonly Fused<ListKey>[];
  /** How much the classes that the query names counted in it. */
  readonly namedWeight?: number;
  readonly vetoed: number;
  /** Candidates whose vectors were read; empty when one list says it all. */
  readonly points: ReadonlyMap<string, ReadPoint>;
}

/**
 * Fuses the recalled lists. With several lists, with unwanted texts, or where classes are asked for or named, the vectors of the candidates are read, the vetoed
 * ones dropped, and every list made anew from exact scores: so each candidate is judged by every vector it has, and one that
 * lacks a picture or a caption does not lose for it.
 * @param sizes - of the window, and of what is looked at for it
 * @param veto - what takes candidates away
 * @param classes - the classes to keep or to look at, and points that may belong to them next to those recalled
 */
export async function firstOrder(
  store: VectorStore,
  space: VectorSpaceKey,
  query: EmbeddedQuery,
  recalled: readonly RankedList<ListKey>[],
  contributions: Contributions,
  sizes: { readonly window: number; readonly lookAt: number },
  classes: { readonly lens?: ClassLens; readonly members: readonly string[] } = { members: [] },
  veto?: Veto,
): Promise<FirstOrder> {
  const { lens } = classes;
  const byClass = lens?.only !== undefined || lens?.evidence !== undefined;
  if (recalled.length <= 1 && !hasUnwanted(query) && !byClass) {
    return {
      window: fuse(recalled, contributions).slice(0, sizes.window),
      vetoed: 0,
      points: new Map(),
    };
  }
  const keys = recalled.map((list) => list.key);
  const ids = new Set([...interleave(recalled, sizes.lookAt), ...classes.members]);
  const sides = sidesOf(keys);
  const found = await store.read(space, [...ids], {
    vectors: sidesWith(byClass ? lens : undefined, veto ? [...sides, 'image', 'caption'] : sides),
    ...readForVeto(veto),
  });
  const read = await onlyMembers(found, lens);
  const wanted = withoutVetoed(query, keys, veto ? read.filter((point) => !isVetoedBy(veto, point)) : read);
  const points = new Map(wanted.map((point): [string, ReadPoint] => [point.id, point]));
  const lists = recalled.map((list) =>
    rankedList(
      list.key,
      list.weight,
      lowerEntries(list.key, listScores(list, query.vectors, wanted), query, points),
    ),
  );
  const { order, namedWeight } = weighNamed(fuse(lists, contributions), lens, query, points, contributions);
  return {
    window: order.slice(0, sizes.window),
    namedWeight,
    vetoed: read.length - wanted.length,
    points,
  };
}
