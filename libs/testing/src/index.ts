export * from './vector-store/index.ts';
export * from './blobs/describe-blob-store.ts';
export * from './queue/index.ts';
export * from './servers/servers.ts';
export * from './servers/proxy.ts';
export * from './servers/wipe-redis.ts';
