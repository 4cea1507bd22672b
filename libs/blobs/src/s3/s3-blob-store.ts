import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { persist } from '@unseen/concurrency';
import { AppError, BlobStore, isAppError, type Blob, type BlobKind, type BlobStream } from '@unseen/domain';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { checkKey } from '../keys.ts';
import { createS3Client, type S3Place } from './s3-client.ts';

/** A write is worth waiting for: an upload rides out a restart of the store. */
const WRITE_RETRY_MS = 15_000;

/** Where the blobs are kept. */
export interface S3BlobOptions extends S3Place {
  /** Made at the first start when it is not there. */
  readonly bucket: string;
  /** Milliseconds for which a write is tried again while the store is away. Default 15,000. */
  readonly writeRetryMs?: number;
}

/**
 * Opens blobs kept in an S3-compatible store.
 *
 * @throws AppError `blob_store_unavailable` when the store does not answer, or the bucket can be neither used nor made
 */
export async function openS3Blobs(options: S3BlobOptions): Promise<BlobStore> {
  const store = new S3BlobStore(options);
  await store.prepare();
  return store;
}

class S3BlobStore extends BlobStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #writeRetryMs: number;
  readonly #closing = new AbortController();
  #retries = 0;

  constructor({ bucket, writeRetryMs = WRITE_RETRY_MS, ...place }: S3BlobOptions) {
    super();
    this.#bucket = bucket;
    this.#writeRetryMs = writeRetryMs;
    this.#client = createS3Client(place);
  }

  override get retries(): number {
    return this.#retries;
  }

  /** Makes the bucket when it is not there. */
  async prepare(): Promise<void> {
    if (await this.#found(new HeadBucketCommand({ Bucket: this.#bucket }))) return;
    try {
      await this.#client.send(new CreateBucketCommand({ Bucket: this.#bucket }));
    } catch (cause) {
      // Another process that starts now may have been first.
      if (!(cause instanceof S3ServiceException && cause.name.startsWith('BucketAlready')))
        throw unavailable(cause);
    }
  }

  async put(key: string, bytes: Uint8Array, type: string): Promise<void> {
    checkKey(key);
    const put = async (): Promise<void> => {
      // A key names its content, so what is there is what would be sent.
      if (await this.has(key)) return;
      const place = { Bucket: this.#bucket, Key: key };
      await this.#client.send(new PutObjectCommand({ ...place, Body: bytes, ContentType: type }));
    };
    const { signal } = this.#closing;
    const onRetry = () => (this.#retries += 1);
    await guard(() => persist(put, { mayPass, forMs: this.#writeRetryMs, signal, onRetry }));
  }

  async get(key: string): Promise<Blob> {
    const { type, stream } = await this.open(key);
    return { bytes: await buffer(stream), type };
  }

  async open(key: string): Promise<BlobStream> {
    checkKey(key);
    try {
      const { Body, ContentType, ContentLength } = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: key }),
      );
      return {
        type: ContentType ?? 'application/octet-stream',
        size: ContentLength ?? 0,
        stream: arriving(Body as Readable | undefined),
      };
    } catch (cause) {
      if (isMissing(cause)) throw new AppError('blob_not_found', 'The stored file is not there.', { cause });
      throw unavailable(cause);
    }
  }

  async has(key: string): Promise<boolean> {
    checkKey(key);
    return this.#found(new HeadObjectCommand({ Bucket: this.#bucket, Key: key }));
  }

  async delete(key: string): Promise<void> {
    checkKey(key);
    await guard(() => this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key })));
  }

  /** S3 lists keys in the order of their bytes. */
  async *list(kind: BlobKind): AsyncGenerator<string, void, undefined> {
    const Prefix = `${kind}/`;
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix });
    try {
      for await (const { Contents = [] } of pages)
        for (const { Key = '' } of Contents) yield Key.slice(Prefix.length);
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  async bytes(): Promise<number> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket });
    return guard(async () => {
      let bytes = 0;
      for await (const { Contents = [] } of pages) for (const { Size = 0 } of Contents) bytes += Size;
      return bytes;
    });
  }

  async ping(): Promise<void> {
    await guard(() => this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket })));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#client.destroy();
  }

  async #found(head: HeadBucketCommand | HeadObjectCommand): Promise<boolean> {
    try {
      await this.#client.send(head as HeadObjectCommand);
      return true;
    } catch (cause) {
      if (isMissing(cause)) return false;
      throw unavailable(cause);
    }
  }
}

/** The bytes of an answer as they come; what breaks them off is AppError `blob_store_unavailable`, and who needs no more frees the connection. */
function arriving(body: Readable | undefined): Readable {
  const stream = new PassThrough({
    destroy: (error, done) => done(error && unavailable(error)),
  });
  if (body === undefined) return stream.end();
  pipeline(body, stream, () => undefined);
  return stream;
}

async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw unavailable(cause);
  }
}

/** Whether the store is away, or has too much to do: not whether it refuses. */
function mayPass(thrown: unknown): boolean {
  const error = isAppError(thrown, 'blob_store_unavailable') ? thrown.cause : thrown;
  if (!(error instanceof S3ServiceException)) return true;
  const { httpStatusCode: status = 503 } = error.$metadata;
  return status >= 500 || status === 429 || status === 408;
}

function unavailable(cause: unknown): AppError {
  if (isAppError(cause)) return cause;
  return new AppError('blob_store_unavailable', 'The S3 store cannot be used.', { cause });
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
}
