import { expect, it } from 'vitest';
import { decodeRecord, encodeRecord } from './record.ts';

const vector = Float32Array.of(0.25, -1, 3e-8);
const block = Uint8Array.of(9, 8, 7);

it.each([
  ['both', { vector, block }],
  ['a vector', { vector }],
  ['a block', { block }],
  ['a vector inside a larger buffer', { vector: Float32Array.of(5, ...vector).subarray(1), block }],
])('a record gives back %s, wherever its bytes lie', (_, record) => {
  const bytes = encodeRecord(record)!;
  const shifted = Uint8Array.of(0, 0, 0, ...bytes).subarray(3);
  expect(decodeRecord(shifted, 3)).toEqual(record);
});

it('there is no record of nothing', () => {
  expect(encodeRecord({})).toBeUndefined();
});
