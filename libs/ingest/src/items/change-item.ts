import { isDeepStrictEqual } from 'node:util';
import { AppError, pointId, type ItemKey, type Metadata } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { contentHash } from '../util/content-hash.ts';
import { buildPoint, spaceOf } from './build-item.ts';
import { makeContent } from './item-content.ts';
import type { ItemPipeline } from './item-pipeline.ts';
import { writeItem } from './write-item.ts';

/** What a change gives anew; what is absent stays. */
export interface ItemChange {
  readonly captions?: readonly string[];
  /** Replaces the metadata as a whole. */
  readonly metadata?: Metadata;
}

/**
 * Changes captions and metadata of a stored item. The picture is not decoded again: its vector and region block are
 * read back from the vector store; made anew only where they are not there. The caller has the item to itself.
 *
 * @throws AppError `item_empty` when neither picture nor caption would be left
 */
export async function changeItem(
  pipeline: ItemPipeline,
  record: ItemRecord,
  change: ItemChange,
): Promise<void> {
  const captions = change.captions ?? record.captions;
  const metadata = change.metadata ?? record.metadata;
  if (record.imageKey === null && captions.length === 0) {
    throw new AppError('item_empty', 'The item has no picture, so it needs a caption.');
  }
  const hash = contentHash(record.imageKey, captions);
  const settled = record.state === 'indexed' && record.pack === pipeline.embedder.pack;
  if (settled && hash === record.contentHash && isDeepStrictEqual(metadata, record.metadata)) return;

  const key: ItemKey = { tenant: record.tenant, collection: record.collection, id: record.id };
  const stored = settled ? await readPoint(pipeline, key, record) : undefined;
  if (stored === undefined) {
    await rebuildItem(pipeline, { ...record, captions, metadata });
    return;
  }
  const kept = hash === record.contentHash ? stored.captions : undefined;
  const words =
    kept ?? (captions.length === 0 ? undefined : await pipeline.embedder.captions(captions, 'interactive'));
  const point = buildPoint(key, record.pack, { captions, metadata, hash }, stored.picture, words);
  await pipeline.ledger.items.put([{ ...record, captions, metadata, contentHash: hash, state: 'pending' }]);
  await pipeline.upsert(key, [point]);
  await pipeline.ledger.items.markIndexed([{ ...key, contentHash: hash }]);
}

/**
 * Makes the vectors of an item anew from what is stored of it, under the pack in use, and settles it.
 *
 * @throws AppError `blob_not_found` when its picture is lost, and as {@link writeItem}
 */
export async function rebuildItem(
  pipeline: ItemPipeline,
  record: Pick<ItemRecord, keyof ItemKey | 'imageKey' | 'captions' | 'metadata' | 'jobId'>,
): Promise<void> {
  const image = record.imageKey === null ? undefined : await pipeline.pictures.get(record.imageKey);
  const content = makeContent(image, record.captions, record.metadata);
  const key: ItemKey = { tenant: record.tenant, collection: record.collection, id: record.id };
  await writeItem(pipeline, key, content, { lane: 'interactive', jobId: record.jobId, replacedImage: null });
}

/** The parts of a stored point that a change can keep; undefined when the point lacks one it should have. */
async function readPoint(pipeline: ItemPipeline, key: ItemKey, record: ItemRecord) {
  const space = spaceOf(key, record.pack);
  const wanted = { vectors: ['image', 'caption'], regions: true, tokens: true } as const;
  const [point] = await pipeline.store.read(space, [pointId(space, key.id)], wanted);
  if (point === undefined) return undefined;
  const { image, caption } = point.vectors;
  const picture = image && point.regions && { vector: image, regions: point.regions };
  const captions = caption && point.tokens && { vector: caption, tokens: point.tokens };
  const whole =
    (record.imageKey === null || picture !== undefined) &&
    (record.captions.length === 0 || captions !== undefined);
  return whole ? { picture, captions } : undefined;
}
