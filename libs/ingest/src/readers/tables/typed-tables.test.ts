import { afterEach, beforeEach, expect, it } from 'vitest';
import { Sandbox } from '../../testing/sandbox.ts';
import { workbook } from '../../testing/workbook.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

it('reads an Excel workbook, whatever it is called', async () => {
  await sandbox.write(
    'list.csv',
    workbook([
      ['id', 'file_name', 'title', 'price', 'sku', 'box'],
      ['x', 'a.jpg', 'A dog', 12.5, 123, 7],
      [null, null, null, null, null, null],
      ['y', 'b.jpg', 'A cat', 3, 'A-1', 8],
      ['x', 'c.jpg', 'Again', 3, 'A-2', 9],
    ]),
  );
  const { entries, failures } = await sandbox.read({ type: 'csv', path: 'list.csv' });
  expect(entries).toEqual([
    {
      ordinal: 0,
      where: 'row 2',
      id: 'x',
      image: { kind: 'file', path: 'a.jpg' },
      captions: ['A dog'],
      metadata: { price: 12.5, sku: '123', box: 7 },
    },
    {
      ordinal: 1,
      where: 'row 4',
      id: 'y',
      image: { kind: 'file', path: 'b.jpg' },
      captions: ['A cat'],
      metadata: { price: 3, sku: 'A-1', box: 8 },
    },
  ]);
  expect(failures.map(({ code, reason }) => [code, reason])).toEqual([
    ['entry_id_repeated', 'row 5: The id "x" was read at row 2 already.'],
  ]);
});

it('finds the header of a workbook below its title, and pictures without one', async () => {
  const read = async (rows: Parameters<typeof workbook>[0]) => {
    await sandbox.write('list.xlsx', workbook(rows));
    const { entries } = await sandbox.read({ type: 'csv', path: 'list.xlsx' });
    return entries.map(({ where, image, captions }) => [
      where,
      image?.kind === 'file' ? image.path : undefined,
      ...captions,
    ]);
  };
  expect(
    await read([
      ['Our catalogue, 2026', null],
      [null, null],
      ['Image', 'Title'],
      ['a.jpg', 'A dog'],
    ]),
  ).toEqual([['row 4', 'a.jpg', 'A dog']]);
  expect(
    await read([
      ['a.jpg', 'A dog'],
      ['b.jpg', 'A cat'],
    ]),
  ).toEqual([
    ['row 1', 'a.jpg', 'A dog'],
    ['row 2', 'b.jpg', 'A cat'],
  ]);
});

/** Two rows `{ image: { bytes, path }, text, label }`, compressed with Zstandard, as Hugging Face writes image data sets; made with pyarrow. */
const PARQUET =
  'UEFSMRUEFbgCFdwBTBUEFQASAAAotS/9IJwtAwCUBUoAAACJUE5HDQoaCgAAAA1JSERSAAAACAAAAAgIAgAAAEttKdwAAAARSURBVHicYzghJ4cVMQwtCQCQv0EBsp8+IgAAAABJRU5ErkJggpA7IWY/QQHsjIDJAwCAc8jGKYqCGRUAFRIVJCwVBBUQFQYVBhwAAAAotS/9IAlJAAACAAAABAIBAwIVBBUSFSRMFQIVABIAACi1L/0gCUkAAAUAAABhLnBuZxUAFRQVJiwVBBUQFQYVBhwAAAAotS/9IApRAAADAAAAAwYAAQIAFQQVJBU2TBUEFQASAAAotS/9IBKRAAAFAAAAQSBkb2cFAAAAQSBjYXQVABUSFSQsFQQVEBUGFQYcAAAAKLUv/SAJSQAAAgAAAAQBAQMCFQQVIBUyTBUEFQASAAAotS/9IBCBAAADAAAAAAAAAAQAAAAAAAAAFQAVEhUkLBUEFRAVBhUGHAAAACi1L/0gCUkAAAIAAAAEAQEDAhUEGWw1ABgGc2NoZW1hFQYANQIYBWltYWdlFQQAFQwlAhgFYnl0ZXMAFQwlAhgEcGF0aCUATBwAAAAVDCUCGAR0ZXh0JQBMHAAAABUEJQIYBWxhYmVsABYEGRwZTCYAHBUMGTUABhAZKAVpbWFnZQVieXRlcxUMFgQWkAMWxgImhAImCCksFQQVABUCABUAFRAVAgA8FqgCGQYZNgAABAAAACYAHBUMGTUABhAZKAVpbWFnZQRwYXRoFQwWBBZoFowBJo4DJs4CKSwVBBUAFQIAFQAVEBUCADwWChkGGTYAAgIAAAAmABwVDBk1AAYQGRgEdGV4dBUMFgQWeBacASasBCbaAyksFQQVABUCABUAFRAVAgA8FhQZBhkmAAQAAAAmABwVBBk1AAYQGRgFbGFiZWwVDBYEFnQWmAEmxAUm9gQpLBUEFQAVAgAVABUQFQIAPCkGGSYABAAAABbkBRYEJggWhgYAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRlMHAAAHAAAHAAAHAAAAJgBAABQQVIx';

it('reads Parquet, with the pictures in it', async () => {
  await sandbox.write('train.parquet', Buffer.from(PARQUET, 'base64'));
  const { entries, failures } = await sandbox.read({ type: 'csv', path: 'train.parquet' });
  expect(failures).toEqual([]);
  expect(entries.map(({ captions, metadata, where }) => [captions, metadata, where])).toEqual([
    [['A dog'], { label: 3 }, 'row 1'],
    [['A cat'], { label: 4 }, 'row 2'],
  ]);
  for (const { image } of entries) {
    expect(image).toMatchObject({ kind: 'blob' });
    expect(await sandbox.blobs.has(image!.kind === 'blob' ? image!.key : '')).toBe(true);
  }
});
