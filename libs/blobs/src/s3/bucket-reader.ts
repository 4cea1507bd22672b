import { GetObjectCommand, paginateListObjectsV2, S3ServiceException } from '@aws-sdk/client-s3';
import { AppError, messageOf } from '@unseen/domain';
import { createS3Client, type S3Place } from './s3-client.ts';

/** An object of a bucket, or what keys with more behind a `/` have in common. */
export interface BucketEntry {
  /** Ends in `/` for a folder. */
  readonly key: string;
  readonly isFolder: boolean;
}

/** Reads a bucket somebody else fills. */
export interface BucketReader {
  /**
   * What begins with a prefix: objects, and folders instead of what lies in them. Memory does not grow with their number.
   *
   * @throws AppError `source_not_found` when there is no such bucket, `source_invalid` when it may not be read,
   * `blob_store_unavailable`
   */
  folder(prefix: string): AsyncGenerator<BucketEntry, void, undefined>;
  /**
   * An object.
   *
   * @param bytes - so many of the beginning; absent: the whole
   * @throws AppError as {@link folder}; `entry_image_missing` when this object alone is gone, may not be read, or breaks off
   */
  read(key: string, bytes?: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): void;
}

/** Opens a bucket for reading; nothing is sent yet. */
export function openBucketReader(bucket: string, place: S3Place): BucketReader {
  const client = createS3Client(place);
  return {
    async *folder(prefix) {
      const asked = { Bucket: bucket, Prefix: prefix, Delimiter: '/' };
      try {
        for await (const page of paginateListObjectsV2({ client }, asked)) {
          for (const { Key: key } of page.Contents ?? [])
            if (key !== undefined) yield { key, isFolder: false };
          for (const { Prefix: key } of page.CommonPrefixes ?? [])
            if (key !== undefined) yield { key, isFolder: true };
        }
      } catch (error) {
        throw toAppError(error, bucket);
      }
    },
    read: async (key, bytes) => {
      const asked = {
        Bucket: bucket,
        Key: key,
        ...(bytes !== undefined && { Range: `bytes=0-${bytes - 1}` }),
      };
      for (let attempt = 1; ; attempt++) {
        const { Body: body } = await client.send(new GetObjectCommand(asked)).catch((error: unknown) => {
          // Nothing has no first byte.
          if (isEmptyRange(error)) return { Body: undefined };
          throw isOfObject(error) ? objectMissing(error) : toAppError(error, bucket);
        });
        try {
          return new Uint8Array((await body?.transformToByteArray()) ?? []);
        } catch (error) {
          // The store answered: what breaks off every time is this object.
          if (attempt === READS) throw objectMissing(error);
        }
      }
    },
    close: () => client.destroy(),
  };
}

/** Attempts at an object that breaks off while it is read. */
const READS = 3;

/** Refusals that hold for every object: the credentials, or the bucket. */
const OF_SOURCE =
  /^(NoSuchBucket|ExpiredToken|InvalidAccessKeyId|InvalidToken|SignatureDoesNotMatch|RequestTimeTooSkewed)$/;

/** Whether an object has no bytes in the range that was asked for: it is empty. */
function isEmptyRange(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 416;
}

/** Whether a refusal is about one object: gone, archived, or with permissions of its own. */
function isOfObject(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 500) : 500;
  return status < 500 && status !== 429 && !OF_SOURCE.test((error as Error).name);
}

function objectMissing(cause: unknown): AppError {
  const detail =
    cause instanceof S3ServiceException
      ? cause.name === 'NoSuchKey'
        ? 'The object is gone.'
        : `The object may not be read: ${cause.name}.`
      : `The object breaks off: ${messageOf(cause)}.`;
  return new AppError('entry_image_missing', detail, { cause });
}

function toAppError(cause: unknown, bucket: string): AppError {
  if (!(cause instanceof S3ServiceException)) {
    return new AppError('blob_store_unavailable', `The S3 store cannot be used: ${messageOf(cause)}`, {
      cause,
    });
  }
  switch (cause.$metadata.httpStatusCode) {
    case 404:
      return new AppError('source_not_found', `There is no bucket "${bucket}".`, { cause });
    case 400:
    case 401:
    case 403:
      return new AppError('source_invalid', `The bucket "${bucket}" may not be read: ${cause.name}.`, {
        cause,
      });
    default:
      return new AppError('blob_store_unavailable', `The S3 store fails: ${cause.name}.`, { cause });
  }
}
