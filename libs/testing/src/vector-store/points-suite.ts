import { scalarsAt, type Filter } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS, SPACE, axis, idsOf, point, tilted } from './fixtures.ts';
import { openWithSpace, type OpenStore } from './open-store.ts';

const ALL = { vectors: ['image', 'caption', 'joint'], regions: true, tokens: true, payload: true } as const;

/** What the port promises of writing and reading points. */
export function pointsSuite(open: OpenStore): void {
  describe('points', () => {
    it('read back what was written, and nothing that was not', async () => {
      const store = await openWithSpace(open);
      const full = point('full', {
        vectors: { image: axis(0), caption: axis(1), joint: tilted(0.6) },
        regions: Uint8Array.from({ length: 12_748 }, (_, i) => (i * 7) % 256),
        tokens: Uint8Array.of(0, 255, 128),
        metadata: { nested: { list: [1, 'two', null, { three: true }] }, text: 'Zürich "\u0000\u{1F600}' },
      });
      const captionOnly = { ...point('caption only', { vectors: { caption: axis(3) } }), regions: undefined };
      await store.upsert(SPACE, [full, captionOnly]);
      const [first, second] = await store.read(SPACE, [full.id, captionOnly.id], ALL);
      expect(first).toEqual(full);
      expect(second!.vectors).toEqual({ caption: axis(3) });
      expect(second!.regions).toBeUndefined();
      expect(second!.tokens).toBeUndefined();
      expect(second!.payload).toEqual(captionOnly.payload);
    });

    it('read only the parts asked for', async () => {
      const store = await openWithSpace(open);
      const written = point('a', { vectors: { image: axis(0), joint: axis(1) }, tokens: Uint8Array.of(9) });
      await store.upsert(SPACE, [written]);
      const read = async (parts: Parameters<typeof store.read>[2]) =>
        (await store.read(SPACE, [written.id], parts))[0];
      expect(await read({})).toEqual({ id: written.id, itemId: 'a', vectors: {} });
      expect(await read({ regions: true })).toEqual({
        id: written.id,
        itemId: 'a',
        vectors: {},
        regions: written.regions,
      });
      expect(await read({ tokens: true })).toEqual({
        id: written.id,
        itemId: 'a',
        vectors: {},
        tokens: written.tokens,
      });
      expect(await read({ vectors: ['joint', 'caption'] })).toEqual({
        id: written.id,
        itemId: 'a',
        vectors: { joint: axis(1) },
      });
      expect(await read({ payload: true })).toEqual({
        id: written.id,
        itemId: 'a',
        vectors: {},
        payload: written.payload,
      });
    });

    it('are read as they were written last, whatever was read before', async () => {
      const store = await openWithSpace(open);
      const read = () => store.read(SPACE, idsOf('a', 'b'), ALL);
      for (let version = 0; version < 3; version++) {
        const both = ['a', 'b'].map((id) => point(id, { metadata: { version } }));
        await store.upsert(SPACE, both);
        for (let times = 0; times < 2; times++)
          expect((await read()).map(({ payload }) => payload!.metadata)).toEqual([{ version }, { version }]);
      }
      await store.delete(SPACE, idsOf('a'));
      expect((await read()).map(({ itemId }) => itemId)).toEqual(['b']);
      await store.dropSpace(SPACE);
      await store.ensureSpace(SPACE, DIMENSIONS);
      expect(await read()).toEqual([]);
    });

    it('come in the order asked, without the missing, however the read got at them', async () => {
      const store = await openWithSpace(open);
      await store.upsert(
        SPACE,
        Array.from({ length: 40 }, (_, i) => point(`item${i}`)),
      );
      const order = ['item7', 'item39', 'nowhere', 'item0', 'item7', 'item12'];
      const read = async () =>
        (await store.read(SPACE, idsOf(...order), { regions: true })).map((each) => each.itemId);
      const expected = ['item7', 'item39', 'item0', 'item7', 'item12'];
      expect(await read()).toEqual(expected);
      await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 40 }]);
      expect(await read()).toEqual(expected);
      await store.optimize(SPACE);
      expect(await read()).toEqual(expected);
      expect(await store.read(SPACE, [], { payload: true })).toEqual([]);
      expect(await store.read(SPACE, ["' OR 1=1 --"], { payload: true })).toEqual([]);
    });

    it('replace the point of the same id as a whole', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, [
        point('a', { vectors: { image: axis(0), caption: axis(1) }, tokens: Uint8Array.of(1) }),
      ]);
      const [found] = await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 1 }]);
      expect(found).toHaveLength(1);
      const after = {
        ...point('a', { vectors: { image: axis(4) }, metadata: { v: 2 } }),
        regions: undefined,
      };
      await store.upsert(SPACE, [after]);
      expect(await store.count(SPACE)).toBe(1);
      const [read] = await store.read(SPACE, [after.id], ALL);
      expect(read).toMatchObject({ vectors: { image: axis(4) }, payload: after.payload });
      expect(read!.vectors.caption).toBeUndefined();
      expect(read!.regions).toBeUndefined();
      expect(read!.tokens).toBeUndefined();
      expect(await store.search(SPACE, [{ modality: 'caption', vector: axis(1), limit: 5 }])).toEqual([[]]);
    });

    it('keep the last of several with one id in one call', async () => {
      const store = await openWithSpace(open);
      await store.upsert(
        SPACE,
        [1, 2, 3].map((v) => point('same', { metadata: { v } })),
      );
      expect(await store.count(SPACE)).toBe(1);
      expect(await store.count(SPACE, { op: 'eq', field: 'v', value: 3 })).toBe(1);
    });

    it('are gone after delete, and ids that are not there do not matter', async () => {
      const store = await openWithSpace(open);
      await store.upsert(
        SPACE,
        ['a', 'b', 'c'].map((id) => point(id)),
      );
      await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 3 }]);
      await store.delete(SPACE, [...idsOf('b', 'nowhere'), "x' OR 'x'='x"]);
      await store.delete(SPACE, []);
      expect((await store.read(SPACE, idsOf('a', 'b', 'c'), {})).map((each) => each.itemId)).toEqual([
        'a',
        'c',
      ]);
      const [hits] = await store.search(SPACE, [{ modality: 'image', vector: axis(0), limit: 9 }]);
      expect(hits!.map((hit) => hit.id).sort()).toEqual(idsOf('a', 'c').sort());
      await store.upsert(SPACE, [point('b')]);
      expect(await store.count(SPACE)).toBe(3);
    });

    it('are listed by a filter, with what they show, as they are now', async () => {
      const store = await openWithSpace(open);
      expect(await store.list(SPACE, 10)).toEqual([]);
      const points = Array.from({ length: 1_203 }, (_, i) =>
        point(`p${i}`, { metadata: { i, even: i % 2 === 0 } }),
      );
      await store.upsert(SPACE, points);
      const even = { op: 'eq', field: 'even', value: true } as const;
      const listed = await store.list(SPACE, 5_000, even);
      expect(listed.map((each) => each.itemId).sort()).toEqual(
        points
          .filter((_, i) => i % 2 === 0)
          .map((each) => each.itemId)
          .sort(),
      );
      expect(listed.find((each) => each.itemId === 'p2')).toMatchObject({
        id: points[2]!.id,
        payload: points[2]!.payload,
      });
      expect(await store.list(SPACE, 1_100)).toHaveLength(1_100);
      await store.upsert(SPACE, [point('p2', { metadata: { i: 2, even: true, changed: 1 } })]);
      await store.delete(SPACE, idsOf('p4'));
      const again = await store.list(SPACE, 5_000, even);
      expect(again).toHaveLength(601);
      expect(again.find((each) => each.itemId === 'p2')?.payload.metadata).toEqual({
        i: 2,
        even: true,
        changed: 1,
      });
      expect(await store.list({ ...SPACE, collection: 'none' }, 10)).toEqual([]);
    });

    it('tell, where the store keeps it at hand, what they hold in fields, as they are now', async () => {
      const store = await openWithSpace(open);
      const long = 'x'.repeat(2_000);
      const points = Array.from({ length: 300 }, (_, i) =>
        point(`p${i}`, {
          metadata: {
            i,
            color: ['red', 'blue'][i % 2]!,
            at: `2024-05-${10 + (i % 9)}`,
            tags: [i % 3, 'b'],
            long,
          },
        }),
      );
      await store.upsert(SPACE, points);
      const fields = ['i', 'color', 'at', 'tags', 'nothing', '$createdAt'];
      const agree = async (filter?: Filter) => {
        const listed = new Map((await store.list(SPACE, 1_000, filter)).map((each) => [each.id, each]));
        const rows = await store.fieldRows(SPACE, fields, filter);
        if (!rows) return;
        expect(rows.size).toBe(listed.size);
        for (let row = 0; row < rows.size; row++) {
          const { id, itemId } = rows.point(row);
          const item = listed.get(id)!;
          expect(itemId).toBe(item.itemId);
          for (const field of fields) {
            expect(rows.column(field)(row)?.values ?? []).toEqual(scalarsAt(item, field));
          }
        }
      };
      await agree();
      await agree({ op: 'eq', field: 'color', value: 'red' });
      await store.upsert(SPACE, [point('p1', { metadata: { i: -1, color: 'red' } }), point('new')]);
      await store.delete(SPACE, idsOf('p2', 'p3'));
      await agree();
      await agree({ op: 'eq', field: 'color', value: 'red' });
      await store.upsert(SPACE, [point('p3', { metadata: { i: 3 } })]);
      await agree();
      expect((await store.fieldRows({ ...SPACE, collection: 'none' }, fields))?.size ?? 0).toBe(0);
    });

    it('page through all in id order', async () => {
      const store = await openWithSpace(open);
      const points = Array.from({ length: 25 }, (_, i) => point(`item${i}`));
      await store.upsert(SPACE, points);
      const seen = [];
      let after: string | undefined;
      for (;;) {
        const page = await store.page(SPACE, 10, after);
        seen.push(...page);
        if (page.length < 10) break;
        after = page.at(-1)!.id;
      }
      const expected = points
        .map(({ id, itemId, payload }) => ({ id, itemId, contentHash: payload.contentHash }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(seen).toEqual(expected);
    });

    it('of the wrong shape fail alone', async () => {
      const store = await openWithSpace(open);
      const bad = point('bad', { vectors: { image: new Float32Array(3) } });
      const infinite = point('infinite', { vectors: { image: axis(0, Infinity) } });
      const results = await Promise.allSettled(
        [[point('a')], [bad], [infinite], [point('b')]].map((each) => store.upsert(SPACE, each)),
      );
      expect(results.map((result) => result.status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
      ]);
      expect(await store.count(SPACE)).toBe(2);
    });
  });
}
