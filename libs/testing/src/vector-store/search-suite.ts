import type { VectorPoint } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { unitVector } from './random.ts';
import { DIMENSIONS, SPACE, axis, idsOf, itemIdsOf, point, tilted } from './fixtures.ts';
import { openWithSpace, type OpenStore } from './open-store.ts';

function exactNeighbors(points: readonly VectorPoint[], vector: Float32Array, limit: number): string[] {
  const score = (each: VectorPoint) =>
    each.vectors.image!.reduce((sum, value, i) => sum + value * vector[i]!, 0);
  return [...points]
    .sort((a, b) => score(b) - score(a))
    .slice(0, limit)
    .map((each) => each.itemId);
}

/** What the port promises of search. */
export function searchSuite(open: OpenStore): void {
  describe('search', () => {
    it('scores by inner product, best first, down to opposites', async () => {
      const store = await openWithSpace(open);
      const cosines = [0.25, 1, -1, 0, 0.75];
      await store.upsert(
        SPACE,
        cosines.map((cosine) => point(`c${cosine}`, { vectors: { image: tilted(cosine) } })),
      );
      const [hits] = await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 10 }]);
      expect(await itemIdsOf(store, hits!)).toEqual(['c1', 'c0.75', 'c0.25', 'c0', 'c-1']);
      hits!.forEach((hit, i) => expect(hit.score).toBeCloseTo([1, 0.75, 0.25, 0, -1][i]!, 5));
      const [two] = await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 2 }]);
      expect(two).toEqual(hits!.slice(0, 2));
      expect(await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 0 }])).toEqual([[]]);
    });

    it('finds only points that have the modality', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, [
        point('picture', { vectors: { image: axis(0) } }),
        point('caption', { vectors: { caption: axis(0) } }),
        point('both', { vectors: { image: tilted(0.5), caption: tilted(0.5), joint: tilted(0.5) } }),
      ]);
      const vector = axis(0);
      const lists = await store.search(SPACE, [
        { modality: 'image', vector, limit: 9 },
        { modality: 'caption', vector, limit: 9 },
        { modality: 'joint', vector, limit: 9 },
        { modality: 'joint', vector, limit: 9, filter: { op: 'exists', field: 'none', value: true } },
      ]);
      expect(await Promise.all(lists.map((list) => itemIdsOf(store, list)))).toEqual([
        ['picture', 'both'],
        ['caption', 'both'],
        ['both'],
        [],
      ]);
      expect(await store.search(SPACE, [])).toEqual([]);
    });

    it('filters before it counts to the limit', async () => {
      const store = await openWithSpace(open);
      const points = Array.from({ length: 60 }, (_, i) =>
        point(`p${i}`, { vectors: { image: tilted(1 - i / 100) }, metadata: { i } }),
      );
      await store.upsert(SPACE, points);
      const request = { modality: 'image', vector: axis(0), limit: 3 } as const;
      const [far, none] = await store.search(SPACE, [
        { ...request, filter: { op: 'gte', field: 'i', value: 50 } },
        { ...request, filter: { op: 'gte', field: 'i', value: 500 } },
      ]);
      expect(await itemIdsOf(store, far!)).toEqual(['p50', 'p51', 'p52']);
      expect(none).toEqual([]);
    });

    it('finds exactly the nearest when asked to be exact, before and after maintenance', async () => {
      const store = await openWithSpace(open);
      const points = Array.from({ length: 400 }, (_, i) => point(`p${i}`));
      await store.upsert(SPACE, points);
      const vectors = Array.from({ length: 5 }, (_, i) => unitVector(DIMENSIONS, `query${i}`));
      const search = async () => {
        const lists = await store.search(
          SPACE,
          vectors.map((vector) => ({ modality: 'image', vector, limit: 20, exact: true })),
        );
        return Promise.all(lists.map((list) => itemIdsOf(store, list)));
      };
      const expected = vectors.map((vector) => exactNeighbors(points, vector, 20));
      expect(await search()).toEqual(expected);
      await store.optimize(SPACE);
      expect(await search()).toEqual(expected);
    });

    it('finds what was written after maintenance, and not what was removed', async () => {
      const store = await openWithSpace(open);
      await store.upsert(
        SPACE,
        Array.from({ length: 200 }, (_, i) => point(`p${i}`)),
      );
      await store.optimize(SPACE);
      await store.upsert(SPACE, [
        point('new', { vectors: { image: axis(5) } }),
        point('p7', { vectors: { image: tilted(0.999) } }),
      ]);
      const [atNew, atMoved] = await store.search(SPACE, [
        { modality: 'image', vector: axis(5), limit: 1 },
        { modality: 'image', vector: axis(0), limit: 1 },
      ]);
      expect(atNew).toMatchObject(idsOf('new').map((id) => ({ id })));
      expect(atMoved).toMatchObject(idsOf('p7').map((id) => ({ id })));
      await store.delete(SPACE, [atNew![0]!.id]);
      const [all] = await store.search(SPACE, [{ modality: 'image', vector: axis(5), limit: 500 }]);
      expect(all).toHaveLength(200);
      expect(new Set(all!.map((hit) => hit.id)).size).toBe(200);
    });

    it('refuses a vector of another length', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, [point('a')]);
      const request = { modality: 'image', vector: new Float32Array(3), limit: 1 } as const;
      await expect(store.search(SPACE, [request])).rejects.toMatchObject({ code: 'internal' });
    });
  });
}
