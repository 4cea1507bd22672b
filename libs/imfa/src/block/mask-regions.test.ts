import { expect, test } from 'vitest';
import { dequantizeBlock } from './dequantize-block.ts';
import { maskRegions } from './mask-regions.ts';
import { quantizeBlock } from './quantize-block.ts';

const BLOCK = quantizeBlock(Float32Array.of(1, 0, 0, 1, -1, 0, 0.5, 0.5), 4, 2, [2, 2]);

test('hidden regions become the mean of the others, which stay as they are', () => {
  const rows = dequantizeBlock(maskRegions(BLOCK, [0, 3]));
  const original = dequantizeBlock(BLOCK);
  expect([...rows.subarray(2, 6)]).toEqual([...original.subarray(2, 6)]);
  for (const row of [0, 3]) {
    expect(rows[row * 2]).toBeCloseTo(-0.5, 2);
    expect(rows[row * 2 + 1]).toBeCloseTo(0.5, 2);
  }
});

test('hiding nothing changes nothing, hiding all is refused', () => {
  expect(maskRegions(BLOCK, [])).toEqual(BLOCK);
  expect(() => maskRegions(BLOCK, [0, 1, 2, 3])).toThrowError(/Every region/);
});
