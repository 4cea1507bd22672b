import { pointId, type ItemKey, type VectorPoint, type VectorSpaceKey } from '@unseen/domain';
import type { ItemState, ItemWrite } from '@unseen/ledger';
import type { EmbeddedCaptions, EmbeddedPicture } from './embedder.ts';
import type { ItemContent } from './item-content.ts';
import { meanDirection } from './vectors.ts';

/** An item as the ledger and the vector store take it. */
export interface BuiltItem {
  readonly row: ItemWrite;
  readonly point: VectorPoint;
}

/** The vector space of an item under a model pack. */
export function spaceOf(key: Pick<ItemKey, 'tenant' | 'collection'>, pack: string): VectorSpaceKey {
  return { tenant: key.tenant, collection: key.collection, pack };
}

/**
 * The vector-store point of an item: named vectors for what it has, and their joint direction when it has both.
 *
 * @param picture - vector and region block, fresh or read back
 */
export function buildPoint(
  key: ItemKey,
  pack: string,
  content: Pick<ItemContent, 'captions' | 'metadata' | 'hash'>,
  picture: Pick<EmbeddedPicture, 'vector' | 'regions'> | undefined,
  captions: EmbeddedCaptions | undefined,
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
    ...(picture === undefined ? {} : { regions: picture.regions }),
    ...(captions === undefined ? {} : { tokens: captions.tokens }),
    payload: {
      captions: content.captions,
      metadata: content.metadata,
      hasImage: picture !== undefined,
      contentHash: content.hash,
    },
  };
}

/** The ledger row of an item. */
export function buildRow(
  key: ItemKey,
  pack: string,
  content: ItemContent,
  picture: EmbeddedPicture | undefined,
  state: ItemState,
  jobId: string | null,
): ItemWrite {
  return {
    tenant: key.tenant,
    collection: key.collection,
    id: key.id,
    contentHash: content.hash,
    imageKey: content.image?.hash ?? null,
    imageType: picture?.info.type ?? null,
    width: picture?.info.width ?? null,
    height: picture?.info.height ?? null,
    captions: content.captions,
    metadata: content.metadata,
    state,
    pack,
    jobId,
  };
}
