import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPointReader } from './point-reader.ts';
import { directClient, QDRANT_API_KEY, QDRANT_URL } from '../testing/server.ts';

describe.skipIf(QDRANT_URL === undefined)('a reader of somebody else’s points', () => {
  const collection = `foreign-${randomUUID()}`;
  const reader = () => openPointReader(QDRANT_URL!, collection, QDRANT_API_KEY);
  const uuid = randomUUID();
  beforeAll(async () => {
    const client = directClient();
    await client.createCollection(collection, { vectors: { clip: { size: 4, distance: 'Cosine' } } });
    const points = Array.from({ length: 600 }, (_, n) => ({
      id: n,
      vector: { clip: [1, 0, 0, n] },
      payload: { image_url: `https://pictures.example/${n}.jpg`, nested: { n } },
    }));
    await client.upsert(collection, { points: [...points, { id: uuid, vector: {} }], wait: true });
  });
  afterAll(() => directClient().deleteCollection(collection));

  it('gives every point once, page after page, with its payload', async () => {
    const points = await Array.fromAsync(reader().points());
    expect(new Set(points.map(({ id }) => id)).size).toBe(601);
    expect(points).toHaveLength(601);
    expect(points.find(({ id }) => id === '17')!.payload).toEqual({
      image_url: 'https://pictures.example/17.jpg',
      nested: { n: 17 },
    });
    expect(points.find(({ id }) => id === uuid)!.payload).toEqual({});
    expect(await reader().count()).toBeGreaterThan(0);
  });

  it('says that there is no such collection, and when there is no server', async () => {
    const missing = openPointReader(QDRANT_URL!, 'nowhere', QDRANT_API_KEY);
    await expect(missing.count()).rejects.toMatchObject({ code: 'source_not_found' });
    await expect(missing.points().next()).rejects.toMatchObject({ code: 'source_not_found' });
    const away = openPointReader('http://127.0.0.1:1', collection);
    await expect(away.count()).rejects.toMatchObject({ code: 'vector_store_unavailable' });
  });
});
