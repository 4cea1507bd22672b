import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openFetcher, type Fetcher, type FetcherOptions } from './fetcher.ts';
import { openHost, openRaw, type Listening } from './testing/servers.ts';

const MAX_BYTES = 100_000;

describe('the body of an answer', () => {
  const opened: (Fetcher | Listening)[] = [];
  afterEach(async () => {
    for (const part of opened.splice(0)) await part.close();
  });

  function fetcherOf(port: number, options: Partial<FetcherOptions> = {}): Fetcher {
    const networks = ['127.0.0.1/32'];
    const fetcher = openFetcher({
      networks,
      ports: [port],
      maxBytes: MAX_BYTES,
      timeoutSeconds: 60,
      ...options,
    });
    opened.push(fetcher);
    return fetcher;
  }

  async function fetchFrom(handle: RequestListener, options?: Partial<FetcherOptions>): Promise<Uint8Array> {
    const host = await openHost(handle);
    opened.push(host);
    return fetcherOf(host.port, options).fetch(`http://127.0.0.1:${host.port}/`);
  }

  async function fetchFromRaw(
    handle: (socket: Socket) => void,
    options?: Partial<FetcherOptions>,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const host = await openRaw(handle);
    opened.push(host);
    return fetcherOf(host.port, options).fetch(`http://127.0.0.1:${host.port}/`, signal);
  }

  it('comes whole up to the limit', async () => {
    const bytes = await fetchFrom((_, response) => response.end(Buffer.alloc(MAX_BYTES, 7)));
    expect(Buffer.alloc(MAX_BYTES, 7).equals(bytes)).toBe(true);
  });

  it('is refused by its claimed length before it is read', async () => {
    const fetching = fetchFrom((_, response) => {
      response.writeHead(200, { 'content-length': MAX_BYTES + 1 }).flushHeaders();
    });
    await expect(fetching).rejects.toMatchObject({ code: 'fetch_too_large' });
  });

  it('is cut off at the limit when it has no end, and the connection with it', async () => {
    let closed: Promise<unknown> | undefined;
    const fetching = fetchFrom((_, response) => {
      closed = once(response, 'close');
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
      };
      response.on('drain', more);
      more();
    });
    await expect(fetching).rejects.toMatchObject({ code: 'fetch_too_large' });
    await closed;
  });

  it('is not unpacked: a gzip bomb is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(MAX_BYTES);
    for (const encoding of ['gzip', 'br', 'gzip, gzip']) {
      const fetching = fetchFrom((_, response) => {
        response.setHeader('content-encoding', encoding).end(bomb);
      });
      await expect(fetching).rejects.toMatchObject({ code: 'fetch_failed', message: /packs/ });
    }
  });

  it('is handed on packed when nothing says that it is', async () => {
    const packed = gzipSync('text');
    expect(Buffer.from(await fetchFrom((_, response) => response.end(packed)))).toEqual(packed);
  });

  it.each([
    ['that comes a byte at a time', 'HTTP/1.1 200 OK\r\ncontent-length: 50000\r\n\r\nx'],
    ['whose header never ends', 'HTTP/1.1 200 OK\r\nx-slow: '],
    ['that never begins', ''],
  ])('%s is given up in time', async (_, beginning) => {
    const fetching = fetchFromRaw(
      (socket) => {
        socket.write(beginning);
        const timer = setInterval(() => socket.write('x'), 50);
        socket.on('close', () => clearInterval(timer));
        if (beginning === '') clearInterval(timer);
      },
      { timeoutSeconds: 1 },
    );
    await expect(fetching).rejects.toMatchObject({ code: 'fetch_timeout' });
  });

  it('is given up in time when its host has a name nobody answers for', async () => {
    const fetcher = fetcherOf(80, { timeoutSeconds: 1, resolve: () => new Promise(() => undefined) });
    await expect(fetcher.fetch('http://silent.example/')).rejects.toMatchObject({ code: 'fetch_timeout' });
  });

  it('is let go of when nobody wants it any more', async () => {
    const over = new AbortController();
    const reason = new Error('stopping');
    const fetching = fetchFromRaw((socket) => socket.once('data', () => over.abort(reason)), {}, over.signal);
    await expect(fetching).rejects.toBe(reason);
  });

  it.each([
    ['is cut short', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort'],
    ['is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['says two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['has endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1_000_000)}\r\n\r\n`],
  ])('that %s is a failure', async (_, answer) => {
    const fetching = fetchFromRaw((socket) => socket.once('data', () => socket.end(answer)));
    await expect(fetching).rejects.toMatchObject({ code: 'fetch_failed' });
  });

  it.each([204, 206, 304, 401, 404, 500])('with status %i is a failure', async (status) => {
    const fetching = fetchFrom((_, response) => response.writeHead(status).end());
    await expect(fetching).rejects.toMatchObject({ code: 'fetch_failed', message: new RegExp(`${status}`) });
  });

  it('carries nothing of the platform: no cookie, no key, no referrer', async () => {
    let names: string[] = [];
    await fetchFrom((request, response) => {
      names = Object.keys(request.headers).sort();
      response.end('x');
    });
    expect(names).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });
});
