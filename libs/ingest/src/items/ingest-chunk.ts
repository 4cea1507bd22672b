import {
  isAppError,
  writtenTokens,
  type DuplicatePolicy,
  type Entry,
  type EntryFailure,
} from '@unseen/domain';
import type { ItemTextWrite } from '@unseen/ledger';
import { toFailure } from '../readers/reader.ts';
import type { LimitFunction } from 'p-limit';
import type { BuiltItem } from './build-item.ts';
import type { CaptionFaults } from './embedder.ts';
import type { ItemPipeline } from './item-pipeline.ts';
import type { ItemWish, Outcome } from './item-wish.ts';
import { offerEntryImage, type EntryImages } from './read-entry-image.ts';
import { takeItems } from './take-items.ts';

/** A batch of entries of one job. */
export interface ChunkWork {
  readonly jobId: string;
  readonly tenant: string;
  readonly collection: string;
  readonly duplicates: DuplicatePolicy;
  readonly entries: readonly Entry[];
  /** Entries not to be touched, by ordinal, and why. */
  readonly refused: ReadonlyMap<number, EntryFailure>;
  /** Aborted when the process is about to stop. */
  readonly signal: AbortSignal;
}

/** Where entries are read from, and how many at once. */
export interface ChunkSetting {
  readonly pipeline: ItemPipeline;
  readonly images: EntryImages;
  /** Bounds the pictures held over all chunks. */
  readonly slots: LimitFunction;
  /** Called with what nobody foresaw about an entry; the entry becomes a failure. */
  readonly onError: (error: unknown, during: string) => void;
}

/** What became of the entries of a chunk. */
export interface ChunkOutcome {
  readonly items: readonly BuiltItem['row'][];
  /** The words in their pictures that entries brought along. */
  readonly texts: readonly ItemTextWrite[];
  readonly failures: readonly EntryFailure[];
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Items written whose captions mean nothing to the encoder, and those it does not read to the end. */
  readonly notUnderstood: number;
  readonly cutShort: number;
  /** Entries left alone because their id was taken. */
  readonly left: number;
}

/** Saves the outcome; the chunk is over when it resolves. */
export type FinishChunk = (result: ChunkOutcome) => Promise<void>;

/**
 * Takes in a chunk: pictures side by side, vectors in one write, then the ledger. What is wrong with an entry becomes
 * its failure. Doing it again after a crash writes the same points.
 *
 * @throws AppError when a part of the platform is away: nothing is lost, the chunk can be done again
 */
export async function ingestChunk(
  setting: ChunkSetting,
  work: ChunkWork,
  finish: FinishChunk,
): Promise<void> {
  const { pipeline, slots } = setting;
  const entries = work.entries.filter((entry) => !work.refused.has(entry.ordinal));
  await takeItems(
    pipeline,
    work,
    entries.map((entry) => toWish(setting.images, work, entry, work.signal)),
    {
      lane: 'bulk',
      jobId: work.jobId,
      slot: (task) => slots(task),
      save: async (built, outcomes) => {
        await pipeline.upsert(
          work,
          built.map(({ point }) => point),
        );
        const count = (status: Outcome['status']) =>
          outcomes.filter((outcome) => outcome.status === status).length;
        await finish({
          items: built.map(({ row }) => row),
          texts: textsOf(work, entries, outcomes),
          failures: [...work.refused.values(), ...failuresOf(setting, entries, outcomes)],
          added: count('added'),
          updated: count('updated'),
          unchanged: count('unchanged'),
          notUnderstood: faulty(outcomes, 'notUnderstood'),
          cutShort: faulty(outcomes, 'cutShort'),
          left: count('skipped'),
        });
      },
    },
  );
}

/** An entry as a wish: what a row does not have at all stays as it is stored, unless it replaces. */
export function toWish(
  images: EntryImages,
  { tenant, duplicates }: Pick<ChunkWork, 'tenant' | 'duplicates'>,
  entry: Entry,
  signal: AbortSignal,
): ItemWish {
  const { id, captions, metadata } = entry;
  return {
    rule: duplicates,
    ...(id === undefined ? {} : { id }),
    picture: offerEntryImage(images, tenant, entry, signal),
    captions: captions.length === 0 ? undefined : captions,
    vectors: entry.vectors,
    metadata: Object.keys(metadata).length === 0 ? undefined : metadata,
  };
}

/** How many items have a caption with some fault. */
function faulty(outcomes: readonly Outcome[], fault: keyof CaptionFaults): number {
  return outcomes.filter((outcome) => outcome.status !== 'failed' && outcome.faults?.[fault].length).length;
}

/** The words of the entries that were taken in. */
function textsOf(
  { tenant, collection }: Pick<ChunkWork, 'tenant' | 'collection'>,
  entries: readonly Entry[],
  outcomes: readonly Outcome[],
): ItemTextWrite[] {
  return outcomes.flatMap((outcome, index): ItemTextWrite[] => {
    const { text } = entries[index]!;
    if (text === undefined || outcome.status === 'failed' || outcome.status === 'skipped') return [];
    const { state, reader, picture, words } = text;
    const tokens = writtenTokens(words.map((word) => word.text)).map(({ token }) => token);
    return [{ tenant, collection, id: outcome.id, imageKey: picture, state, reader, words, tokens }];
  });
}

function failuresOf(
  setting: ChunkSetting,
  entries: readonly Entry[],
  outcomes: readonly Outcome[],
): EntryFailure[] {
  return outcomes.flatMap((outcome, index) =>
    outcome.status === 'failed' ? [failureOf(setting, entries[index]!, outcome.error)] : [],
  );
}

function failureOf({ onError }: ChunkSetting, entry: Entry, error: unknown): EntryFailure {
  const { ordinal, where } = entry;
  if (isAppError(error)) return toFailure(ordinal, nameOf(entry), error.code, error.message, where);
  onError(error, `taking in "${nameOf(entry)}"`);
  return toFailure(ordinal, nameOf(entry), 'internal', 'Something unexpected went wrong.', where);
}

/** What names an entry best in a list of failures. */
export function nameOf(entry: Entry): string {
  if (entry.id !== undefined) return entry.id;
  if (entry.image?.kind === 'url') return entry.image.url;
  return entry.image?.kind === 'file' ? entry.image.path : `entry ${entry.ordinal}`;
}
