import { Resolver } from 'node:dns/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Resolve } from './address/guarded-lookup.ts';
import { openFetcher, type Fetcher, type FetcherOptions } from './fetcher.ts';
import { openCanary, openHost, openNameServer, type Listening } from './testing/servers.ts';

// The host at 127.0.0.1 is allowed here; 127.0.0.2 and every other way to this machine are not, and the canary listens
// there.
describe('a fetch from an allowed host', () => {
  let canary: Awaited<ReturnType<typeof openCanary>>;
  let host: Listening;
  let location: string | undefined;
  let status: number;
  let requests: string[];
  const opened: (Fetcher | Listening)[] = [];

  beforeEach(async () => {
    canary = await openCanary();
    requests = [];
    location = undefined;
    status = 302;
    host = await openHost((request, response) => {
      requests.push(request.url!);
      if (request.url === '/picture') response.setHeader('connection', 'close').end('bytes');
      else if (location === undefined) response.writeHead(status).end('nowhere');
      else response.writeHead(status, { location }).end('elsewhere');
    });
  });
  afterEach(async () => {
    for (const part of opened.splice(0)) await part.close();
    await host.close();
    expect(canary.connections()).toBe(0);
    await canary.close();
  });

  function open(options: Partial<FetcherOptions> = {}): Fetcher {
    const fetcher = openFetcher({
      networks: ['127.0.0.1/32'],
      ports: [host.port, canary.port],
      maxBytes: 1_000,
      timeoutSeconds: 60,
      ...options,
    });
    opened.push(fetcher);
    return fetcher;
  }
  const at = (path: string, name = '127.0.0.1') => `http://${name}:${host.port}${path}`;
  const text = async (fetcher: Fetcher, url: string) => Buffer.from(await fetcher.fetch(url)).toString();

  /** Resolves names by asking a name server of this test. @param answer - to the n-th question, from 0 */
  async function asking(answer: (n: number) => readonly string[]): Promise<Resolve> {
    let asked = -1;
    const server = await openNameServer(() => answer(asked));
    opened.push(server);
    const resolver = new Resolver();
    resolver.setServers([`127.0.0.1:${server.port}`]);
    return async (name) => {
      asked += 1;
      return (await resolver.resolve4(name)).map((address) => ({ address, family: 4 }));
    };
  }

  it('brings the bytes, by address and by name', async () => {
    const fetcher = open({ resolve: await asking(() => ['127.0.0.1']) });
    expect(await text(fetcher, at('/picture'))).toBe('bytes');
    expect(await text(fetcher, at('/picture', 'pictures.example'))).toBe('bytes');
  });

  it('asks for a name once per connection: a second answer comes too late', async () => {
    const resolve = await asking((n) => [n === 0 ? '127.0.0.1' : '127.0.0.2']);
    expect(await text(open({ resolve }), at('/picture', 'rebound.example'))).toBe('bytes');
  });

  it('refuses a name whose answer has changed, and takes it when it has changed back', async () => {
    const fetcher = open({ resolve: await asking((n) => [n % 2 === 0 ? '127.0.0.1' : '127.0.0.2']) });
    for (let round = 0; round < 3; round++) {
      expect(await text(fetcher, at('/picture', 'flipping.example'))).toBe('bytes');
      const again = fetcher.fetch(`http://flipping.example:${canary.port}/`);
      await expect(again).rejects.toMatchObject({ code: 'fetch_blocked' });
    }
  });

  it.each([
    ['the second', ['127.0.0.1', '127.0.0.2']],
    ['the first', ['127.0.0.2', '127.0.0.1']],
    ['one of many', ['127.0.0.1', '127.0.0.1', '169.254.169.254']],
  ])('refuses a name of which %s address is refused', async (_, addresses) => {
    const fetcher = open({ resolve: await asking(() => addresses) });
    const fetching = fetcher.fetch(`http://mixed.example:${canary.port}/`);
    await expect(fetching).rejects.toMatchObject({ code: 'fetch_blocked' });
  });

  it('says that a name is not known, or has no address', async () => {
    const unknown = open({
      resolve: () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
    });
    const fetching = unknown.fetch(at('/picture', 'nobody.example'));
    await expect(fetching).rejects.toMatchObject({ code: 'fetch_failed', message: /not known/ });
    const empty = open({ resolve: () => Promise.resolve([]) });
    await expect(empty.fetch(at('/picture', 'empty.example'))).rejects.toMatchObject({
      code: 'fetch_failed',
    });
  });

  it.each([301, 302, 303, 307, 308])('follows a redirect with status %i', async (code) => {
    status = code;
    location = '/picture';
    expect(await text(open(), at('/'))).toBe('bytes');
    expect(requests).toEqual(['/', '/picture']);
  });

  const FORGED: readonly (readonly [string, (port: number) => string, string])[] = [
    ...[
      '127.0.0.2',
      '127.2',
      '2130706434',
      '0x7f000002',
      '0177.0.0.2',
      '0.0.0.0',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:2]',
      '[64:ff9b::7f00:1]',
      '169.254.169.254',
      '[fd00:ec2::254]',
      '10.0.0.1',
      '192.168.0.1',
      '100.64.0.1',
    ].map((name) => [name, (port: number) => `http://${name}:${port}/`, 'fetch_blocked'] as const),
    ['the scheme of the page', (port) => `//127.0.0.2:${port}/`, 'fetch_blocked'],
    ['a refused name', (port) => `http://inner.example:${port}/`, 'fetch_blocked'],
    ['another port', () => 'http://127.0.0.1:6379/', 'fetch_url_invalid'],
    ['a user name', (port) => `http://me@127.0.0.2:${port}/`, 'fetch_url_invalid'],
    ['a file', () => 'file:///etc/passwd', 'fetch_url_invalid'],
    ['ftp', (port) => `ftp://127.0.0.2:${port}/`, 'fetch_url_invalid'],
    ['something malformed', () => 'http://[::1', 'fetch_failed'],
  ];
  it.each(FORGED)('does not follow a redirect to %s', async (_, forge, code) => {
    location = forge(canary.port);
    const fetcher = open({ resolve: await asking(() => ['127.0.0.2']) });
    await expect(fetcher.fetch(at('/'))).rejects.toMatchObject({ code });
    expect(requests).toEqual(['/']);
  });

  it('ends a circle of redirects, and one that leads nowhere', async () => {
    location = '/again';
    const fetcher = open({ maxRedirects: 3 });
    await expect(fetcher.fetch(at('/'))).rejects.toMatchObject({
      code: 'fetch_failed',
      message: /redirects/,
    });
    expect(requests).toHaveLength(4);
    location = undefined;
    await expect(fetcher.fetch(at('/'))).rejects.toMatchObject({ code: 'fetch_failed' });
  });
});
