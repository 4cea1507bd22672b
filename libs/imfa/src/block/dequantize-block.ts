import { readBlock, type Block } from './read-block.ts';

/**
 * The rows of a block as floats: count x dim, each int8 value times the scale of its row.
 * @throws AppError `internal` when the block is malformed
 */
export function dequantizeBlock(block: Uint8Array): Float32Array {
  return dequantizeRows(readBlock(block));
}

/** The rows of a block already read: count x dim floats. */
export function dequantizeRows({ count, dim, scales, values }: Block): Float32Array {
  const rows = new Float32Array(count * dim);
  for (let row = 0; row < count; row++) {
    const scale = scales[row]!;
    for (let i = row * dim; i < (row + 1) * dim; i++) rows[i] = values[i]! * scale;
  }
  return rows;
}
