import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Retry, Unseen } from './index.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, attempt: number) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server of its own whose answers go wrong on purpose; what the platform itself answers is tested end to end. */
async function serve(handler: Handler): Promise<{ client: Unseen; bodies: string[]; url: string }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('latin1').on('data', (text: string) => (body += text));
    request.on('end', () => handler(request, response, bodies.push(body)));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  return { client: new Unseen({ url, key: 'usk_a', retryDelayMs: 5 }), bodies, url };
}

/** An address nothing listens at, as during a restart. */
async function addressOfNobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

const answer = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const RESULT = { hits: [], nextCursor: null };

describe('the client', () => {
  it('tries a search again while the service asks for patience, with the same picture and key', async () => {
    const keys: unknown[] = [];
    const { client, bodies } = await serve((request, response, attempt) => {
      keys.push(request.headers.authorization);
      if (attempt < 3) answer(response, 503, { code: 'vector_store_unavailable' }, { 'retry-after': '0' });
      else answer(response, 200, RESULT);
    });
    const image = new Blob(['not really a picture']);
    expect(await client.search({ text: 'a cat', image, limit: 3 })).toEqual(RESULT);
    expect(keys).toEqual(['Bearer usk_a', 'Bearer usk_a', 'Bearer usk_a']);
    for (const body of bodies) expect(body).toMatch(/name="limit"\r\n\r\n3[^]*not really a picture/);
  });

  it('sends what must not happen twice with one key, by which the platform knows it again', async () => {
    const keys: unknown[] = [];
    const { client } = await serve((request, response, attempt) => {
      keys.push(request.headers['idempotency-key']);
      if (attempt % 3 === 1) answer(response, 503, { code: 'queue_unavailable' });
      else if (attempt % 3 === 2)
        answer(response, 409, { code: 'idempotency_under_way' }, { 'retry-after': '0' });
      else answer(response, 202, { id: 'j' });
    });
    const start = () => client.http.POST('/v1/jobs', { body: { source: { type: 'folder', path: 'a' } } });
    expect((await start()).data).toEqual({ id: 'j' });
    await start();
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(new Set(keys.slice(3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it('sends what compares with what is there once', async () => {
    const { client, bodies } = await serve((_request, response) =>
      answer(response, 503, { code: 'ledger_unavailable', detail: 'The ledger is away.' }),
    );
    const change = client.http.PATCH('/v1/items/{id}', {
      params: { path: { id: 'a' } },
      body: { caption: 'b' },
      headers: { 'if-match': '"1"' },
    });
    await expect(change).rejects.toMatchObject({ status: 503, message: 'The ledger is away.' });
    expect(bodies).toHaveLength(1);
  });

  it('rides out a restart: while nobody listens, and when an answer breaks off', async () => {
    const address = await addressOfNobody();
    const retries: Retry[] = [];
    const back = createServer((_request, response) => {
      served += 1;
      if (served > 1) return void answer(response, 200, RESULT);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"hits":', () => setImmediate(() => response.destroy()));
    });
    let served = 0;
    servers.push(back);
    const client = new Unseen({
      url: address,
      retryDelayMs: 5,
      onRetry: (retry) => {
        if (retries.push(retry) === 3) back.listen(Number(new URL(address).port), '127.0.0.1');
      },
    });
    expect(await client.search({ text: 'a' })).toEqual(RESULT);
    expect(served).toBe(2);
    expect(retries[0]!.error).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('REFUSED') as string,
    });
  });

  it('waits for a platform on its way up to follow a job', async () => {
    const address = await addressOfNobody();
    const back = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`event: job\ndata: ${JSON.stringify({ done: 1, state: 'completed' })}\n\n`);
    });
    servers.push(back);
    const onRetry = () => {
      if (!back.listening) back.listen(Number(new URL(address).port), '127.0.0.1');
    };
    const client = new Unseen({ url: address, retryDelayMs: 5, onRetry });
    expect(await Array.fromAsync(client.watchJob('j'))).toEqual([{ done: 1, state: 'completed' }]);
  });

  it('does not wait for what waiting does not change', async () => {
    let waits = 0;
    const onRetry = () => (waits += 1);
    // An address browsers and Node refuse to talk to; HTTPS where HTTP is spoken.
    const badPort = new Unseen({ url: 'http://127.0.0.1:1', onRetry });
    await expect(badPort.collections()).rejects.toMatchObject({ code: 'unreachable' });
    const { url } = await serve((_request, response) => answer(response, 200, {}));
    const secure = new Unseen({ url: url.replace('http:', 'https:'), onRetry });
    await expect(secure.collections()).rejects.toMatchObject({ code: 'unreachable' });
    // A health check that says 503 has answered.
    const { client } = await serve((_request, response) => answer(response, 503, { code: 'not_ready' }));
    await expect(client.http.GET('/health/ready')).rejects.toMatchObject({ status: 503 });
    expect(waits).toBe(0);
  });

  it('gives every item, every page and every hit of a list that comes in pages', async () => {
    const cursors: unknown[] = [];
    const { client } = await serve((request, response) => {
      const cursor = new URL(request.url!, 'http://x').searchParams.get('cursor');
      cursors.push(cursor);
      const page = cursor === null ? 1 : Number(cursor);
      const nextCursor = page < 3 ? `${page + 1}` : null;
      if (request.method === 'GET') answer(response, 200, { items: [{ id: `item ${page}` }], nextCursor });
      else answer(response, 200, { hits: [{ id: `hit ${page}` }], nextCursor: null });
    });
    const items = await Array.fromAsync(client.items({ collection: 'shop' }));
    expect(items.map(({ id }) => id)).toEqual(['item 1', 'item 2', 'item 3']);
    // Who stops looking asks for no more.
    for await (const { id } of client.items()) if (id === 'item 2') break;
    expect(cursors).toEqual([null, '2', '3', null, '2']);
    expect(await Array.fromAsync(client.hits({ text: 'a' }))).toMatchObject([{ id: 'hit 1' }]);
  });

  it('says which fields are wrong, and under which request id', async () => {
    const errors = [{ field: 'limit', message: 'must be a whole number' }];
    const { client } = await serve((_request, response) =>
      answer(response, 400, { code: 'invalid_request', detail: 'limit must ...', requestId: 'r-1', errors }),
    );
    await expect(client.search({ text: 'a' })).rejects.toMatchObject({ errors, requestId: 'r-1' });
  });

  it('tells a proxy’s error page and a silent address from a problem of the platform', async () => {
    const { client } = await serve((_request, response) => response.writeHead(404).end('<h1>nginx</h1>'));
    await expect(client.collections()).rejects.toMatchObject({ code: 'unexpected_answer', status: 404 });
    const nobody = new Unseen({ url: 'http://127.0.0.1:1', retryDelayMs: 1 });
    await expect(nobody.collections()).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  });

  it('follows a job across a broken connection', async () => {
    const job = (done: number, state = 'running') =>
      `event: job\ndata: ${JSON.stringify({ done, state })}\n\n`;
    const { client } = await serve((_request, response, attempt) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (attempt > 1) response.end(job(3) + job(4, 'completed'));
      // Half an event, then silence for good.
      else response.write(`${job(1)}event: job\nda`, () => setImmediate(() => response.destroy()));
    });
    const seen: number[] = [];
    for await (const { done } of client.watchJob('00000000-0000-4000-8000-000000000000')) seen.push(done);
    expect(seen).toEqual([1, 3, 4]);
  });

  it('stops waiting when it is told to', async () => {
    const { client } = await serve((_request, response) =>
      answer(response, 503, {}, { 'retry-after': '20' }),
    );
    const signal = AbortSignal.timeout(50);
    await expect(client.collections({ signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('uploads items a few at a time, and says what became of each and how far it is', async () => {
    let now = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const { client } = await serve((_request, response, n) => {
      now += 1;
      most = Math.max(most, now);
      waiting.push(() => {
        now -= 1;
        if (n === 2) answer(response, 422, { code: 'image_corrupt', detail: 'It cannot be decoded.' });
        else answer(response, n === 3 ? 200 : 201, { id: `${n}`, collection: 'default', status: 'indexed' });
      });
      // Nobody is answered before three have come: they must be on their way at once.
      if (n >= 3) for (const go of waiting.splice(0)) go();
    });
    function* items() {
      for (let n = 0; n < 10; n++) yield { id: `${n}`, image: new Blob(['12345']) };
    }
    const outcomes = await Array.fromAsync(client.addItems(items(), { parallel: 3 }));
    expect(most).toBe(3);
    expect(new Set(outcomes.map(({ item }) => item.id)).size).toBe(10);
    expect(outcomes.filter(({ error }) => error?.code === 'image_corrupt')).toHaveLength(1);
    expect(outcomes.at(-1)!.progress).toEqual({ added: 8, there: 1, failed: 1, bytes: 45 });
  });

  it('stops an upload when all the rest would fail, when it is told to, and when nobody looks any more', async () => {
    const { client, bodies } = await serve((_request, response) =>
      answer(response, 401, { code: 'unauthorized', detail: 'A key is needed.' }),
    );
    let closed = 0;
    async function* endless() {
      try {
        for (let n = 0; ; n++) yield { id: `${n}`, caption: 'x' };
      } finally {
        closed += 1;
      }
    }
    const refused = Array.fromAsync(client.addItems(endless(), { parallel: 2 }));
    await expect(refused).rejects.toMatchObject({ code: 'unauthorized' });
    expect(bodies.length).toBeLessThan(10);
    const reason = new Error('enough');
    const stopped = Array.fromAsync(client.addItems(endless(), { signal: AbortSignal.abort(reason) }));
    await expect(stopped).rejects.toBe(reason);
    const { client: open } = await serve((_request, response) =>
      answer(response, 201, { id: 'x', collection: 'default', status: 'indexed' }),
    );
    for await (const _ of open.addItems(endless())) break;
    expect(closed).toBe(3);
  });
});
