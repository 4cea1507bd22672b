import { AppError } from '@unseen/domain';
import sharp from 'sharp';
import { colorLevels } from './color-levels.ts';
import type { DecodeLimits } from './limits.ts';
import { decodeWith } from './open-image.ts';

/** Attention over a picture: row-major weights of a grid that covers the whole picture. */
export interface HeatGrid {
  readonly rows: number;
  readonly cols: number;
  readonly weights: Float32Array;
  /** How hot the hottest spot is, 0 to 1. Default 1. */
  readonly strength?: number;
}

/**
 * Draws attention over a picture: the grid, brought from 0 to its strength by its least and greatest weight, smoothed with cubic
 * interpolation, colored and laid over the upright picture. A grid of equal weights leaves the picture as it is.
 * @param edge - longest edge of the result in pixels
 * @returns PNG bytes
 * @throws AppError as `decodeImage`; `internal` for a grid whose weights do not fit or are not finite
 */
export async function renderAttention(
  bytes: Uint8Array,
  grid: HeatGrid,
  limits: DecodeLimits,
  edge = 768,
): Promise<Uint8Array> {
  const levels = gridLevels(grid);
  return decodeWith(bytes, limits, async (pipeline) => {
    const picture = await pipeline
      .flatten({ background: '#ffffff' })
      .resize({ width: edge, height: edge, fit: 'inside' })
      .toColorspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height } = picture.info;
    const smooth = await sharp(levels, { raw: { width: grid.cols, height: grid.rows, channels: 1 } })
      .resize({ width, height, fit: 'fill', kernel: 'cubic' })
      .toColorspace('b-w')
      .raw()
      .toBuffer();
    return sharp(picture.data, { raw: { width, height, channels: 3 } })
      .composite([{ input: colorLevels(smooth), raw: { width, height, channels: 4 } }])
      .removeAlpha()
      .png({ compressionLevel: 6 })
      .toBuffer();
  });
}

/** Weights as 0..255, the least 0 and the greatest as much of 255 as the grid is strong. */
function gridLevels({ rows, cols, weights, strength = 1 }: HeatGrid): Uint8Array {
  if (weights.length !== rows * cols || !weights.every(Number.isFinite)) {
    throw new AppError('internal', `An attention grid of ${rows} x ${cols} does not fit its weights`);
  }
  const least = Math.min(...weights);
  const range = Math.max(...weights) - least;
  return Uint8Array.from(weights, (weight) =>
    range > 0 ? Math.round((255 * strength * (weight - least)) / range) : 0,
  );
}
