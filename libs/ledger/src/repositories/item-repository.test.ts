import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { openTestLedger } from '../testing/open-test-ledger.ts';
import { itemWrite } from '../testing/records.ts';

describe('items', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openTestLedger();
  });
  afterAll(() => ledger.close());

  it('reads an item back as it was written', async () => {
    const written = itemWrite({
      id: 'überraschung/1 "quoted" \\ 🐕',
      width: null,
      imageKey: null,
      metadata: { nested: { list: [1, 2.5, 'x', null, true] }, ключ: '' },
    });
    const before = Date.now();
    await ledger.items.put([written]);
    const read = await ledger.items.get(written);
    expect(read).toEqual({
      ...written,
      secondPack: null,
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
    expect(Math.abs((read?.createdAt.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });

  it('keeps NUL and lone surrogates in captions and metadata, and refuses them in ids', async () => {
    const hostile = itemWrite({
      id: 'hostile',
      captions: ['a\0b', 'half \ud83d'],
      metadata: { '\0': '\udc00', s: '\\u0000' },
    });
    await ledger.items.put([hostile]);
    const read = await ledger.items.get(hostile);
    expect(read?.captions).toEqual(hostile.captions);
    expect(read?.metadata).toEqual(hostile.metadata);
    for (const id of ['nul\0', 'half\ud800']) {
      await expect(ledger.items.put([itemWrite({ id })])).rejects.toMatchObject({ code: 'item_id_invalid' });
      expect(await ledger.items.get(itemWrite({ id }))).toBeUndefined();
      expect(await ledger.items.markDeleting([itemWrite({ id })])).toEqual([]);
      expect(await ledger.items.remove([itemWrite({ id })])).toBe(0);
    }
  });

  it('counts what another model pack embedded', async () => {
    const write = (id: string, pack: string, state: 'indexed' | 'pending') =>
      itemWrite({ id, collection: 'packs', pack, state });
    await ledger.items.put([
      write('one', 'former@1.0.0', 'indexed'),
      write('two', 'former@1.0.0', 'indexed'),
      write('under way', 'former@1.0.0', 'pending'),
      write('three', 'latter@1.0.0', 'indexed'),
    ]);
    const others = await ledger.items.countOfOtherPacks('latter@1.0.0');
    expect(others).toContainEqual({ pack: 'former@1.0.0', items: 2 });
    expect(others.map(({ pack }) => pack)).not.toContain('latter@1.0.0');
    const { modelSwitches } = ledger;
    const { id } = await modelSwitches.begin({
      source: 'former@1.0.0',
      target: 'latter@1.0.0',
      acceptFailures: true,
      actor: 'me',
    });
    const key = (item: string) => ({ tenant: 'default', collection: 'packs', id: item });
    const count = async () =>
      (await ledger.items.countOfOtherPacks('latter@1.0.0')).find(({ pack }) => pack === 'former@1.0.0')
        ?.items;
    await modelSwitches.addFailures(id, [{ ...key('one'), code: 'blob_not_found', reason: 'gone' }]);
    expect(await count()).toBe(1);
    await modelSwitches.markEmbedded(
      [{ ...key('two'), contentHash: 'a'.repeat(64) }],
      'former@1.0.0',
      'latter@1.0.0',
    );
    expect(await count()).toBeUndefined();
    await modelSwitches.cancel(id);
  });

  it('writes thousands of items in one statement and answers in the order asked', async () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      itemWrite({ id: `many-${index}`, collection: 'many' }),
    );
    await ledger.items.put(many);
    expect(await ledger.items.count('default', 'many')).toBe(5000);
    const asked = [many[4999]!, itemWrite({ id: 'absent', collection: 'many' }), many[0]!, many[256]!];
    expect((await ledger.items.getMany(asked)).map((item) => item.id)).toEqual([
      'many-4999',
      'many-0',
      'many-256',
    ]);
  });

  it('replaces an item that is there, keeps its creation time, and lets the last of equals win', async () => {
    await ledger.items.put([itemWrite({ id: 'twice', width: 1 })]);
    const first = await ledger.items.get(itemWrite({ id: 'twice' }));
    await ledger.items.put([
      itemWrite({ id: 'twice', width: 2 }),
      itemWrite({ id: 'twice', width: 3, state: 'indexed' }),
    ]);
    const second = await ledger.items.get(itemWrite({ id: 'twice' }));
    expect(second).toMatchObject({ width: 3, state: 'indexed', createdAt: first?.createdAt });
    expect(second!.updatedAt.getTime()).toBeGreaterThanOrEqual(first!.updatedAt.getTime());
  });

  it('gives the pixels of pictures, and nothing for captions and other collections', async () => {
    await ledger.items.put([
      itemWrite({ id: 'wide', collection: 'sized', width: 800, height: 400 }),
      itemWrite({ id: 'words', collection: 'sized', width: null, height: null }),
      itemWrite({ id: 'away', collection: 'elsewhere', width: 8, height: 8 }),
    ]);
    const sizes = await ledger.items.pictureSizes('default', 'sized', ['wide', 'words', 'away', 'absent']);
    expect([...sizes]).toEqual([['wide', { width: 800, height: 400 }]]);
  });

  it('keeps tenants and collections apart', async () => {
    const keys = [
      itemWrite({ id: 'same', tenant: 'one' }),
      itemWrite({ id: 'same', tenant: 'two' }),
      itemWrite({ id: 'same', tenant: 'one', collection: 'other' }),
    ];
    await ledger.items.put(keys.map((key, index) => ({ ...key, width: index })));
    expect((await ledger.items.getMany(keys)).map((item) => item.width)).toEqual([0, 1, 2]);
    await ledger.items.markDeleting([keys[0]!]);
    await ledger.items.remove([keys[0]!]);
    expect((await ledger.items.getMany(keys)).map((item) => item.width)).toEqual([1, 2]);
  });

  it('marks only pending items of the expected content as indexed', async () => {
    await ledger.items.put([
      itemWrite({ id: 'fresh', contentHash: 'new' }),
      itemWrite({ id: 'changed', contentHash: 'newer' }),
      itemWrite({ id: 'leaving', contentHash: 'new' }),
    ]);
    await ledger.items.markDeleting([itemWrite({ id: 'leaving' })]);
    const keys = ['fresh', 'changed', 'leaving'].map((id) => itemWrite({ id, contentHash: 'new' }));
    expect(await ledger.items.markIndexed(keys)).toBe(1);
    expect((await ledger.items.getMany(keys)).map((item) => item.state)).toEqual([
      'indexed',
      'pending',
      'deleting',
    ]);
  });

  it('does not remove an item that was put again after it was marked', async () => {
    const item = itemWrite({ id: 'comeback', collection: 'comeback' });
    await ledger.items.put([item]);
    expect(await ledger.items.markDeleting([item])).toMatchObject([{ id: 'comeback', state: 'deleting' }]);
    expect(await ledger.items.count('default', 'comeback')).toBe(0);
    await ledger.items.put([item]);
    expect(await ledger.items.remove([item])).toBe(0);
    await ledger.items.markDeleting([item]);
    expect(await ledger.items.remove([item])).toBe(1);
    expect(await ledger.items.get(item)).toBeUndefined();
  });

  it('counts the uses of a picture over all tenants', async () => {
    const imageKey = 'c'.repeat(64);
    await ledger.items.put([
      itemWrite({ id: 'use-1', imageKey }),
      itemWrite({ id: 'use-2', imageKey, tenant: 'someone-else' }),
    ]);
    expect(await ledger.pictures.countUses(imageKey)).toBe(2);
    expect(await ledger.pictures.countUses('d'.repeat(64))).toBe(0);
  });

  it('lists what is unsettled and old enough, oldest first', async () => {
    await ledger.items.put([
      itemWrite({ id: 'p1', tenant: 'unsettled' }),
      itemWrite({ id: 'i1', tenant: 'unsettled', state: 'indexed' }),
    ]);
    await ledger.items.put([itemWrite({ id: 'd1', tenant: 'unsettled', state: 'deleting' })]);
    const later = new Date(Date.now() + 60_000);
    const listed = (await ledger.items.listPending(later, 10_000)).filter(
      (item) => item.tenant === 'unsettled',
    );
    expect(listed.map((item) => item.id)).toEqual(['p1', 'd1']);
    expect(await ledger.items.listPending(later, 1)).toHaveLength(1);
    expect(await ledger.items.listPending(new Date(0), 1000)).toEqual([]);
  });

  it('pages through a collection once, in byte order', async () => {
    const ids = ['a', 'B', 'ä', 'a-1', 'Z', 'z', '10', '9'];
    await ledger.items.put(ids.map((id) => itemWrite({ id, collection: 'paged' })));
    const seen: string[] = [];
    for (let after: string | undefined; ; after = seen.at(-1)) {
      const page = await ledger.items.page('default', 'paged', after, 3);
      if (page.length === 0) break;
      seen.push(...page.map((item) => item.id));
    }
    expect(seen).toEqual(['10', '9', 'B', 'Z', 'a', 'a-1', 'z', 'ä']);
  });
});
