import { afterEach, beforeEach, expect, it } from 'vitest';
import { png } from '../testing/png.ts';
import { Sandbox } from '../testing/sandbox.ts';
import { sha256 } from '../util/content-hash.ts';
import { previewSource } from './preview-source.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

it('shows the first rows of a table as a job would read them, and what its columns become', async () => {
  await sandbox.write(
    'shop.csv',
    'SKU,Item ID,image_url,Title,price\n01,a,a.jpg,A vase,12.50\n02,b,https://x.test/b.jpg,A lamp,3\n03,,,,\n',
  );
  const preview = await previewSource({ type: 'csv', path: 'shop.csv' }, sandbox.context, 5);
  expect(preview.fields).toEqual([
    { name: 'SKU', becomes: 'metadata' },
    { name: 'Item ID', becomes: 'id' },
    { name: 'image_url', becomes: 'image' },
    { name: 'Title', becomes: 'caption' },
    { name: 'price', becomes: 'metadata' },
  ]);
  expect(preview.records).toMatchObject([
    {
      where: 'line 2',
      id: 'a',
      image: { kind: 'file', path: 'a.jpg' },
      captions: ['A vase'],
      metadata: { SKU: '01', price: 12.5 },
    },
    { id: 'b', image: { kind: 'url', url: 'https://x.test/b.jpg' } },
    { code: 'item_empty', reason: expect.stringContaining('line 4') },
  ]);
  expect((await previewSource({ type: 'csv', path: 'shop.csv' }, sandbox.context, 1)).records).toHaveLength(
    1,
  );
});

it('tells the types of a long table by its beginning', async () => {
  const rows = Array.from({ length: 3_000 }, (_, at) => `r${at},a thing,${at < 2_000 ? at : 'many'}`);
  await sandbox.write('long.csv', ['id,caption,stock', ...rows].join('\n'));
  const { records } = await previewSource({ type: 'csv', path: 'long.csv' }, sandbox.context, 2);
  expect(records).toMatchObject([{ metadata: { stock: 0 } }, { metadata: { stock: 1 } }]);
});

it('stores nothing of pictures that are in the file itself', async () => {
  const image = png([1, 2, 3]);
  const line = { id: 'x', captions: [], picture: { data: image.toString('base64') } };
  await sandbox.write('old.ndjson', JSON.stringify(line));
  const { records } = await previewSource({ type: 'export', path: 'old.ndjson' }, sandbox.context, 5);
  expect(records).toMatchObject([{ id: 'x', image: { kind: 'blob' } }]);
  expect(await sandbox.blobs.has(`originals/${sha256(image)}`)).toBe(false);
});

it('says what is wrong with a source as a job would', async () => {
  await sandbox.write('bare.csv', 'price,stock\n1,2\n');
  const preview = (path: string) => previewSource({ type: 'csv', path }, sandbox.context, 5);
  await expect(preview('bare.csv')).rejects.toMatchObject({ code: 'source_invalid' });
  await expect(preview('../outside/x.csv')).rejects.toMatchObject({ code: 'source_outside_root' });
  await sandbox.write('empty.csv', 'id,caption\n');
  await expect(preview('empty.csv')).rejects.toMatchObject({
    code: 'source_invalid',
    message: 'The table has a header row and no other.',
  });
});
