import { workbook } from '@unseen/ingest/testing';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readTable } from './read-table.ts';

/** A table that comes in pieces. */
const read = (content: string | Buffer, piece = 64) => {
  const bytes = Buffer.from(content);
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) =>
    bytes.subarray(at * piece, (at + 1) * piece),
  );
  return Array.fromAsync(readTable(Readable.from(pieces)));
};
const dog = { name: 'dog', synonyms: ['puppy'], seen: true, status: 'active', exemplars: [] };

it('reads the classes of a workbook as those of CSV', async () => {
  const rows = [
    ['Category', 'Also called', 'Seen', null],
    ['dog', 'puppy', 'yes', null],
    [null, null, null, null],
    ['cat', null, 'perhaps', null],
  ];
  expect(await read(workbook(rows))).toEqual([
    { place: 'row 2', read: { value: dog } },
    { place: 'row 4', read: { problem: 'seen must be true or false' } },
  ]);
  expect(await read('Category,Also called,Seen\ndog,puppy,yes\n')).toEqual([
    { place: 'line 2', read: { value: dog } },
  ]);
});

it.each<[string, Buffer, RegExp]>([
  ['a column nobody knows', workbook([['name', 'colour']]), /row 1: "colour" is no column/],
  ['an empty sheet', workbook([]), /row 1: there is no row that names the columns/],
  ['what only begins as a workbook', Buffer.from('PK\x03\x04rest', 'latin1'), /cannot be read as one/],
  ['a workbook of other times', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /Excel workbook/],
  [
    'a workbook too large to be read whole',
    Buffer.concat([workbook([['name']]), Buffer.alloc(9 * 2 ** 20)]),
    /8 MB/,
  ],
])('refuses %s', async (_, content, message) => {
  await expect(read(content, 1_000_000)).rejects.toMatchObject({
    code: 'import_invalid',
    message: expect.stringMatching(message) as string,
  });
});

it('leaves the rest of a request to be read when a table is refused early', async () => {
  const source = Readable.from([
    Buffer.from('synonyms\na\n'),
    Buffer.alloc(100_000, 'x'),
    Buffer.from('end'),
  ]);
  await expect(Array.fromAsync(readTable(source))).rejects.toMatchObject({ code: 'import_invalid' });
  await expect.poll(() => source.readableEnded).toBe(true);
  expect(source.readableAborted).toBe(false);
});
