import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A color as red, green and blue from 0 to 255. */
export type Color = readonly [number, number, number];

/**
 * A PNG of one color (Portable Network Graphics, third edition).
 *
 * @param tag - makes pictures that look alike differ in their bytes
 */
export function png(color: Color, width = 8, height = 8, tag = ''): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits per channel, RGB.
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(color))]);
  const pixels = Buffer.concat(Array.from({ length: height }, () => row));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(tag === '' ? [] : [chunk('tEXt', Buffer.from(`Comment\0${tag}`, 'latin1'))]),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG of one color that says in its EXIF block what it shows (Exif 3.0, `ImageDescription`). */
export function describedPng(color: Color, description: string): Buffer {
  const text = Buffer.from(`${description}\0`);
  const exif = Buffer.alloc(26);
  // Byte order, where the directory is, one entry: 0x010e, a text, behind the directory.
  exif.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x0e, 0x01, 2, 0]);
  exif.writeUInt32LE(text.length, 14);
  exif.writeUInt32LE(exif.length, 18);
  const image = png(color);
  const headed = SIGNATURE.length + 25;
  const block = chunk('eXIf', Buffer.concat([exif, text]));
  return Buffer.concat([image.subarray(0, headed), block, image.subarray(headed)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)]);
}
