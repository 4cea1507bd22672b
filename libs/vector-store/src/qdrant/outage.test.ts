import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VectorStore } from '@unseen/domain';
import { openProxy, type Proxy } from '@unseen/testing';
import { openQdrant } from '../index.ts';
import { testPoints } from '../lancedb/testing/test-points.ts';
import { NOT_RUN, QDRANT_API_KEY, QDRANT_URL, qdrantHarness, removeCollections } from './testing/server.ts';

const SPACE = { tenant: 't', collection: 'c', pack: 'p@1' };
const UNAVAILABLE = { code: 'vector_store_unavailable' };

if (NOT_RUN !== undefined) process.stderr.write(`\nNOT RUN: outages of Qdrant. ${NOT_RUN}\n`);

describe.skipIf(NOT_RUN !== undefined)('a Qdrant server that goes away', () => {
  const { prefix } = qdrantHarness({});
  const points = testPoints(SPACE, 5, 8);
  const request = { modality: 'image', vector: points[0]!.vectors.image!, limit: 5 } as const;
  let proxy: Proxy;
  let store: VectorStore;

  beforeEach(async () => {
    proxy = await openProxy(QDRANT_URL!);
    store = await openQdrant({ urls: [proxy.url], apiKey: QDRANT_API_KEY, prefix, timeoutMs: 3_000 });
    await store.ensureSpace(SPACE, 8);
    await store.upsert(SPACE, points);
  });
  afterEach(async () => {
    proxy.restore();
    await store.close();
    await proxy.close();
    await removeCollections(prefix);
  });

  it.each(['cut', 'stall'] as const)(
    '(%s) is reported as such, and used again once it is back',
    async (state) => {
      proxy[state]();
      const calls = [
        () => store.search(SPACE, [request]),
        () => store.read(SPACE, [points[0]!.id], { regions: true }),
        () => store.count(SPACE),
        () => store.hasSpace(SPACE),
        () => store.ping(),
      ];
      await Promise.all(calls.map((call) => expect(call()).rejects.toMatchObject(UNAVAILABLE)));
      proxy.restore();
      expect((await store.search(SPACE, [request]))[0]).toHaveLength(5);
      await store.ping();
    },
  );

  it('is waited for by a write, which then takes effect once', async () => {
    proxy.cut();
    const more = testPoints(SPACE, 8, 8);
    const writing = store.upsert(SPACE, more);
    await expect(store.count(SPACE)).rejects.toMatchObject(UNAVAILABLE);
    proxy.restore();
    await writing;
    expect(await store.count(SPACE)).toBe(8);
  });

  it('does not keep a store from closing', async () => {
    proxy.cut();
    const writing = store.upsert(SPACE, points);
    await Promise.all([expect(writing).rejects.toMatchObject(UNAVAILABLE), store.close()]);
  });
});
