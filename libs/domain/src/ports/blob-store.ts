import type { Readable } from 'node:stream';

/** What is stored of pictures: the first part of a key. */
export type BlobKind = 'originals' | 'thumbnails';

/** A stored file and its type. */
export interface Blob {
  readonly bytes: Uint8Array;
  /** MIME type given when it was put. */
  readonly type: string;
}

/** A stored file as it is being read. */
export interface BlobStream extends Pick<Blob, 'type'> {
  /** Bytes in all. */
  readonly size: number;
  /** To be read to its end or destroyed; fails with AppError `blob_store_unavailable` when the store goes away meanwhile. */
  readonly stream: Readable;
}

/**
 * Originals and thumbnails, named by content hash.
 * A port because standalone keeps files under the data directory and a cluster keeps them in an S3-compatible store.
 */
export abstract class BlobStore {
  /** Calls of a server that were made again, since it was away, so far. */
  get retries(): number {
    return 0;
  }
  /**
   * Stores bytes under a key (`originals/<sha256>`, `thumbnails/<sha256>`); durable and visible whole or not at all when it resolves.
   * Putting the same key again is a no-op: keys name content.
   * @throws AppError `blob_store_unavailable`
   */
  abstract put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  /** The stored file. @throws AppError `blob_not_found`, `blob_store_unavailable` */
  abstract get(key: string): Promise<Blob>;
  /** The stored file for whoever passes it on: it is never in memory as a whole. @throws AppError as {@link get} */
  abstract open(key: string): Promise<BlobStream>;
  /** Whether the key is there. */
  abstract has(key: string): Promise<boolean>;
  /** Removes a key; no error when it is not there. */
  abstract delete(key: string): Promise<void>;
  /** The hashes of all stored originals, or of all thumbnails, in ascending order. What is put or removed meanwhile may or may not be among them. @throws AppError `blob_store_unavailable` */
  abstract list(kind: BlobKind): AsyncIterable<string>;
  /** Bytes of all that is stored. Looks at every file, so it takes a while in a large store. @throws AppError `blob_store_unavailable` */
  abstract bytes(): Promise<number>;
  /** Resolves when the store answers. @throws AppError `blob_store_unavailable` */
  abstract ping(): Promise<void>;
  abstract close(): Promise<void>;
}
