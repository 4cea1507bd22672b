import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { identifyImage } from '@unseen/imaging';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportRoot } from '../paths/import-root.ts';
import { png } from '../testing/png.ts';
import { collect, Sandbox, type Records } from '../testing/sandbox.ts';
import { zipFile } from '../testing/zip-file.ts';
import { openSource } from './open-source.ts';
import type { ReaderContext, SourceReader } from './reader.ts';

const picture = (name: string) => png([name.length % 256, 90, 30], 9, 9, name);
const NFD = 'Cafe\u0301';

/** What people have in a folder: pictures of every name, texts beside them, what systems leave behind, and what is none of it. */
const CORPUS: ReadonlyMap<string, Uint8Array> = new Map<string, Uint8Array>([
  ...[
    'a.jpg',
    'a.JPEG',
    'b.jpe',
    'b.jfif',
    'b.pjpeg',
    'c.png',
    'c.apng',
    'd.webp',
    'e.gif',
    'f.tif',
    'f.TIFF',
    'g.avif',
    'h.heic',
    'h.HEIF',
    'i.hif',
    'j.mpo',
    'k.dng',
    'k.cr2',
    'k.cr3',
    'k.nef',
    'k.arw',
    'k.raf',
    'k.rw2',
    'k.orf',
    'k.pef',
    'k.srw',
    'deep/er/and/deeper/l.jpg',
    'with blank.jpg',
    'UPPER.JPG',
    `${NFD}.jpg`,
    'ünïcode/日本語.png',
    'emoji 🐕.jpg',
    'two.dots.jpg',
    'percent%20.jpg',
    'no-extension',
    'photo.jpg_large',
    'photo.jpg?v=123',
    'side/one.jpg',
    'side/two.jpg',
    'side/json.jpg',
    'side/both.jpg',
    'side/latin.jpg',
    'side/long.jpg',
    'side/many.jpg',
    'side/CASE.jpg',
    'side/blank.jpg',
    `side/${NFD}.jpg`,
  ].map((name) => [name, picture(name)] as const),
  ['side/one.txt', Buffer.from('a dog\n')],
  ['side/two.txt', Buffer.from('\ufefffirst\r\n\r\n  second  \r\n')],
  ['side/json.json', Buffer.from('{"caption":"from JSON","license":"CC0"}')],
  ['side/both.txt', Buffer.from('text')],
  ['side/both.json', Buffer.from('{"caption":"and JSON","year":1990}')],
  ['side/latin.txt', Buffer.from([0x43, 0x61, 0x66, 0xe9])],
  ['side/long.txt', Buffer.alloc(70_000, 'x')],
  ['side/many.txt', Buffer.from(Array.from({ length: 40 }, (_, n) => `caption ${n}`).join('\n'))],
  ['side/CASE.TXT', Buffer.from('upper case')],
  ['side/blank.txt', Buffer.from(' \n\u200b\n')],
  ['side/Café.txt', Buffer.from('composed')],
  ['html_as.jpg', Buffer.from('<!doctype html><html></html>')],
  ['zero.jpg', new Uint8Array()],
  ['bitmap.bmp', Buffer.from('BM\0\0\0\0\0\0\0\0', 'latin1')],
  ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['clip.mov', Buffer.from('x')],
  ['clip2.mov', Buffer.from('x')],
  ['notes.txt', Buffer.from('not beside any picture')],
  ['README', Buffer.from('words')],
  ['photo.jpg.bak', picture('bak')],
  ['.hidden.jpg', picture('hidden')],
  ['._a.jpg', Buffer.from('\0\x05\x16\x07', 'latin1')],
  ['__MACOSX/._a.jpg', Buffer.from('\0\x05\x16\x07', 'latin1')],
  ['.thumbnails/1.jpg', picture('thumb')],
  ['@eaDir/a.jpg', picture('ea')],
  ['Thumbs.db', Buffer.from('x')],
]);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.make();
  for (const [path, data] of CORPUS) await sandbox.write(`corpus/${path}`, data);
  const sorted = [...CORPUS].sort(([a], [b]) => (a < b ? -1 : 1));
  await sandbox.write('corpus.zip', zipFile(sorted.map(([name, data]) => ({ name, data, deflate: true }))));
  // Unsorted, as `tar` writes what the disk gives: the texts do not stand beside their pictures.
  const tar = pack();
  for (const [name, data] of sorted.toReversed()) tar.entry({ name: `./${name}` }, Buffer.from(data));
  tar.finalize();
  const bytes = await buffer(tar);
  await sandbox.write('corpus.tar', bytes);
  await sandbox.write('corpus.tgz', gzipSync(bytes));
  // Outside the import root, as the command line reads it.
  for (const [path, data] of CORPUS) {
    await mkdir(dirname(join(sandbox.outside, path)), { recursive: true });
    await writeFile(join(sandbox.outside, path), data);
  }
});
afterAll(() => sandbox.close());

