import { describe, expect, it } from 'vitest';
import { SPACE, axis, idsOf, point, tilted } from './fixtures.ts';
import { openWithSpace, type OpenStore } from './open-store.ts';

/** What the port promises when many call at once. */
export function concurrencySuite(open: OpenStore): void {
  describe('many at once', () => {
    it('fifty writers: each finds its own point as soon as its write resolves', async () => {
      const store = await openWithSpace(open);
      const write = async (i: number) => {
        await store.upsert(SPACE, [point(`item${i}`, { metadata: { i } })]);
        expect(await store.count(SPACE, { op: 'eq', field: 'i', value: i })).toBe(1);
      };
      await Promise.all(Array.from({ length: 50 }, (_, i) => write(i)));
      expect(await store.count(SPACE)).toBe(50);
    });

    it('writes to one id take effect in the order they were made', async () => {
      const store = await openWithSpace(open);
      const writes: Promise<void>[] = [];
      for (let v = 0; v < 20; v++) {
        writes.push(store.upsert(SPACE, [point('same', { metadata: { v } })]));
        if (v % 5 === 4) writes.push(store.delete(SPACE, idsOf('same')));
      }
      writes.push(
        store.upsert(SPACE, [point('same', { metadata: { v: 'last' } }), point('other')]),
        store.delete(SPACE, idsOf('other')),
      );
      await Promise.all(writes);
      expect(await store.count(SPACE)).toBe(1);
      expect(await store.count(SPACE, { op: 'eq', field: 'v', value: 'last' })).toBe(1);
    });

    it('readers and searchers are served right while writes, removals and maintenance go on', async () => {
      const store = await openWithSpace(open);
      const steady = Array.from({ length: 100 }, (_, i) =>
        point(`steady${i}`, { vectors: { image: tilted(i / 100) } }),
      );
      await store.upsert(SPACE, steady);
      let writing = true;
      const writer = async (w: number) => {
        for (let round = 0; round < 12; round++) {
          const ids = Array.from({ length: 5 }, (_, i) => `w${w}-${i}`);
          await store.upsert(
            SPACE,
            ids.map((id) => point(id, { vectors: { image: axis(3) }, metadata: { round } })),
          );
          if (round % 3 === 2) await store.delete(SPACE, idsOf(...ids));
        }
      };
      const maintainer = async () => {
        while (writing) await store.optimize(SPACE);
      };
      const reader = async () => {
        let rounds = 0;
        for (; writing || rounds < 3; rounds++) {
          const [hits] = await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 10 }]);
          expect(hits!.map((hit) => hit.id)).toEqual(
            idsOf(...Array.from({ length: 10 }, (_, i) => `steady${99 - i}`)),
          );
          const read = await store.read(
            SPACE,
            hits!.map((hit) => hit.id),
            { regions: true, payload: true },
          );
          expect(read.map((each) => each.id)).toEqual(hits!.map((hit) => hit.id));
        }
        return rounds;
      };
      const others = [maintainer(), maintainer(), reader(), reader()];
      await Promise.all([1, 2, 3, 4].map(writer));
      writing = false;
      await Promise.all(others);
      expect(await store.count(SPACE)).toBe(100);
    });
  });
}
