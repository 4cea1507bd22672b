import { wordsIn, type Filter, type VectorStore } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { idsOf, itemIdsOf, point, SPACE } from './fixtures.ts';
import { openWithSpace, type OpenStore } from './open-store.ts';

const SOURCES = ['$id', '$captions', 'brand', 'sku', 'made.in'];

const SHOES = [
  point('12345', { captions: ['black running shoes'], metadata: { brand: 'adidas', sku: 'AB-1204/7' } }),
  point('12346', { captions: ['white running shoes'], metadata: { brand: 'adidas', sku: 'AB-1204/8' } }),
  point('777', { captions: ['black boots for 12345 days'], metadata: { brand: 'reebok', sku: 98_765 } }),
  point('888', {
    captions: ['Überzieher, grün'],
    metadata: { brand: ['Étoile', 'nike'], made: { in: 'Italy' } },
  }),
  point('--', { captions: [], metadata: { color: 'adidas' } }),
];

async function find(store: VectorStore, text: string, sources = SOURCES, filter?: Filter): Promise<string[]> {
  const [found] = await store.search(SPACE, [{ words: wordsIn(text), sources, limit: 10, filter }]);
  return itemIdsOf(store, found!);
}

/** What the port promises of searching for words. */
export function wordsSuite(open: OpenStore): void {
  describe('words', () => {
    it.each([
      ['12345', ['12345', '777']],
      ['AB-1204/7', ['12345', '12346']],
      ['ab12047', ['12345']],
      ['98765', ['777']],
      ['reebok', ['777']],
      ['ÜBERZIEHER', ['888']],
      ['nike', ['888']],
      ['italy', ['888']],
      ['zebra', []],
      ['1234', []],
      ['', []],
    ])('%s is found at once, where it stands, best first', async (text, expected) => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, SHOES);
      const found = await find(store, text);
      expect(found.slice(0, 1)).toEqual(expected.slice(0, 1));
      expect(found.toSorted()).toEqual(expected.toSorted());
    });

    it('put first what holds more of the words, and rarer ones', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, SHOES);
      expect((await find(store, 'adidas black shoes'))[0]).toBe('12345');
      expect((await find(store, 'adidas white shoes'))[0]).toBe('12346');
      expect((await find(store, 'shoes reebok'))[0]).toBe('777');
      const [found] = await store.search(SPACE, [
        { words: wordsIn('black adidas'), sources: SOURCES, limit: 2 },
      ]);
      const [first, second] = found!;
      expect(first).toMatchObject({ id: SHOES[0]!.id });
      expect(first!.score).toBeGreaterThan(second!.score);
    });

    it('are looked for in the sources that are asked for alone', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, SHOES);
      expect(await find(store, '12345', ['$captions'])).toEqual(['777']);
      expect(await find(store, 'adidas', ['color'])).toEqual(['--']);
      expect(await find(store, 'adidas', ['none'])).toEqual([]);
      expect(await find(store, 'adidas', [])).toEqual([]);
    });

    it('are found within a filter, before the limit', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, [
        ...SHOES,
        ...Array.from({ length: 30 }, (_, i) => point(`b${i}`, { captions: ['black'], metadata: { i } })),
      ]);
      const filter = { op: 'gte', field: 'i', value: 28 } as const;
      expect((await find(store, 'black', SOURCES, filter)).toSorted()).toEqual(['b28', 'b29']);
      expect(await find(store, 'black', SOURCES, { op: 'eq', field: 'i', value: 99 })).toEqual([]);
      expect(await find(store, 'black')).toHaveLength(10);
    });

    it('are those of now: replaced and removed ones are not found', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, SHOES);
      await store.optimize(SPACE);
      await store.upsert(SPACE, [point('777', { captions: ['sandals'], metadata: { brand: 'ecco' } })]);
      await store.delete(SPACE, idsOf('888'));
      expect(await find(store, 'sandals')).toEqual(['777']);
      expect(await find(store, 'reebok')).toEqual([]);
      expect(await find(store, 'italy')).toEqual([]);
      await store.optimize(SPACE);
      expect(await find(store, 'ecco')).toEqual(['777']);
      expect(await find(store, 'reebok')).toEqual([]);
      expect(await find(store, '12346')).toEqual(['12346']);
    });

    it.each(['reebol', 'rebok', 'reebbok', 'xeebok', 'eebok', 'reeboks'])(
      'long ones are found with a slip: %s, after the exact',
      async (word) => {
        const store = await openWithSpace(open);
        await store.upsert(SPACE, SHOES);
        await store.optimize(SPACE);
        expect(await find(store, word)).toEqual(['777']);
        await store.upsert(SPACE, [point('exact', { captions: [word] })]);
        expect(await find(store, word)).toEqual(['exact', '777']);
      },
    );

    it.each([
      ['black', ['blac', 'bluck', 'bllack']],
      ['boots', ['boot', 'bots', 'botos']],
    ])('%s is found with a slip that was written a moment ago, also as four letters', async (word, slips) => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, [point('it', { captions: [`a ${word}`] }), point('other')]);
      for (const slip of slips) expect(await find(store, slip)).toEqual(['it']);
      await store.optimize(SPACE);
      for (const slip of slips) expect(await find(store, slip)).toEqual(['it']);
    });

    it('numbers, codes and short words are found without slips alone', async () => {
      const store = await openWithSpace(open);
      await store.upsert(SPACE, SHOES);
      await store.optimize(SPACE);
      for (const word of ['12347', '1245', 'nikf', 'nik', 'ab12046', 'blackes'])
        expect(await find(store, word)).toEqual([]);
    });

    it('of one space are not found in another, and a space that is not there has none', async () => {
      const store = await openWithSpace(open);
      const other = { ...SPACE, tenant: 'other' };
      await store.upsert(SPACE, SHOES);
      const request = { words: ['adidas'], sources: SOURCES, limit: 5 };
      expect(await store.search(other, [request])).toEqual([[]]);
      await store.ensureSpace(other, 16);
      expect(await store.search(other, [request])).toEqual([[]]);
      await store.dropSpace(SPACE);
      expect(await find(store, 'adidas')).toEqual([]);
    });
  });
}
