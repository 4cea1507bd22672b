import { sql, type RawBuilder } from 'kysely';

/** Whether an item has no vectors under a pack: a condition on `items`. */
export function lacking(pack: string): RawBuilder<boolean> {
  return sql<boolean>`(items.pack <> ${pack} and items.second_pack is distinct from ${pack})`;
}
