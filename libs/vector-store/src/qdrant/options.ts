/** How {@link openQdrant} opens. */
export interface QdrantOptions {
  /**
   * Addresses of the REST interface, `http` or `https`, with a path where a proxy needs one: one server, or several nodes of one
   * cluster, of which another is asked while one is away.
   */
  readonly urls: readonly string[];
  /** Sent as `api-key`. Over plain http anyone on the way can read it. */
  readonly apiKey?: string;
  /** First part of the names of all collections, so that installations can share a server. Default `unseen`. */
  readonly prefix?: string;
  /** How new collections are laid out; those that exist stay as they are. */
  readonly layout?: Partial<QdrantLayout>;
  /** Copies a read asks before it is answered; Qdrant's own default, one, suits clusters that heal their copies. */
  readonly readCopies?: ReadCopies;
  /** Candidates a graph search keeps in view; more finds better and takes longer. Default 128. */
  readonly searchEf?: number;
  /** Bytes of vectors and blocks kept in this process, so that candidates that come again need not be read again. Default 256 MiB. */
  readonly cacheBytes?: number;
  /** Milliseconds one read may take. Default 5,000. */
  readonly timeoutMs?: number;
  /** Milliseconds to wait for the server at start. Default 30,000. */
  readonly startMs?: number;
}

/** How many copies: a number, or `majority`, `quorum` and `all` as Qdrant means them. */
export type ReadCopies = number | 'majority' | 'quorum' | 'all';

/** Forms of a vector in memory: 8, 4 or 2 bits per dimension, or the vector itself. */
export type Quantization = 'int8' | 'turbo4' | 'turbo2' | 'none';

/** Layout of a collection, chosen when it is created. */
export interface QdrantLayout {
  /** Parts a collection is divided into over the nodes. */
  readonly shards: number;
  /** Copies of each part. */
  readonly replicas: number;
  /** Copies that must have a write before it counts. Default: most of three and more, one of two. */
  readonly writeCopies?: number;
  /** Links of a vector in the graph of its space. */
  readonly hnswM: number;
  /** Candidates looked at when a vector is linked. */
  readonly hnswEfConstruct: number;
  /** The form vectors are searched in; the best of what that finds are compared by the exact ones. */
  readonly quantization: Quantization;
  /** Kilobytes of vectors from which they are indexed. Default: the server's, 10 MB. */
  readonly indexFromKb?: number;
}

/** The layout unless told otherwise. */
export const DEFAULT_LAYOUT: QdrantLayout = {
  shards: 1,
  replicas: 1,
  hnswM: 16,
  hnswEfConstruct: 128,
  quantization: 'int8',
};
