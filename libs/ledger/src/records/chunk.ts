import type { Entry, EntryFailure } from '@unseen/domain';
import type { ItemWrite } from './item-record.ts';
import type { ItemTextWrite } from './item-text.ts';

/** A failure found while planning, with its entry where there is one to retry. */
export interface PlannedFailure extends EntryFailure {
  readonly entry?: Entry;
}

/** A batch of entries a planner adds to a job. */
export interface NewChunk {
  /** The first ordinal of the batch. */
  readonly seq: number;
  /** Entries of the batch whose item is there just so: they are counted, and nobody has to look at them again. Default 0. */
  readonly unchanged?: number;
  /** Entries of the batch left alone because their id was taken. Default 0. */
  readonly left?: number;
  readonly entries: readonly Entry[];
  readonly failures: readonly PlannedFailure[];
  /** The ordinal that follows the batch. */
  readonly nextOrdinal: number;
}

/** A chunk as a worker reads it. */
export interface Chunk {
  readonly entries: Entry[];
  /** Attempts begun so far. */
  readonly attempts: number;
}

/** A chunk that waits, without its entries. */
export interface PendingChunk {
  readonly seq: number;
  readonly attempts: number;
}

/** What became of the entries of a chunk. */
export interface ChunkResult {
  readonly items: readonly ItemWrite[];
  /** What entries bring along of the words in their pictures. Default none. */
  readonly texts?: readonly ItemTextWrite[];
  readonly failures: readonly EntryFailure[];
  /** Entries that made an item. */
  readonly added: number;
  /** Entries that changed an item. */
  readonly updated: number;
  /** Entries whose item was there just so. */
  readonly unchanged: number;
  /** Items written whose captions mean nothing to the model pack. Default 0. */
  readonly notUnderstood?: number;
  /** Items written with a caption that the model pack does not read to its end. Default 0. */
  readonly cutShort?: number;
  /** Entries left alone because their id was taken. */
  readonly left: number;
}
