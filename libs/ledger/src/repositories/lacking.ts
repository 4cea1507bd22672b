import { sql, type RawBuilder } from 'kysely';

/** Whether the last switch has not listed an item as failed: a condition on `items`. */
export const notListed: RawBuilder<boolean> = sql<boolean>`not exists (
  select from model_switch_failures as failed where failed.tenant = items.tenant
    and failed.collection = items.collection and failed.item_id = items.id)`;

/** Whether an item has no vectors under a pack: a condition on `items`. */
export function lacking(pack: string): RawBuilder<boolean> {
  return sql<boolean>`(items.pack <> ${pack} and items.second_pack is distinct from ${pack})`;
}
