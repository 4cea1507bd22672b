export { openFileBlobs } from './files/file-blob-store.ts';
export { originalKey, thumbnailKey } from './keys.ts';
export { openS3Blobs, type S3BlobOptions } from './s3/s3-blob-store.ts';
