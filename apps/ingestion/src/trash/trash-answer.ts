import type { TrashedItem as Answer } from '@unseen/api';
import type { TrashedItem } from '@unseen/ledger';

const DAY_MS = 86_400_000;

/** An item in the trash as the API shows it. @param days - for which it is kept there */
export function toTrashedAnswer(item: TrashedItem, days: number): Answer {
  const { id, collection, captions, metadata, createdAt, trashedAt } = item;
  const url = `/v1/trash/${encodeURIComponent(id)}/image?collection=${encodeURIComponent(collection)}`;
  return {
    id,
    collection,
    captions: [...captions],
    metadata,
    image:
      item.imageKey === null
        ? undefined
        : { type: item.imageType ?? '', width: item.width ?? 0, height: item.height ?? 0, url },
    createdAt: createdAt.toISOString(),
    trashedAt: trashedAt.toISOString(),
    expiresAt: new Date(trashedAt.getTime() + days * DAY_MS).toISOString(),
  };
}
