import { buffer } from 'node:stream/consumers';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { originalKey } from '@unseen/blobs';
import { pack, type Header } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { png } from '../testing/png.ts';
import { Sandbox } from '../testing/sandbox.ts';
import { zipFile, type ZipMember } from '../testing/zip-file.ts';
import { sha256 } from '../util/content-hash.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

type Member = { readonly header: Partial<Header> & { name: string }; readonly data?: Uint8Array };

async function tarFile(members: readonly Member[]): Promise<Buffer> {
  const tar = pack();
  for (const { header, data } of members) tar.entry(header, data ?? '');
  tar.finalize();
  return buffer(tar);
}

const pictures = new Map(
  ['a.jpg', 'b/c.png', 'b/d.webp'].map((name) => [name, png([200, 30, 30], 20, 20, name)]),
);
const asZip = (deflate: boolean): Buffer =>
  zipFile([...pictures].map(([name, data]) => ({ name: name.replace('b/', 'b\\'), data, deflate })));
const asTar = (): Promise<Buffer> =>
  tarFile([
    { header: { name: './b/', type: 'directory' } },
    ...[...pictures].map(([name, data]) => ({ header: { name: `./${name}` }, data })),
    { header: { name: './notes.txt' }, data: Buffer.alloc(70_000, 'text') },
    { header: { name: '__MACOSX/._a.jpg' }, data: Buffer.alloc(10, 'x') },
  ]);

