export { openFileBlobs } from './files/file-blob-store.ts';
export { originalKey, thumbnailKey } from './keys.ts';
