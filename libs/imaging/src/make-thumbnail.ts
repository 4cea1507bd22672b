import { identifyImage, type ImageInfo } from './identify-image.ts';
import type { ImageType } from './image-type.ts';
import type { DecodeLimits } from './limits.ts';
import { holdsOnlyPixels } from './only-pixels.ts';
import { decodeWith } from './open-image.ts';

/** An encoded picture. */
export interface EncodedImage {
  readonly bytes: Uint8Array;
  /** MIME type. */
  readonly type: ImageType;
}

/** Longest edge of a thumbnail in pixels, unless told otherwise. */
const EDGE = 384;
/** A picture up to this factor over the edge and up to this many bytes is its own thumbnail: making one gains nothing. */
const REUSE = { factor: 1.5, bytes: 128 * 1024 };

/**
 * Whether a picture can be shown as it is where a thumbnail is wanted: small, still, of a kind every browser shows, and holding nothing but
 * pixels (so it says nothing of where and by whom it was taken).
 */
export function isOwnThumbnail(bytes: Uint8Array, { type, width, height }: ImageInfo, edge = EDGE): boolean {
  const small = Math.max(width, height) <= edge * REUSE.factor && bytes.byteLength <= REUSE.bytes;
  return small && holdsOnlyPixels(bytes, type);
}

/**
 * A picture small enough for a list of results: JPEG, or WebP where there is transparency, without any metadata. Never enlarges. A picture
 * that is its own thumbnail comes back as it is (the same bytes).
 * @param edge - longest edge in pixels
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`, `image_timeout`
 */
export async function makeThumbnail(
  bytes: Uint8Array,
  limits: DecodeLimits,
  edge = EDGE,
): Promise<EncodedImage> {
  const info = await identifyImage(bytes, limits);
  if (isOwnThumbnail(bytes, info, edge)) return { bytes, type: info.type };
  return decodeWith(bytes, limits, async (pipeline) => {
    const { hasAlpha } = await pipeline.metadata();
    const resized = pipeline
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true, kernel: 'cubic' })
      .toColorspace('srgb');
    const encoded = hasAlpha ? resized.webp({ quality: 80, effort: 2 }) : resized.jpeg({ quality: 80 });
    return { bytes: await encoded.toBuffer(), type: hasAlpha ? 'image/webp' : 'image/jpeg' };
  });
}
