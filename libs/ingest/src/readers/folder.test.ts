import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

describe('the folder reader', () => {
  it('finds pictures in all folders, in an order that does not change, ids relative to the source', async () => {
    for (const path of [
      'b.JPG',
      'a/z.png',
      'a/b/c.webp',
      'a.jpg',
      'Z.gif',
      'notes.txt',
      'a/.hidden.jpg',
      '.git/x.png',
      '__MACOSX/y.jpg',
    ]) {
      await sandbox.write(`pictures/${path}`, 'x');
    }
    const reader = await sandbox.open({ type: 'folder', path: 'pictures' });
    const { entries, failures } = await sandbox.read({ type: 'folder', path: 'pictures' });
    expect(failures).toEqual([]);
    expect(entries.map((entry) => [entry.ordinal, entry.id])).toEqual([
      [0, 'Z.gif'],
      [1, 'a/b/c.webp'],
      [2, 'a/z.png'],
      [3, 'a.jpg'],
      [4, 'b.JPG'],
    ]);
    expect(entries[1]).toMatchObject({
      image: { kind: 'file', path: 'pictures/a/b/c.webp' },
      captions: [],
      metadata: {},
    });
    expect(await reader.count()).toBe(5);
  });

  it('passes over what systems keep beside pictures', async () => {
    for (const path of [
      '$Recycle.Bin/a.jpg',
      '@Recycle/a.jpg',
      'Mine.photoslibrary/originals/1/a.heic',
      'Mine.photoslibrary/resources/derivatives/1/a.jpg',
      'Mine.photoslibrary/database/a.jpg',
    ]) {
      await sandbox.write(path, 'x');
    }
    const { entries } = await sandbox.read({ type: 'folder', path: '.' });
    expect(entries.map(({ id }) => id)).toEqual(['Mine.photoslibrary/originals/1/a.heic']);
  });

  it('starts at any ordinal', async () => {
    for (let n = 0; n < 30; n++) await sandbox.write(`${n % 3}/${n}.jpg`, 'x');
    const all = await sandbox.read({ type: 'folder', path: '.' });
    expect(all.entries).toHaveLength(30);
    for (const from of [0, 1, 17, 29, 30, 99]) {
      expect((await sandbox.read({ type: 'folder', path: '.' }, from)).all).toEqual(all.all.slice(from));
    }
  });

  it('takes captions from a text file next to the picture, one a line', async () => {
    await sandbox.write('cat.jpg', 'x');
    await sandbox.write('cat.txt', '\ufeffa cat\r\n\r\n the same cat again \n');
    await sandbox.write('dog.jpg', 'x');
    await sandbox.write('dog.txt', Buffer.from([0xff, 0xff]));
    await sandbox.write('emu.jpg', 'x');
    await sandbox.write('emu.txt', 'x'.repeat(3000));
    const { entries, failures } = await sandbox.read({ type: 'folder', path: '.' });
    expect(entries.map((entry) => [entry.id, entry.captions])).toEqual([
      ['cat.jpg', ['a cat', 'the same cat again']],
      ['dog.jpg', []],
      ['emu.jpg', []],
    ]);
    expect(failures.map(({ ordinal, id, code }) => [ordinal, id, code])).toEqual([
      [2, 'dog.txt', 'caption_invalid'],
      [4, 'emu.txt', 'caption_too_long'],
    ]);
  });

  it('follows links that stay inside, lists those that do not, and never runs in circles', async () => {
    await sandbox.write('real/cat.jpg', 'x');
    await sandbox.link('alias', join(sandbox.dir, 'real'));
    await sandbox.link('real/back', sandbox.dir);
    await writeFile(join(sandbox.outside, 'secret.jpg'), 'x');
    await sandbox.link('out', sandbox.outside);
    await sandbox.link('out.jpg', join(sandbox.outside, 'secret.jpg'));
    await sandbox.link('broken.jpg', 'nowhere.jpg');
    const { entries, failures } = await sandbox.read({ type: 'folder', path: '.' });
    expect(entries.map((entry) => entry.id)).toEqual(['alias/cat.jpg', 'real/cat.jpg']);
    expect(failures.map(({ id, code }) => [id, code])).toEqual([
      ['broken.jpg', 'entry_image_missing'],
      ['out', 'entry_outside_root'],
      ['out.jpg', 'entry_outside_root'],
    ]);
  });

  it('lists names that are no valid ids', async () => {
    await sandbox.write('a\nb.jpg', 'x');
    const deep = Array.from({ length: 10 }, () => 'x'.repeat(100)).join('/');
    await sandbox.write(`${deep}/cat.jpg`, 'x');
    await writeFile(
      Buffer.concat([Buffer.from(`${sandbox.dir}/`), Buffer.from([0xe9]), Buffer.from('.jpg')]),
      'x',
    );
    const { entries, failures } = await sandbox.read({ type: 'folder', path: '.' });
    expect(entries).toEqual([]);
    expect(failures.map(({ code }) => code)).toEqual(['item_id_invalid', 'item_id_invalid', 'entry_invalid']);
    expect(failures[0]!.id).toBe('a\ufffdb.jpg');
  });
});
