import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sandbox } from '../../testing/sandbox.ts';

const HEADER =
  'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position,Image Alt Text,Variant Image,Status';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

async function read(...lines: string[]) {
  await sandbox.write('shop/products.csv', lines.join('\n'));
  return sandbox.read({ type: 'shopify', path: 'shop/products.csv' });
}

describe('the reader of product exports', () => {
  it('makes an item of each picture, with what all rows of the product say', async () => {
    const { entries, failures } = await read(
      HEADER,
      'shoe,Aurora,"<h2>Light</h2><p>A <b>running</b> shoe,<br>made of&nbsp;wool &amp; cork.</p><script>x()</script>",Acme,Sneakers,"run, wool ,run",TRUE,Color,Red,A-1,79.90,https://cdn.example/red.jpg,1,A red shoe,,active',
      'shoe,,,,,,,,Blue,A-2,89.00,https://cdn.example/side.jpg,2,,https://cdn.example/blue.jpg,',
      'shoe,,,,,,,,Green,A-3,69,,,,https://cdn.example/red.jpg,',
      'cup,Cup,,Acme,,,false,Title,Default Title,C-1,5,img/cup.jpg,1,Cup,,draft',
    );
    expect(failures).toEqual([]);
    const shoe = {
      handle: 'shoe',
      title: 'Aurora',
      vendor: 'Acme',
      type: 'Sneakers',
      status: 'active',
      tags: ['run', 'wool'],
      published: true,
      price: 69,
      priceMax: 89,
      sku: ['A-1', 'A-2', 'A-3'],
      options: { Color: ['Red', 'Blue', 'Green'] },
      description: 'Light A running shoe, made of wool & cork.',
    };
    expect(entries.map(({ id, image, captions, where }) => [id, image, captions, where])).toEqual([
      [
        'shoe',
        { kind: 'url', url: 'https://cdn.example/red.jpg' },
        ['Aurora', 'A red shoe', shoe.description],
        'line 2',
      ],
      [
        'shoe/2',
        { kind: 'url', url: 'https://cdn.example/side.jpg' },
        ['Aurora', shoe.description],
        'line 3',
      ],
      [
        'shoe/3',
        { kind: 'url', url: 'https://cdn.example/blue.jpg' },
        ['Aurora', shoe.description],
        'line 3',
      ],
      ['cup', { kind: 'file', path: 'shop/img/cup.jpg' }, ['Cup'], 'line 5'],
    ]);
    expect(entries[0]!.metadata).toEqual({ ...shoe, position: 1 });
    expect(entries[2]!.metadata).toEqual({ ...shoe, position: 3 });
    expect(entries[3]!.metadata).toEqual({
      handle: 'cup',
      title: 'Cup',
      vendor: 'Acme',
      status: 'draft',
      published: false,
      price: 5,
      priceMax: 5,
      sku: ['C-1'],
      position: 1,
    });
  });

  it('reads the columns under their other names, in any order, and passes over the rest', async () => {
    const { entries } = await read(
      'Title;URL handle;Cost per item;Description;Price;Product image URL;SKU;Tags',
      'Lamp;lamp;3;<p>Bright</p>;12.5;lamp.png;L;',
      'Words only;words;1;;2;;W;a',
    );
    expect(entries.map(({ id, captions }) => [id, captions])).toEqual([
      ['lamp', ['Lamp', 'Bright']],
      ['words', ['Words only']],
    ]);
    expect(entries[0]!.metadata).toMatchObject({ price: 12.5, sku: ['L'] });
    expect(entries[1]!.image).toBeUndefined();
  });

  it('lists bad rows by line and keeps the products around them', async () => {
    const { all, entries, failures } = await read(
      'Handle,Title,Image Src',
      'a,One,a.jpg',
      'a,,b.jpg,too many',
      'a,,c.jpg',
      ',No handle,d.jpg',
      'b,Two,ftp://cdn.example/e.jpg',
      'c,,',
      'd,Three,../f.jpg',
      'e,Four,"open',
    );
    expect(entries.map(({ id }) => id)).toEqual(['a', 'a/2']);
    expect(failures.map(({ id, code }) => [id, code]).sort()).toEqual([
      ['line 3', 'entry_invalid'],
      ['line 5', 'entry_invalid'],
      ['line 6', 'fetch_url_invalid'],
      ['line 7', 'item_empty'],
      ['line 8', 'entry_outside_root'],
      ['line 9', 'entry_invalid'],
    ]);
    expect(all.map(({ ordinal }) => ordinal).sort((x, y) => x - y)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('reads on from any place as if it had read all', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => `p${n % 7},T,${n}.jpg`).sort();
    const { all } = await read('Handle,Title,Image Src', ...rows);
    for (const from of [0, 1, 7, 19, 20]) {
      const rest = await sandbox.read({ type: 'shopify', path: 'shop/products.csv' }, from);
      expect(rest.all).toEqual(all.slice(from));
    }
    const reader = await sandbox.open({ type: 'shopify', path: 'shop/products.csv' });
    expect(await reader.count()).toBe(20);
  });

  it('bounds what it holds and keeps of a product, however many rows it has', async () => {
    const rows = Array.from({ length: 2_600 }, (_, n) => `p,T,${n === 0 ? 'a.jpg' : ''},sku-${n}`);
    const words = 'word '.repeat(5_000);
    const { entries, failures } = await read(
      'Handle,Title,Image Src,SKU,Body (HTML)',
      ...rows.map((row, n) => `${row},${n === 0 ? `<p>${words}</p>` : ''}`),
    );
    expect(failures).toHaveLength(100);
    expect(failures[0]).toMatchObject({ id: 'line 2502', code: 'entry_invalid' });
    expect(entries).toHaveLength(1);
    expect(entries[0]!.captions[1]).toBe('word '.repeat(60).trim());
    expect(entries[0]!.metadata['sku']).toHaveLength(100);
    expect((entries[0]!.metadata['description'] as string).length).toBeLessThanOrEqual(2_000);
  });

  it.each(['id,image,caption', 'Handle,Price', 'Title,Image Src'])(
    'refuses a table with the header %s',
    async (header) => {
      await sandbox.write('other.csv', `${header}\na,b,c\n`);
      const reader = await sandbox.open({ type: 'shopify', path: 'other.csv' });
      await expect(reader.probe()).rejects.toMatchObject({ code: 'source_invalid' });
    },
  );
});
