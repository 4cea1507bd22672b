import type { Filter, FilterScalar } from '../filter/filter.ts';
import type { SortValue } from '../filter/sort-values.ts';
import type { Metadata, Modality, VectorSpaceKey } from '../item.ts';

/** One item as the vector store keeps it. */
export interface VectorPoint {
  /** UUID text; the same item of the same space always has the same one (see `pointId`). */
  readonly id: string;
  readonly itemId: string;
  /** Named vectors, D floats each, L2-normalized; absent where the item lacks that modality. */
  readonly vectors: Readonly<Partial<Record<Modality, Float32Array>>>;
  /** Quantized region block of the picture (format: `@unseen/imfa`), at most 13 KB. */
  readonly regions?: Uint8Array;
  /** Quantized token block of the first caption, same format with rows = 1. */
  readonly tokens?: Uint8Array;
  readonly payload: PointPayload;
}

/** What a hit shows without asking the ledger. */
export interface PointPayload {
  readonly captions: readonly string[];
  readonly metadata: Metadata;
  readonly hasImage: boolean;
  /** When the item was first added, in milliseconds since 1970; absent in what was written before this was kept. */
  readonly createdAt?: number;
  /** Version of the content the vectors were made from: sha256 hex. */
  readonly contentHash: string;
}

/** One ANN search of a {@link VectorStore.search} call. */
export interface RecallRequest {
  readonly modality: Modality;
  readonly vector: Float32Array;
  readonly limit: number;
  readonly filter?: Filter;
  /** Search every vector instead of the index. */
  readonly exact?: boolean;
}

/**
 * A search for words of a {@link VectorStore.search} call: the points that hold any of them, best first. More of them, rarer ones and those of
 * the id count more (BM25 or alike). A word also finds those it is a slip of (`isSlipOf`), for less. Scores compare within one list only.
 */
export interface WordsRequest {
  /** Folded, as `wordsIn` gives them. */
  readonly words: readonly string[];
  /** Where they may stand (see `keywordSources`): `$id`, `$captions`, paths of metadata fields. */
  readonly sources: readonly string[];
  readonly limit: number;
  readonly filter?: Filter;
}

/** A neighbor: higher is nearer. Of a vector, score is the inner product (cosine: vectors are normalized). */
export interface Neighbor {
  readonly id: string;
  readonly score: number;
}

/** A point as lists and counts see it. */
export type ListedPoint = Pick<VectorPoint, 'id' | 'itemId' | 'payload'>;

/** What a point holds in one field. The same object may stand for many points that hold the same. */
export interface FieldValues {
  /** As `scalarsAt` gives them: at least one. */
  readonly values: readonly FilterScalar[];
  /** The values that sorting up and sorting down go by. */
  readonly least: SortValue;
  readonly greatest: SortValue;
}

/**
 * Points, and what they hold in some fields, row by row. It is what the store had at one moment and may be written over at the next: whoever gets it
 * reads what is needed before waiting for anything.
 */
export interface FieldRows {
  readonly size: number;
  /** What each row holds in a field that was asked for; undefined where it has no value there. */
  column(field: string): (row: number) => FieldValues | undefined;
  point(row: number): { readonly id: string; readonly itemId: string };
}

/** Which parts of a point to read; the id, item id come always. */
export interface PointParts {
  readonly vectors?: readonly Modality[];
  readonly regions?: boolean;
  readonly tokens?: boolean;
  readonly payload?: boolean;
  /**
   * The points were found by a search a moment ago: a store may answer with what it remembers of them in the state the search saw.
   * A point that was removed since then may still be answered.
   */
  readonly recalled?: boolean;
}

/**
 * A point as read back: only the parts asked for are set. Its arrays may be shared with other readers: do not write into one or
 * transfer it to a thread.
 */
export type ReadPoint = Pick<VectorPoint, 'id' | 'itemId' | 'regions' | 'tokens'> & {
  readonly vectors: Readonly<Partial<Record<Modality, Float32Array>>>;
  readonly payload?: PointPayload;
};

/**
 * Named vectors with filters and quantized region blocks.
 * A port because standalone runs embedded LanceDB and a cluster runs Qdrant.
 * Every method throws AppError `vector_store_unavailable` when the store is away.
 */
export abstract class VectorStore {
  /** Calls of a server that were made again, since it was away, so far. */
  get retries(): number {
    return 0;
  }
  /** Creates the space when it is not there. @param dimensions - D of its vectors */
  abstract ensureSpace(space: VectorSpaceKey, dimensions: number): Promise<void>;
  /** Removes a space and all in it; no error when it is not there. */
  abstract dropSpace(space: VectorSpaceKey): Promise<void>;
  /** Whether the space exists. */
  abstract hasSpace(space: VectorSpaceKey): Promise<boolean>;
  /** Writes points, replacing those with the same id; durable and searchable when it resolves. */
  abstract upsert(space: VectorSpaceKey, points: readonly VectorPoint[]): Promise<void>;
  /** Removes points by id; ids that are not there are ignored. */
  abstract delete(space: VectorSpaceKey, ids: readonly string[]): Promise<void>;
  /**
   * Runs several searches by vectors and words in as few round trips as the store allows; one list per request, best first. A space that is
   * not there has no neighbors.
   */
  abstract search(
    space: VectorSpaceKey,
    requests: readonly (RecallRequest | WordsRequest)[],
  ): Promise<Neighbor[][]>;
  /** Reads points by id, in the order asked; missing ids are left out. */
  abstract read(space: VectorSpaceKey, ids: readonly string[], parts: PointParts): Promise<ReadPoint[]>;
  /**
   * Up to `limit` points that satisfy a filter, in no order of their own: what browsing sorts and facets count. A store reads no vector for it.
   * A space that is not there has none.
   */
  abstract list(space: VectorSpaceKey, limit: number, filter?: Filter): Promise<ListedPoint[]>;
  /**
   * The points that satisfy a filter with what they hold in some fields, in no order of their own: for sorting and counting a whole collection without
   * reading what its items show. A store that keeps nothing like it at hand answers undefined, and is asked for {@link list}.
   */
  abstract fieldRows(
    space: VectorSpaceKey,
    fields: readonly string[],
    filter?: Filter,
  ): Promise<FieldRows | undefined>;
  /** Number of points, exact. */
  abstract count(space: VectorSpaceKey, filter?: Filter): Promise<number>;
  /** All points in id order after `after`, a page at a time: for reconciling with the ledger. */
  abstract page(
    space: VectorSpaceKey,
    limit: number,
    after?: string,
  ): Promise<{ id: string; itemId: string; contentHash: string }[]>;
  /** Compacts and indexes what has been written; safe to run while serving. */
  abstract optimize(space: VectorSpaceKey): Promise<void>;
  /** Bytes of all that is stored, in every space: on disk, or as far as a server says. */
  abstract bytes(): Promise<number>;
  abstract ping(): Promise<void>;
  abstract close(): Promise<void>;
}
