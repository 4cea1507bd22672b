import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { png } from './png.ts';
import { zipFile } from './zip-file.ts';

/** Files by their paths. */
export type Files = ReadonlyMap<string, Uint8Array>;

const picture = (name: string) => png([name.length % 256, 90, 30], 9, 9, name);
const NFD = 'Cafe\u0301';

/** What people have in a folder: pictures of every name, texts beside them, what systems leave behind, and what is none of it. */
export const CORPUS: Files = new Map<string, Uint8Array>([
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

/** Files as a zip. */
export function zipOf(files: Files): Buffer {
  return zipFile(sorted(files).map(([name, data]) => ({ name, data, deflate: true })));
}

/** Files as a tar; unsorted, as `tar` writes what the disk gives: texts do not stand beside their pictures. */
export async function tarOf(files: Files): Promise<Buffer> {
  const tar = pack();
  for (const [name, data] of sorted(files).toReversed()) tar.entry({ name: `./${name}` }, Buffer.from(data));
  tar.finalize();
  return buffer(tar);
}

function sorted(files: Files): [string, Uint8Array][] {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}
