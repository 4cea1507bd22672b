import type { Blob } from '@unseen/contracts';

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
