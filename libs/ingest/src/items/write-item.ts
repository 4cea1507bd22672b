import type { ItemKey } from '@unseen/domain';
import type { Lane } from '@unseen/encoder';
import type { ItemContent } from './item-content.ts';
import type { ItemPipeline } from './item-pipeline.ts';

/** How an item is written. */
export interface WriteOptions {
  readonly lane: Lane;
  readonly jobId: string | null;
  /** Picture the item showed before; removed when nothing shows it any more. */
  readonly replacedImage: string | null;
}

/**
 * Writes one item so that a crash at any point can be healed: picture, then a `pending` row, then the vectors, then
 * `indexed`. A row is only written once all that is needed to make its vectors again is durable. The caller has the
 * item to itself.
 */
export async function writeItem(
  pipeline: ItemPipeline,
  key: ItemKey,
  content: ItemContent,
  options: WriteOptions,
): Promise<void> {
  const { ledger, pictures } = pipeline;
  const hash = content.image?.hash;
  try {
    if (hash !== undefined) await pictures.hold(hash);
    const { row, point } = await pipeline.build(key, content, options.lane, 'pending', options.jobId);
    await pipeline.ensureSpace(key);
    await ledger.items.put([row]);
    await pipeline.upsert(key, [point]);
    await ledger.items.markIndexed([{ ...key, contentHash: content.hash }]);
  } finally {
    if (hash !== undefined) pictures.letGo(hash);
  }
  const { replacedImage } = options;
  if (replacedImage !== null && replacedImage !== hash) await pictures.removeUnused(replacedImage);
}
