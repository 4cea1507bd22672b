import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemForm, picture } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

const OPERATOR = `usk_${'0perator'.repeat(6)}`;
const SHOP = 'https://shop.example';
const WITH_KEY = { authorization: `Bearer ${OPERATOR}` };

/** What stands before every route: the key, the limits of bodies, and what all answers carry. */
describe('the edge of the platform', () => {
  let platform: Standalone;
  beforeAll(async () => {
    platform = await Standalone.start({ UNSEEN_API_KEY: OPERATOR, UNSEEN_CORS_ORIGINS: SHOP });
  });
  afterAll(() => platform?.dispose());

  /** Opens a connection, sends what is given, and waits for the head of an answer. */
  async function raw(text: string): Promise<{ head: string; bytesWritten: number }> {
    const { hostname, port } = new URL(platform.url);
    const socket = connect(Number(port), hostname);
    socket.write(text);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    const { bytesWritten } = socket;
    socket.destroy();
    return { head: chunk.toString('latin1'), bytesWritten };
  }

  const post = (path: string, length: number, ...headers: string[]) =>
    [
      `POST ${path} HTTP/1.1`,
      'Host: unseen',
      'Content-Type: application/json',
      `Content-Length: ${length}`,
      ...headers,
    ]
      .map((line) => `${line}\r\n`)
      .join('') + '\r\n';

  it.each([
    ['no key', 401, '/v1/search', []],
    ['a key that nobody made', 401, '/v1/items', [`Authorization: Bearer usk_${'b'.repeat(64)}`]],
    ['no key, where it waits to be told to go on', 401, '/v1/items', ['Expect: 100-continue']],
    ['no route', 404, '/v1/nothing', []],
    ['a method that the route does not know', 405, '/v1/items/a', []],
    ['more than a route takes that takes no picture', 413, '/v1/keys', [`Authorization: Bearer ${OPERATOR}`]],
  ])('answers a request with %s before its body has come', async (_what, status, path, headers) => {
    const request = post(path, 31_000_000, ...headers);
    const { head, bytesWritten } = await raw(request);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('connection: close');
    expect(bytesWritten).toBe(request.length);
  });

  it('lets a caller who waits for it send the body once the key is good', async () => {
    const body = '{"text":"a"}';
    const headers = [`Authorization: Bearer ${OPERATOR}`, 'Expect: 100-continue', 'Connection: close'];
    const { head } = await raw(post('/v1/search', body.length, ...headers));
    expect(head).toMatch(/^HTTP\/1.1 100 Continue/);
  });

  it('lets a caller read that it was refused, though it sends on', async () => {
    const body = new Uint8Array(8_000_000);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${platform.url}/v1/search`, { method: 'POST', headers, body });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'unauthorized' });
  });

  it('keeps nothing of thirty bodies of 25 MB that come without a key and never end', async () => {
    const { hostname, port } = new URL(platform.url);
    const part = Buffer.alloc(25_000_000, 'x');
    const before = await residentMegabytes();
    const sockets = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => undefined);
        socket.write(post('/v1/items', 31_000_000));
        await new Promise<void>((resolve) => socket.write(part, () => resolve()));
        return socket;
      }),
    );
    expect((await residentMegabytes()) - before).toBeLessThan(50);
    for (const socket of sockets) socket.destroy();
  });

  it('takes pictures inside JSON where a route searches several times', async () => {
    const image = Buffer.alloc(1_500_000, 'x').toString('base64');
    const body = JSON.stringify({ searches: [{ image }, { text: 'a red apple' }] });
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'once', ...WITH_KEY };
    const send = () => fetch(`${platform.url}/v1/searches`, { method: 'POST', headers, body });
    const first = await send();
    expect(first.status).toBe(200);
    const { results } = (await first.json()) as { results: object[] };
    expect(results).toMatchObject([{ code: 'image_unsupported' }, { hits: expect.any(Array) as unknown[] }]);
    // It only reads: nothing is kept of it to be given again.
    expect((await send()).headers.get('idempotency-replayed')).toBeNull();
  });

  it('refuses JSON that would take long to parse', async () => {
    const body = `{"a":[${'1,'.repeat(4_000_000)}1]}`;
    const headers = { 'content-type': 'application/json', ...WITH_KEY };
    const response = await fetch(`${platform.url}/v1/search`, { method: 'POST', headers, body });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'payload_too_large' });
  });

  it.each([
    ['GET', '/'],
    ['GET', '/docs'],
    ['GET', '/docs/swagger-ui.css'],
    ['GET', '/openapi.json'],
    ['GET', '/openapi.yaml'],
    ['GET', '/metrics'],
    ['GET', '/health/ready'],
    ['GET', '/v1/collections'],
    ['GET', '/v1/items'],
    ['GET', '/nowhere'],
    ['GET', '/v1/items/%ff'],
    ['GET', '/%'],
    ['POST', '/v1/nothing'],
    ['DELETE', '/docs'],
    ['OPTIONS', '/v1/items'],
  ])('lets no other site frame, read or hold %s %s', async (method, path) => {
    const { headers } = await fetch(platform.url + path, { method, headers: WITH_KEY });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': expect.any(String) as string,
    });
  });

  it.each(['nonsense\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b: c\r\n: x\r\n\r\n'])(
    'answers %j, which is no request, with a problem',
    async (text) => {
      const { head } = await raw(text);
      expect(head).toMatch(/^HTTP\/1.1 400 /);
      expect(head).toContain("content-security-policy: frame-ancestors 'none'");
      expect(head).toContain('"code":"invalid_request"');
    },
  );

  it.each([
    ['GET', '/v1/search', 'OPTIONS, POST'],
    ['PUT', '/v1/jobs', 'GET, HEAD, OPTIONS, POST'],
    ['POST', '/health/live', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/v1/collections/a/facets', 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/v1/search', 'OPTIONS, POST'],
  ])('says to %s %s which methods there are', async (method, path, allow) => {
    const response = await fetch(platform.url + path, { method, headers: WITH_KEY });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
    const options = await fetch(platform.url + path, { method: 'OPTIONS' });
    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toBe(allow);
  });

  it('lets pages of the configured origins read answers, and no other', async () => {
    const ask = (origin: string, method: string, more: Record<string, string> = {}) =>
      fetch(`${platform.url}/v1/items`, { method, headers: { origin, ...more } });
    const preflight = { 'access-control-request-method': 'POST' };
    const allowed = await ask(SHOP, 'OPTIONS', preflight);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('POST');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
    const answer = await ask(SHOP, 'GET', WITH_KEY);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(answer.headers.get('access-control-expose-headers')).toContain('etag');
    expect(answer.headers.get('vary')).toContain('origin');
    for (const origin of ['https://shop.example.evil', 'http://shop.example', 'null']) {
      const refused = await ask(origin, 'OPTIONS', preflight);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('sends a picture once to a browser that has it', async () => {
    const form = itemForm({ id: 'apple', caption: 'an apple' }, await picture('apple'));
    expect((await platform.send('POST', '/v1/items', form, WITH_KEY)).status).toBe(201);
    const attention = '/v1/items/apple/attention.png?text=an+apple';
    for (const path of ['/v1/items/apple/image', '/v1/items/apple/image?size=original', attention]) {
      const first = await platform.send('GET', path, undefined, WITH_KEY);
      const etag = first.headers.get('etag')!;
      expect((await first.arrayBuffer()).byteLength).toBeGreaterThan(0);
      const again = await platform.send('GET', path, undefined, {
        ...WITH_KEY,
        'if-none-match': `W/${etag}`,
      });
      expect(again.status).toBe(304);
      expect((await again.arrayBuffer()).byteLength).toBe(0);
      const changed = await platform.send('GET', path, undefined, {
        ...WITH_KEY,
        'if-none-match': '"other"',
      });
      expect(changed.status).toBe(200);
    }
    const other = await platform.send('GET', `${attention}s`, undefined, WITH_KEY);
    expect(other.headers.get('etag')).not.toBe(
      (await platform.send('GET', attention, undefined, WITH_KEY)).headers.get('etag'),
    );
  });

  it('says how much of a limit is left, and keeps no secret in a cache', async () => {
    const made = await platform.send(
      'POST',
      '/v1/keys',
      { name: 'shop', scopes: ['search'], requestsPerMinute: 5 },
      WITH_KEY,
    );
    expect(made.headers.get('cache-control')).toBe('no-store');
    const { id, key } = (await made.json()) as { id: string; key: string };
    const as = { authorization: `Bearer ${key}` };
    const { headers } = await platform.send('POST', '/v1/search', { text: 'a' }, as);
    expect(headers.get('ratelimit-policy')).toBe('"key";q=5;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"key";r=4;t=\d+$/);
    const rotated = await platform.send('POST', `/v1/keys/${id}/rotate`, {}, WITH_KEY);
    expect(rotated.headers.get('cache-control')).toBe('no-store');
  });

  describe('a body that is packed', () => {
    const pack = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };
    const send = (path: string, coding: string, body: Uint8Array<ArrayBuffer>, type = 'application/json') =>
      fetch(platform.url + path, {
        method: 'POST',
        headers: { ...WITH_KEY, 'content-type': type, 'content-encoding': coding },
        body,
      });
    const bytes = (text: string) => new Uint8Array(Buffer.from(text));

    it.each(Object.keys(pack) as (keyof typeof pack)[])('is unpacked: %s', async (coding) => {
      const id = `packed-${coding}`;
      const packed = (text: string) => new Uint8Array(pack[coding](text));
      const lines = `{"op":"upsert","id":"${id}","caption":"a box"}\n`;
      const written = await send('/v1/items/batch', coding, packed(lines), 'application/x-ndjson');
      expect(await written.json()).toMatchObject({ results: [{ id, status: 'added' }] });
      const found = await send('/v1/search', coding, packed(JSON.stringify({ filter: { $id: id } })));
      expect(await found.json()).toMatchObject({ hits: [{ id }] });
    });

    it.each(['application/json', 'application/x-ndjson'])(
      'is refused where it is broken: %s',
      async (type) => {
        const packed = gzipSync(`{"op":"delete","id":"a"} ${'x'.repeat(100)}`);
        for (const broken of [new Uint8Array(packed.subarray(0, 40)), bytes('{"op":"delete","id":"a"}')]) {
          const answer = await send('/v1/items/batch', 'gzip', broken, type);
          expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
            400,
            'malformed_encoding',
          ]);
        }
      },
    );

    it('is held to the limit of its route by what comes out of it', async () => {
      const bomb = new Uint8Array(gzipSync(' '.repeat(2 ** 24)));
      expect(bomb.length).toBeLessThan(20_000);
      expect((await send('/v1/keys', 'gzip', bomb)).status).toBe(413);
    });

    it('is refused in a coding that is not taken, and around files', async () => {
      expect((await send('/v1/search', 'compress', bytes('{}'))).status).toBe(415);
      expect((await send('/v1/search', 'gzip, br', bytes('{}'))).status).toBe(415);
      const form = new Uint8Array(gzipSync('--x--'));
      expect((await send('/v1/items', 'gzip', form, 'multipart/form-data; boundary=x')).status).toBe(415);
      expect((await send('/v1/search', 'identity', bytes('{"text":"a box"}'))).status).toBe(200);
    });
  });

  async function residentMegabytes(): Promise<number> {
    const status = await readFile(`/proc/${platform.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }
});
