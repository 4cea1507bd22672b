import type { ItemKey, Metadata } from '@unseen/domain';

/**
 * `pending`: written, not yet in the vector store. `indexed`: searchable. `deleting`: on its way out.
 * The reconciler finishes what stays `pending` or `deleting`.
 */
export type ItemState = 'pending' | 'indexed' | 'deleting';

/** What a caller writes of an item. */
export interface ItemWrite extends ItemKey {
  /** Version of the content: sha256 hex. */
  readonly contentHash: string;
  /** sha256 hex of the original picture; null without one. */
  readonly imageKey: string | null;
  /** Place, size and time of change of the file the picture was read from, as one text; null: not known. */
  readonly imageStamp: string | null;
  /** Size of the original picture; null: not known. */
  readonly imageBytes: number | null;
  /** MIME type of the original. */
  readonly imageType: string | null;
  /** Pixels, after EXIF orientation. */
  readonly width: number | null;
  readonly height: number | null;
  readonly captions: readonly string[];
  readonly metadata: Metadata;
  readonly state: ItemState;
  /** Model pack its vectors were made with, as `name@version`. */
  readonly pack: string;
  /** The bulk job that wrote it last; null for a single item. */
  readonly jobId: string | null;
}

/** An item as the ledger knows it: the truth about what is stored. */
export interface ItemRecord extends ItemWrite {
  /** Another pack under which this content has vectors as well: the next one during a switch, the former one after it. */
  readonly secondPack: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The columns a caller writes, and their types. Each is named as its field, in snake case: the table, reading and writing go by this. */
export const WRITTEN_COLUMNS = {
  tenant: 'text',
  collection: 'text',
  id: 'text',
  contentHash: 'text',
  imageKey: 'text',
  imageStamp: 'text',
  imageBytes: 'integer',
  imageType: 'text',
  width: 'integer',
  height: 'integer',
  captions: 'json',
  metadata: 'json',
  state: 'text',
  pack: 'text',
  jobId: 'text',
} as const satisfies Record<keyof ItemWrite, 'text' | 'integer' | 'json'>;

/** The columns the ledger keeps by itself. */
export const KEPT_COLUMNS = ['secondPack', 'createdAt', 'updatedAt'] as const satisfies Exclude<
  keyof ItemRecord,
  keyof ItemWrite
>[];
