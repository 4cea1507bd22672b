import { pointId, type ItemKey, type VectorPoint, type VectorSpaceKey } from '@unseen/domain';
import type { ItemWrite } from '@unseen/ledger';
import type { CaptionFaults, EmbeddedCaptions, EmbeddedPicture } from './embedder.ts';
import type { ItemContent } from './item-content.ts';
import { meanDirection } from './vectors.ts';

/** An item as the ledger and the vector store take it. */
export interface BuiltItem {
  readonly row: ItemWrite;
  readonly point: VectorPoint;
  /** What is to be said of its captions, where they were encoded for it. */
  readonly faults?: CaptionFaults;
}

/** A picture's vectors, fresh, read back or brought along, and what its header says; null: nobody has seen it. */
export type PictureOfItem = Pick<EmbeddedPicture, 'vector'> & {
  readonly regions?: EmbeddedPicture['regions'];
  readonly info: { readonly type: string; readonly width: number; readonly height: number } | null;
  /** Size of its file; null: not known. */
  readonly bytes: number | null;
};

/** The vector space of an item under a model pack. */
export function spaceOf(key: Pick<ItemKey, 'tenant' | 'collection'>, pack: string): VectorSpaceKey {
  return { tenant: key.tenant, collection: key.collection, pack };
}

/**
 * The vector-store point of an item: named vectors for what it has, and their joint direction when it has both.
 *
 * @param picture - vector and region block, fresh or read back
 * @param createdAt - when the item was first added
 */
export function buildPoint(
  key: ItemKey,
  pack: string,
  content: ItemContent,
  picture: Pick<PictureOfItem, 'vector' | 'regions'> | undefined,
  captions: EmbeddedCaptions | undefined,
  createdAt: Date,
): VectorPoint {
  return {
    id: pointId(spaceOf(key, pack), key.id),
    itemId: key.id,
    vectors: {
      ...(picture === undefined ? {} : { image: picture.vector }),
      ...(captions === undefined ? {} : { caption: captions.vector }),
      ...(picture === undefined || captions === undefined
        ? {}
        : { joint: meanDirection([picture.vector, captions.vector]) }),
    },
    ...(picture?.regions === undefined ? {} : { regions: picture.regions }),
    ...(captions === undefined ? {} : { tokens: captions.tokens }),
    payload: {
      captions: content.captions,
      metadata: content.metadata,
      hasImage: content.imageKey !== null,
      contentHash: content.hash,
      createdAt: createdAt.getTime(),
    },
  };
}

/** The ledger row of an item. */
export function buildRow(
  key: ItemKey,
  pack: string,
  content: ItemContent,
  picture: PictureOfItem | undefined,
  rest: Pick<ItemWrite, 'imageStamp' | 'state' | 'jobId'>,
): ItemWrite {
  return {
    tenant: key.tenant,
    collection: key.collection,
    id: key.id,
    contentHash: content.hash,
    imageKey: content.imageKey,
    imageStamp: content.imageKey === null ? null : rest.imageStamp,
    imageBytes: picture?.bytes ?? null,
    imageType: picture?.info?.type ?? null,
    width: picture?.info?.width ?? null,
    height: picture?.info?.height ?? null,
    captions: content.captions,
    metadata: content.metadata,
    state: rest.state,
    pack,
    jobId: rest.jobId,
  };
}
