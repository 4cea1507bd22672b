import type { DecodeLimits } from './limits.ts';
import { decoding, openImage } from './open-image.ts';

/** The square a model takes. */
export interface DecodeSpec {
  /** Edge in pixels. */
  readonly size: number;
  /** `fill` squeezes the whole picture into the square, `cover` cuts a centered square out of it. */
  readonly fit: 'fill' | 'cover';
  readonly kernel: 'nearest' | 'linear' | 'cubic' | 'lanczos3';
}

/**
 * Decodes a picture for a model: upright, first frame, alpha on white, any color space and depth to 8-bit sRGB.
 * Large JPEG and WebP files are decoded at a fraction of their size (shrink-on-load).
 * @returns size x size x 3 interleaved RGB bytes in a buffer of their own, so they can be moved to another thread
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`, `image_timeout`
 */
export async function decodeImage(
  bytes: Uint8Array,
  spec: DecodeSpec,
  limits: DecodeLimits,
): Promise<Uint8Array> {
  const { pipeline } = openImage(bytes, limits);
  const { size, fit, kernel } = spec;
  const rgb = await decoding(limits, () =>
    pipeline
      .flatten({ background: '#ffffff' })
      .resize({ width: size, height: size, fit, kernel })
      .toColorspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer(),
  );
  // Memory that libvips allocated cannot be transferred between threads; a copy can.
  return new Uint8Array(rgb);
}
