import { randomBytes, randomUUID } from 'node:crypto';
import { describeBlobStore, openProxy, SERVERS } from '@unseen/testing';
import { describe, expect, it } from 'vitest';
import { originalKey } from '../keys.ts';
import { openS3Blobs, type S3BlobOptions } from './s3-blob-store.ts';

/** Options for a bucket of its own on the server of the test run. */
function freshBucket(address = SERVERS.s3!): S3BlobOptions {
  const { origin, username, password } = new URL(address);
  return {
    endpoint: origin,
    bucket: `test-${randomUUID()}`,
    region: 'us-east-1',
    credentials: Object.freeze({ accessKeyId: username, secretAccessKey: password }),
  };
}

describe.skipIf(SERVERS.s3 === undefined)('on an S3-compatible server', () => {
  describeBlobStore('S3', async () => {
    const options = freshBucket();
    return { open: () => openS3Blobs(options), leftovers: async () => 0, dispose: async () => undefined };
  });

  it('lets many processes start on an empty store at once', async () => {
    const options = freshBucket();
    const stores = await Promise.all(Array.from({ length: 5 }, () => openS3Blobs(options)));
    const key = originalKey('ab'.repeat(32));
    await stores[0]!.put(key, randomBytes(10), 'image/png');
    expect(await stores[4]!.has(key)).toBe(true);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('says that the store is away, at the start and later, and goes on when it is back', async () => {
    const proxy = await openProxy(SERVERS.s3!);
    const unavailable = { code: 'blob_store_unavailable' };
    const options = { ...freshBucket(proxy.url), writeRetryMs: 100 };
    const store = await openS3Blobs(options);
    const key = originalKey('cd'.repeat(32));
    proxy.cut();
    await expect(openS3Blobs(options)).rejects.toMatchObject(unavailable);
    await expect(store.put(key, randomBytes(10), 'image/png')).rejects.toMatchObject(unavailable);
    await expect(store.get(key)).rejects.toMatchObject(unavailable);
    await expect(store.open(key)).rejects.toMatchObject(unavailable);
    await expect(store.has(key)).rejects.toMatchObject(unavailable);
    await expect(store.ping()).rejects.toMatchObject(unavailable);
    proxy.restore();
    await store.put(key, randomBytes(10), 'image/png');
    expect((await store.get(key)).bytes).toHaveLength(10);
    await store.close();
    await proxy.close();
  });

  it('writes ride out a store that is away for a while', async () => {
    const proxy = await openProxy(SERVERS.s3!);
    const store = await openS3Blobs({ ...freshBucket(proxy.url), writeRetryMs: 300_000 });
    const key = originalKey('ac'.repeat(32));
    proxy.cut();
    const written = store.put(key, randomBytes(10), 'image/png');
    await expect(store.ping()).rejects.toMatchObject({ code: 'blob_store_unavailable' });
    proxy.restore();
    await written;
    expect(store.retries).toBeGreaterThan(0);
    expect((await store.get(key)).bytes).toHaveLength(10);
    await store.close();
    await proxy.close();
  });

  it('says that the store went away while a file was being read', async () => {
    const proxy = await openProxy(SERVERS.s3!);
    const store = await openS3Blobs(freshBucket(proxy.url));
    const key = originalKey('ef'.repeat(32));
    await store.put(key, randomBytes(30_000_000), 'image/png');
    const { stream } = await store.open(key);
    const read = async () => {
      for await (const piece of stream) if ((piece as Uint8Array).length > 0) proxy.cut();
    };
    await expect(read()).rejects.toMatchObject({ code: 'blob_store_unavailable' });
    await store.close();
    await proxy.close();
  });

  it('refuses wrong keys as a store that cannot be used', async () => {
    const options = freshBucket();
    const credentials = { accessKeyId: options.credentials!.accessKeyId, secretAccessKey: 'wrong' };
    await expect(openS3Blobs({ ...options, credentials })).rejects.toMatchObject({
      code: 'blob_store_unavailable',
    });
  });
});
