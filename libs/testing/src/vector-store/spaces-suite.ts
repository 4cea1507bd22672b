import { describe, expect, it } from 'vitest';
import { DIMENSIONS, SPACE, axis, idsOf, point } from './fixtures.ts';
import type { OpenStore } from './open-store.ts';

/** What the port promises of spaces. */
export function spacesSuite(open: OpenStore): void {
  describe('spaces', () => {
    it('are there from ensureSpace to dropSpace, and both may be repeated', async () => {
      const { store } = await open();
      expect(await store.hasSpace(SPACE)).toBe(false);
      await Promise.all([store.ensureSpace(SPACE, DIMENSIONS), store.ensureSpace(SPACE, DIMENSIONS)]);
      expect(await store.hasSpace(SPACE)).toBe(true);
      await store.upsert(SPACE, [point('a')]);
      await store.ensureSpace(SPACE, DIMENSIONS);
      expect(await store.count(SPACE)).toBe(1);
      await store.dropSpace(SPACE);
      await store.dropSpace(SPACE);
      expect(await store.hasSpace(SPACE)).toBe(false);
      await store.ensureSpace(SPACE, DIMENSIONS);
      expect(await store.count(SPACE)).toBe(0);
    });

    it('answer emptily where they are not', async () => {
      const { store } = await open();
      const request = { modality: 'image', vector: axis(0), limit: 5 } as const;
      expect(await store.search(SPACE, [request, request])).toEqual([[], []]);
      expect(await store.read(SPACE, idsOf('a'), { payload: true })).toEqual([]);
      expect(await store.count(SPACE)).toBe(0);
      expect(await store.page(SPACE, 10)).toEqual([]);
      await store.delete(SPACE, idsOf('a'));
      await store.optimize(SPACE);
      expect(await store.hasSpace(SPACE)).toBe(false);
    });

    it('are counted in bytes, all together', async () => {
      const { store } = await open();
      await store.ensureSpace(SPACE, DIMENSIONS);
      const before = await store.bytes();
      const points = Array.from({ length: 500 }, (_, index) => point(`item-${index}`));
      await store.upsert(SPACE, points);
      const vectors = points.length * DIMENSIONS * Float32Array.BYTES_PER_ELEMENT;
      await expect.poll(async () => (await store.bytes()) - before).toBeGreaterThanOrEqual(vectors);
    });

    it('refuse other dimensions than they were created with', async () => {
      const { store } = await open();
      await store.ensureSpace(SPACE, DIMENSIONS);
      await expect(store.ensureSpace(SPACE, DIMENSIONS + 1)).rejects.toMatchObject({ code: 'pack_invalid' });
    });

    it('never mix, however alike their keys are', async () => {
      const { store } = await open();
      const keys = [
        { tenant: 'a', collection: 'b', pack: 'c@1' },
        { tenant: 'A', collection: 'b', pack: 'c@1' },
        { tenant: 'a.b', collection: '', pack: 'c@1' },
        { tenant: 'a', collection: 'b.c', pack: '@1' },
        { tenant: 'a', collection: 'b', pack: 'c@2' },
        { tenant: '../a', collection: '\u0000', pack: 'é'.repeat(200) },
      ];
      await Promise.all(keys.map((key) => store.ensureSpace(key, DIMENSIONS)));
      for (const [i, key] of keys.entries()) {
        await store.upsert(
          key,
          Array.from({ length: i + 1 }, (_, k) => point(`item${k}`)),
        );
      }
      expect(await Promise.all(keys.map((key) => store.count(key)))).toEqual([1, 2, 3, 4, 5, 6]);
      await store.dropSpace(keys[0]!);
      expect(await Promise.all(keys.map((key) => store.count(key)))).toEqual([0, 2, 3, 4, 5, 6]);
    });

    it('are still there after a restart', async () => {
      const opened = await open();
      const { store } = opened;
      await store.ensureSpace(SPACE, DIMENSIONS);
      await store.upsert(SPACE, [point('kept', { vectors: { image: axis(2) } }), point('gone')]);
      await store.delete(SPACE, idsOf('gone'));
      const again = await opened.reopen();
      expect(await again.count(SPACE)).toBe(1);
      const [hits] = await again.search(SPACE, [{ modality: 'image', vector: axis(2), limit: 5 }]);
      expect(hits).toMatchObject([{ id: idsOf('kept')[0], score: 1 }]);
    });

    it('cannot be reached once the store is closed', async () => {
      const { store } = await open();
      await store.ping();
      await store.close();
      await store.close();
      await expect(store.ping()).rejects.toMatchObject({ code: 'vector_store_unavailable' });
      await expect(store.count(SPACE)).rejects.toMatchObject({ code: 'vector_store_unavailable' });
    });
  });
}
