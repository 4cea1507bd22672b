/** Vectors a search of an indexed column compares with at least, where the space has so many. */
const LEAST_COMPARED = 25_000;

/** Share of the partitions a search visits at least. */
const LEAST_SHARE = 0.1;

/** Segments after which an index is built anew: each adds its own look-up to every search. */
const MOST_SEGMENTS = 24;

/** Partitions of an inverted-file index over this many vectors: about the root, as is usual. */
export function partitionsFor(vectors: number): number {
  return Math.max(1, Math.round(Math.sqrt(vectors)));
}

/**
 * Partitions a search visits. Up to 25,000 vectors all of them, which is exact; beyond, a share that falls to a tenth.
 * Visiting many is cheap, because the index keeps its vectors together and in memory.
 */
export function probesFor(vectors: number, partitions: number): number {
  const share = Math.max(LEAST_SHARE, LEAST_COMPARED / Math.max(1, vectors));
  return Math.min(partitions, Math.max(1, Math.ceil(partitions * share)));
}

/** Whether an index no longer fits what it covers. */
export function isOutgrown(index: { partitions: number; segments: number }, vectors: number): boolean {
  return index.segments > MOST_SEGMENTS || partitionsFor(vectors) >= 1.5 * index.partitions;
}
