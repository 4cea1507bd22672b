import type {
  BlobStore,
  Entry,
  EntryFailure,
  EntryImage,
  EntryText,
  EntryVectors,
  ErrorCode,
  JobSource,
} from '@unseen/domain';
import { AppError, ITEM_LIMITS, messageOf } from '@unseen/domain/portable';
import type { DecodeLimits } from '@unseen/imaging';
import type { ImportRoot } from '../paths/import-root.ts';
import { validateItemInput } from '../validate/item-input.ts';
import type { PassedOver } from './passed-over.ts';
import { RememberedIds } from './remembered-ids.ts';

/** One position of a source: an item to ingest, or why there is none. */
export type ReadRecord = Entry | EntryFailure;

/** Whether a record is a failure. */
export function isFailure(record: ReadRecord): record is EntryFailure {
  return 'code' in record;
}

/** A source of entries, in an order that never changes while the source does not. */
export interface SourceReader {
  /**
   * Streams the records; memory does not grow with their number.
   *
   * @param from - ordinal to start at; those before it are passed over cheaply
   * @throws AppError `source_invalid` when the source breaks off and nothing after the break can be read
   */
  read(from: number): AsyncIterable<ReadRecord>;
  /** Looks at the beginning. @throws AppError `source_invalid` when it is plainly not of the type */
  probe(): Promise<void>;
  /** Number of records where a quick pass can tell, else null. May differ slightly where the source has faults. */
  count(): Promise<number | null>;
  /** Files that {@link read} has passed over so far, by kind. */
  readonly passedOver?: PassedOver;
  /** What whoever gave the source should know, such as the encoding it was read in; complete once it was read. */
  readonly notes?: readonly string[];
  /** What the columns of a table become. @throws AppError `source_invalid` */
  fields?(): Promise<readonly SourceField[]>;
  /** Why a source that was read to its end holds nothing, in words. */
  emptyBecause(): string;
}

/** A column of a table, and what of an item it is. */
export interface SourceField {
  readonly name: string;
  readonly becomes: 'id' | 'image' | 'caption' | 'metadata';
}

/** What readers need of the world. */
export interface ReaderContext {
  readonly root: ImportRoot;
  /** Takes the pictures of archives that can only be read from start to end; other sources need none. */
  readonly blobs?: BlobStore;
  /** Called with the hash of a picture before it is stored, so that nobody removes it before the ledger knows of it. */
  readonly beforeStoring?: (hash: string) => Promise<void>;
  /** Whether the places that pictures say they were taken at become metadata. Default: they do not. */
  readonly withPlace?: boolean;
  /** Whether somebody only looks at the beginning: nothing is stored, and what would need all of the source is told by its first rows. */
  readonly preview?: boolean;
  /** Largest picture file, in bytes. */
  readonly maxImageBytes: number;
  readonly decodeLimits: DecodeLimits;
  /** Bytes an archive of any size may unpack to; a large one may unpack to a hundred times its size. Default 1 GiB. */
  readonly unpackAllowance?: number;
}

/** A source with its paths located below the import root. */
export interface LocatedSource {
  readonly type: JobSource['type'];
  /** The manifest, annotation file, archive or picture folder that is read. */
  readonly main: string;
  /** Folder the paths in a manifest start from. */
  readonly pictures: string;
  /** Name of the split to keep (`karpathy`). */
  readonly split?: string;
  /** File that lists the pictures to keep (`flickr`). */
  readonly splitFile?: string;
}

/** An entry before it has a position: what one reader makes of one place in its source. */
export interface Draft {
  readonly id?: string;
  readonly image?: EntryImage;
  readonly captions: readonly unknown[];
  readonly metadata?: unknown;
  readonly vectors?: EntryVectors;
  readonly text?: EntryText;
  /** Whether metadata alone is enough, as a change to an item that is there already. */
  readonly mayChange?: boolean;
}

/**
 * One place in a source, its contents not looked at yet, so that passing over it is cheap.
 * `draft` is called before the next place is asked for, or never.
 */
export interface Found {
  /** Names the place in a list of failures: a file name, an id or a line. */
  readonly name: string;
  /** Put before the reason of a failure, e.g. `line 12`. */
  readonly where?: string;
  /** @throws AppError with the code of the failure */
  draft(): Draft | Promise<Draft>;
}

