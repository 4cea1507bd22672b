import type { ItemKey, Metadata } from '@unseen/domain';

/** An item that was thrown away and can be had back: all that makes it, but its vectors. */
export interface TrashedItem extends ItemKey {
  /** Version of the content: sha256 hex. */
  readonly contentHash: string;
  /** sha256 hex of the original picture; null without one. It is kept while the item is in the trash. */
  readonly imageKey: string | null;
  /** MIME type of the original. */
  readonly imageType: string | null;
  /** Pixels, after EXIF orientation. */
  readonly width: number | null;
  readonly height: number | null;
  readonly captions: readonly string[];
  readonly metadata: Metadata;
  /** When the item was first added. */
  readonly createdAt: Date;
  readonly trashedAt: Date;
}

/** A place in the trash of a collection, last thrown away first. */
export type TrashPosition = Pick<TrashedItem, 'id' | 'trashedAt'>;
