import type { DecodeLimits } from './limits.ts';
import { readSize, type PictureSize } from './open-image.ts';

/** What a picture's header says: MIME type by content, and pixels as seen upright. */
export type ImageInfo = PictureSize;

/**
 * Type and size of a picture, from its header: pixels are not decoded, so damage further in is not found.
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`
 */
export async function identifyImage(bytes: Uint8Array, limits: DecodeLimits): Promise<ImageInfo> {
  return readSize(bytes, limits);
}
