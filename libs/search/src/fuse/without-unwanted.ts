import type { ReadPoint } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import { isVectorList, listParts, type ListKey } from '../recall/list-key.ts';
import type { ListEntry } from './ranked-list.ts';
import { isVetoed, lowerUnwanted } from './unwanted.ts';

/** Scores of one unwanted text, by point id. */
export type UnwantedScores = ReadonlyMap<string, number>;

/**
 * The points that no unwanted text vetoes, of those that bring no lines of their own. Only a query with a text vetoes: a picture's similarity with pictures and a text's
 * cannot be compared, so there the unwanted only lowers.
 * @param keys - lists of the search; the vectors they compare with count
 */
export function withoutVetoed(
  query: EmbeddedQuery,
  keys: readonly ListKey[],
  points: readonly ReadPoint[],
): ReadPoint[] {
  const text = query.vectors.text;
  const modalities = keys
    .filter(isVectorList)
    .map(listParts)
    .filter((parts) => parts.query === 'text');
  const unwanted = query.unwanted.filter(({ encoding }) => encoding.lines === undefined);
  if (!text || unwanted.length === 0) return [...points];
  return points.filter((point) => {
    const vectors = modalities.flatMap(({ modality }) => point.vectors[modality] ?? []);
    const wanted = vectors.map((vector) => innerProduct(text, vector));
    return !unwanted.some(({ encoding }) =>
      isVetoed(
        wanted,
        vectors.map((vector) => innerProduct(encoding.global, vector)),
      ),
    );
  });
}

/**
 * The entries of a list, lowered by their nearness to the query's unwanted texts; unchanged when it has none, or where these bring lines
 * of their own and veto by them (see `vetoOf`).
 * @param scored - attention scores of the unwanted texts where the list itself has them, so both sides are on one scale;
 *   otherwise inner products are used
 */
export function lowerEntries(
  key: ListKey,
  entries: readonly ListEntry[],
  query: EmbeddedQuery,
  points: ReadonlyMap<string, ReadPoint>,
  scored: readonly UnwantedScores[] = [],
): ListEntry[] {
  const lowering = query.unwanted.filter(({ encoding }) => encoding.lines === undefined);
  // Words are there or not: nearness to something unwanted takes nothing off them.
  if (lowering.length === 0 || !isVectorList(key)) return [...entries];
  const { query: part, modality } = listParts(key);
  const unwanted = entries.map(({ id }) => {
    if (scored.length > 0) return Math.max(...scored.map((scores) => scores.get(id) ?? 0));
    const vector = points.get(id)!.vectors[modality]!;
    return Math.max(...lowering.map(({ encoding }) => innerProduct(encoding.global, vector)));
  });
  const lowered = lowerUnwanted(
    entries.map((entry) => entry.score),
    unwanted,
    part === 'text',
  );
  return entries.map(({ id }, index) => ({ id, score: lowered[index]! }));
}
