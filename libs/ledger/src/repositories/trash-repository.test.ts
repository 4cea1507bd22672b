import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import type { ItemWrite } from '../records/item-record.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';
import { itemWrite } from '../testing/records.ts';

const PICTURE = 'b'.repeat(64);
const ANOTHER = 'c'.repeat(64);

describe('the trash', () => {
  let ledger: Ledger;
  let collection: string;
  let scope: { tenant: string; collection: string };
  let counter = 0;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());
  beforeEach(() => {
    collection = `c${++counter}`;
    scope = { tenant: 'default', collection };
  });

  const item = (id: string, overrides: Partial<ItemWrite> = {}) =>
    itemWrite({ id, collection, state: 'indexed', ...overrides });
  /** Throws items away, as whoever deletes them does. */
  async function throwAway(...items: ItemWrite[]): Promise<string[]> {
    const former = await ledger.trash.put(items);
    await ledger.items.markDeleting(items);
    await ledger.items.remove(items);
    return former;
  }
  const ids = async () => (await ledger.trash.list(scope, undefined, 100)).map(({ id }) => id);

  it('keeps all that makes an item, and its picture', async () => {
    const hostile = { captions: ['a\0b', 'half \ud83d'], metadata: { '\0': '\udc00', price: 3 } };
    const [one, words] = [item('one', hostile), item('words', { imageKey: null, width: null })];
    await ledger.items.put([one, words]);
    const before = await ledger.items.get(one);
    await throwAway(one, words);
    expect(await ledger.items.getMany([one, words])).toEqual([]);
    expect(await ledger.trash.get(scope, ['one', 'never', 'nul\0'])).toEqual([
      {
        tenant: 'default',
        collection,
        id: 'one',
        contentHash: one.contentHash,
        imageKey: PICTURE,
        imageType: 'image/jpeg',
        width: 640,
        height: 480,
        ...hostile,
        createdAt: before!.createdAt,
        trashedAt: expect.any(Date),
      },
    ]);
    expect(await ledger.pictures.countUses(PICTURE)).toBe(1);
    expect(await ledger.pictures.unused([PICTURE, ANOTHER])).toEqual([ANOTHER]);
    expect(await ledger.pictures.shown(undefined, 10)).toEqual([PICTURE]);
    expect(await ledger.trash.remove(scope, ['one', 'words', 'never'])).toEqual({
      removed: 2,
      pictures: [PICTURE],
    });
    expect(await ledger.pictures.countUses(PICTURE)).toBe(0);
  });

  it('is listed page by page, last thrown away first, and only to its tenant', async () => {
    const early = [item('b'), item('a'), item('c')];
    const late = item('0');
    const foreign = item('foreign', { tenant: 'another' });
    await ledger.items.put([...early, late, foreign]);
    await throwAway(...early, foreign);
    await throwAway(late);
    expect(await ids()).toEqual(['0', 'a', 'b', 'c']);
    expect(await ledger.trash.count(scope)).toBe(4);
    const paged: string[] = [];
    for (let last; ;) {
      const [next] = await ledger.trash.list(scope, last, 1);
      if (next === undefined) break;
      paged.push(next.id);
      last = next;
    }
    expect(paged).toEqual(['0', 'a', 'b', 'c']);
    expect(await ledger.trash.remove({ tenant: 'another', collection }, ['a'])).toMatchObject({ removed: 0 });
  });

  it('keeps the last of those thrown away under one id, and tells what is not kept any more', async () => {
    await ledger.items.put([item('x')]);
    expect(await throwAway(item('x'))).toEqual([]);
    await ledger.items.put([item('x', { imageKey: ANOTHER, captions: ['later'] })]);
    expect(await throwAway(item('x'))).toEqual([PICTURE]);
    expect(await ledger.trash.get(scope, ['x'])).toMatchObject([{ imageKey: ANOTHER, captions: ['later'] }]);
    await ledger.trash.remove(scope, ['x']);
  });

  it('gives back the age of an item and the words in its picture', async () => {
    const one = item('one');
    await ledger.items.put([one]);
    const before = await ledger.items.get(one);
    const box = [0, 0, 1, 1] as const;
    const reading = { words: [{ text: 'SALE', box, confidence: 1 }], tokens: ['sale'] };
    await ledger.texts.correct(one, reading);
    await throwAway(one);
    expect(await ledger.texts.itemsWith(scope, [['sale']], 10)).toEqual([]);

    await ledger.items.put([one]);
    await ledger.trash.restored(scope, [{ ...one, contentHash: 'another content' }]);
    expect(await ids()).toEqual(['one']);
    await ledger.trash.restored(scope, [one]);
    expect(await ids()).toEqual([]);
    expect((await ledger.items.get(one))!.createdAt).toEqual(before!.createdAt);
    expect(await ledger.texts.get(one)).toMatchObject({ state: 'corrected', words: reading.words });
    expect(await ledger.texts.itemsWith(scope, [['sale']], 10)).toEqual(['one']);
    expect((await ledger.collections.get('default', collection))!.items).toBe(1);
  });

  it('lets go what was thrown away long ago, a part at a time', async () => {
    const later = new Date(Date.now() + 3_600_000);
    // What other tests left there.
    await ledger.trash.expire(later, 1_000);
    await ledger.items.put([item('one'), item('two', { imageKey: null })]);
    await throwAway(item('one'), item('two'));
    expect(await ledger.trash.expire(new Date(Date.now() - 3_600_000), 10)).toMatchObject({ removed: 0 });
    const parts = [await ledger.trash.expire(later, 1), await ledger.trash.expire(later, 10)];
    expect(parts.map(({ removed }) => removed)).toEqual([1, 1]);
    expect(parts.flatMap(({ pictures }) => pictures)).toEqual([PICTURE]);
    expect(await ids()).toEqual([]);
  });
});
