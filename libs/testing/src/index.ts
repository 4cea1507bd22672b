export * from './vector-store/index.ts';
export * from './blobs/describe-blob-store.ts';
export * from './queue/index.ts';
