import type { Blob } from '@unseen/domain';
import type { FileHandle } from 'node:fs/promises';

/** Bytes after those of the picture, at most. */
const LONGEST_TAIL = 256;

/**
 * A stored file is its bytes followed by its MIME type and one byte with the type's length. At the end, because
 * most picture viewers ignore what follows a picture: the folder stays readable without Unseen.
 */
export function frame(bytes: Uint8Array, type: string): Uint8Array[] {
  const name = Buffer.from(type, 'latin1').subarray(0, 255);
  return [bytes, name, Uint8Array.of(name.length)];
}

/** Takes a framed file apart. */
export function unframe(framed: Buffer): Blob {
  const length = framed.at(-1) ?? 0;
  const end = framed.length - 1 - length;
  return { bytes: framed.subarray(0, end), type: framed.toString('latin1', end, framed.length - 1) };
}

/** Type and length of a framed file, read from its end. */
export async function readTail(file: FileHandle): Promise<{ type: string; size: number }> {
  const { size: whole } = await file.stat();
  const start = Math.max(0, whole - LONGEST_TAIL);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(whole - start), 0, whole - start, start);
  const { bytes, type } = unframe(buffer.subarray(0, bytesRead));
  return { type, size: start + bytes.byteLength };
}
