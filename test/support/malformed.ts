import { createRequire } from 'node:module';
import { deflateSync, crc32 } from 'node:zlib';

const require = createRequire(new URL('../../libs/imaging/package.json', import.meta.url));
const sharp = require('sharp') as typeof import('sharp').default;

/** A request that must be refused with a 4xx problem. */
export interface Malformed {
  readonly name: string;
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const json = (name: string, path: string, body: unknown, method?: string): Malformed => ({
  name,
  path,
  method,
  headers: JSON_TYPE,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A PNG header that promises any size, with a few bytes of data behind it. */
function pngBomb(width: number, height: number): Uint8Array<ArrayBuffer> {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body) >>> 0);
    return Buffer.concat([length, body, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** Picture files that cannot be what they say, by name. */
export async function malformedPictures(): Promise<[string, Uint8Array<ArrayBuffer>][]> {
  const noise = Buffer.alloc(64 * 64 * 3, 0).map((_, i) => (i * 2_654_435_761) >>> 24);
  const image = sharp(noise, { raw: { width: 64, height: 64, channels: 3 } });
  const bytes = async (format: 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif') =>
    new Uint8Array(await image.clone().toFormat(format).toBuffer());
  const [jpeg, png, webp, gif, tiff, avif] = await Promise.all(
    (['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const).map(bytes),
  );
  const text = (value: string) => new Uint8Array(Buffer.from(value));
  const cut = (value: Uint8Array, part: number) =>
    new Uint8Array(value.subarray(0, Math.floor(value.length * part)));
  const formats = { jpeg: jpeg!, png: png!, webp: webp!, gif: gif!, tiff: tiff!, avif: avif! };
  const headless = (value: Uint8Array) => new Uint8Array(value.subarray(16));
  return [
    ['no bytes', new Uint8Array()],
    ['one byte', new Uint8Array([0xff])],
    ['zeros', new Uint8Array(10_000)],
    ['text', text('this is not a picture')],
    ['HTML', text('<html><body><img src=x></body></html>')],
    [
      'SVG',
      text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>',
      ),
    ],
    [
      'SVG that reads a file',
      text('<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'),
    ],
    ['PDF', text('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>')],
    ['a zip', text('PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaa')],
    ['an ELF program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, ...Array<number>(100).fill(1)])],
    ['a PNG bomb, 60,000 x 60,000', pngBomb(60_000, 60_000)],
    ['a PNG bomb at the format’s limit', pngBomb(0x7fffffff, 0x7fffffff)],
    ['a PNG of no width', pngBomb(0, 10)],
    ['a PNG that promises more than it holds', pngBomb(2_000, 2_000)],
    ...Object.entries(formats).flatMap(([format, whole]): [string, Uint8Array<ArrayBuffer>][] => [
      [`${format} cut after a tenth`, cut(whole, 0.1)],
      [`${format} cut in half`, cut(whole, 0.5)],
      [`${format} without its head`, headless(whole)],
    ]),
  ];
}

const deep = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
const long = (length: number) => 'x'.repeat(length);
const notUtf8 = new Uint8Array([...Buffer.from('{"caption":"'), 0xc3, 0x28, 0xff, ...Buffer.from('"}')]);

/** Requests that are wrong in their body, their fields or their address. */
export const MALFORMED_REQUESTS: readonly Malformed[] = [
  json('JSON that ends early', '/v1/items', '{"caption":"a'),
  json('JSON nested 20 deep', '/v1/items', `{"caption":"a","metadata":${deep(20)}}`),
  json('JSON nested 100,000 deep', '/v1/search', deep(100_000)),
  json('an array of nothing', '/v1/items', '['.repeat(50_000)),
  { name: 'JSON that is not UTF-8', path: '/v1/items', headers: JSON_TYPE, body: notUtf8 },
  json('no body', '/v1/items', ''),
  json('null', '/v1/items', 'null'),
  json('a number', '/v1/items', '17'),
  json('a list', '/v1/items', []),
  json('an empty object', '/v1/items', {}),
  json('a prototype key', '/v1/items', '{"caption":"a","__proto__":{"admin":true}}'),
  json('an unknown field', '/v1/items', { caption: 'a', captoin: 'b' }),
  json('a caption that is a number', '/v1/items', { caption: 5 }),
  json('a caption that is empty', '/v1/items', { caption: '' }),
  json('a caption of blanks', '/v1/items', { caption: ' \t\n ' }),
  json('a caption of 100,000 characters', '/v1/items', { caption: long(100_000) }),
  json('a caption with a NUL', '/v1/items', { caption: 'a\u0000b' }),
  json('a caption with half a surrogate', '/v1/items', '{"caption":"\\ud800"}'),
  json('a thousand captions', '/v1/items', { captions: Array.from({ length: 1_000 }, (_, i) => `c${i}`) }),
  json('captions that are objects', '/v1/items', { captions: [{}] }),
  json('an id that is empty', '/v1/items', { id: '', caption: 'a' }),
  json('an id of 10,000 characters', '/v1/items', { id: long(10_000), caption: 'a' }),
  json('an id with a control character', '/v1/items', { id: 'a\u0007', caption: 'a' }),
  json('an id that is a list', '/v1/items', { id: ['a'], caption: 'a' }),
  json('a collection that climbs', '/v1/items', { collection: '../../etc', caption: 'a' }),
  json('a collection with a space', '/v1/items', { collection: 'my things', caption: 'a' }),
  json('a collection that is empty', '/v1/items', { collection: '', caption: 'a' }),
  json('metadata that is a text', '/v1/items', { caption: 'a', metadata: 'b' }),
  json('metadata that is a list', '/v1/items', { caption: 'a', metadata: [1] }),
  json('metadata of a megabyte', '/v1/items', { caption: 'a', metadata: { a: long(1_000_000) } }),
  json('metadata with 10,000 fields', '/v1/items', {
    caption: 'a',
    metadata: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i])),
  }),
  json('metadata with a NUL', '/v1/items', { caption: 'a', metadata: { a: '\u0000' } }),
  json('a picture that is not base64', '/v1/items', { image: '!!!' }),
  json('a picture of base64 text', '/v1/items', { image: Buffer.from('hello').toString('base64') }),
  { name: 'a text body', path: '/v1/items', headers: { 'content-type': 'text/plain' }, body: 'hello' },
  { name: 'XML', path: '/v1/items', headers: { 'content-type': 'application/xml' }, body: '<a/>' },
  { name: 'a content type that is none', path: '/v1/items', headers: { 'content-type': ';;;' }, body: 'a' },
  {
    name: 'multipart without a boundary',
    path: '/v1/items',
    headers: { 'content-type': 'multipart/form-data' },
    body: 'hello',
  },
  {
    name: 'multipart with a boundary of 300 characters',
    path: '/v1/items',
    headers: { 'content-type': `multipart/form-data; boundary=${'b'.repeat(300)}` },
    body: `--${'b'.repeat(300)}--`,
  },
  {
    name: 'multipart that ends early',
    path: '/v1/items',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\nabc',
  },
  {
    name: 'multipart with metadata that is not JSON',
    path: '/v1/items',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{"a":\r\n--b--\r\n',
  },
  json('a search for nothing but without something', '/v1/search', { not: 'a cat' }),
  json('a search for blanks without something', '/v1/search', { text: '   ', not: 'a cat' }),
  json('a search for 100,000 characters', '/v1/search', { text: long(100_000) }),
  json('a search for a number', '/v1/search', { text: 5 }),
  json('a limit of zero', '/v1/search', { text: 'a', limit: 0 }),
  json('a limit of a million', '/v1/search', { text: 'a', limit: 1_000_000 }),
  json('a limit that is a text', '/v1/search', { text: 'a', limit: '10' }),
  json('a limit of a half', '/v1/search', { text: 'a', limit: 1.5 }),
  json('candidates below zero', '/v1/search', { text: 'a', candidates: -1 }),
  json('a re-scorer that does not exist', '/v1/search', { text: 'a', rescore: 'magic' }),
  json('a cursor that is none', '/v1/search', { text: 'a', cursor: 'AAAA' }),
  json('a cursor of 100,000 characters', '/v1/search', { text: 'a', cursor: long(100_000) }),
  json('a filter that is a text', '/v1/search', { text: 'a', filter: 'price < 3' }),
  json('a filter with an unknown operator', '/v1/search', { text: 'a', filter: { price: { near: 3 } } }),
  json('a filter with an empty condition', '/v1/search', { text: 'a', filter: { price: {} } }),
  json('a filter with an object as value', '/v1/search', { text: 'a', filter: { price: { eq: { a: 1 } } } }),
  json('a filter of a thousand conditions', '/v1/search', {
    text: 'a',
    filter: { all: Array.from({ length: 1_000 }, (_, i) => ({ [`f${i}`]: i })) },
  }),
  json('a filter that is a list', '/v1/search', { text: 'a', filter: [] }),
  json('a picture that is none, to search with', '/v1/search', {
    image: Buffer.from('hello').toString('base64'),
  }),
  json('an item that does not exist, to search with', '/v1/search', { itemId: 'nobody' }),
  json('a collection that does not exist, to search in', '/v1/search', { text: 'a', collection: 'nowhere' }),
  json('an unknown search field', '/v1/search', { text: 'a', wisdom: true }),
  json('a job without a source', '/v1/jobs', {}),
  json('a job of an unknown type', '/v1/jobs', { source: { type: 'ftp', path: 'a' } }),
  json('a job without a path', '/v1/jobs', { source: { type: 'folder' } }),
  json('a job that climbs', '/v1/jobs', { source: { type: 'folder', path: '../../../etc' } }),
  json('a job at the root', '/v1/jobs', { source: { type: 'folder', path: '/' } }),
  json('a job on a file of the system', '/v1/jobs', { source: { type: 'jsonl', path: '/etc/passwd' } }),
  json('a job on what is not there', '/v1/jobs', { source: { type: 'folder', path: 'nowhere' } }),
  json('a job with a NUL in its path', '/v1/jobs', { source: { type: 'folder', path: 'a\u0000b' } }),
  json('a job with an unknown policy', '/v1/jobs', {
    source: { type: 'folder', path: 'a' },
    duplicates: 'merge',
  }),
  { name: 'an item that is not there', method: 'GET', path: '/v1/items/nobody' },
  { name: 'the picture of an item that is not there', method: 'GET', path: '/v1/items/nobody/image' },
  {
    name: 'the attention of an item that is not there',
    method: 'GET',
    path: '/v1/items/nobody/attention.png?text=a',
  },
  { name: 'attention to nothing', method: 'GET', path: '/v1/items/nobody/attention.png' },
  { name: 'an id that is no UTF-8', method: 'GET', path: '/v1/items/%ff%fe' },
  { name: 'an id with a NUL', method: 'GET', path: '/v1/items/%00' },
  { name: 'removing what is not there', method: 'DELETE', path: '/v1/items/nobody' },
  json('changing what is not there', '/v1/items/nobody', { caption: 'a' }, 'PATCH'),
  { name: 'a job that is not there', method: 'GET', path: '/v1/jobs/00000000-0000-4000-8000-000000000000' },
  { name: 'a job id that is none', method: 'GET', path: '/v1/jobs/abc' },
  { name: 'an address that is none', method: 'GET', path: '/v1/nothing' },
  { name: 'a climbing address', method: 'GET', path: '/v1/items/..%2f..%2fetc%2fpasswd/image' },
];
