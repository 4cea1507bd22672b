import { describe, expect, it } from 'vitest';
import { averagingMatrix, regionEdge } from './region-pooling.ts';

describe('averagingMatrix', () => {
  it('leaves a grid that is small enough as it is', () => {
    const identity = Float32Array.from({ length: 16 * 16 }, (_, at) => (at % 17 === 0 ? 1 : 0));
    expect(averagingMatrix(4, regionEdge(4))).toEqual(identity);
  });

  it('averages 14 x 14 patches in blocks of 2 x 2', () => {
    const matrix = averagingMatrix(14, regionEdge(14));
    const second = [...matrix.subarray(196, 392).entries()].filter(([, weight]) => weight > 0);
    expect(second).toEqual([
      [2, 0.25],
      [3, 0.25],
      [16, 0.25],
      [17, 0.25],
    ]);
  });

  it('counts every patch of a grid that does not divide evenly, and weighs each region 1', () => {
    const matrix = averagingMatrix(16, 7);
    for (let region = 0; region < 49; region++) {
      const weights = matrix.subarray(region * 256, (region + 1) * 256);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
    }
    for (let patch = 0; patch < 256; patch++) {
      expect(
        Array.from({ length: 49 }, (_, region) => matrix[region * 256 + patch]!).some((w) => w > 0),
      ).toBe(true);
    }
  });
});
