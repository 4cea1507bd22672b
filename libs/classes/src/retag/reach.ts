import { EVIDENCE, type Evidence } from '../score/background.ts';
import { type ScoredClass } from '../score/class-index.ts';
import { dot } from '../prototype/vectors.ts';
import type { LiveCatalogue } from '../live/live-catalogue.ts';
import type { VectorSpaceKey, VectorStore } from '@unseen/domain';

/** Neighbors asked for at first; doubled until the farthest is out of reach. */
const FIRST = 256;
/** Neighbors looked at per side of the items, at most. */
const MOST = 100_000;

/**
 * The items a class can reach: those near enough to its prototype, on either side, that it may be assigned to them. An item that
 * stands out for the class on average does so on one side at least, so no other item needs to be looked at.
 * @param live - says where a class begins
 * @returns item ids, each once
 * @throws AppError `vector_store_unavailable`
 */
export async function reachOf(
  store: VectorStore,
  space: VectorSpaceKey,
  scored: ScoredClass,
  { calibration }: Pick<LiveCatalogue, 'calibration'>,
): Promise<string[]> {
  const found = new Set<string>();
  for (const modality of EVIDENCE) {
    const { vector, least } = directionOf(scored, modality, calibration.leastDeviation);
    if (vector === undefined) continue;
    for (let limit = FIRST; ; limit *= 2) {
      const request = { modality, vector, limit };
      const neighbors = (await store.search(space, [request]))[0] ?? [];
      const near = neighbors.filter(({ score }) => score >= least);
      if (near.length < limit || limit >= MOST) {
        for (const { itemId } of near) found.add(itemId);
        break;
      }
    }
  }
  return [...found];
}

/** Where the members of a class lie on one side, and the inner product from which on an item may be one. */
function directionOf(
  { line, leastMatch, prototype, offset, spread }: ScoredClass,
  side: Evidence,
  leastDeviation: number,
): { readonly vector?: Float32Array; readonly least: number } {
  if (line === undefined || leastMatch === undefined) {
    return { vector: prototype[side], least: offset[side] + leastDeviation * spread[side] };
  }
  const { direction, bias } = line[side];
  const length = Math.sqrt(dot(direction, direction));
  // Words that mean nothing reach nothing.
  if (length < 1e-6) return { least: Infinity };
  // Both sides together may reach what each misses by a factor of two.
  const odds = Math.log(leastMatch / (1 - leastMatch)) - Math.LN2;
  return { vector: direction.map((value) => value / length), least: (odds - bias) / length };
}
