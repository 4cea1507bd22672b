import { HEADER_BYTES, BLOCK_KIND, readHeader } from './layout.ts';

/** A block taken apart; nothing is dequantized yet. */
export interface Block {
  /** Grid as [rows, columns]; [1, count] for tokens. */
  readonly grid: readonly [number, number];
  readonly count: number;
  readonly dim: number;
  /** One per row; a view of the block's own bytes where they lie so that it can be. */
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

/** On every machine this runs on, floats lie in memory as they do in a block. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A block cut from a larger buffer need not start at a multiple of four: then its floats are read one by one. */
function readFloats(block: Uint8Array, offset: number, count: number): Float32Array {
  const at = block.byteOffset + offset;
  if (LITTLE_ENDIAN && at % 4 === 0) return new Float32Array(block.buffer, at, count);
  const view = new DataView(block.buffer, block.byteOffset + offset, 4 * count);
  const floats = new Float32Array(count);
  for (let i = 0; i < count; i++) floats[i] = view.getFloat32(4 * i, true);
  return floats;
}
