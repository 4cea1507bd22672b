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
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('tables as people have them', () => {
  it.each<[string, string | Buffer, (Row | string)[]]>([
    // Separators and encodings.
    ['commas', 'image,caption\na.jpg,A dog', one('A dog')],
    ['semicolons', 'image;caption\na.jpg;A dog', one('A dog')],
    ['tabs', 'image\tcaption\na.jpg\tA dog', one('A dog')],
    ['bars', 'image|caption\na.jpg|A dog', one('A dog')],
    ['sep=;', 'sep=;\nimage;caption\na.jpg;A, dog', one('A, dog')],
    ['"sep=,"', '"sep=,"\nimage,caption\na.jpg,A; dog', one('A; dog')],
    ['sep=tab', 'sep=\t\nimage\tcaption\na.jpg\tA dog', one('A dog')],
    [
      'a semicolon in a quoted header',
      '"image;x","image",caption\n1,a.jpg,A dog',
      one('A dog', { 'image;x': 1 }),
    ],
    ['a byte-order mark', '\ufeffimage,caption\na.jpg,A dog', one('A dog')],
    ['UTF-16 little endian', utf16('image,caption\r\na.jpg,Café\r\n'), one('Café')],
    ['UTF-16 big endian', utf16('image,caption\na.jpg,Café\n').swap16(), one('Café')],
    ['UTF-16 without a mark', utf16('image,caption\na.jpg,A dog\n').subarray(2), one('A dog')],
    ['Windows-1252', latin1('image,caption\na.jpg,Caf\xe9 \x80'), one('Café €')],
    ['Windows-1252 in the header', latin1('image,caption,gr\xf6\xdfe\na.jpg,x,L'), one('x', { größe: 'L' })],
    [
      'UTF-8 with one broken line',
      Buffer.concat([Buffer.from('image,caption\na.jpg,Café\n'), latin1('b.jpg,Caf\xe9\n')]),
      [...one('Café'), 'entry_invalid: line 3: The line is not valid UTF-8.'],
    ],
    [
      'carriage returns alone',
      'image,caption\ra.jpg,A dog\rb.jpg,A cat',
      [...one('A dog'), { image: 'b.jpg', captions: ['A cat'] }],
    ],
    ['CRLF', 'image,caption\r\na.jpg,A dog\r\n', one('A dog')],
    // Rows.
    ['a short row', 'image,caption,price\na.jpg,A dog', one('A dog')],
    ['a trailing comma', 'image,caption\na.jpg,A dog,', one('A dog')],
    ['many trailing commas', 'image,caption\na.jpg,A dog,,,,', one('A dog')],
    ['trailing commas in the header as well', 'image,caption,,\na.jpg,A dog,,', one('A dog')],
    [
      'surplus text',
      'image,caption\na.jpg,A dog,more',
      ['entry_invalid: line 2: The row has 3 fields, the header 2.'],
    ],
    ['blank lines', 'image,caption\n\n\na.jpg,A dog\n\n', one('A dog')],
    ['blank lines before the header', '\n\nimage,caption\na.jpg,A dog', one('A dog')],
    ['rows of commas alone', 'image,caption\n,\n , \na.jpg,A dog\n,', one('A dog')],
    ['rows of semicolons alone', 'image;caption;x\n;;\na.jpg;A dog;', one('A dog')],
    ['a line end in a cell', 'image,caption\na.jpg,"A\nB"', one('A\nB')],
    ['doubled quotes', 'image,caption\na.jpg,"A ""big"" dog"', one('A "big" dog')],
    ['blanks around cells', 'image , caption\n a.jpg ,  A dog ', one('A dog')],
    ['a blank caption', 'image,caption\na.jpg,\u200b', [{ image: 'a.jpg' }]],
    [
      'an unclosed quote',
      'image,caption\na.jpg,"open\nb.jpg,A cat',
      [expect.stringContaining('entry_invalid: line 2'), { image: 'b.jpg', captions: ['A cat'] }] as never,
    ],
    [
      'one id twice',
      'id,image\nx,a.jpg\nx,b.jpg',
      [{ id: 'x', image: 'a.jpg' }, 'entry_id_repeated: line 3: The id "x" was read at line 2 already.'],
    ],
    // Names of columns.
    ...[
      'image',
      'Image',
      'IMAGE',
      'path',
      'file',
      'file_name',
      'filename',
      'File Name',
      'image_path',
      'Image Path',
      'img',
      'photo',
      'picture',
      'image-file',
      'image_name',
      'Image URL',
      'url',
      'image_link',
      'imageUrl',
      'imagePath',
      'IMAGE.URL',
      'file path',
      'productImageUrl',
      'main_image',
      'Bild-URL',
      'SourceFile',
      'img_src',
      'photo_image_url',
      'Attachments',
    ].map((name): [string, string, Row[]] => [
      `the picture column ${name}`,
      `${name},caption\na.jpg,A dog`,
      one('A dog'),
    ]),
    ...[
      'caption',
      'Caption',
      'captions',
      'caption_1',
      'text',
      'title',
      'Title',
      'description',
      'alt',
      'Alt Text',
      'productTitle',
      'Product Name',
      'name',
      'bodyHtml',
      'imageCaption',
      'caption1',
      'prompt',
      'Título',
    ].map((name): [string, string, Row[]] => [
      `the caption column ${name}`,
      `image,${name}\na.jpg,A dog`,
      one('A dog'),
    ]),
    [
      'an address',
      'url,text\nhttps://x.example/a.jpg,A dog',
      [{ image: 'https://x.example/a.jpg', captions: ['A dog'] }],
    ],
    [
      'a picture column beside an address',
      'image,url\na.jpg,https://x.example/page',
      [{ image: 'a.jpg', url: 'https://x.example/page' }],
    ],
    ['a caption beside a title', 'image,title,caption\na.jpg,T,A dog', one('A dog', { title: 'T' })],
    [
      'title and description',
      'image,title,description\na.jpg,Shoe,<p>Red <b>wool</b></p>',
      [{ image: 'a.jpg', captions: ['Shoe', 'Red wool'] }],
    ],
    [
      'several captions',
      'image,caption_1,caption_2\na.jpg,One,Two',
      [{ image: 'a.jpg', captions: ['One', 'Two'] }],
    ],
    ['item_id', 'item_id,image\n7,a.jpg', [{ id: '7', image: 'a.jpg' }]],
    // Types of columns.
    [
      'codes among numbers',
      'image,box\na.jpg,00123\nb.jpg,123',
      [
        { image: 'a.jpg', box: '00123' },
        { image: 'b.jpg', box: '123' },
      ],
    ],
    ['a column of codes by name', 'image,sku\na.jpg,123', [{ image: 'a.jpg', sku: '123' }]],
    [
      'postcodes',
      'image,zip\na.jpg,01067\nb.jpg,99999',
      [
        { image: 'a.jpg', zip: '01067' },
        { image: 'b.jpg', zip: '99999' },
      ],
    ],
    [
      'versions',
      'image,release\na.jpg,1.10\nb.jpg,1.9',
      [
        { image: 'a.jpg', release: '1.10' },
        { image: 'b.jpg', release: '1.9' },
      ],
    ],
    [
      'sizes',
      'image,size\na.jpg,XL\nb.jpg,42',
      [
        { image: 'a.jpg', size: 'XL' },
        { image: 'b.jpg', size: '42' },
      ],
    ],
    [
      'numbers',
      'image,stock\na.jpg,5\nb.jpg,-2\nc.jpg,0.5',
      [
        { image: 'a.jpg', stock: 5 },
        { image: 'b.jpg', stock: -2 },
        { image: 'c.jpg', stock: 0.5 },
      ],
    ],
    [
      'numbers with a gap',
      'image,stock\na.jpg,5\nb.jpg,',
      [{ image: 'a.jpg', stock: 5 }, { image: 'b.jpg' }],
    ],
    [
      'yes and no',
      'image,sale\na.jpg,TRUE\nb.jpg,false',
      [
        { image: 'a.jpg', sale: true },
        { image: 'b.jpg', sale: false },
      ],
    ],
    [
      'true among words',
      'image,sale\na.jpg,TRUE\nb.jpg,no',
      [
        { image: 'a.jpg', sale: 'TRUE' },
        { image: 'b.jpg', sale: 'no' },
      ],
    ],
    [
      'numbers beyond a double',
      'image,n\na.jpg,12345678901234567890',
      [{ image: 'a.jpg', n: '12345678901234567890' }],
    ],
    ['exponents', 'image,n\na.jpg,1e5', [{ image: 'a.jpg', n: '1e5' }]],
    // Prices.
    ['salePrice', 'image,salePrice\na.jpg,"3,50"', [{ image: 'a.jpg', salePrice: 3.5 }]],
    ...(
      [
        ['12', 12],
        ['12.50', 12.5],
        ['"12,50"', 12.5],
        ['"1,299.00"', 1299],
        ['"1.299,00"', 1299],
        ['"1,299"', 1299],
        ['€5', 5],
        ['5 €', 5],
        ['"€1.299,00"', 1299],
        ['$ 20', 20],
        ['USD 20.00', 20],
        ['20 EUR', 20],
        ["CHF 1'299.-", 1299],
        ['"1 299,90"', 1299.9],
        ['"1.299.000"', 1299000],
        ['0.99', 0.99],
        ['-5', -5],
        ['£1', 1],
        ['¥500', 500],
      ] as const
    ).map(([cell, price]): [string, string, Row[]] => [
      `the price ${cell}`,
      `image,price\na.jpg,${cell}`,
      [{ image: 'a.jpg', price }],
    ]),
    [
      'a price that is none',
      'image,price\na.jpg,on request\nb.jpg,5',
      [
        { image: 'a.jpg', price: 'on request' },
        { image: 'b.jpg', price: '5' },
      ],
    ],
    ['a price beyond all numbers', 'image,price\na.jpg,1e400', [{ image: 'a.jpg', price: '1e400' }]],
    ['Sale Price', 'image,Sale Price\na.jpg,"3,50"', [{ image: 'a.jpg', 'Sale Price': 3.5 }]],
    // No header.
    [
      'no header, a text before its picture',
      'a dog, wet, at sea\thttps://x.example/a.jpg\n',
      [{ image: 'https://x.example/a.jpg', captions: ['a dog, wet, at sea'] }],
    ],
    [
      'no header, but a name',
      'a.jpg,A dog\nb.jpg,A cat',
      [...one('A dog'), { image: 'b.jpg', captions: ['A cat'] }],
    ],
    ['no header, but sep=', 'sep=;\na.jpg;A dog', one('A dog')],
    [
      'addresses alone',
      'https://x.example/a.jpg\nhttps://x.example/b\n',
      [{ image: 'https://x.example/a.jpg' }, { image: 'https://x.example/b' }],
    ],
  ])('CSV with %s', async (_, content, expected) => {
    expect(await read('csv', content)).toEqual(expected);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['nothing known', 'sku,colour,price\n1,2,3', /Columns found: sku, colour, price\. Needed: image/],
    [
      'no header and many columns',
      'a dog in water\t7\thttps://x.example/a.jpg\n',
      /first row seems to be data, no header \("https/,
    ],
    ['no header and a number', 'a.jpg,5\nb.jpg,6', /put one above it/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Excel workbook/],
    ['a broken workbook', Buffer.from('PK\x03\x04rubbish', 'latin1'), /cannot be read as one/],
    ['a column twice', 'image,price,price\n1,2,3', /"price" or a synonym of it twice/],
    ['nothing', '', /empty/],
    [
      'a packed table that breaks off',
      gzipSync('image,caption\na.jpg,A dog').subarray(0, 25),
      /cannot be unpacked/,
    ],
  ])('is refused with what is wrong: %s', async (_, content, message) => {
    await sandbox.write('file', content);
    await expect(sandbox.read({ type: 'csv', path: 'file' })).rejects.toMatchObject({
      code: 'source_invalid',
      message: expect.stringMatching(message) as string,
    });
  });
});

it('notes what it had to guess, and prices that are none', async () => {
  const notesOf = async (type: JobSource['type'], content: Buffer | string) => {
    await sandbox.write('file', content);
    const reader = await sandbox.open({ type, path: 'file' });
    await Array.fromAsync(reader.read(0));
    return reader.notes;
  };
  expect(await notesOf('csv', latin1('image,caption\na.jpg,Caf\xe9'))).toEqual([
    expect.stringContaining('Windows-1252'),
  ]);
  expect(await notesOf('csv', 'image,price\na.jpg,free')).toEqual([
    expect.stringContaining('"price" holds what is no price'),
  ]);
  expect(await notesOf('csv', 'a.jpg,A dog')).toEqual([expect.stringContaining('no header row')]);
  expect(await notesOf('csv', 'image,weight\na.jpg,"0,5"')).toEqual([
    'The column "weight" was read as numbers with decimal commas.',
  ]);
  expect(await notesOf('shopify', 'Handle,Title,Variant Price\na,A,1e400')).toEqual([
    'line 2: the price "1e400" cannot be read.',
  ]);
});

it('takes the address of a file for its path', async () => {
  expect(await read('csv', `image,caption\nfile://${sandbox.dir}/a%20b.jpg,A dog`)).toEqual([
    { image: 'a b.jpg', captions: ['A dog'] },
  ]);
  expect(await read('csv', 'image,caption\nfile:///etc/passwd,A dog')).toEqual([
    expect.stringContaining('entry_outside_root'),
  ]);
});

it('keeps the products of some statuses', async () => {
  await sandbox.write('file', 'Handle,Title,Status\na,A,active\nb,B,draft\nc,C,archived');
  const { entries } = await sandbox.read({ type: 'shopify', path: 'file', split: 'active,draft' });
  expect(entries.map(({ id }) => id)).toEqual(['a', 'b']);
});
