import { createHash } from 'node:crypto';
import type { VectorSpaceKey } from './item.ts';

/**
 * The vector-store id of an item: a UUID made from a SHA-256 of tenant, collection, pack and item id (RFC 9562, version 8).
 * Deterministic, so writing an item again writes the same point: replays after a crash never duplicate.
 */
export function pointId(space: VectorSpaceKey, itemId: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([space.tenant, space.collection, space.pack, itemId]))
    .digest();
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
