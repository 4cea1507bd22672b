import { createHash } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The version of an item's content: SHA-256 over the picture's own hash and the captions in order. Metadata is left
 * out on purpose: the vectors do not depend on it, so new metadata is an update of the same content.
 *
 * @param imageHash - {@link sha256} of the picture, or null
 */
export function contentHash(imageHash: string | null, captions: readonly string[]): string {
  return sha256(JSON.stringify([imageHash, captions]));
}

/** The id of an item that came without one: the first 128 bits of its content hash. */
export function derivedId(hash: string): string {
  return hash.slice(0, 32);
}
