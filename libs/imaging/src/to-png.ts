import type { DecodeLimits } from './limits.ts';
import { decodeWith } from './open-image.ts';

/**
 * A picture as PNG, for those who read nothing else. Never enlarges.
 * @param edge - longest edge in pixels
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`, `image_timeout`
 */
export async function toPng(bytes: Uint8Array, limits: DecodeLimits, edge: number): Promise<Uint8Array> {
  return decodeWith(bytes, limits, (pipeline) =>
    pipeline
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .toColorspace('srgb')
      .png()
      .toBuffer(),
  );
}