/** What a reader says besides its records. */
type ReaderFacts = Pick<SourceReader, 'passedOver' | 'notes' | 'fields'> &
  Partial<Pick<SourceReader, 'emptyBecause'>> & {
    /** Whether ids are written in the source, so that one may stand there twice; drafting an entry must then cost little. */
    readonly ownIds?: boolean;
  };

/** A reader that finds the places of a source one after another. */
export function sequentialReader(
  find: (purpose: 'read' | 'look') => AsyncIterable<Found>,
  { ownIds = false, ...facts }: ReaderFacts = {},
): SourceReader {
  return {
    emptyBecause: () => 'The source holds no entry.',
    ...facts,
    read: (from) => (ownIds ? withoutRepeats(find('read'), from) : toRecords(find('read'), from)),
    count: () => countFound(find('look')),
    probe: async () => {
      for await (const _ of find('look')) return;
    },
  };
}

/**
 * Gives each place its ordinal, checks the entries, and turns what is wrong into failures.
 *
 * @param first - ordinal of the first place found
 */
export async function* toRecords(
  found: AsyncIterable<Found>,
  from: number,
  first = 0,
): AsyncGenerator<ReadRecord, void, undefined> {
  let ordinal = first;
  for await (const place of found) {
    if (ordinal >= from) yield await toRecord(place, ordinal);
    ordinal += 1;
  }
}

/** As {@link toRecords}; a second entry of an id is a failure that names the first. What comes before `from` is read for its ids. */
async function* withoutRepeats(
  found: AsyncIterable<Found>,
  from: number,
): AsyncGenerator<ReadRecord, void, undefined> {
  const ids = new RememberedIds();
  for await (const record of toRecords(found, 0)) {
    const place = isFailure(record) ? undefined : (record.where ?? `entry ${record.ordinal}`);
    const first =
      place === undefined || record.id === undefined
        ? undefined
        : ids.add(record.id, Number(/\d+/.exec(place)));
    if (record.ordinal < from) continue;
    if (first === undefined) yield record;
    else {
      const reason = `The id "${record.id}" was read at ${place!.replace(/\d+/, String(first))} already.`;
      yield toFailure(record.ordinal, record.id!, 'entry_id_repeated', reason, place);
    }
  }
}

async function toRecord(place: Found, ordinal: number): Promise<ReadRecord> {
  try {
    const draft = await place.draft();
    const valid = validateItemInput({ id: draft.id, captions: draft.captions, metadata: draft.metadata });
    // New metadata for an item that is there already needs neither; whether it is there, nobody knows yet.
    const changesOnly =
      draft.mayChange === true && valid.id !== undefined && Object.keys(valid.metadata ?? {}).length > 0;
    if (draft.image === undefined && valid.captions.length === 0 && !changesOnly && !draft.vectors?.image) {
      throw new AppError('item_empty', 'It has neither a picture nor a caption.');
    }
    return {
      ordinal,
      ...(place.where === undefined ? {} : { where: place.where }),
      ...(valid.id === undefined ? {} : { id: valid.id }),
      ...(draft.image === undefined ? {} : { image: draft.image }),
      ...(draft.vectors === undefined ? {} : { vectors: draft.vectors }),
      ...(draft.text === undefined ? {} : { text: draft.text }),
      captions: valid.captions,
      metadata: valid.metadata ?? {},
    };
  } catch (error) {
    // A broken source is not an entry's fault, nor is a part of ours that is away.
    if (!(error instanceof AppError) || error.status >= 500 || error.code.startsWith('source_')) throw error;
    return toFailure(ordinal, place.name, error.code, messageOf(error), place.where);
  }
}

/** A failure whose texts can be stored whatever the source held. */
export function toFailure(
  ordinal: number,
  name: string,
  code: ErrorCode,
  reason: string,
  where?: string,
): EntryFailure {
  return {
    ordinal,
    id: printable(name).slice(0, ITEM_LIMITS.idLength),
    code,
    reason: printable(where === undefined ? reason : `${where}: ${reason}`).slice(0, 500),
  };
}

function printable(text: string): string {
  return text.toWellFormed().replaceAll(/\p{Cc}/gu, '\ufffd');
}

/** Number of places, found by passing over all of them. */
async function countFound(found: AsyncIterable<Found>): Promise<number> {
  let count = 0;
  for await (const _ of found) count += 1;
  return count;
}
