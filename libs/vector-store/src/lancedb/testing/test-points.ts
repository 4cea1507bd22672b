import { pointId, type VectorPoint, type VectorSpaceKey } from '@unseen/domain';
import { normalized, randomFrom, unitVector } from '@unseen/testing';

/** Repeatable points with a picture vector, spread evenly. */
export function testPoints(space: VectorSpaceKey, count: number, dimensions: number): VectorPoint[] {
  return pointsOf(
    space,
    Array.from({ length: count }, (_, i) => unitVector(dimensions, i)),
  );
}

/** Points with these picture vectors. */
export function pointsOf(space: VectorSpaceKey, vectors: readonly Float32Array[]): VectorPoint[] {
  return vectors.map((image, i) => ({
    id: pointId(space, `item${i}`),
    itemId: `item${i}`,
    vectors: { image },
    regions: new Uint8Array(64).fill(i % 256),
    payload: { captions: [], metadata: { i }, hasImage: true, contentHash: '' },
  }));
}

/** Repeatable unit vectors around `clusters` fixed centers, as encoders of pictures tend to put out. */
export function clusteredVectors(
  count: number,
  dimensions: number,
  clusters: number,
  seed: string,
): Float32Array[] {
  const next = randomFrom(seed);
  const centers = Array.from({ length: clusters }, (_, i) => unitVector(dimensions, `center ${i}`));
  return Array.from({ length: count }, (_, i) => {
    const center = centers[Math.floor(next() * clusters)]!;
    const noise = unitVector(dimensions, `${seed} ${i}`);
    return normalized(center.map((value, k) => value + 0.9 * noise[k]!));
  });
}
