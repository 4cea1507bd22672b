import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobSource } from '@unseen/domain';
import { one, readOddity, utf16, type Row } from '../../testing/read-oddity.ts';
import { Sandbox } from '../../testing/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

const read = (type: JobSource['type'], content: string | Buffer) => readOddity(sandbox, type, content);

describe('lists and data sets as people have them', () => {
  it.each<[string, string | Buffer, (Row | string)[]]>([
    ['one object a line', '{"image":"a.jpg","caption":"A dog"}\n', one('A dog')],
    [
      'an array',
      '[{"image":"a.jpg","caption":"A dog"},{"caption":"A cat"}]',
      [...one('A dog'), { captions: ['A cat'] }],
    ],
    ['an array over lines', '[\n  {"image":"a.jpg",\n   "caption":"A dog"}\n]\n', one('A dog')],
    ['an empty array with a line', '[\n]', []],
    [
      'indented objects',
      '{\n  "image": "a.jpg",\n  "caption": "A dog"\n}\n{\n  "caption": "A cat"\n}\n',
      [...one('A dog'), { captions: ['A cat'] }],
    ],
    ['a byte-order mark', '\ufeff{"image":"a.jpg","caption":"A dog"}', one('A dog')],
    ['UTF-16', utf16('{"image":"a.jpg","caption":"Café"}\n'), one('Café')],
    ['Hugging Face metadata', '{"file_name":"a.jpg","text":"A dog"}', one('A dog')],
    [
      'img2dataset',
      '{"url":"https://x.example/a.jpg","caption":"A dog","width":5}',
      [{ image: 'https://x.example/a.jpg', captions: ['A dog'], width: 5 }],
    ],
    ['image_path', '{"image_path":"a.jpg","caption":"A dog"}', one('A dog')],
    ['a picture object', '{"image":{"path":"a.jpg"},"caption":"A dog"}', one('A dog')],
    [
      'a list of texts',
      '{"image":"a.jpg","text":["One","Two"]}',
      [{ image: 'a.jpg', captions: ['One', 'Two'] }],
    ],
    [
      'a title beside captions',
      '{"image":"a.jpg","title":"T","captions":["A dog"]}',
      one('A dog', { title: 'T' }),
    ],
    ['an empty caption', '{"image":"a.jpg","caption":""}', [{ image: 'a.jpg' }]],
    ['a caption of nothing to see', '{"image":"a.jpg","captions":["\u200b","A dog"]}', one('A dog')],
    [
      'whole numbers beyond a double',
      '{"image":"a.jpg","n":9007199254740993,"m":{"k":12345678901234567890}}',
      [{ image: 'a.jpg', n: '9007199254740993', m: { k: '12345678901234567890' } }],
    ],
    [
      'NaN',
      '{"image":"a.jpg","n":NaN}',
      ['entry_invalid: line 1: The line is not valid JSON: NaN at character 22; write null.'],
    ],
    [
      'one id twice',
      '{"id":"x","caption":"A"}\n{"id":"x","caption":"B"}',
      [{ id: 'x', captions: ['A'] }, 'entry_id_repeated: line 2: The id "x" was read at line 1 already.'],
    ],
    ['gzip', gzipSync('{"image":"a.jpg","caption":"A dog"}'), one('A dog')],
    [
      'an array on one long line',
      JSON.stringify(Array(6_000).fill({ image: 'a.jpg', n: 'x'.repeat(200) })),
      Array<Row>(6_000).fill({ image: 'a.jpg', n: 'x'.repeat(200) }),
    ],
    [
      'the answer of a shop',
      '{"products":[{"id":1,"title":"Shoe","images":[{"src":"a.jpg"},{"src":"b.jpg"}]}]}',
      [{ id: '1', image: 'a.jpg', captions: ['Shoe'], images: [{ src: 'a.jpg' }, { src: 'b.jpg' }] }],
    ],
    [
      'a list in an object, indented',
      '{\n  "items": [\n    {"image":"a.jpg","caption":"A dog"}\n  ]\n}\n',
      one('A dog'),
    ],
    [
      'an object that holds a list',
      '{"items":["x"],"image":"a.jpg"}\n{"image":"b.jpg"}',
      [{ image: 'a.jpg', items: ['x'] }, { image: 'b.jpg' }],
    ],
    ['ids of MongoDB', '{"_id":{"$oid":"65a1"},"imageUrl":"a.jpg"}', [{ id: '65a1', image: 'a.jpg' }]],
    [
      'camel case',
      '{"itemId":"7","imageUrl":"a.jpg","productTitle":"Shoe"}',
      [{ id: '7', image: 'a.jpg', captions: ['Shoe'] }],
    ],
    [
      'captions by the names of pictures',
      '{"a.jpg":"A dog","b/c.png":["A cat","Two cats"]}',
      [
        ...one('A dog', { id: 'a.jpg' }),
        { id: 'b/c.png', image: 'b/c.png', captions: ['A cat', 'Two cats'] },
      ],
    ],
    [
      'what is known by the names of pictures, indented',
      '{\n  "a.jpg": {\n    "caption": "A dog",\n    "tags": "wet"\n  },\n  "b.png": {}\n}\n',
      [...one('A dog', { id: 'a.jpg', tags: 'wet' }), { id: 'b.png', image: 'b.png' }],
    ],
    [
      'one object whose first field is a picture by chance',
      '{"image":"a.jpg","caption":"A dog"}\n{"a.jpg":1,"image":"a.jpg"}',
      [...one('A dog'), { image: 'a.jpg', 'a.jpg': 1 }],
    ],
    ['null', '{"id":null,"image":"a.jpg","caption":null}', [{ image: 'a.jpg' }]],
  ])('JSON with %s', async (_, content, expected) => {
    expect(await read('jsonl', content)).toEqual(expected);
  });

  it.each([
    ['csv', 'image,caption,n', (n: number) => `${n}.jpg,A dog ${n},${n}`],
    ['jsonl', '', (n: number) => JSON.stringify({ image: `${n}.jpg`, caption: `A dog ${n}`, n })],
  ] as const)(
    '%s that is packed and breaks off gives what stands before the break',
    async (type, head, line) => {
      const lines = Array.from({ length: 20_000 }, (_, n) => line(n)).join('\n');
      const packed = gzipSync(`${head}\n${lines}`);
      await sandbox.write('file', packed.subarray(0, Math.floor(packed.length / 2)));
      const reader = await sandbox.open({ type, path: 'file' });
      let rows = 0;
      await expect(async () => {
        for await (const record of reader.read(0)) {
          expect(record).toMatchObject({ captions: [`A dog ${rows}`], metadata: { n: rows } });
          rows += 1;
        }
      }).rejects.toMatchObject({ code: 'source_invalid' });
      expect(rows).toBeGreaterThan(5_000);
    },
  );

  it.each<[string, string | Buffer, (Row | string)[]]>([
    [
      'captions that stand apart',
      'a.jpg#0\tA dog .\nb.jpg#0\tA cat .\na.jpg#1\tTwo dogs .\n',
      [
        { id: 'a.jpg', image: 'a.jpg', captions: ['A dog .', 'Two dogs .'] },
        { id: 'b.jpg', image: 'b.jpg', captions: ['A cat .'] },
      ],
    ],
    [
      'a blank caption',
      'a.jpg#0\tA dog .\na.jpg#1\t\n',
      [{ id: 'a.jpg', image: 'a.jpg', captions: ['A dog .'] }],
    ],
    [
      'a table sorted by caption',
      'image,caption\nb.jpg,A\na.jpg,B\nb.jpg,C\na.jpg,D',
      [
        { id: 'b.jpg', image: 'b.jpg', captions: ['A', 'C'] },
        { id: 'a.jpg', image: 'a.jpg', captions: ['B', 'D'] },
      ],
    ],
  ])('Flickr with %s', async (_, content, expected) => {
    expect(await read('flickr', content)).toEqual(expected);
  });

  it.each<[string, string, (Row | string)[]]>([
    [
      'coco',
      '{"images":[{"id":1,"file_name":"a.jpg"}],"annotations":[{"image_id":1,"caption":"A dog."},{"image_id":1,"caption":""}]}',
      [{ id: 'a.jpg', image: 'a.jpg', captions: ['A dog.'], cocoId: 1 }],
    ],
    [
      'karpathy',
      '{"images":[{"filename":"a.jpg","split":"train","sentences":[{"raw":"A dog."},{"raw":" "}]}]}',
      [{ id: 'a.jpg', image: 'a.jpg', captions: ['A dog.'], split: 'train' }],
    ],
  ])('%s with a blank caption', async (type, content, expected) => {
    expect(await read(type as 'coco', content)).toEqual(expected);
  });

  it.each<[string, string, (Row | string)[]]>([
    [
      'a body of many lines',
      `Handle,Title,Body (HTML),Image Src\ntee,Tee,"${'<p>x</p>\n'.repeat(400)}",a.jpg`,
      [{ id: 'tee', image: 'a.jpg', title: 'Tee' }],
    ],
    [
      'rows that stand apart',
      'Handle,Title,Variant Price,Image Src\ntee,Tee,10,a.jpg\nmug,Mug,5,b.jpg\ntee,,12,c.jpg',
      [
        { id: 'tee', image: 'a.jpg', price: 10, priceMax: 12 },
        { id: 'tee/2', image: 'c.jpg', price: 10, priceMax: 12 },
        { id: 'mug', image: 'b.jpg', price: 5 },
      ],
    ],
    [
      'positions',
      'Handle,Title,Image Src,Image Position\ntee,Tee,b.jpg,2\ntee,,a.jpg,1',
      [
        { id: 'tee', image: 'a.jpg', position: 1 },
        { id: 'tee/2', image: 'b.jpg', position: 2 },
      ],
    ],
    [
      'prices',
      'Handle,Title,Variant Price,Image Src\na,A,"1,299.00",a.jpg\nb,B,"12,50",b.jpg\nc,C,€5,c.jpg',
      [{ price: 1299 }, { price: 12.5 }, { price: 5 }],
    ],
  ])('Shopify with %s', async (_, content, expected) => {
    expect(await read('shopify', content)).toMatchObject(expected);
  });
});
