import { messageOf, type ItemKey } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { finishDelete } from './delete-item.ts';
import { embedItem } from './embed-item.ts';
import { makeContent } from './item-content.ts';
import type { ItemPipeline } from './item-pipeline.ts';
import { saveItems } from './save-items.ts';

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
          await finishDelete(pipeline, [record]);
          deleted += 1;
        } else if (record?.state === 'pending') {
          await rebuildItem(pipeline, key, record);
          indexed += 1;
        }
      });
    } catch (error) {
      failed.push({ key, reason: messageOf(error) });
    }
  }
  return { indexed, deleted, failed };
}

/** Makes the vectors of an item anew from what is stored of it, under the pack in use, and settles it. */
async function rebuildItem(pipeline: ItemPipeline, key: ItemKey, record: ItemRecord): Promise<void> {
  const { imageKey, imageStamp, createdAt, captions, metadata, jobId } = record;
  const content = makeContent(imageKey, captions, metadata);
  const load = () => pipeline.pictures.get(imageKey!);
  const item = { key, content, imageStamp, createdAt, jobId, state: 'pending', load } as const;
  const built = await embedItem(pipeline, item, undefined, 'interactive');
  await pipeline.ensureSpace(key);
  await saveItems(pipeline, [built]);
}
