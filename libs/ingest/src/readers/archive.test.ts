import { buffer } from 'node:stream/consumers';
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
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
      [{ name: `${'x'.repeat(1_001)}.jpg`, data }, 'item_id_invalid'],
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
      link('pictures/back', '.'),
      link('gone', 'nowhere'),
    ];
    await sandbox.write('x.tar', await tarFile(members));
    const { entries, failures } = await sandbox.read({ type: 'archive', path: 'x.tar' });
    const keyOf = (bytes: Uint8Array) => originalKey(sha256(bytes));
    expect(entries.map(({ id, image, captions }) => [id, image, captions])).toEqual([
      ['pictures/a.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['album/early.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['pictures/same.jpg', { kind: 'blob', key: keyOf(data) }, ['the same']],
      ['twice.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['folder/a.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['named.png', { kind: 'blob', key: keyOf(other) }, []],
    ]);
    expect(failures.map(({ id, code }) => [id, code])).toEqual([
      ['../up.jpg', 'entry_outside_root'],
      ['circle.jpg', 'entry_outside_root'],
      ['gone', 'entry_outside_root'],
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
      { name: 'pictures/a.txt', data: Buffer.from('a pier') },
      link('pictures/back', '.'),
      link('gone', 'nowhere'),
      link('long.jpg', 'x'.repeat(5_000)),
    ];
    await sandbox.write('x.zip', zipFile(members));
    const { entries, failures } = await sandbox.read({ type: 'archive', path: 'x.zip' });
    const keyOf = (bytes: Uint8Array) => originalKey(sha256(bytes));
    expect(entries.map(({ id, image, captions }) => [id, image, captions])).toEqual([
      ['album/early.jpg', { kind: 'blob', key: keyOf(data) }, ['the same']],
      ['pictures/a.jpg', { kind: 'blob', key: keyOf(data) }, ['a pier']],
      ['folder/a.jpg', { kind: 'blob', key: keyOf(data) }, ['a pier']],
      ['twice.jpg', { kind: 'blob', key: keyOf(data) }, []],
      ['named.png', { kind: 'blob', key: keyOf(other) }, []],
    ]);
    expect(failures.map(({ id, code }) => [id, code])).toEqual(
      ['out.jpg', 'up.jpg', 'circle.jpg', 'gone', 'long.jpg'].map((id) => [id, 'entry_outside_root']),
    );
  });

  it.each([
    [
      'Japan',
      ['旅行の写真/浜辺を走る犬.png', '旅行の写真/ソファーで寝ている猫.png', '旅行の写真/夕方の灯台.png'],
      [
        'l7eNc4LMjsqQXi+VbJXTgvCRloLpjKIucG5n',
        'l7eNc4LMjsqQXi+DXIN0g0CBW4LFkFGCxIKigumUTC5wbmc=',
        'l7eNc4LMjsqQXi+XW5X7gsyTlJHkLnBuZw==',
      ],
    ],
    [
      'China',
      ['旅行照片/海滩上奔跑的狗.png', '旅行照片/沙发上睡觉的猫.png', '旅行照片/傍晚的灯塔.png'],
      [
        'wsPQ0NXVxqwvuqPMssnPsbzF3LXEubcucG5n',
        'wsPQ0NXVxqwvybO3osnPy6++9bXEw6gucG5n',
        'wsPQ0NXVxqwvsPjN7bXEtcbL/i5wbmc=',
      ],
    ],
    ['old', ['M\u00fcller \u00e9.png'], ['TYFsbGVyIIIucG5n']],
  ])('reads names as Windows writes them in %s', async (_, names, written) => {
    const data = png([1, 2, 3]);
    const members = written.map((name) => ({ name: Buffer.from(name, 'base64'), data, unflagged: true }));
    await sandbox.write('x.zip', zipFile(members));
    const { entries } = await sandbox.read({ type: 'archive', path: 'x.zip' });
    expect(entries.map(({ id }) => id)).toEqual(names);
  });

  it('reads a tar that does not say what it is', async () => {
    const tar = await asTar();
    // Of each header the mark goes, and is taken off its sum.
    for (let at = 0; at < tar.length; at += 512) {
      if (tar.toString('latin1', at + 257, at + 262) !== 'ustar') continue;
      tar.fill(0, at + 257, at + 512);
      tar.fill(' ', at + 148, at + 156);
      const sum = tar.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
      tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
    }
    await sandbox.write('old', tar);
    const { entries } = await sandbox.read({ type: 'archive', path: 'old' });
    expect(entries.map(({ id }) => id)).toEqual([...pictures.keys()]);
  });

  it.each([
    ['without its table of contents', 0, 8, true],
    ['cut in the table of contents', 30, 8, false],
    ['cut in the last member', -60, 7, true],
  ])('reads a zip %s up to the break', async (_, cut, whole, mayLack) => {
    const members = Array.from({ length: 8 }, (_, n) => ({
      name: `${n}.jpg`,
      data: png([n, 2, 3], 60, 60, 'x'.repeat(90)),
      deflate: n % 2 === 0,
    }));
    const zip = zipFile([{ name: '7.txt', data: Buffer.from('the last') }, ...members]);
    const contents = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    await sandbox.write('cut.zip', zip.subarray(0, contents + cut));
    const reader = await sandbox.open({ type: 'archive', path: 'cut.zip' });
    await reader.probe();
    const found: unknown[] = [];
    const reading = (async () => {
      for await (const record of reader.read(0)) found.push(record);
    })();
    if (mayLack) {
      await expect(reading).rejects.toMatchObject({
        code: 'source_invalid',
        message: `The archive ends early: ${whole} pictures come before the break.`,
      });
    } else await reading;
    expect(found.slice(0, whole)).toMatchObject(
      members.slice(0, whole).map(({ name }, n) => ({ id: name, captions: n === 7 ? ['the last'] : [] })),
    );
    expect(found).toHaveLength(whole);
    expect(await reader.count()).toBe(mayLack ? null : whole);
  });

  it('reads a zip that was written as a stream, and cut', async () => {
    // Sizes and checksums stand behind the members.
    const members = Array.from({ length: 5 }, (_, n) => {
      const data = png([n, 9, 9], 40, 40, String(n));
      const packed = deflateRawSync(data);
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(8, 6);
      head.writeUInt16LE(8, 8);
      head.writeUInt16LE(5, 26);
      const after = Buffer.alloc(16);
      after.writeUInt32LE(0x08074b50, 0);
      return Buffer.concat([head, Buffer.from(`${n}.png`), packed, n % 2 === 0 ? after : after.subarray(4)]);
    });
    await sandbox.write('cut.zip', Buffer.concat(members).subarray(0, -60));
    const reader = await sandbox.open({ type: 'archive', path: 'cut.zip' });
    const ids: (string | undefined)[] = [];
    await expect(async () => {
      for await (const { id } of reader.read(0)) ids.push(id);
    }).rejects.toMatchObject({ code: 'source_invalid' });
    expect(ids).toEqual(['0.png', '1.png', '2.png', '3.png']);
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
