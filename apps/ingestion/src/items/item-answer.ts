import type { ItemRecord } from '@unseen/ledger';
import { etagOf } from '@unseen/server';
import type { Item } from '@unseen/api';

/** The ledger's record of an item as the API shows it. */
export function toItemAnswer(record: ItemRecord): Item {
  const { id, collection } = record;
  const url = `/v1/items/${encodeURIComponent(id)}/image?collection=${encodeURIComponent(collection)}`;
  return {
    id,
    collection,
    status: record.state,
    caption: record.captions[0],
    captions: [...record.captions],
    metadata: record.metadata,
    image:
      record.imageKey === null
        ? undefined
        : { type: record.imageType ?? '', width: record.width ?? 0, height: record.height ?? 0, url },
    contentHash: record.contentHash,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  };
}

/** The entity tag of an item: another one after every change. */
export function etagOfItem({ contentHash, metadata }: ItemRecord): string {
  return etagOf([contentHash, metadata]);
}
