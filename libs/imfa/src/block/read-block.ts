import { HEADER_BYTES, BLOCK_KIND, readHeader } from './layout.ts';

/** A block taken apart; nothing is dequantized yet. */
export interface Block {
  /** Grid as [rows, columns]; [1, count] for tokens. */
  readonly grid: readonly [number, number];
  readonly count: number;
  readonly dim: number;
  /** One per row. */
  readonly scales: Float32Array;
  /** count x dim; a view of the block's own bytes. */
  readonly values: Int8Array;
  /** One per row; only a token block has them. */
  readonly weights?: Float32Array;
}

/**
 * Takes a block apart after checking its header and length.
 * @throws AppError `internal` when the block is malformed
 */
export function readBlock(block: Uint8Array): Block {
  const { grid, kind, count, dim } = readHeader(block);
  const valuesBytes = count * dim;
  return {
    grid,
    count,
    dim,
    scales: readFloats(block, HEADER_BYTES, count),
    values: new Int8Array(block.buffer, block.byteOffset + block.byteLength - valuesBytes, valuesBytes),
    ...(kind === BLOCK_KIND.tokens && { weights: readFloats(block, HEADER_BYTES + 4 * count, count) }),
  };
}

/** A DataView, because a block cut from a larger buffer need not start at a multiple of four. */
function readFloats(block: Uint8Array, offset: number, count: number): Float32Array {
  const view = new DataView(block.buffer, block.byteOffset + offset, 4 * count);
  const floats = new Float32Array(count);
  for (let i = 0; i < count; i++) floats[i] = view.getFloat32(4 * i, true);
  return floats;
}
