export { openFileBlobs } from './files/file-blob-store.ts';
export { originalKey, thumbnailKey } from './keys.ts';
export { openBucketReader, type BucketObject, type BucketReader } from './s3/bucket-reader.ts';
export { openS3Blobs, type S3BlobOptions } from './s3/s3-blob-store.ts';
export type { S3Place } from './s3/s3-client.ts';
