import type { ItemKey } from '@unseen/domain';

/** A point in which the ledger, the vector store and the blob store do not agree. */
export type StorageDifference =
  /** An item or an entry of a job shows a picture that is not stored. */
  | {
      readonly kind: 'picture_lost';
      readonly sha256: string;
      /** Some of the items that show it; none where it is an exemplar, or in the trash. */
      readonly items: readonly ItemKey[];
    }
  /** A picture, or its thumbnail, is stored that nothing shows. */
  | { readonly kind: 'picture_unused'; readonly sha256: string }
  /** An item has no vectors, or those of other content or metadata. */
  | ({ readonly kind: 'vectors_lost' } & ItemKey)
  /** There are vectors of an item that is not there. */
  | ({ readonly kind: 'vectors_unused' } & ItemKey);

/** What was compared, once all of it was. */
export interface StorageCompared {
  readonly kind: 'compared';
  /** Stored pictures. */
  readonly pictures: number;
  /** Items whose vectors were looked for. */
  readonly items: number;
  /** What was left over and is removed now. */
  readonly removed: number;
}
