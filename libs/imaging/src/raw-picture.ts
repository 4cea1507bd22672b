import type { Sharp } from 'sharp';

/** Pixels that are decoded already: 8 bits a channel, upright, shrunk to what models, thumbnails and pages need. */
export interface RawPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** Longest edge of pixels that are kept between the steps that need them. */
export const RAW_EDGE = 1_600;

/** Runs a pipeline of three or four channels to its end. */
export async function toRawPicture(pipeline: Sharp): Promise<RawPicture> {
  const { data, info } = await pipeline
    .resize({ width: RAW_EDGE, height: RAW_EDGE, fit: 'inside', withoutEnlargement: true })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, channels: info.channels as 3 | 4 };
}
