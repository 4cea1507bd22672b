import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

describe('the CSV reader', () => {
  it('reads ids, pictures, captions and metadata', async () => {
    await sandbox.write(
      'shop/list.csv',
      '\ufeffID,Image,caption,caption_2,price,color,ean,sale\r\n' +
        'p1,img/1.jpg,"a shoe, red",,12.50,red,0123,true\r\n' +
        '\r\n' +
        ',img/2.jpg,"two\r\nlines",second,,,,FALSE\r\n',
    );
    const { entries, failures } = await sandbox.read({ type: 'csv', path: 'shop/list.csv' });
    expect(failures).toEqual([]);
    expect(entries).toEqual([
      {
        ordinal: 0,
        where: 'line 2',
        id: 'p1',
        image: { kind: 'file', path: 'shop/img/1.jpg' },
        captions: ['a shoe, red'],
        metadata: { price: 12.5, color: 'red', ean: '0123', sale: true },
      },
      {
        ordinal: 1,
        where: 'line 4',
        image: { kind: 'file', path: 'shop/img/2.jpg' },
        captions: ['two\nlines', 'second'],
        metadata: { sale: false },
      },
    ]);
    expect(await (await sandbox.open({ type: 'csv', path: 'shop/list.csv' })).count()).toBe(2);
  });

  it('notes down web addresses, whether or not they may be fetched', async () => {
    await sandbox.write(
      'list.csv',
      'image\nhttps://x.example/1.jpg\n//x.example/2.jpg\nhttp://me@x.example/\n',
    );
    await sandbox.write('list.jsonl', '{"image":"HTTP://x.example:8080/a b.jpg"}\n{"image":"data:,x"}\n');
    const table = await sandbox.read({ type: 'csv', path: 'list.csv' });
    expect(table.entries.map(({ image }) => image)).toEqual([
      { kind: 'url', url: 'https://x.example/1.jpg' },
    ]);
    expect(table.failures.map(({ id, code }) => [id, code])).toEqual([
      ['line 3', 'fetch_url_invalid'],
      ['line 4', 'fetch_url_invalid'],
    ]);
    const lines = await sandbox.read({ type: 'jsonl', path: 'list.jsonl' });
    expect(lines.entries.map(({ image }) => image)).toEqual([
      { kind: 'url', url: 'http://x.example:8080/a%20b.jpg' },
    ]);
    expect(lines.failures.map(({ id, code }) => [id, code])).toEqual([['line 2', 'fetch_url_invalid']]);
  });

  it('takes the pictures from another folder when the table is named in annotations', async () => {
    await sandbox.write('pictures/1.jpg', 'x');
    await sandbox.write('list.csv', 'file;caption\n1.jpg;one\n');
    const { entries } = await sandbox.read({ type: 'csv', path: 'pictures', annotations: 'list.csv' });
    expect(entries[0]!.image).toEqual({ kind: 'file', path: 'pictures/1.jpg' });
  });

  it('lists bad rows by line and goes on', async () => {
    await sandbox.write(
      'list.csv',
      Buffer.concat([
        Buffer.from('image,caption\n1.jpg,fine\n2.jpg,too,many\n3.jpg,"öpen\n'),
        Buffer.from([0x34, 0xff, 0x2c, 0x0a]),
        Buffer.from('../5.jpg,out\n/etc/6.jpg,out\nftp://x.org/7.jpg,far\n,\n9.jpg,\0\n10.jpg,fine too\n'),
      ]),
    );
    const { entries, failures } = await sandbox.read({ type: 'csv', path: 'list.csv' });
    expect(entries.map(({ ordinal, captions }) => [ordinal, captions[0]])).toEqual([
      [0, 'fine'],
      [8, 'fine too'],
    ]);
    expect(failures.map(({ ordinal, id, code }) => [ordinal, id, code])).toEqual([
      [1, 'line 3', 'entry_invalid'],
      [2, 'line 4', 'entry_invalid'],
      [3, 'line 5', 'entry_invalid'],
      [4, 'line 6', 'entry_outside_root'],
      [5, 'line 7', 'entry_outside_root'],
      [6, 'line 8', 'fetch_url_invalid'],
      [7, 'line 10', 'caption_invalid'],
    ]);
    expect(failures[0]!.reason).toBe('line 3: The row has 3 fields, the header 2.');
  });

  it.each([
    ['empty', ''],
    ['without a picture or caption column', 'id,price\n1,2\n'],
    ['with a column twice', 'image,price,price\n'],
    ['with two picture columns', 'image,file\n'],
  ])('refuses a table that is %s', async (_, content) => {
    await sandbox.write('list.csv', content);
    await expect(
      sandbox.open({ type: 'csv', path: 'list.csv' }).then((reader) => reader.probe()),
    ).rejects.toMatchObject({ code: 'source_invalid' });
  });
});

describe('the JSONL reader', () => {
  it('reads entries; unknown fields are metadata', async () => {
    await sandbox.write(
      'list.jsonl',
      [
        '{"id":"a","image":"a.jpg","caption":"one","metadata":{"price":3}}',
        '',
        '{"id":7,"captions":["x","y"],"color":"red","metadata":{"size":4}}',
        '{"id":null,"image":"b.jpg","caption":null}',
      ].join('\r\n'),
    );
    expect((await sandbox.read({ type: 'jsonl', path: 'list.jsonl' })).all).toEqual([
      {
        ordinal: 0,
        where: 'line 1',
        id: 'a',
        image: { kind: 'file', path: 'a.jpg' },
        captions: ['one'],
        metadata: { price: 3 },
      },
      { ordinal: 1, where: 'line 3', id: '7', captions: ['x', 'y'], metadata: { color: 'red', size: 4 } },
      { ordinal: 2, where: 'line 4', image: { kind: 'file', path: 'b.jpg' }, captions: [], metadata: {} },
    ]);
  });

  it('lists bad lines and goes on', async () => {
    const deep = `{"caption":"x","metadata":${'{"a":'.repeat(20)}1${'}'.repeat(20)}}`;
    const lines: [string, string][] = [
      ['{"caption":"ok"', 'entry_invalid'],
      ['[1]', 'entry_invalid'],
      ['null', 'entry_invalid'],
      ['{}', 'item_empty'],
      ['{"image":5}', 'entry_invalid'],
      ['{"image":"../x.jpg"}', 'entry_outside_root'],
      ['{"image":"a.jpg","id":{}}', 'item_id_invalid'],
      ['{"image":"a.jpg","id":""}', 'item_id_invalid'],
      ['{"caption":5}', 'caption_invalid'],
      ['{"captions":"x"}', 'caption_invalid'],
      ['{"caption":"x","metadata":[]}', 'metadata_invalid'],
      ['{"caption":"x","__proto__":{"a":1}}', 'metadata_invalid'],
      ['{"caption":"\\u0000"}', 'caption_invalid'],
      ['{"caption":"\\ud800"}', 'caption_invalid'],
      [deep, 'metadata_invalid'],
      [`{"caption":"${'x'.repeat(2_000_000)}"}`, 'entry_invalid'],
      ['['.repeat(100_000), 'entry_invalid'],
    ];
    await sandbox.write('list.jsonl', [...lines.map(([line]) => line), '{"caption":"last"}'].join('\n'));
    const { entries, failures } = await sandbox.read({ type: 'jsonl', path: 'list.jsonl' });
    expect(failures.map(({ id, code }) => [id, code])).toEqual(
      lines.map(([, code], index) => [`line ${index + 1}`, code]),
    );
    expect(entries.map(({ ordinal, captions }) => [ordinal, captions])).toEqual([[lines.length, ['last']]]);
  });
});
