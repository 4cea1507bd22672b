import { AppError } from '@unseen/domain';

/**
 * Layout of a block, little endian, no padding:
 *
 *     u8 version = 1 | u8 rows | u8 cols | u8 kind | u16 dim | u16 count = rows x cols
 *     count x f32 scale
 *     count x f32 weight      (kind 1 only)
 *     count x dim int8
 *
 * Row i is its int8 values times its scale. Kind 0 holds the regions of a picture, kind 1 the tokens of a caption
 * (rows = 1) with their weights.
 */
export const BLOCK_VERSION = 1;
export const HEADER_BYTES = 8;

/** What the rows of a block are. */
export const BLOCK_KIND = { regions: 0, tokens: 1 } as const;

/** Largest region block a store keeps, in bytes: 49 regions of 256 dimensions fit. */
export const MAX_REGION_BLOCK_BYTES = 13 * 1024;

/** The fixed facts of a block. */
export interface BlockHeader {
  /** Grid as [rows, columns]. */
  readonly grid: readonly [number, number];
  readonly kind: number;
  readonly count: number;
  readonly dim: number;
}

/** Bytes a block of this shape takes. */
export function blockBytes(count: number, dim: number, kind: number): number {
  const floats = kind === BLOCK_KIND.tokens ? 2 * count : count;
  return HEADER_BYTES + 4 * floats + count * dim;
}

/** Bytes the region block of a pack takes; a pack is usable when this is at most {@link MAX_REGION_BLOCK_BYTES}. */
export function regionBlockBytes(grid: readonly [number, number], dim: number): number {
  return blockBytes(grid[0] * grid[1], dim, BLOCK_KIND.regions);
}

/** Writes a header at the start of a block. @throws AppError `pack_invalid` when a number does not fit its field */
export function writeHeader(view: DataView, header: BlockHeader): void {
  const [rows, cols] = header.grid;
  const fits = isCount(rows, 0xff) && isCount(cols, 0xff) && isCount(header.dim, 0xffff);
  if (!fits || rows * cols !== header.count) {
    throw new AppError(
      'pack_invalid',
      `A ${rows} x ${cols} grid of ${header.count} rows of ${header.dim} dimensions does not fit a block.`,
    );
  }
  view.setUint8(0, BLOCK_VERSION);
  view.setUint8(1, rows);
  view.setUint8(2, cols);
  view.setUint8(3, header.kind);
  view.setUint16(4, header.dim, true);
  view.setUint16(6, header.count, true);
}

/** Reads and checks the header of a block. @throws AppError `internal` when the block is malformed */
export function readHeader(block: Uint8Array): BlockHeader {
  if (block.byteLength < HEADER_BYTES) throw malformed(`it has ${block.byteLength} bytes`);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const version = view.getUint8(0);
  if (version !== BLOCK_VERSION) throw malformed(`its version is ${version}`);
  const grid = [view.getUint8(1), view.getUint8(2)] as const;
  const kind = view.getUint8(3);
  const dim = view.getUint16(4, true);
  const count = view.getUint16(6, true);
  if (kind !== BLOCK_KIND.regions && kind !== BLOCK_KIND.tokens) throw malformed(`its kind is ${kind}`);
  if (count === 0 || dim === 0) throw malformed('it is empty');
  if (grid[0] * grid[1] !== count) throw malformed(`${grid[0]} x ${grid[1]} is not ${count}`);
  const expected = blockBytes(count, dim, kind);
  if (block.byteLength !== expected) {
    throw malformed(`it has ${block.byteLength} bytes where ${expected} were expected`);
  }
  return { grid, kind, count, dim };
}

function malformed(why: string): AppError {
  return new AppError('internal', `A stored block is malformed: ${why}.`);
}

function isCount(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}
