import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginAnswer, completeAnswers } from './answer-headers.ts';

describe('what every answer carries', () => {
  let app: FastifyInstance;
  beforeEach(() => {
    app = fastify();
    app.addHook('onRequest', (_request, reply, done) => {
      beginAnswer(reply.raw);
      done();
    });
    completeAnswers(app);
    app.get('/away', (_request, reply) => reply.status(503).send({}));
    app.get('/away-for-long', (_request, reply) => reply.status(503).header('retry-after', '60').send({}));
    app.get('/strict', (_request, reply) =>
      reply
        .header('content-security-policy', "default-src 'none'")
        .header('cache-control', 'no-store')
        .send('a'),
    );
  });
  afterEach(() => app.close());

  it('is when to come back, of every 503', async () => {
    expect((await app.inject('/away')).headers['retry-after']).toBe('2');
    expect((await app.inject('/away-for-long')).headers['retry-after']).toBe('60');
  });

  it('is that nobody frames it, also where a route has a policy of its own', async () => {
    const { headers } = await app.inject('/strict');
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect((await app.inject('/away')).headers).toMatchObject({
      'content-security-policy': "frame-ancestors 'none'",
      'cache-control': 'private, no-cache',
      'x-frame-options': 'DENY',
    });
  });
});
