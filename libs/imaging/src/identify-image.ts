import type { ImageType } from './image-type.ts';
import type { DecodeLimits } from './limits.ts';
import { decoding, openImage, tooLarge } from './open-image.ts';

/** What a picture's header says. */
export interface ImageInfo {
  /** MIME type, by content. */
  readonly type: ImageType;
  /** Pixels, as seen upright. */
  readonly width: number;
  readonly height: number;
}

/** {@link ImageInfo} and what decides how a thumbnail is made. */
export interface ImageHeader extends ImageInfo {
  readonly hasAlpha: boolean;
  readonly animated: boolean;
  /** Carries EXIF, which may hold an orientation and a place. */
  readonly hasExif: boolean;
}

/**
 * Type and size of a picture, from its header: pixels are not decoded, so damage further in is not found.
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`
 */
export async function identifyImage(bytes: Uint8Array, limits: DecodeLimits): Promise<ImageInfo> {
  const { type, width, height } = await readHeader(bytes, limits);
  return { type, width, height };
}

/** As {@link identifyImage}, with more of the header. */
export async function readHeader(bytes: Uint8Array, limits: DecodeLimits): Promise<ImageHeader> {
  const { type, pipeline } = openImage(bytes, limits);
  return decoding(limits, async () => {
    const { autoOrient, hasAlpha, pages = 1, exif } = await pipeline.metadata();
    const { width, height } = autoOrient;
    if (width * height > limits.maxPixels) throw tooLarge(limits);
    return { type, width, height, hasAlpha, animated: pages > 1, hasExif: exif !== undefined };
  });
}
