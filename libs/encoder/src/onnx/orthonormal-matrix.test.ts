import { describe, expect, it } from 'vitest';
import { orthonormalMatrix } from './orthonormal-matrix.ts';

describe('orthonormalMatrix', () => {
  const [rows, columns] = [300, 256];
  const matrix = orthonormalMatrix(rows, columns, 5);
  const column = (at: number) => Array.from({ length: rows }, (_, row) => matrix[row * columns + at]!);
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

  it('has columns of length 1 that stand at right angles', () => {
    for (const at of [0, 1, 100, 255]) {
      expect(dot(column(at), column(at))).toBeCloseTo(1, 5);
      expect(dot(column(at), column((at + 7) % columns))).toBeCloseTo(0, 5);
    }
  });

  it('is the same every time, and another for another seed', () => {
    expect(orthonormalMatrix(8, 4, 1)).toEqual(orthonormalMatrix(8, 4, 1));
    expect(orthonormalMatrix(8, 4, 1)).not.toEqual(orthonormalMatrix(8, 4, 2));
  });
});
