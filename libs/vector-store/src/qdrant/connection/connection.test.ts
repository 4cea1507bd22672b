import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openQdrant } from '../../index.ts';
import { connect } from './connect.ts';

// What other servers answer, over real connections.

describe('opening', () => {
  let server: Server | undefined;
  afterEach(async () => {
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });
  const listen = async (answer: RequestListener): Promise<string> => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const json =
    (status: number, body: unknown): RequestListener =>
    (_, response) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  it('says when nobody answers', async () => {
    const url = await listen(json(200, {}));
    await new Promise((resolve) => server!.close(resolve));
    await expect(openQdrant({ urls: [url], startMs: 50 })).rejects.toMatchObject({
      code: 'vector_store_unavailable',
    });
  });

  it('refuses a version that is too old, and says which it needs', async () => {
    const url = await listen(json(200, { title: 'qdrant', version: '1.9.7' }));
    await expect(openQdrant({ urls: [url] })).rejects.toMatchObject({
      code: 'vector_store_unsupported',
      message: expect.stringContaining('1.18') as string,
    });
  });

  it.each([
    ['another service', json(200, { hello: 'world' })],
    ['a page that is not there', json(404, {})],
  ])('tells Qdrant from %s', async (_, answer) => {
    const url = await listen(answer);
    await expect(openQdrant({ urls: [url] })).rejects.toMatchObject({ code: 'config_invalid' });
  });

  it('says when the key is refused, and keeps the path of the address', async () => {
    const seen: string[] = [];
    const url = await listen((request, response) => {
      seen.push(`${request.url} ${String(request.headers['api-key'])}`);
      const known = request.url === '/vectors/';
      json(known ? 200 : 403, known ? { version: '1.18.3' } : {})(request, response);
    });
    await expect(openQdrant({ urls: [`${url}/vectors/`], apiKey: 'wrong' })).rejects.toMatchObject({
      code: 'config_invalid',
    });
    expect(seen).toEqual(['/vectors/ wrong', '/vectors/collections wrong']);
  });

  it('tries again after 429 and 503, and not after 400', async () => {
    const answers = [429, 503, 200, 400];
    const url = await listen((request, response) => {
      const status = answers.shift()!;
      json(status, status === 200 ? { result: { count: 7 }, status: 'ok', time: 0 } : {})(request, response);
    });
    const { reads } = connect({ urls: [url] });
    expect(await reads.run('count', (client) => client.count('c'))).toEqual({ count: 7 });
    await expect(reads.run('count', (client) => client.count('c'))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(answers).toEqual([]);
    expect(reads.retries).toBe(2);
  });

  it('gives up within the time a read may take', async () => {
    const url = await listen(() => undefined);
    const { reads } = connect({ urls: [url], timeoutMs: 100 });
    const calls: Promise<unknown>[] = [reads.run('count', (client) => client.count('c'))];
    await expect(calls[0]).rejects.toMatchObject({ code: 'vector_store_unavailable' });
    server!.closeAllConnections();
  });
});
