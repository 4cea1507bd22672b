export * from './random.ts';
export * from './vector-store/index.ts';
export * from './blobs/describe-blob-store.ts';
