import { seededNormals } from '@unseen/domain/random';
import { expect, it } from 'vitest';
import { CodeColumn } from './code-column.ts';
import { learnProjection } from './projection.ts';

/** Vectors that vary much in few directions and a little in the others, around a mean. */
function vectorsOf(dimensions: number, count: number): Float32Array {
  const normal = seededNormals(7);
  const spread = Float32Array.from({ length: dimensions }, (_, d) => 1 / (1 + d / 16));
  return Float32Array.from({ length: count * dimensions }, (_, i) => {
    const d = i % dimensions;
    return (d === 0 ? 2 : 0) + spread[d]! * normal();
  });
}

it.each([8, 100, 160, 512])(
  'estimates products of %i dimensions within the error it tells',
  async (dimensions) => {
    const count = 300;
    const all = vectorsOf(dimensions, count + 1);
    const vector = (i: number) => all.subarray(i * dimensions, (i + 1) * dimensions);
    const codes = new CodeColumn(await learnProjection(all.subarray(0, count * dimensions), dimensions));
    for (let i = 0; i < count; i++) codes.set(i, vector(i));
    codes.clear(3);
    const query = codes.prepare(vector(count));
    const estimates = new Float32Array(count + 5);
    codes.estimate(query, estimates);
    expect(estimates[3]).toBe(-Infinity);
    expect([...estimates.subarray(count)]).toEqual(Array(5).fill(-Infinity));
    const deviations: number[] = [];
    for (let i = 0; i < count; i++) {
      if (i === 3) continue;
      const exact = vector(i).reduce((sum, value, d) => sum + value * vector(count)[d]!, 0);
      expect(codes.error(query, i)).toBeLessThanOrEqual(codes.widestError(query));
      deviations.push((estimates[i]! - exact) / codes.error(query, i));
    }
    const mean = deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
    const square = deviations.reduce((sum, value) => sum + value ** 2, 0) / deviations.length;
    expect(Math.abs(mean)).toBeLessThan(1);
    expect(square).toBeLessThan(4);
    codes.release();
  },
);
