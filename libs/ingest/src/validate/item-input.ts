import { DEFAULT_COLLECTION, type Metadata } from '@unseen/domain/portable';
import { validateMetadata } from './metadata.ts';
import { validateCaptions, validateCollection, validateItemId } from './text.ts';

/** What anyone may send for an item, unchecked. Absent fields are fine here; whether the item is empty is the ingestor's to say. */
export interface ItemInput {
  readonly id?: unknown;
  readonly collection?: unknown;
  readonly captions?: unknown;
  readonly metadata?: unknown;
}

/** An item's fields after {@link validateItemInput}: within the limits, captions trimmed and unique. */
export interface ValidItemInput {
  readonly id?: string;
  readonly collection: string;
  readonly captions: string[];
  /** Absent when none was sent: an existing item then keeps its own. */
  readonly metadata?: Metadata;
}

/**
 * The one check of ids, captions, metadata and collection names, for single items and every bulk source alike.
 *
 * @throws AppError `item_id_invalid`, `caption_invalid`, `caption_too_long`, `metadata_invalid`, `collection_invalid`
 */
export function validateItemInput(input: ItemInput): ValidItemInput {
  return {
    ...(input.id === undefined ? {} : { id: validateItemId(input.id) }),
    collection: validateCollection(input.collection ?? DEFAULT_COLLECTION),
    captions: validateCaptions(input.captions ?? []),
    ...(input.metadata === undefined ? {} : { metadata: validateMetadata(input.metadata) }),
  };
}