describe('the archive reader', () => {
  it.each([
    ['a stored zip', async () => asZip(false), 3],
    ['a deflated zip', async () => asZip(true), 3],
    ['a tar', asTar, null],
    ['a tar.gz', async () => gzipSync(await asTar()), null],
    ['a tar.zst', async () => zstdCompressSync(await asTar()), null],
  ])('finds the pictures of %s and keeps their bytes', async (_, make, count) => {
    await sandbox.write('x', await make());
    const { entries, failures, all } = await sandbox.read({ type: 'archive', path: 'x' });
    expect(failures).toEqual([]);
    expect(entries.map(({ id }) => id)).toEqual([...pictures.keys()]);
    for (const { id, image } of entries) {
      const data = pictures.get(id!)!;
      expect(image).toEqual({ kind: 'blob', key: originalKey(sha256(data)) });
      expect(Buffer.from((await sandbox.blobs.get(originalKey(sha256(data)))).bytes).equals(data)).toBe(true);
    }
    expect((await sandbox.read({ type: 'archive', path: 'x' }, 2)).all).toEqual(all.slice(2));
    expect(await (await sandbox.open({ type: 'archive', path: 'x' })).count()).toBe(count);
  });

  it('does not store what it passes over', async () => {
    await sandbox.write('x.tar', await asTar());
    await sandbox.read({ type: 'archive', path: 'x.tar' }, 1);
    expect(await sandbox.blobs.has(originalKey(sha256(pictures.get('a.jpg')!)))).toBe(false);
  });

  it('lists hostile members of a zip and goes on', async () => {
    const data = png([1, 2, 3]);
    const hostile: [ZipMember, string][] = [
      [{ name: '../up.jpg', data }, 'entry_outside_root'],
      [{ name: 'a/../../up.txt', data }, 'entry_outside_root'],
      [{ name: '..\\up.jpg', data }, 'entry_outside_root'],
      [{ name: '/etc/x.jpg', data }, 'entry_outside_root'],
      [{ name: 'C:\\x.jpg', data }, 'entry_outside_root'],
      [{ name: 'nul\0.jpg', data }, 'entry_invalid'],
      [{ name: Buffer.from([0xff, 0x2e, 0x6a, 0x70, 0x67]), data }, 'entry_invalid'],
      [{ name: 'link.jpg', data, mode: 0o120777 }, 'entry_outside_root'],
      [{ name: 'device.jpg', data, mode: 0o060600 }, 'entry_outside_root'],
      [{ name: 'locked.jpg', data, encrypted: true }, 'entry_invalid'],
      [{ name: 'empty.jpg', data: new Uint8Array() }, 'image_empty'],
      [{ name: 'text.jpg', data: Buffer.from('no picture') }, 'image_unsupported'],
      [{ name: 'large.jpg', data: Buffer.alloc(100_001), deflate: true }, 'image_too_large'],
      [
        { name: 'lies.jpg', data: Buffer.alloc(50_000_000), deflate: true, claimedSize: 10 },
        'image_too_large',
      ],
      [{ name: 'short.jpg', data, claimedSize: 101, deflate: true }, 'image_corrupt'],
      [{ name: 'rotten.jpg', data, claimedCrc: 1 }, 'image_corrupt'],
      [{ name: `${'x'.repeat(300)}.jpg`, data }, 'item_id_invalid'],
    ];
    await sandbox.write('x.zip', zipFile([...hostile.map(([member]) => member), { name: 'good.jpg', data }]));
    const { entries, failures } = await sandbox.read({ type: 'archive', path: 'x.zip' });
    expect(failures.map(({ code }) => code)).toEqual(hostile.map(([, code]) => code));
    expect(entries.map(({ ordinal, id }) => [ordinal, id])).toEqual([[hostile.length, 'good.jpg']]);
  });

  it('lists hostile members of a tar and goes on', async () => {
    const data = png([1, 2, 3]);
    const hostile: [Member, string][] = [
      [{ header: { name: '../up.jpg' }, data }, 'entry_outside_root'],
      [{ header: { name: '/etc/x.jpg' }, data }, 'entry_outside_root'],
      [{ header: { name: 'd', type: 'character-device' } }, 'entry_outside_root'],
      [{ header: { name: 'f', type: 'fifo' } }, 'entry_outside_root'],
      [{ header: { name: 'empty.jpg' } }, 'image_empty'],
      [{ header: { name: 'large.jpg' }, data: Buffer.alloc(100_001) }, 'image_too_large'],
      // Links are dead once the end is there and nothing was what they lead to.
      [{ header: { name: 'l.jpg', type: 'symlink', linkname: '/etc/passwd' } }, 'entry_outside_root'],
      [{ header: { name: 'h.jpg', type: 'link', linkname: 'none.jpg' } }, 'entry_outside_root'],
    ];
    const members = [...hostile.map(([member]) => member), { header: { name: 'good.jpg' }, data }];
    await sandbox.write('x.tgz', gzipSync(await tarFile(members)));
    const { entries, failures } = await sandbox.read({ type: 'archive', path: 'x.tgz' });
    expect(failures.map(({ code }) => code)).toEqual(hostile.map(([, code]) => code));
    expect(entries.map(({ id }) => id)).toEqual(['good.jpg']);
  });

  it('takes links for the pictures they lead to, as a folder does', async () => {
    const [data, other] = [png([1, 2, 3]), png([3, 2, 1])];
    const link = (name: string, linkname: string, type: 'link' | 'symlink' = 'symlink') => ({
      header: { name, linkname, type },
    });
    const members: Member[] = [
      link('album/early.jpg', '../pictures/a.jpg'),
      { header: { name: 'pictures/a.jpg' }, data },
      { header: { name: 'pictures/b.bin' }, data: other },
      link('pictures/same.jpg', './pictures/a.jpg', 'link'),
      { header: { name: 'pictures/same.txt' }, data: Buffer.from('the same') },
      link('twice.jpg', 'album/early.jpg'),
      link('named.png', 'pictures/b.bin'),
      link('.hidden.jpg', 'pictures/a.jpg'),
      link('../up.jpg', 'pictures/a.jpg', 'link'),
      link('circle.jpg', 'circle.jpg'),
      link('folder', 'pictures'),
    ];
    await sandbox.write('x.tar', await tarFile(members));
    const { entries, failures } = await sandbox.read({ type: 'archive', path: 'x.tar' });
    const keyOf = (bytes: Uint8Array) => originalKey(sha256(bytes));
    expect(entries.map(({ id, image, captions }) => [id, image, captions])).toEqual([
      ['pictures/a.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['album/early.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['pictures/same.jpg', { kind: 'blob', key: keyOf(data) }, ['the same']],
      ['twice.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['named.png', { kind: 'blob', key: keyOf(other) }, []],
    ]);
    expect(failures.map(({ id, code }) => [id, code])).toEqual([
      ['../up.jpg', 'entry_outside_root'],
      ['circle.jpg', 'entry_outside_root'],
      ['folder', 'entry_outside_root'],
    ]);
  });

  it('takes links in a zip likewise', async () => {
    const [data, other] = [png([1, 2, 3]), png([3, 2, 1])];
    const link = (name: string, target: string): ZipMember => ({
      name,
      data: Buffer.from(target),
      mode: 0o120777,
      deflate: true,
    });
    const members: ZipMember[] = [
      link('album/early.jpg', '../pictures/a.jpg'),
      { name: 'pictures/a.jpg', data },
      { name: 'pictures/b.bin', data: other },
      { name: 'album/early.txt', data: Buffer.from('the same') },
      link('twice.jpg', 'album/early.jpg'),
      link('named.png', 'pictures/b.bin'),
      link('.hidden.jpg', 'pictures/a.jpg'),
      link('out.jpg', '/etc/passwd'),
      link('up.jpg', '../../pictures/a.jpg'),
      link('circle.jpg', 'circle.jpg'),
      link('folder', 'pictures'),
      link('long.jpg', 'x'.repeat(5_000)),
    ];
    await sandbox.write('x.zip', zipFile(members));
    const { entries, failures } = await sandbox.read({ type: 'archive', path: 'x.zip' });
    const keyOf = (bytes: Uint8Array) => originalKey(sha256(bytes));
    expect(entries.map(({ id, image, captions }) => [id, image, captions])).toEqual([
      ['album/early.jpg', { kind: 'blob', key: keyOf(data) }, ['the same']],
      ['pictures/a.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['twice.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['named.png', { kind: 'blob', key: keyOf(other) }, []],
    ]);
    expect(failures.map(({ id, code }) => [id, code])).toEqual(
      ['out.jpg', 'up.jpg', 'circle.jpg', 'folder', 'long.jpg'].map((id) => [id, 'entry_outside_root']),
    );
  });

  it('stops at a bomb', async () => {
    const part = Buffer.alloc(100_000);
    const members = Array.from({ length: 40 }, (_, n) => ({
      name: `${n}.jpg`,
      data: part,
      deflate: true,
      sharesFirst: n > 0,
    }));
    await sandbox.write('bomb.zip', zipFile(members));
    await expect(sandbox.read({ type: 'archive', path: 'bomb.zip' })).rejects.toMatchObject({
      code: 'source_invalid',
      message: expect.stringContaining('hundred times'),
    });
    const tar = await tarFile([{ header: { name: 'x.txt' }, data: Buffer.alloc(8 * 1024 * 1024) }]);
    for (const packed of [gzipSync(tar), zstdCompressSync(tar)]) {
      await sandbox.write('bomb', packed);
      await expect(sandbox.read({ type: 'archive', path: 'bomb' })).rejects.toMatchObject({
        code: 'source_invalid',
      });
    }
  });

  it('says when the archive is none, or breaks off', async () => {
    await sandbox.write('x.zip', 'PK\x03\x04 and nothing else');
    await sandbox.write('y.tar', 'not a tar');
    for (const path of ['x.zip', 'y.tar']) {
      await expect(
        sandbox.open({ type: 'archive', path }).then((reader) => reader.probe()),
      ).rejects.toMatchObject({ code: 'source_invalid' });
    }
    await sandbox.write('z.rar', 'Rar!\x1a\x07\x01\0');
    const rar = await sandbox.open({ type: 'archive', path: 'z.rar' });
    await expect(rar.probe()).rejects.toMatchObject({
      message: expect.stringMatching(/packed as RAR/) as string,
    });
    const whole = await asTar();
    await sandbox.write('cut.tar', whole.subarray(0, 1900));
    await sandbox.write('cut.tgz', gzipSync(whole).subarray(0, 250));
    await sandbox.write('cut.tzst', zstdCompressSync(whole).subarray(0, 250));
    for (const path of ['cut.tar', 'cut.tgz', 'cut.tzst']) {
      await expect(sandbox.read({ type: 'archive', path })).rejects.toMatchObject({ code: 'source_invalid' });
    }
  });
});
