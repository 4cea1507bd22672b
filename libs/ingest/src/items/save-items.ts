import type { ItemKey } from '@unseen/domain';
import type { BuiltItem } from './build-item.ts';
import type { ItemPipeline } from './item-pipeline.ts';

/**
 * Writes items of one collection so that a crash at any point can be healed: `pending` rows, then vectors, then
 * `indexed`. Their pictures are stored already: a row is only written once all that is needed to make its vectors
 * again is durable. The caller has the items to itself.
 *
 * @param written - does what belongs to the rows, before the items can be found
 * @throws AppError `ledger_unavailable`, `vector_store_unavailable`
 */
export async function saveItems(
  pipeline: ItemPipeline,
  items: readonly BuiltItem[],
  written?: () => Promise<void>,
): Promise<void> {
  const [first] = items;
  if (first === undefined) return;
  const { ledger } = pipeline;
  await ledger.items.put(items.map(({ row }) => ({ ...row, state: 'pending' as const })));
  await written?.();
  await pipeline.upsert(
    first.row,
    items.map(({ point }) => point),
  );
  await ledger.items.markIndexed(
    items.map(({ row }): ItemKey & { contentHash: string } => ({
      tenant: row.tenant,
      collection: row.collection,
      id: row.id,
      contentHash: row.contentHash,
    })),
  );
}
