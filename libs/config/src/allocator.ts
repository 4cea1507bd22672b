import { availableParallelism } from 'node:os';

/**
 * Settings of memory that a process must be started with.
 *
 * The embedded vector store is put in order 1,024 rows at a time: with its own 8,192, of 30 KB each, two batches of 250 MB were in memory meanwhile.
 *
 * Those of glibc's allocator are ignored on other systems. Pictures, region blocks
 * and files being merged are large and short-lived. By default glibc keeps them in up to eight heaps per core, which
 * only grow: 20,000 pictures left 1.7 GB resident. With two heaps, and memory of 64 KiB and more taken from and given
 * back to the system, they left 1.0 GB, 9 % more than 5,000 had left.
 *
 * V8 lets its young generation grow to 128 MB while modules are loaded, and gives back little of it; with three times 16 MB a process at rest
 * is 80 MB smaller, and no slower. Its four helpers collect garbage side by side and wait for one another in loops: on two cores eight callers
 * with re-scoring cost 29 ms of processor time a search with them, and 21 with one.
 */
export const ALLOCATOR: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '131072',
  LANCE_DEFAULT_BATCH_SIZE: '1024',
  NODE_OPTIONS: `--max-semi-space-size=16 --v8-pool-size=${Math.min(4, Math.max(1, availableParallelism() - 1))}`,
};

/** The environment for a process that runs the platform: this one's, with the allocator settings it does not set itself. */
export function serverEnvironment(): Record<string, string | undefined> {
  return { ...ALLOCATOR, ...process.env };
}
