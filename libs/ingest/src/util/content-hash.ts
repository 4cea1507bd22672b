import { createHash } from 'node:crypto';
import type { Json } from '@unseen/domain';

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

/**
 * The id of an item that came without one while {@link derivedId} belongs to an item with the same content and other
 * metadata: two products with one picture are two items.
 *
 * @param metadata - its fields in any order
 */
export function derivedIdWith(hash: string, metadata: Json): string {
  return derivedId(sha256(JSON.stringify([hash, sorted(metadata)])));
}

/** JSON with the fields of its objects in one order. */
function sorted(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sorted(value)]),
  );
}
