import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

const OPERATOR = `usk_${'0perator'.repeat(6)}`;

describe('a request with an Idempotency-Key', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ UNSEEN_API_KEY: OPERATOR });
  });
  afterAll(() => platform?.dispose());

  let keys = 0;
  const fresh = () => `request-${(keys += 1)}`;

  async function send(path: string, key: string | undefined, body: unknown, bearer = OPERATOR) {
    const headers = {
      authorization: `Bearer ${bearer}`,
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    const response = await platform.send('POST', path, body, headers);
    const text = await response.text();
    return {
      status: response.status,
      replayed: response.headers.get('idempotency-replayed') === 'true',
      headers: response.headers,
      text,

      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  it.each([
    ['a class', '/v1/classes', { name: 'a heron', seen: false }],
    ['a key', '/v1/keys', { name: 'shop', scopes: ['search'] }],
    ['a caption', '/v1/items', { caption: 'a heron in the reeds' }],
  ])('makes %s once, and is answered the same again', async (_what, path, body) => {
    const key = fresh();
    const first = await send(path, key, body);
    expect(first).toMatchObject({ status: 201, replayed: false });
    const second = await send(path, key, body);
    expect(second).toMatchObject({ status: 201, replayed: true, text: first.text });
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
  });

  it('keeps no secret in a cache when it is answered again', async () => {
    const key = fresh();
    const body = { name: 'shop', scopes: ['search'] };
    const made = await send('/v1/keys', key, body);
    const again = await send('/v1/keys', key, body);
    expect(again.body.key).toBe(made.body.key);
    expect(again.headers.get('cache-control')).toBe('no-store');
  });

  it('adds a picture once, whatever stands between the parts of its form', async () => {
    const key = fresh();
    const bytes = await picture('apple');
    const first = await send('/v1/items', key, itemForm({ caption: 'an apple' }, bytes));
    expect(first.status).toBe(201);
    const second = await send('/v1/items', key, itemForm({ caption: 'an apple' }, bytes));
    expect(second).toMatchObject({ status: 201, replayed: true, text: first.text });
    const other = await send('/v1/items', key, itemForm({ caption: 'a pear' }, bytes));
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('imports a table once', async () => {
    const key = fresh();
    const headers = {
      authorization: `Bearer ${OPERATOR}`,
      'idempotency-key': key,
      'content-type': 'text/csv',
    };
    const post = (body: string) =>
      fetch(`${platform.url}/v1/classes/import`, { method: 'POST', headers, body });
    const first = await post('name,seen\negret,false\n');
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ added: 1 });
    const second = await post('name,seen\negret,false\n');
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await second.json()).toMatchObject({ added: 1 });
    expect((await post('name,seen\nbittern,false\n')).status).toBe(422);
  });

  it('is refused with another body, and free at another address or for another key', async () => {
    const key = fresh();
    expect((await send('/v1/classes', key, { name: 'a crane', seen: false })).status).toBe(201);
    const other = await send('/v1/classes', key, { name: 'a stork', seen: false });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect((await send('/v1/items', key, { caption: 'a stork' })).status).toBe(201);
    const admin = await send('/v1/keys', undefined, { name: 'admin', scopes: ['admin'] });
    const answer = await send('/v1/classes', key, { name: 'a stork', seen: false }, admin.body.key as string);
    expect(answer).toMatchObject({ status: 201, replayed: false });
  });

  it('makes one thing of many at once, and tells the others to come back', async () => {
    const key = fresh();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send('/v1/classes', key, { name: 'a plover', seen: false })),
    );
    const made = answers.filter(({ status, replayed }) => status === 201 && !replayed);
    expect(made).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.text).toBe(made[0]!.text);
      else {
        expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency_under_way' } });
        expect(answer.headers.get('retry-after')).toBe('1');
      }
    }
  });

  it('is free again after a refusal: nothing was made', async () => {
    const key = fresh();
    expect((await send('/v1/classes', key, { name: '', seen: false })).status).toBe(400);
    expect((await send('/v1/classes', key, { name: 'a dunlin', seen: false })).status).toBe(201);
  });

  it.each(['', 'x'.repeat(256), 'a b', 'ä'])('has a key that is refused when it is %j', async (key) => {
    const headers = { authorization: `Bearer ${OPERATOR}`, 'idempotency-key': key };
    const response = await platform.send('POST', '/v1/classes', { name: 'a knot', seen: false }, headers);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'idempotency_key_invalid' });
  });

  it('only reads where there is nothing to make', async () => {
    const key = fresh();
    expect(await send('/v1/search', key, { text: 'a heron' })).toMatchObject({
      status: 200,
      replayed: false,
    });
    expect(await send('/v1/search', key, { text: 'reeds' })).toMatchObject({ status: 200, replayed: false });
  });

  it('is described where it is honored', async () => {
    const { paths } = (await (await fetch(`${platform.url}/openapi.json`)).json()) as {
      paths: Record<string, { post?: { parameters?: { name: string }[] } }>;
    };
    const honors = (path: string) =>
      (paths[path]?.post?.parameters ?? []).some(({ name }) => name === 'Idempotency-Key');
    expect(
      ['/v1/items', '/v1/jobs', '/v1/classes', '/v1/classes/import', '/v1/keys', '/v1/evaluations'].map(
        honors,
      ),
    ).not.toContain(false);
    expect(['/v1/search', '/v1/classify', '/v1/classes/preview'].map(honors)).not.toContain(true);
    expect(JSON.stringify(paths)).not.toContain('x-reads-only');
  });
});
