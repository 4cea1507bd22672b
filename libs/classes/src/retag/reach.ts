import { EVIDENCE, type Evidence } from '../score/background.ts';
import { type ScoredClass } from '../score/class-index.ts';
import { dot } from '../prototype/vectors.ts';
import type { LiveCatalogue } from '../live/live-catalogue.ts';
import type { VectorSpaceKey, VectorStore } from '@unseen/domain';

/** Neighbors asked for at first; doubled until the farthest is out of reach. */
const FIRST = 256;
/** Neighbors asked for at most; where more are in reach, every item of the collection is compared. */
const MOST = 100_000;
/** Items compared in one go. */
const AT_ONCE = 1_000;

/**
 * The items a class can reach: those near enough to its prototype, on either side, that it may be assigned to them. An item that
 * stands out for the class on average does so on one side at least, so no other item needs to be looked at.
 * @param live - says where a class begins
 * @param most - neighbors that are asked for at most
 * @returns item ids, each once
 * @throws AppError `vector_store_unavailable`
 */
export async function reachOf(
  store: VectorStore,
  space: VectorSpaceKey,
  scored: ScoredClass,
  { calibration }: Pick<LiveCatalogue, 'calibration'>,
  most = MOST,
): Promise<string[]> {
  const directions = EVIDENCE.map((modality) => ({
    modality,
    ...directionOf(scored, modality, calibration.leastDeviation),
  })).filter((direction): direction is Direction => direction.vector !== undefined);
  const found = new Set<string>();
  for (const { modality, vector, least } of directions) {
    for (let limit = FIRST; ; limit *= 2) {
      if (limit > most) return compareAll(store, space, directions);
      const neighbors = (await store.search(space, [{ modality, vector, limit }]))[0] ?? [];
      const near = neighbors.filter(({ score }) => score >= least);
      for (const { id } of near) found.add(id);
      if (near.length < limit) break;
    }
  }
  return itemIdsOf(store, space, [...found]);
}

/** A side of the items, and the inner product from which on the class reaches one. */
interface Direction {
  readonly modality: Evidence;
  /** D floats, L2-normalized. */
  readonly vector: Float32Array;
  readonly least: number;
}

/** The items of points that were found. */
async function itemIdsOf(
  store: VectorStore,
  space: VectorSpaceKey,
  ids: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    for (const { itemId } of await store.read(space, ids.slice(start, start + AT_ONCE), {}))
      found.push(itemId);
  }
  return found;
}

/** The items within reach by comparing each, a page at a time: no neighbor list is too long for it. */
async function compareAll(
  store: VectorStore,
  space: VectorSpaceKey,
  directions: readonly Direction[],
): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | undefined; ;) {
    const ids = (await store.page(space, AT_ONCE, after)).map(({ id }) => id);
    if (ids.length === 0) return found;
    after = ids.at(-1);
    for (const { itemId, vectors } of await store.read(space, ids, { vectors: EVIDENCE })) {
      const isNear = directions.some(({ modality, vector, least }) => {
        const side = vectors[modality];
        return side !== undefined && dot(side, vector) >= least;
      });
      if (isNear) found.push(itemId);
    }
  }
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
