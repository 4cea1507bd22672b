import type { EntryVectors, Metadata } from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import type { CaptionFaults } from './embedder.ts';
import type { SourceImage } from './item-content.ts';

/**
 * What to do when the id is taken, and when it is not.
 *
 * - `create`: other content under the id is a conflict; the same content takes the new metadata.
 * - `skip`: the stored item is left alone.
 * - `update`: what is given replaces what is stored, what is absent stays.
 * - `replace`: the item is then what is given and nothing else.
 * - `merge`: as `update`, with metadata as a JSON merge patch (RFC 7396); the item must be there.
 * - `delete`: the item goes; it must be there.
 * - `trash`: as `delete`, but for a while it can be had back; see `ItemTrash`.
 */
export type WriteRule = 'create' | 'skip' | 'update' | 'replace' | 'merge' | 'delete' | 'trash';

/** A picture somebody offers, read only when it must be. */
export interface OfferedPicture {
  /** Where it lies, its size and when it was changed, as one text: the same text, the same picture. */
  stamp?(): Promise<string | undefined>;
  /** @throws AppError when it cannot be had */
  read(): Promise<Uint8Array | SourceImage>;
}

/** One item somebody wants written, its fields checked. */
export interface ItemWish {
  readonly rule: WriteRule;
  /** Absent: made from the content. */
  readonly id?: string;
  readonly picture?: OfferedPicture;
  readonly captions?: readonly string[];
  /** Vectors of what is given, where somebody made them already. */
  readonly vectors?: EntryVectors;
  /** `null` in a merge removes all of it. */
  readonly metadata?: Metadata | null;
  /** When the item was first added, where it is not now. */
  readonly createdAt?: Date;
  /** Called with the stored item before anything is done; what it throws is the outcome. */
  readonly require?: (existing: ItemRecord | undefined) => void;
}

/** What became of a wish. */
export type TakenStatus = 'added' | 'updated' | 'unchanged' | 'skipped' | 'deleted';
export type Outcome =
  | { readonly status: TakenStatus; readonly id: string; readonly faults?: CaptionFaults }
  | { readonly status: 'failed'; readonly id: string | undefined; readonly error: unknown };
