import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Unseen } from './index.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, attempt: number) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server of its own whose answers go wrong on purpose; what the platform itself answers is tested end to end. */
async function serve(handler: Handler): Promise<{ client: Unseen; bodies: string[] }> {
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
  return { client: new Unseen({ url: `http://127.0.0.1:${port}/`, key: 'usk_a', retryDelayMs: 5 }), bodies };
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

  it('sends what must not happen twice once', async () => {
    const { client, bodies } = await serve((_request, response) =>
      answer(response, 503, { code: 'queue_unavailable', detail: 'The queue is away.' }),
    );
    const job = client.http.POST('/v1/jobs', { body: { source: { type: 'folder', path: 'a' } } });
    await expect(job).rejects.toMatchObject({
      code: 'queue_unavailable',
      status: 503,
      message: 'The queue is away.',
    });
    expect(bodies).toHaveLength(1);
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
