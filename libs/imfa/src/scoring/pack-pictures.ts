import { AppError, type EncodingSpaces, type ScoreRequest } from '@unseen/domain';
import { readBlock } from '../block/read-block.ts';

/** A picture to score: its global vector (D floats) and its region block. */
export interface PictureCandidate {
  readonly imageGlobal: Float32Array;
  readonly regions: Uint8Array;
}

/** The picture half of a {@link ScoreRequest}. */
export type PackedPictures = Pick<ScoreRequest, 'pictures' | 'imageGlobal' | 'regions' | 'regionScale'>;

/**
 * Copies pictures into the flat arrays of a score request. Vectors of different packs never mix in one call, so every
 * candidate must have the layout of `spaces`.
 * @throws AppError `internal` when a candidate's vector or block has another layout, or its block is malformed
 */
export function packPictures(pictures: readonly PictureCandidate[], spaces: EncodingSpaces): PackedPictures {
  const [rows, cols] = spaces.grid;
  const count = rows * cols;
  const imageGlobal = new Float32Array(pictures.length * spaces.global);
  const regions = new Int8Array(pictures.length * count * spaces.region);
  const regionScale = new Float32Array(pictures.length * count);
  pictures.forEach((picture, i) => {
    const block = readBlock(picture.regions);
    if (block.weights || block.grid[0] !== rows || block.grid[1] !== cols || block.dim !== spaces.region) {
      const found = `${block.grid[0]} x ${block.grid[1]} x ${block.dim}`;
      throw mismatch(`a block of ${found}`, `regions of ${rows} x ${cols} x ${spaces.region}`);
    }
    if (picture.imageGlobal.length !== spaces.global) {
      throw mismatch(`a vector of ${picture.imageGlobal.length}`, `one of ${spaces.global}`);
    }
    imageGlobal.set(picture.imageGlobal, i * spaces.global);
    regions.set(block.values, i * block.values.length);
    regionScale.set(block.scales, i * count);
  });
  return { pictures: pictures.length, imageGlobal, regions, regionScale };
}

function mismatch(found: string, wanted: string): AppError {
  return new AppError('internal', `A candidate has ${found} where the pack has ${wanted}.`);
}
