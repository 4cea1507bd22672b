import type { ImageType } from './image-type.ts';

const TEXTS = new Set(['tEXt', 'zTXt', 'iTXt']);

/**
 * A PNG without its texts (PNG, 11.3.3): nobody reads them here, and the decoder would unpack all of them, which of a file below a
 * megabyte can be a gigabyte.
 */
export function withoutTexts(bytes: Uint8Array, type: ImageType): Uint8Array {
  if (type !== 'image/png') return bytes;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Buffer[] = [];
  let from = 0;
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at);
    if (TEXTS.has(file.toString('latin1', at + 4, at + 8))) {
      kept.push(file.subarray(from, at));
      from = Math.min(end, file.length);
    }
    at = end;
  }
  return from === 0 ? bytes : Buffer.concat([...kept, file.subarray(from)]);
}
