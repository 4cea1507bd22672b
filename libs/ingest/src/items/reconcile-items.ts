import { messageOf, type ItemKey } from '@unseen/domain';
import { rebuildItem } from './change-item.ts';
import { finishDelete } from './delete-item.ts';
import type { ItemPipeline } from './item-pipeline.ts';

/** Items one pass looks at; the rest waits for the next. */
const PASS = 500;

/** What a pass of the reconciler did. */
export interface ReconcileReport {
  /** Items made searchable. */
  readonly indexed: number;
  /** Items taken away. */
  readonly deleted: number;
  /** Items it could not settle, and why. */
  readonly failed: readonly { readonly key: ItemKey; readonly reason: string }[];
}

/** Settles items that stayed `pending` or `deleting`; see `ItemIngestor.reconcile`. */
export async function reconcileItems(pipeline: ItemPipeline, olderThan: Date): Promise<ReconcileReport> {
  const { ledger } = pipeline;
  let indexed = 0;
  let deleted = 0;
  const failed: { key: ItemKey; reason: string }[] = [];
  for (const { tenant, collection, id } of await ledger.items.listPending(olderThan, PASS)) {
    const key = { tenant, collection, id };
    try {
      await pipeline.exclusively([key], async () => {
        // Read again now that it is ours: whoever was at work may have settled it.
        const record = await ledger.items.get(key);
        if (record?.state === 'deleting') {
          await finishDelete(pipeline, record);
          deleted += 1;
        } else if (record?.state === 'pending') {
          await rebuildItem(pipeline, record);
          indexed += 1;
        }
      });
    } catch (error) {
      failed.push({ key, reason: messageOf(error) });
    }
  }
  return { indexed, deleted, failed };
}
