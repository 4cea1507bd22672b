import { AppError } from '@unseen/domain';
import { dequantizeRows } from './dequantize-block.ts';
import { quantizeBlock } from './quantize-block.ts';
import { readBlock } from './read-block.ts';

/**
 * The block with some regions hidden: each is replaced by the mean of those left, which says nothing of its own.
 * @param regions - positions in the grid, fewer than there are regions
 * @throws AppError `internal` when the block is malformed or no region is left
 */
export function maskRegions(bytes: Uint8Array, regions: readonly number[]): Uint8Array {
  const block = readBlock(bytes);
  const { count, dim, grid } = block;
  const rows = dequantizeRows(block);
  const hidden = new Set(regions);
  if (hidden.size >= count) throw new AppError('internal', 'Every region is to be hidden.');
  const mean = new Float32Array(dim);
  for (let row = 0; row < count; row++) {
    if (hidden.has(row)) continue;
    for (let i = 0; i < dim; i++) mean[i]! += rows[row * dim + i]! / (count - hidden.size);
  }
  for (const row of hidden) rows.set(mean, row * dim);
  return quantizeBlock(rows, count, dim, grid);
}
