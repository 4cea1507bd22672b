import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImportRoot } from './import-root.ts';
import { Sandbox } from '../testing/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
  await sandbox.write('shop/cat.jpg', 'meow');
  await writeFile(join(sandbox.outside, 'secret.jpg'), 'secret');
});
afterEach(() => sandbox.close());

describe('ImportRoot', () => {
  it('locates paths relative to a folder or absolute below the root', () => {
    expect(sandbox.root.locate('cat.jpg', 'shop', 'entry')).toBe('shop/cat.jpg');
    expect(sandbox.root.locate('./a//b.jpg', '.', 'entry')).toBe('a/b.jpg');
    expect(sandbox.root.locate('a\\b.jpg', '.', 'entry')).toBe('a/b.jpg');
    expect(sandbox.root.locate(join(sandbox.dir, 'shop/cat.jpg'), 'elsewhere', 'entry')).toBe('shop/cat.jpg');
    expect(sandbox.root.locate('.', '.', 'source')).toBe('.');
  });

  it.each([
    '../outside/secret.jpg',
    'shop/../../outside/secret.jpg',
    'shop/../shop/cat.jpg',
    '/etc/passwd',
    'C:\\x.jpg',
    'a\0.jpg',
    '..\\x',
  ])('refuses %j by its text', (path) => {
    expect(() => sandbox.root.locate(path, '.', 'source')).toThrow(
      expect.objectContaining({ code: 'source_outside_root' }),
    );
    expect(() => sandbox.root.locate(path, '.', 'entry')).toThrow(
      expect.objectContaining({ code: 'entry_outside_root' }),
    );
  });

  it('reads files, also through links that stay inside', async () => {
    await sandbox.link('other', join(sandbox.dir, 'shop'));
    await sandbox.link('shop/kitty.jpg', 'cat.jpg');
    for (const path of ['shop/cat.jpg', 'other/cat.jpg', 'shop/kitty.jpg']) {
      expect(Buffer.from(await sandbox.root.readFile(path, 100, 'entry')).toString()).toBe('meow');
    }
  });

  it('finds a picture by its path in an address', async () => {
    await sandbox.write('a dir/caf\u00e9 1.jpg', 'x');
    await sandbox.write('100%25.jpg', 'y');
    const read = (path: string) => sandbox.root.readFile(path, 10, 'entry').then((bytes) => bytes.length);
    expect(await read('a%20dir/caf%C3%A9%201.jpg')).toBe(1);
    expect(await read('100%25.jpg')).toBe(1);
    for (const path of [
      'a%20dir/none%20.jpg',
      '%2e%2e/x.jpg',
      'a%20dir%2f..%2f..%2fx.jpg',
      '%zz.jpg',
      '%00.jpg',
    ])
      await expect(read(path)).rejects.toMatchObject({ code: 'entry_image_missing' });
  });

  it('finds a picture that is named without its extension, where there is one alone', async () => {
    for (const name of ['15970.jpg', '2.jpg', '2.png', '3.txt', 'a.b.webp'])
      await sandbox.write(`n/${name}`, name);
    const read = async (path: string) =>
      Buffer.from(await sandbox.root.readFile(path, 100, 'entry')).toString();
    expect(await read('n/15970')).toBe('15970.jpg');
    expect(await read('n/a.b')).toBe('a.b.webp');
    for (const path of ['n/2', 'n/3', 'n/4', 'n'])
      await expect(read(path)).rejects.toMatchObject({ code: 'entry_image_missing' });
  });

  it.each([
    ['a link to a file outside', 'link.jpg', 'secret.jpg', 'link.jpg'],
    ['a link to a folder outside', 'link', '.', 'link/secret.jpg'],
  ])('does not read through %s', async (_, link, target, path) => {
    await sandbox.link(link, join(sandbox.outside, target));
    await expect(sandbox.root.readFile(path, 100, 'entry')).rejects.toMatchObject({
      code: 'entry_outside_root',
    });
  });

  it('reads other folders it was given by absolute path alone, also when they are made later', async () => {
    const sample = join(sandbox.outside, 'data', 'sample');
    const root = await ImportRoot.open(sandbox.dir, [sample]);
    await mkdir(sample, { recursive: true });
    await writeFile(join(sample, 'a.jpg'), 'sample');
    const located = root.locate('a.jpg', root.locate(sample, '.', 'source'), 'entry');
    expect(Buffer.from(await root.readFile(located, 100, 'entry')).toString()).toBe('sample');
    expect(() => root.locate(sandbox.outside, '.', 'source')).toThrow('outside');
    expect(() => root.locate('a.jpg', sandbox.outside, 'entry')).toThrow('outside');
    await expect(root.readFile(join(sandbox.outside, 'secret.jpg'), 100, 'entry')).rejects.toMatchObject({
      code: 'entry_outside_root',
    });
  });

  it('refuses what is missing, a folder, a pipe, or larger than allowed', async () => {
    await sandbox.link('loop.jpg', 'loop.jpg');
    spawnSync('mkfifo', [join(sandbox.dir, 'pipe.jpg')]);
    const read = (path: string) => sandbox.root.readFile(path, 3, 'entry');
    await expect(read('none.jpg')).rejects.toMatchObject({ code: 'entry_image_missing' });
    await expect(read(`${'n'.repeat(300)}.jpg`)).rejects.toMatchObject({ code: 'entry_image_missing' });
    await expect(read('shop')).rejects.toMatchObject({ code: 'entry_image_missing' });
    await expect(read('pipe.jpg')).rejects.toMatchObject({ code: 'entry_image_missing' });
    await expect(read('loop.jpg')).rejects.toMatchObject({ code: 'entry_outside_root' });
    await expect(read('shop/cat.jpg')).rejects.toMatchObject({ code: 'image_too_large' });
    await expect(sandbox.root.stream('none.csv', 'source')).rejects.toMatchObject({
      code: 'source_not_found',
    });
  });
});
