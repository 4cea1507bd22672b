import { sql, type RawBuilder } from 'kysely';
import type { ItemKey } from '@unseen/domain';

/** An item's key, with the version it is meant for. */
export interface ItemVersion extends ItemKey {
  /** Only the item with this content counts; absent: whatever content it has. */
  readonly contentHash?: string;
}

/** The keys as rows: `wanted (tenant, collection, id, content_hash, position)`. */
export function keyRows(keys: readonly ItemVersion[]): RawBuilder<unknown> {
  return sql`unnest(
    ${keys.map((key) => key.tenant)}::text[],
    ${keys.map((key) => key.collection)}::text[],
    ${keys.map((key) => key.id)}::text[],
    ${keys.map((key) => key.contentHash ?? null)}::text[]
  ) with ordinality as wanted (tenant, collection, id, content_hash, position)`;
}
