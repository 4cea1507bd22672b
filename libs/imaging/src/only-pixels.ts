import type { ImageType } from './image-type.ts';
import { endOfScan } from './jpeg-scan.ts';

/** PNG chunks that hold pixels and their colors, and no word. */
const PNG_CHUNKS = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
]);
/** WebP chunks that hold pixels; `VP8X` announces others, which then must be absent. */
const WEBP_CHUNKS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH']);

/**
 * Whether a JPEG, PNG or WebP file holds nothing but one still picture: no EXIF, XMP, IPTC, comment, maker note or color profile, and nothing
 * behind its end. What is not understood counts as something. So such a file can be shown to anyone as it is.
 */
export function holdsOnlyPixels(bytes: Uint8Array, type: ImageType): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'image/jpeg') return jpegHolds(file);
  if (type === 'image/png') return pngHolds(file);
  return type === 'image/webp' && webpHolds(file);
}

function jpegHolds(file: Buffer): boolean {
  for (let at = 2; at + 4 <= file.length;) {
    if (file[at] !== 0xff) return false;
    const marker = file[at + 1]!;
    const length = file.readUInt16BE(at + 2);
    const end = at + 2 + length;
    // JFIF without a thumbnail, and Adobe's note on the color transform, are of a fixed length.
    const known =
      (marker === 0xe0 && length === 16) || (marker === 0xee && length === 14) || isCodingSegment(marker);
    if (!known || end > file.length) return false;
    at = end;
    if (marker !== 0xda) continue;
    at = endOfScan(file, end);
    if (file[at] === 0xff && file[at + 1] === 0xd9) return at + 2 === file.length;
  }
  return false;
}

/** Frames, scans, tables and restart intervals (ITU-T T.81, table B.1). */
function isCodingSegment(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf) || marker === 0xda || marker === 0xdb || marker === 0xdd;
}

function pngHolds(file: Buffer): boolean {
  for (let at = 8; at + 12 <= file.length;) {
    const type = file.toString('latin1', at + 4, at + 8);
    if (!PNG_CHUNKS.has(type)) return false;
    at += 12 + file.readUInt32BE(at);
    if (type === 'IEND') return at === file.length;
  }
  return false;
}

function webpHolds(file: Buffer): boolean {
  let pictures = 0;
  for (let at = 12; at < file.length;) {
    if (at + 8 > file.length) return false;
    const type = file.toString('latin1', at, at + 4);
    if (!WEBP_CHUNKS.has(type)) return false;
    if (type.startsWith('VP8') && type !== 'VP8X') pictures += 1;
    const size = file.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
    if (at > file.length) return false;
  }
  return pictures === 1;
}
