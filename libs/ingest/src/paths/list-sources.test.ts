import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.ts';
import { ImportRoot } from './import-root.ts';
import { listSources } from './list-sources.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

it('tells folders, tables and archives, and how many pictures lie in a folder', async () => {
  for (const path of [
    'shop/a.jpg',
    'shop/b.HEIC',
    'shop/summer/c.jpg',
    'shop/feed.csv',
    'shop/captions.json',
    'shop/old.tar.gz',
    'shop/.hidden/x.jpg',
    'shop/__MACOSX/y.jpg',
  ])
    await sandbox.write(path, 'x');
  expect(await listSources(sandbox.root, '.')).toEqual({
    path: '.',
    folders: [{ name: 'shop', path: 'shop' }],
    files: [],
    pictures: 0,
    complete: true,
  });
  expect(await listSources(sandbox.root, 'shop')).toEqual({
    path: 'shop',
    folders: [{ name: 'summer', path: 'shop/summer' }],
    files: [
      { name: 'captions.json', path: 'shop/captions.json', type: undefined },
      { name: 'feed.csv', path: 'shop/feed.csv', type: 'csv' },
      { name: 'old.tar.gz', path: 'shop/old.tar.gz', type: 'archive' },
    ],
    pictures: 2,
    complete: true,
  });
});

it('never shows what lies outside, by text or by link', async () => {
  await sandbox.write('shop/a.jpg', 'x');
  await sandbox.link('shop/out', sandbox.outside);
  await sandbox.link('shop/in', join(sandbox.dir, 'shop'));
  expect((await listSources(sandbox.root, 'shop')).folders.map(({ name }) => name)).toEqual(['in']);
  for (const path of ['../outside', '/etc', 'shop/out'])
    await expect(listSources(sandbox.root, path)).rejects.toMatchObject({ code: 'source_outside_root' });
  await expect(listSources(sandbox.root, 'nowhere')).rejects.toMatchObject({ code: 'source_not_found' });
});

it('an import root that is not there yet is empty', async () => {
  const root = await ImportRoot.open(join(sandbox.dir, 'later'));
  expect(await listSources(root, '.')).toMatchObject({ folders: [], files: [], pictures: 0 });
});

it('says where there is more than it tells', async () => {
  for (let at = 0; at < 501; at++) await sandbox.write(`lists/${at}.txt`, 'x');
  const { files, complete } = await listSources(sandbox.root, 'lists');
  expect([files.length, complete]).toEqual([500, false]);
});
