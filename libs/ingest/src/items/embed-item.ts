import { AppError, pointId, type EntryVectors, type ItemKey, type VectorPoint } from '@unseen/domain';
import { settleAll } from '@unseen/concurrency';
import type { Lane } from '@unseen/encoder';
import type { ItemRecord, ItemState } from '@unseen/ledger';
import { buildPoint, buildRow, spaceOf, type BuiltItem, type PictureOfItem } from './build-item.ts';
import type { EmbeddedCaptions, Embedder } from './embedder.ts';
import type { ItemContent, SourceImage } from './item-content.ts';
import type { ItemPipeline } from './item-pipeline.ts';

/** An item to embed. */
export interface ItemToEmbed {
  readonly key: ItemKey;
  readonly content: ItemContent;
  /** See `ItemWrite.imageStamp`. */
  readonly imageStamp: string | null;
  /** When the item was first added. */
  readonly createdAt: Date;
  readonly jobId: string | null;
  readonly state: ItemState;
  /** Vectors that came with it; those of another pack do not count. */
  readonly vectors?: EntryVectors;
  /** Reads its picture; called when its vectors must be made. */
  readonly load: () => Promise<SourceImage>;
}

/** An item as it is stored, vectors included: what did not change of it is kept. */
export interface StoredItem {
  readonly record: ItemRecord;
  readonly point: Pick<VectorPoint, 'vectors' | 'regions' | 'tokens'>;
}

/**
 * Makes the vectors of an item, its picture stored side by side; what the stored item shares with it is not embedded
 * again. Nothing is stored of a picture that cannot be decoded. The caller holds a new picture (see
 * `PictureStore.hold`) until the row is written.
 *
 * @throws AppError `image_*`, `encoder_failed`, `blob_*`
 */
export async function embedItem(
  pipeline: ItemPipeline,
  item: ItemToEmbed,
  stored: StoredItem | undefined,
  lane: Lane,
): Promise<BuiltItem> {
  const { key, content } = item;
  const wordsOf = async () =>
    keptCaptions(content, stored) ??
    givenCaptions(pipeline.embedder, item) ??
    (content.captions.length === 0 ? undefined : pipeline.embedder.captions(content.captions, lane));
  const picturing = Promise.resolve(keptPicture(content, stored) ?? newPicture(pipeline, item, lane));
  // Both to their end: a picture must not be stored any more once the item has failed.
  const [, captions] = await settleAll([picturing.then(() => undefined), wordsOf()]);
  const picture = await picturing;
  const { pack } = pipeline.embedder;
  return {
    row: buildRow(key, pack, content, picture, item),
    point: buildPoint(key, pack, content, picture, captions, item.createdAt),
    faults: captions?.faults,
  };
}

/** Reads the vectors of a settled item; undefined when it lacks some, and they must be made. */
export async function readStored(
  pipeline: ItemPipeline,
  record: ItemRecord,
): Promise<StoredItem | undefined> {
  const space = spaceOf(record, record.pack);
  const wanted = { vectors: ['image', 'caption'], regions: true, tokens: true } as const;
  const [point] = await pipeline.store.read(space, [pointId(space, record.id)], wanted);
  return point && { record, point };
}

async function newPicture(
  pipeline: ItemPipeline,
  item: ItemToEmbed,
  lane: Lane,
): Promise<PictureOfItem | undefined> {
  const given = givenPicture(pipeline.embedder, item);
  if (item.content.imageKey === null) return given && { ...given, info: null, bytes: null };
  const image = await item.load();
  const bytes = image.bytes.byteLength;
  if (given !== undefined) {
    const info = await pipeline.embedder.identify(image.bytes);
    await pipeline.pictures.put(image, info);
    return { ...given, info, bytes };
  }
  let stored: Promise<void> | undefined;
  try {
    const embedded = await pipeline.embedder.picture(image.bytes, lane, (info) => {
      stored = pipeline.pictures.put(image, info);
      // Awaited below; until then a failure must not count as unhandled.
      stored.catch(() => undefined);
    });
    await stored;
    return { ...embedded, bytes };
  } finally {
    // Nothing is written any more once this is over, whatever came of it.
    await stored?.catch(() => undefined);
  }
}

function givenPicture(
  embedder: Embedder,
  { vectors }: ItemToEmbed,
): Pick<PictureOfItem, 'vector' | 'regions'> | undefined {
  if (vectors?.pack !== embedder.pack || vectors.image === undefined) return undefined;
  const regions = vectors.regions === undefined ? undefined : Buffer.from(vectors.regions, 'base64');
  return { vector: floatsOf(vectors.image, embedder.dimensions), regions };
}

function givenCaptions(embedder: Embedder, { content, vectors }: ItemToEmbed): EmbeddedCaptions | undefined {
  const { caption, tokens } = vectors?.pack === embedder.pack ? vectors : {};
  if (content.captions.length === 0 || caption === undefined || tokens === undefined) return undefined;
  return { vector: floatsOf(caption, embedder.dimensions), tokens: Buffer.from(tokens, 'base64') };
}

/** Decodes a normalized vector. @throws AppError `entry_invalid` */
function floatsOf(text: string, dimensions: number): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  const vector = new Float32Array(dimensions);
  if (bytes.byteLength !== 4 * dimensions) {
    throw new AppError(
      'entry_invalid',
      `A vector has ${bytes.byteLength / 4} numbers; the pack has ${dimensions}.`,
    );
  }
  for (let i = 0; i < dimensions; i++) vector[i] = bytes.readFloatLE(4 * i);
  const length = Math.hypot(...vector);
  if (!(Math.abs(length - 1) < 0.01)) {
    throw new AppError('entry_invalid', 'A vector does not have length 1.');
  }
  return vector;
}

function keptPicture(content: ItemContent, stored: StoredItem | undefined): PictureOfItem | undefined {
  const { record, point } = stored ?? {};
  const vector = point?.vectors.image;
  if (record === undefined || vector === undefined || record.imageKey !== content.imageKey) return undefined;
  const { imageType: type, width, height, imageBytes: bytes } = record;
  const regions = point?.regions;
  if (type !== null && width !== null && height !== null && regions !== undefined) {
    return { info: { type, width, height }, bytes, vector, regions };
  }
  // It came as a vector alone.
  return record.imageKey === null ? { info: null, bytes, vector, regions } : undefined;
}

function keptCaptions(content: ItemContent, stored: StoredItem | undefined): EmbeddedCaptions | undefined {
  const { record, point } = stored ?? {};
  if (record === undefined || JSON.stringify(record.captions) !== JSON.stringify(content.captions))
    return undefined;
  const vector = point?.vectors.caption;
  return vector && point?.tokens && { vector, tokens: point.tokens };
}
