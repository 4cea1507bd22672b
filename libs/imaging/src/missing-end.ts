import sharp from 'sharp';
import type { ImageType } from './image-type.ts';
import { endOfScan } from './jpeg-scan.ts';

/** Share of the rows that must be there: what a viewer shows of a file that lost its end, with nothing to tell it by but a gray edge. */
const ROWS_NEEDED = 0.92;
/** Rows that a JPEG is written in at once: of a small picture the last of them are many. */
const BLOCK_ROWS = 16;
const END_MARKER = Buffer.from([0xff, 0xd9]);

/**
 * Whether a JPEG or PNG that cannot be decoded to its end lacks no more than viewers hardly show: an end marker, the last rows, or the
 * last refinements of a progressive JPEG.
 *
 * @param bytes - a picture whose decoding failed
 */
export async function onlyEndIsMissing(bytes: Uint8Array, type: ImageType): Promise<boolean> {
  if (type !== 'image/jpeg' && type !== 'image/png') return false;
  try {
    const { width, height, isProgressive } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (type === 'image/png') return await hasRows(bytes, width, Math.floor(height * ROWS_NEEDED), 'error');
    if (isProgressive) return hasEveryScan(bytes);
    // With the marker, what is missing before it is a warning of the decoder's, and only where it is decoded.
    const marked = Buffer.concat([bytes, END_MARKER]);
    if (await hasRows(marked, width, height, 'warning')) return true;
    const last = (Math.ceil(height / BLOCK_ROWS) - 1) * BLOCK_ROWS;
    return await hasRows(marked, width, Math.min(last, Math.floor(height * ROWS_NEEDED)), 'warning');
  } catch {
    return false;
  }
}

/** Whether the first rows of a picture can be decoded; they are one after another, so that these alone are read. */
async function hasRows(
  bytes: Uint8Array,
  width: number,
  rows: number,
  failOn: 'error' | 'warning',
): Promise<boolean> {
  if (rows === 0) return false;
  try {
    await sharp(bytes, { failOn, sequentialRead: true, limitInputPixels: false })
      .extract({ left: 0, top: 0, width, height: rows })
      // As many rows as there are: shrunk to fewer, the last ones might not be read.
      .resize({ width: 8, height: rows, fit: 'fill', fastShrinkOnLoad: false })
      .raw()
      .toBuffer();
    return true;
  } catch {
    return false;
  }
}

/** Whether every coefficient of every color was begun in a scan that is whole: what follows only makes it finer. */
function hasEveryScan(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** By color: the highest coefficient of a first pass so far. */
  const reached = new Map<number, number>();
  let colors = 0;
  let pending: { colors: number[]; to: number } | undefined;
  for (let at = 2; at + 4 <= file.length;) {
    if (file[at] !== 0xff) return false;
    const marker = file[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // A scan counts once something follows it.
    for (const color of pending?.colors ?? [])
      reached.set(color, Math.max(reached.get(color) ?? -1, pending!.to));
    pending = undefined;
    if (marker === 0xd9) break;
    const length = file.readUInt16BE(at + 2);
    if (at + 2 + length > file.length) break;
    if (marker === 0xc2) colors = file[at + 9]!;
    if (marker === 0xda) {
      const count = file[at + 4]!;
      const ids = Array.from({ length: count }, (_, index) => file[at + 5 + index * 2]!);
      const high = file[at + 5 + count * 2 + 2]! >> 4;
      if (high === 0) pending = { colors: ids, to: file[at + 5 + count * 2 + 1]! };
      at = endOfScan(file, at + 2 + length);
      continue;
    }
    at += 2 + length;
  }
  return colors > 0 && reached.size >= colors && [...reached.values()].every((to) => to === 63);
}

/** Whether a file plainly ends before its picture does, by its own marks. */
export function endsEarly(bytes: Uint8Array, type: ImageType): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tail = file.subarray(-64 * 1024);
  switch (type) {
    case 'image/jpeg':
      return !tail.includes(Buffer.from([0xff, 0xd9]));
    case 'image/png':
      return !tail.includes('IEND');
    case 'image/gif':
      return !tail.subarray(-16).includes(0x3b);
    case 'image/webp':
      return file.length >= 8 && file.readUInt32LE(4) + 8 > file.length + 1;
    case 'image/avif':
    case 'image/heic':
      return boxesLeadOut(file);
    default:
      return false;
  }
}

/** Whether the boxes of an ISO base media file (ISO/IEC 14496-12, 4.2) lead beyond its end. */
function boxesLeadOut(file: Buffer): boolean {
  for (let at = 0; at < file.length;) {
    if (at + 16 > file.length) return at + 8 > file.length;
    const short = file.readUInt32BE(at);
    const size = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short;
    if (size === 0) return false;
    if (size < 8 || at + size > file.length) return size >= 8;
    at += size;
  }
  return false;
}
