import sharp from 'sharp';
import type { DecodeLimits } from './limits.ts';
import { RAW_EDGE, type RawPicture } from './raw-picture.ts';

/** Greatest value of 12-bit samples, as cameras and microscopes put them into 16-bit files. */
const TWELVE_BITS = 4_095;

/**
 * Brings a TIFF to 8 bits by the range its values really have, where its form alone misleads: floating point numbers (0 to 1, or any
 * range) are taken for linear light otherwise, and 12-bit samples in 16-bit words come out nearly black.
 *
 * @returns undefined for a TIFF that needs none of this
 */
export async function evenTones(bytes: Uint8Array, limits: DecodeLimits): Promise<RawPicture | undefined> {
  const open = () => sharp(bytes, { limitInputPixels: limits.maxPixels, sequentialRead: true });
  const { depth } = await open().metadata();
  if (depth === 'float' || depth === 'double') return scaled(bytes, limits, 'scrgb');
  if (depth !== 'ushort') return undefined;
  const { channels } = await open().stats();
  const greatest = Math.max(...channels.slice(0, 3).map(({ max }) => max));
  return greatest > 255 && greatest <= TWELVE_BITS ? scaled(bytes, limits, 'rgb16') : undefined;
}

async function scaled(
  bytes: Uint8Array,
  limits: DecodeLimits,
  space: 'scrgb' | 'rgb16',
): Promise<RawPicture> {
  const { data, info } = await sharp(bytes, { limitInputPixels: limits.maxPixels, sequentialRead: true })
    .autoOrient()
    .pipelineColorspace(space)
    .removeAlpha()
    .resize({ width: RAW_EDGE, height: RAW_EDGE, fit: 'inside', withoutEnlargement: true, kernel: 'linear' })
    .toColorspace(space)
    .raw({ depth: 'float' })
    .toBuffer({ resolveWithObject: true });
  const values = new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const top = space === 'rgb16' ? TWELVE_BITS : rangeOf(values);
  // Clamped and rounded by the array itself.
  const pixels = Uint8ClampedArray.from(values, (value) => (value / top) * 255);
  return {
    pixels: new Uint8Array(pixels.buffer),
    width: info.width,
    height: info.height,
    channels: info.channels as 3 | 4,
  };
}

/** The value that stands for white: 1 and 255 by custom (with room for what overshoots), else the greatest there is. */
function rangeOf(values: Float32Array): number {
  const greatest = values.reduce((most, value) => (value > most ? value : most), 0);
  if (greatest <= 1.5) return 1;
  return greatest > 2 && greatest <= 255 ? 255 : greatest;
}
