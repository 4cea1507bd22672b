import { AppError } from '@unseen/domain';
import { HEADER_BYTES } from './layout.ts';
import { quantizeRows } from './quantize-rows.ts';
import { readBlock } from './read-block.ts';

/**
 * The block with some regions hidden: each is replaced by the mean of those left, which says nothing of its own.
 * @param regions - positions in the grid, fewer than there are regions
 * @throws AppError `internal` when the block is malformed or no region is left
 */
export function maskRegions(bytes: Uint8Array, regions: readonly number[]): Uint8Array {
  const { count, dim, scales, values } = readBlock(bytes);
  const hidden = new Set(regions);
  if (hidden.size >= count) throw new AppError('internal', 'Every region is to be hidden.');
  if (hidden.size === 0) return bytes;
  const mean = new Float32Array(dim);
  for (let row = 0; row < count; row++) {
    if (hidden.has(row)) continue;
    const share = scales[row]! / (count - hidden.size);
    for (let i = 0; i < dim; i++) mean[i]! += values[row * dim + i]! * share;
  }
  // Only the hidden rows are written anew: an explanation masks the pictures of a page many times.
  const masked = bytes.slice();
  const scale = new Float32Array(1);
  const row = new Int8Array(dim);
  quantizeRows(mean, 1, dim, scale, row);
  const view = new DataView(masked.buffer);
  for (const at of hidden) {
    view.setFloat32(HEADER_BYTES + 4 * at, scale[0]!, true);
    masked.set(new Uint8Array(row.buffer), masked.byteLength - (count - at) * dim);
  }
  return masked;
}
