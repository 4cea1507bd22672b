/** The MIME types of pictures that are accepted. */
export const IMAGE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
] as const;

/** One of {@link IMAGE_TYPES}. */
export type ImageType = (typeof IMAGE_TYPES)[number];

/** Formats by the bytes they begin with; `.` stands for any byte. */
const SIGNATURES: readonly (readonly [ImageType, RegExp])[] = [
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['image/tiff', /^(II[*+]\0|MM\0[*+])/],
  // ISO base media file whose major or compatible brands include AVIF (still or sequence).
  ['image/avif', /^[^]{4}ftyp(?:[^]{4})*?avi[fs]/],
];

/** Long enough for the brand list of an AVIF file. */
const HEAD = 64;

/**
 * Tells a picture's type by its content, whatever its name says. Only types that are accepted are known, so nothing else
 * (SVG, PDF, camera raw) ever reaches a decoder.
 */
export function sniffImageType(bytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD)).toString(
    'latin1',
  );
  return SIGNATURES.find(([, signature]) => signature.test(head))?.[0];
}
