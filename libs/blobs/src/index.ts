import type { BlobStore } from '@unseen/domain';
import type { BucketReader } from './s3/bucket-reader.ts';
import type { S3BlobOptions } from './s3/s3-blob-store.ts';
import type { S3Place } from './s3/s3-client.ts';

export { openFileBlobs } from './files/file-blob-store.ts';
export { originalKey, thumbnailKey } from './keys.ts';
export type { BucketEntry, BucketReader } from './s3/bucket-reader.ts';
export type { S3BlobOptions, S3Place };

// The S3 client is loaded where a bucket is opened, and not with the platform.

/** Opens the store on a bucket of an S3-compatible server. @throws AppError `blob_store_unavailable`, `config_invalid` */
export async function openS3Blobs(options: S3BlobOptions): Promise<BlobStore> {
  const s3 = await import('./s3/s3-blob-store.ts');
  return s3.openS3Blobs(options);
}

/** Reads the objects of a bucket that is not ours. */
export async function openBucketReader(bucket: string, place: S3Place): Promise<BucketReader> {
  const s3 = await import('./s3/bucket-reader.ts');
  return s3.openBucketReader(bucket, place);
}
