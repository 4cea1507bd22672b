import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { one, readOddity, utf16, type Row } from '../../testing/read-oddity.ts';
import { Sandbox } from '../../testing/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

// How spreadsheets, databases and libraries write what is no plain text.
it.each<[string, string | Buffer, Row[]]>([
  ['codes in camel case', 'image,productSku\na.jpg,123', [{ image: 'a.jpg', productSku: '123' }]],
  [
    'text that Excel was kept from counting',
    'image,box,n\na.jpg,"=""00123""","=""7"""\nb.jpg,"=""124""",8',
    [
      { image: 'a.jpg', box: '00123', n: '7' },
      { image: 'b.jpg', box: '124', n: '8' },
    ],
  ],
  // Nothing.
  [
    '\\N of Postgres and MySQL',
    'id\timage\tcaption\tstock\tbrand\n1\ta.jpg\t\\N\t5\t\\N\n2\t\\N\tA dog\t\\N\tx\n',
    [
      { id: '1', image: 'a.jpg', stock: 5 },
      { id: '2', captions: ['A dog'], brand: 'x' },
    ],
  ],
  [
    'NULL',
    'image,caption,stock,brand\na.jpg,NULL,NULL,NULL\nb.jpg,A cat,3,x',
    [{ image: 'a.jpg' }, { image: 'b.jpg', captions: ['A cat'], stock: 3, brand: 'x' }],
  ],
  [
    'words for nothing among numbers',
    'image,stock\na.jpg,5\nb.jpg,n/a\nc.jpg,NaN\nd.jpg,-\ne.jpg,None\nf.jpg,#N/A\ng.jpg,<NA>',
    [
      { image: 'a.jpg', stock: 5 },
      ...['b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ image: `${name}.jpg` })),
    ],
  ],
  [
    'words for nothing among words',
    'image,brand\na.jpg,NA\nb.jpg,None\nc.jpg,x',
    [
      { image: 'a.jpg', brand: 'NA' },
      { image: 'b.jpg', brand: 'None' },
      { image: 'c.jpg', brand: 'x' },
    ],
  ],
  ['words for nothing alone', 'image,n\na.jpg,NA', [{ image: 'a.jpg', n: 'NA' }]],
  [
    'a price of nothing',
    'image,price\na.jpg,n/a\nb.jpg,5',
    [{ image: 'a.jpg' }, { image: 'b.jpg', price: 5 }],
  ],
  // Numbers in other notations.
  [
    'decimal commas between semicolons',
    'image;weight\na.jpg;0,5\nb.jpg;1.234,25\nc.jpg;12',
    [
      { image: 'a.jpg', weight: 0.5 },
      { image: 'b.jpg', weight: 1234.25 },
      { image: 'c.jpg', weight: 12 },
    ],
  ],
  [
    'decimal commas that could be thousands, between semicolons',
    'image;weight\na.jpg;1,234\nb.jpg;2,500',
    [
      { image: 'a.jpg', weight: 1.234 },
      { image: 'b.jpg', weight: 2.5 },
    ],
  ],
  [
    'decimal commas in quotes',
    'image,weight\na.jpg,"0,5"\nb.jpg,"12,25"',
    [
      { image: 'a.jpg', weight: 0.5 },
      { image: 'b.jpg', weight: 12.25 },
    ],
  ],
  [
    'commas between thousands',
    'image,views\na.jpg,"1,234,567"\nb.jpg,"1,234"\nc.jpg,12',
    [
      { image: 'a.jpg', views: 1234567 },
      { image: 'b.jpg', views: 1234 },
      { image: 'c.jpg', views: 12 },
    ],
  ],
  [
    'commas that could be either',
    'image,views\na.jpg,"1,234"\nb.jpg,12',
    [
      { image: 'a.jpg', views: '1,234' },
      { image: 'b.jpg', views: '12' },
    ],
  ],
  [
    'commas and points that fit nothing',
    'image;n\na.jpg;1,5\nb.jpg;1.5',
    [
      { image: 'a.jpg', n: '1,5' },
      { image: 'b.jpg', n: '1.5' },
    ],
  ],
  // Yes and no elsewhere.
  [
    'yes and no of a German Excel',
    'image;sale\na.jpg;WAHR\nb.jpg;FALSCH',
    [
      { image: 'a.jpg', sale: true },
      { image: 'b.jpg', sale: false },
    ],
  ],
  [
    'yes and no of Postgres',
    'image,sale\na.jpg,t\nb.jpg,f',
    [
      { image: 'a.jpg', sale: true },
      { image: 'b.jpg', sale: false },
    ],
  ],
  ['one letter alone', 'image,sex\na.jpg,f', [{ image: 'a.jpg', sex: 'f' }]],
  // Lists in cells.
  [
    'lists of Python',
    `image,caption,tags\na.jpg,"['A dog', ""It's wet""]","['red', 'wet']"\nb.jpg,A cat,[]`,
    [
      { image: 'a.jpg', captions: ['A dog', "It's wet"], tags: ['red', 'wet'] },
      { image: 'b.jpg', captions: ['A cat'], tags: [] },
    ],
  ],
  [
    'lists of JSON',
    'image,tags\na.jpg,"[""red"",""wet""]"\nb.jpg,[]',
    [
      { image: 'a.jpg', tags: ['red', 'wet'] },
      { image: 'b.jpg', tags: [] },
    ],
  ],
  ['what only begins like a list', 'image,caption\na.jpg,[red] dog [wet]', one('[red] dog [wet]')],
  [
    'several addresses in one cell',
    'Name,Images\nShoe,"https://x.example/a.jpg, https://x.example/b.jpg"',
    [
      {
        image: 'https://x.example/a.jpg',
        captions: ['Shoe'],
        Images: ['https://x.example/a.jpg', 'https://x.example/b.jpg'],
      },
    ],
  ],
  [
    'addresses between blanks',
    'Title,Hosted Image URLs\nShoe,https://x.example/a.jpg https://x.example/b.jpg',
    [
      {
        image: 'https://x.example/a.jpg',
        captions: ['Shoe'],
        'Hosted Image URLs': ['https://x.example/a.jpg', 'https://x.example/b.jpg'],
      },
    ],
  ],
  [
    'attachments of Airtable',
    'Name,Photo\nShoe,"front, left.jpg (https://dl.example/a1),back.jpg (https://dl.example/b2)"',
    [
      {
        image: 'https://dl.example/a1',
        captions: ['Shoe'],
        Photo: ['https://dl.example/a1', 'https://dl.example/b2'],
      },
    ],
  ],
  [
    'an address with a bar in it',
    'url,text\nhttps://x.example/a?s=1|2,A',
    [{ image: 'https://x.example/a?s=1|2', captions: ['A'] }],
  ],
  // What programs add of their own.
  ['row numbers of pandas', ',image,caption\n0,a.jpg,A dog', one('A dog')],
  ['row numbers of pandas, saved twice', ',Unnamed: 0,image,caption\n0,0,a.jpg,A dog', one('A dog')],
  ['the name of the table, as Numbers writes it', 'Table 1\nimage,caption\na.jpg,A dog', one('A dog')],
  ['gzip', gzipSync('image,caption\na.jpg,A dog'), one('A dog')],
  ['Zstandard', zstdCompressSync(utf16('image,caption\na.jpg,Café\n')), one('Café')],
])('a table with %s', async (_, content, expected) => {
  expect(await readOddity(sandbox, 'csv', content)).toEqual(expected);
});