/** The reading of a source and, for pictures not looked at while reading, what taking them in would say. */
async function load(reader: SourceReader, context: ReaderContext) {
  const { entries, failures }: Records = await collect(reader.read(0));
  const refused: [string, string][] = [];
  const taken = [];
  for (const { id, image, captions, metadata } of entries) {
    if (image?.kind === 'file') {
      const bytes = await context.root.readFile(image.path, context.maxImageBytes, 'entry');
      const code = await identifyImage(bytes, context.decodeLimits).then(
        () => undefined,
        (error: { code: string }) => error.code,
      );
      if (code !== undefined) {
        refused.push([id!, code]);
        continue;
      }
    }
    taken.push({ id, captions, metadata });
  }
  return {
    taken: taken.sort((a, b) => (a.id! < b.id! ? -1 : 1)),
    failures: [...failures.map(({ id, code }): [string, string] => [id, code]), ...refused].sort(),
    passedOver: reader.passedOver!.kinds,
  };
}

describe('one corpus, whichever way it comes in', () => {
  it.each([
    ['folder', 'corpus'],
    ['archive', 'corpus.zip'],
    ['archive', 'corpus.tar'],
    ['archive', 'corpus.tgz'],
  ] as const)('has the same items, captions, failures and counts: %s %s', async (type, path) => {
    const loaded = await load(await sandbox.open({ type, path }), sandbox.context);
    expect(loaded).toEqual(await outside());
  });

  it('holds what is in it, and names what is not', async () => {
    const { taken, failures, passedOver } = await outside();
    const said = new Map(taken.map(({ id, captions, metadata }) => [id, { captions, metadata }]));
    expect(taken).toHaveLength(47);
    expect(said.get('side/one.jpg')).toEqual({ captions: ['a dog'], metadata: {} });
    expect(said.get('side/two.jpg')).toEqual({ captions: ['first', 'second'], metadata: {} });
    expect(said.get('side/json.jpg')).toEqual({ captions: ['from JSON'], metadata: { license: 'CC0' } });
    expect(said.get('side/both.jpg')).toEqual({ captions: ['and JSON', 'text'], metadata: { year: 1990 } });
    expect(said.get('side/CASE.jpg')?.captions).toEqual(['upper case']);
    expect(said.get('side/blank.jpg')?.captions).toEqual([]);
    expect(said.get('side/Café.jpg')?.captions).toEqual(['composed']);
    expect(said.has('Café.jpg')).toBe(true);
    for (const faulty of ['latin', 'long', 'many'])
      expect(said.get(`side/${faulty}.jpg`)?.captions).toEqual([]);
    expect(failures).toEqual([
      ['bitmap.bmp', 'image_unsupported'],
      ['drawing.svg', 'image_unsupported'],
      ['html_as.jpg', 'image_unsupported'],
      ['side/latin.txt', 'caption_invalid'],
      ['side/long.txt', 'caption_invalid'],
      ['side/many.txt', 'caption_invalid'],
      ['zero.jpg', 'image_empty'],
    ]);
    expect(passedOver).toMatchObject({ '.mov': 2, '.txt': 1, '.bak': 1, 'without extension': 1 });
  });
});

async function outside() {
  const context = { ...sandbox.context, root: await ImportRoot.open(sandbox.outside) };
  return load(await openSource({ type: 'folder', path: '.' }, context), context);
}
