import { dot, mean, unit } from '../prototype/vectors.ts';

/** A group of vectors that lie together. */
export interface Cluster {
  /** Positions of its members, the most central first. */
  readonly members: readonly number[];
  /** Mean inner product of its members with their center: 1 when they coincide. */
  readonly tightness: number;
}

const ROUNDS = 12;

/**
 * Spherical k-means (Dhillon and Modha, Machine Learning 2001), started from vectors far from one another, so that the same vectors
 * always give the same clusters.
 * @param vectors - D floats each, L2-normalized
 * @param count - clusters wanted; fewer come back where some stay empty
 */
export function cluster(vectors: readonly Float32Array[], count: number): Cluster[] {
  if (vectors.length === 0) return [];
  let centers = farApart(vectors, Math.min(count, vectors.length));
  let nearest: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const next = vectors.map((vector) => argmax(centers.map((center) => dot(vector, center))));
    if (next.every((at, i) => at === nearest[i])) break;
    nearest = next;
    centers = centers.map((center, at) => {
      const own = vectors.filter((_, i) => nearest[i] === at);
      return own.length === 0 ? center : unit(mean(own));
    });
  }
  return centers
    .map((center, at) => {
      const members = vectors
        .map((vector, i) => ({ i, nearness: dot(vector, center) }))
        .filter(({ i }) => nearest[i] === at)
        .sort((a, b) => b.nearness - a.nearness);
      const sum = members.reduce((total, { nearness }) => total + nearness, 0);
      return { members: members.map(({ i }) => i), tightness: sum / Math.max(members.length, 1) };
    })
    .filter(({ members }) => members.length > 0);
}

/** The first vector, then always the one least near to those taken. */
function farApart(vectors: readonly Float32Array[], count: number): Float32Array[] {
  const taken = [vectors[0]!];
  const nearness = vectors.map((vector) => dot(vector, taken[0]!));
  while (taken.length < count) {
    const next = vectors[argmax(nearness.map((value) => -value))]!;
    taken.push(next);
    for (const [i, vector] of vectors.entries()) nearness[i] = Math.max(nearness[i]!, dot(vector, next));
  }
  return taken;
}

function argmax(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
