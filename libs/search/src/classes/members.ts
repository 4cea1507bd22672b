import {
  MODALITIES,
  type Filter,
  type ReadPoint,
  type VectorSpaceKey,
  type VectorStore,
} from '@unseen/domain';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import { jointVector } from '../embed/joint-vector.ts';
import { interleave } from '../fuse/fuse.ts';
import { rankedList } from '../fuse/ranked-list.ts';
import type { ClassLens, MemberDirection } from './class-lens.ts';

/**
 * Points that may belong to classes a search is restricted to or names: the nearest to each class, and the nearest to class and query
 * together, the filter inside each search. The query's own lists know nothing of classes, so a rare class would hardly be in them.
 * @param directions - where members lie
 * @returns ids, at most `limit`
 */
export async function findMembers(
  store: VectorStore,
  space: VectorSpaceKey,
  query: EmbeddedQuery,
  directions: readonly MemberDirection[],
  limit: number,
  filter: Filter | undefined,
): Promise<string[]> {
  const wish = wishOf(query);
  const lists = await store.search(
    space,
    directions.flatMap(({ modality, vector }) =>
      [vector, ...(wish ? [jointVector(vector, wish)] : [])].map((direction) => ({
        modality,
        vector: direction,
        limit,
        ...(filter && { filter }),
      })),
    ),
  );
  return interleave(
    lists.map((entries) => rankedList('members', 1, entries)),
    limit,
  ).filter((id) => id !== query.itself);
}

/** What members nearest to the query are near to. */
export function wishOf({ vectors }: EmbeddedQuery): Float32Array | undefined {
  return vectors.image ?? vectors.text;
}

/** The points whose class the search is restricted to; all of them when it is not. */
export async function onlyMembers(
  points: readonly ReadPoint[],
  lens: ClassLens | undefined,
): Promise<readonly ReadPoint[]> {
  return lens?.only ? lens.only.among(points, ({ vectors }) => vectors) : points;
}

/** Modalities to read so that lists and class decisions have what they need. */
export function sidesWith(lens: ClassLens | undefined, sides: Iterable<(typeof MODALITIES)[number]>) {
  return [...new Set([...sides, ...(lens ? (['image', 'caption'] as const) : [])])];
}
