import { AppError } from '@unseen/domain';
import {
  BLOCK_KIND,
  HEADER_BYTES,
  MAX_REGION_BLOCK_BYTES,
  blockBytes,
  regionBlockBytes,
  writeHeader,
} from './layout.ts';
import { quantizeRows } from './quantize-rows.ts';

/**
 * The region block of a picture, as the vector store keeps it.
 * @param rows - count x dim floats, row-major grid, top-left first
 * @param count - R = grid rows x grid columns
 * @returns 8 + count * (4 + dim) bytes
 * @throws AppError `pack_invalid` when the shape does not fit a block, `encoder_failed` when a value is not finite
 */
export function quantizeBlock(
  rows: Float32Array,
  count: number,
  dim: number,
  grid: readonly [number, number],
): Uint8Array {
  if (regionBlockBytes(grid, dim) > MAX_REGION_BLOCK_BYTES) {
    throw new AppError(
      'pack_invalid',
      `Regions of ${grid[0]} x ${grid[1]} x ${dim} take more than ${MAX_REGION_BLOCK_BYTES} bytes.`,
    );
  }
  return buildBlock(rows, count, dim, grid);
}

/**
 * Builds a block; with weights it is a token block, without a region block.
 * @throws AppError as {@link quantizeBlock}
 */
export function buildBlock(
  rows: Float32Array,
  count: number,
  dim: number,
  grid: readonly [number, number],
  weights?: Float32Array,
): Uint8Array {
  if (rows.length !== count * dim) {
    throw new AppError('encoder_failed', `${rows.length} values are not ${count} rows of ${dim}.`);
  }
  const kind = weights ? BLOCK_KIND.tokens : BLOCK_KIND.regions;
  const block = new Uint8Array(blockBytes(count, dim, kind));
  const view = new DataView(block.buffer);
  writeHeader(view, { grid, kind, count, dim });
  const scales = new Float32Array(count);
  quantizeRows(rows, count, dim, scales, new Int8Array(block.buffer, block.byteLength - count * dim));
  [...scales, ...(weights ?? [])].forEach((value, i) => view.setFloat32(HEADER_BYTES + 4 * i, value, true));
  return block;
}
