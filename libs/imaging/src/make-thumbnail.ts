import { readHeader, type ImageHeader } from './identify-image.ts';
import type { ImageType } from './image-type.ts';
import type { DecodeLimits } from './limits.ts';
import { decoding, openImage } from './open-image.ts';

/** An encoded picture. */
export interface EncodedImage {
  readonly bytes: Uint8Array;
  /** MIME type. */
  readonly type: ImageType;
}

/** Types every browser shows. */
const WEB_TYPES: readonly ImageType[] = ['image/jpeg', 'image/png', 'image/webp'];

/** A picture up to this factor over the edge and up to this many bytes is its own thumbnail: making one gains nothing. */
const REUSE = { factor: 1.5, bytes: 128 * 1024 };

/**
 * A picture small enough for a list of results: JPEG, or WebP where there is transparency. Never enlarges. A picture that
 * is already small, still and free of EXIF comes back as it is (the same bytes).
 * @param edge - longest edge in pixels
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`, `image_timeout`
 */
export async function makeThumbnail(
  bytes: Uint8Array,
  limits: DecodeLimits,
  edge = 384,
): Promise<EncodedImage> {
  const header = await readHeader(bytes, limits);
  if (isSmall(header, bytes.byteLength, edge)) return { bytes, type: header.type };
  const { pipeline } = openImage(bytes, limits);
  const resized = pipeline
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true, kernel: 'cubic' })
    .toColorspace('srgb');
  const encoded = header.hasAlpha ? resized.webp({ quality: 80, effort: 2 }) : resized.jpeg({ quality: 80 });
  return {
    bytes: await decoding(limits, () => encoded.toBuffer()),
    type: header.hasAlpha ? 'image/webp' : 'image/jpeg',
  };
}

function isSmall(header: ImageHeader, byteLength: number, edge: number): boolean {
  const { type, width, height, animated, hasExif } = header;
  const still = WEB_TYPES.includes(type) && !animated && !hasExif;
  return still && Math.max(width, height) <= edge * REUSE.factor && byteLength <= REUSE.bytes;
}
