import { seededNormals } from '@unseen/domain/random';
import { innerProduct } from '@unseen/imfa';
import { expect, it } from 'vitest';
import { nearestAmong } from './nearest.ts';

/** Different directions, the same in every run. */
function directions(count: number, dimensions: number): Float32Array[] {
  const normal = seededNormals(count);
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: dimensions }, normal);
    const length = Math.sqrt(innerProduct(vector, vector));
    return vector.map((value) => value / length);
  });
}

it('finds the nearest in order, whatever the number of rows and dimensions', () => {
  for (const [size, dimensions] of [
    [150, 12],
    [3, 7],
    [130, 256],
  ] as const) {
    const rows = directions(size, dimensions);
    const among = directions(40, dimensions);
    const { count, indexes, likenesses } = nearestAmong(rows, among, 5);
    expect(count).toBe(5);
    for (const [at, row] of rows.entries()) {
      const sorted = among
        .map((other, index) => ({ index, likeness: innerProduct(row, other) }))
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, 5);
      expect([...indexes.subarray(at * 5, at * 5 + 5)]).toEqual(sorted.map(({ index }) => index));
      for (const [n, { likeness }] of sorted.entries())
        expect(likenesses[at * 5 + n]).toBeCloseTo(likeness, 4);
    }
  }
});

it('finds as many as there are', () => {
  const among = directions(2, 4);
  expect(nearestAmong(among, among, 5)).toMatchObject({ count: 2, indexes: new Int32Array([0, 1, 1, 0]) });
  expect(nearestAmong([], [], 5).indexes).toHaveLength(0);
});
