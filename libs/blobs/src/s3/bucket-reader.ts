import { GetObjectCommand, paginateListObjectsV2, S3ServiceException } from '@aws-sdk/client-s3';
import { AppError, messageOf } from '@unseen/domain';
import { createS3Client, type S3Place } from './s3-client.ts';

/** An object of a bucket. */
export interface BucketObject {
  readonly key: string;
  readonly bytes: number;
}

/** Reads a bucket somebody else fills. */
export interface BucketReader {
  /**
   * The objects whose keys begin with a prefix, in the order of the keys; memory does not grow with their number.
   *
   * @throws AppError `source_not_found` when there is no such bucket, `source_invalid` when it may not be read,
   * `blob_store_unavailable`
   */
  list(prefix: string): AsyncGenerator<BucketObject, void, undefined>;
  /**
   * The whole of an object.
   * @throws AppError as {@link list}; `entry_image_missing` when this object alone is gone, may not be read, or breaks off
   */
  read(key: string): Promise<Uint8Array<ArrayBuffer>>;
  close(): void;
}

/** Opens a bucket for reading; nothing is sent yet. */
export function openBucketReader(bucket: string, place: S3Place): BucketReader {
  const client = createS3Client(place);
  return {
    async *list(prefix) {
      try {
        for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
          for (const { Key: key, Size: bytes = 0 } of page.Contents ?? []) {
            if (key !== undefined) yield { key, bytes };
          }
        }
      } catch (error) {
        throw toAppError(error, bucket);
      }
    },
    read: async (key) => {
      for (let attempt = 1; ; attempt++) {
        const { Body: body } = await client
          .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
          .catch((error: unknown) => {
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
