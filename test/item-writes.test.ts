import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

describe('writing items', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterAll(() => platform?.dispose());

  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    platform.send(method, path, body, headers);

  it('makes and replaces an item with PUT, and answers with its ETag', async () => {
    const path = '/v1/items/p1?collection=put';
    const made = await send('PUT', path, { caption: 'a red shoe', metadata: { price: 1, color: 'red' } });
    expect(made.status).toBe(201);
    const etag = made.headers.get('etag')!;
    const again = await send('PUT', path, { caption: 'a red shoe', metadata: { price: 1, color: 'red' } });
    expect([again.status, again.headers.get('etag')]).toEqual([200, etag]);
    const changed = await send('PUT', path, { caption: 'a red shoe', metadata: { price: 2 } });
    expect(await changed.json()).toMatchObject({ metadata: { price: 2 }, captions: ['a red shoe'] });
    expect(changed.headers.get('etag')).not.toBe(etag);
    const read = await platform.send('GET', path);
    expect(read.headers.get('etag')).toBe(changed.headers.get('etag'));
    const known = await fetch(`${platform.url}${path}`, {
      headers: { 'if-none-match': read.headers.get('etag')! },
    });
    expect(known.status).toBe(304);
  });

  it('replaces a picture by multipart, with PUT and with PATCH', async () => {
    const path = '/v1/items/pic?collection=put';
    const form = itemForm({ caption: 'fruit', metadata: '{"n":1}' }, await picture('apple'));
    const made = await platform.json(201, 'PUT', path, form);
    const patched = await platform.json(200, 'PATCH', path, itemForm({}, await picture('banana')));
    expect(patched).toMatchObject({ captions: ['fruit'], metadata: { n: 1 }, status: 'indexed' });
    expect(patched.contentHash).not.toBe(made.contentHash);
    const { hits } = await platform.json(200, 'POST', '/v1/search', {
      text: 'banana',
      collection: 'put',
      limit: 1,
    });
    expect(hits[0].id).toBe('pic');
    const words = await platform.json(200, 'PUT', path, { caption: 'words alone' });
    expect(words.image).toBeUndefined();
    await platform.json(409, 'GET', `/v1/items/pic/image?collection=put`);
  });

  it('merges metadata as RFC 7396 says, under either content type', async () => {
    const path = '/v1/items/m?collection=merge';
    await platform.json(201, 'PUT', path, {
      captions: ['one', 'two'],
      metadata: { price: 3, stock: 1, size: { w: 1, h: 2 } },
    });
    const first = await send(
      'PATCH',
      path,
      { metadata: { stock: null, size: { h: null, d: 3 } } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(await first.json()).toMatchObject({
      captions: ['one', 'two'],
      metadata: { price: 3, size: { w: 1, d: 3 } },
    });
    expect((await platform.json(200, 'PATCH', path, { captions: ['three'] })).captions).toEqual(['three']);
    expect((await platform.json(200, 'PATCH', path, { metadata: null })).metadata).toEqual({});
    expect((await platform.json(400, 'PATCH', path, { caption: null })).code).toBe('item_empty');
    const both = await platform.json(400, 'PATCH', path, { caption: 'a', captions: ['b'] });
    expect(both.errors).toEqual([{ field: 'caption', message: expect.stringContaining('captions') }]);
  });

  it('holds writes to If-Match and If-None-Match', async () => {
    const path = '/v1/items/e?collection=etag';
    const only = { 'if-none-match': '*' };
    expect((await send('PUT', path, { caption: 'x' }, { 'if-match': '*' })).status).toBe(412);
    const made = await send('PUT', path, { caption: 'x' }, only);
    expect(made.status).toBe(201);
    const refused = await send('PUT', path, { caption: 'y' }, only);
    expect([refused.status, await refused.json()]).toEqual([
      412,
      expect.objectContaining({ code: 'precondition_failed' }),
    ]);
    const etag = made.headers.get('etag')!;
    const writers = await Promise.all(
      [1, 2, 3, 4].map((n) => send('PATCH', path, { metadata: { n } }, { 'if-match': etag })),
    );
    expect(writers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const stale = await fetch(`${platform.url}${path}`, { method: 'DELETE', headers: { 'if-match': etag } });
    expect(stale.status).toBe(412);
    const now = (await platform.send('GET', path)).headers.get('etag')!;
    const gone = await fetch(`${platform.url}${path}`, { method: 'DELETE', headers: { 'if-match': now } });
    expect(gone.status).toBe(204);
  });

  it('refuses the ids no address can hold', async () => {
    for (const id of ['.', '..']) {
      expect((await platform.json(400, 'POST', '/v1/items', { id, caption: 'x' })).code).toBe(
        'item_id_invalid',
      );
    }
  });

  it('keeps two products with one picture apart', async () => {
    const form = (sku: string) => async () =>
      itemForm({ collection: 'twins', metadata: JSON.stringify({ sku }) }, await picture('rose'));
    const a = await platform.json(201, 'POST', '/v1/items', await form('a')());
    const b = await platform.json(201, 'POST', '/v1/items', await form('b')());
    expect(b.id).not.toBe(a.id);
    expect((await platform.json(200, 'POST', '/v1/items', await form('a')())).id).toBe(a.id);
    expect((await platform.json(200, 'GET', `/v1/items/${a.id}?collection=twins`)).metadata).toEqual({
      sku: 'a',
    });
  });

  describe('in a batch', () => {
    it('does each operation, and fails the wrong ones alone', async () => {
      const image = Buffer.from(await picture('guitar')).toString('base64');
      const collection = 'batch';
      const first = await platform.json(200, 'POST', '/v1/items/batch', {
        collection,
        operations: [
          { op: 'create', id: 'a', image, metadata: { n: 1 } },
          { op: 'upsert', id: 'b', caption: 'a red chair', metadata: { n: 2 } },
          { op: 'merge', id: 'b', metadata: { n: null, m: 3 } },
          { op: 'merge', id: 'none', metadata: { n: 1 } },
          { op: 'create', caption: 'no id' },
          { op: 'create', id: 'c', image: 'no base64!' },
          { op: 'create', id: 'd', image: Buffer.from('text').toString('base64') },
          { op: 'create', id: 'f', caption: 'x', colour: 'red' },
          { op: 'fly', id: 'g' },
          7,
          { op: 'create', id: 'h', image: 'https://example.org/h.jpg' },
          { op: 'create', id: 'i', caption: 'gone' },
          { op: 'delete', id: 'i' },
        ],
      });
      const seen = first.results.map(
        (r: { status: string; error?: { code: string } }) => r.error?.code ?? r.status,
      );
      expect(seen).toEqual([
        'added',
        'added',
        'updated',
        'item_not_found',
        'added',
        'invalid_request',
        'image_unsupported',
        'invalid_request',
        'invalid_request',
        'invalid_request',
        'fetch_disabled',
        'added',
        'deleted',
      ]);
      expect((await platform.json(200, 'GET', '/v1/items/b?collection=batch')).metadata).toEqual({ m: 3 });
      const { hits } = await platform.json(200, 'POST', '/v1/search', {
        text: 'guitar',
        collection,
        filter: { n: 1 },
        cutoff: 'off',
      });
      expect(hits[0].id).toBe('a');
      const second = await platform.json(200, 'POST', '/v1/items/batch', {
        collection,
        operations: [
          { op: 'create', id: 'a', image, metadata: { n: 1 } },
          { op: 'create', id: 'b', caption: 'other words' },
          { op: 'upsert', id: 'a', image, metadata: { n: 2 } },
          { op: 'delete', id: 'b' },
        ],
      });
      expect(second.results.map((r: { status: string }) => r.status)).toEqual([
        'unchanged',
        'failed',
        'updated',
        'deleted',
      ]);
      expect(second.results[1].error.code).toBe('item_conflict');
      expect(await platform.json(200, 'GET', '/v1/items/count?collection=batch')).toEqual({ count: 2 });
    });

    it('takes a thousand lines of NDJSON, and no more', async () => {
      const lines = (count: number) =>
        Array.from({ length: count }, (_, n) =>
          n === 500 ? '{broken' : JSON.stringify({ op: 'upsert', id: `n${n}`, caption: `number ${n % 7}` }),
        ).join('\n');
      const post = (body: string) =>
        fetch(`${platform.url}/v1/items/batch?collection=lines`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-ndjson' },
          body,
        });
      expect((await post(lines(1_001))).status).toBe(413);
      const { results } = (await (await post(lines(1_000))).json()) as {
        results: { id: string | null; status: string; error?: { code: string } }[];
      };
      expect(results).toHaveLength(1_000);
      expect(results[500]).toMatchObject({ id: null, status: 'failed', error: { code: 'malformed_json' } });
      expect(results.filter(({ status }) => status === 'added')).toHaveLength(999);
      for (const type of [
        'application/ndjson',
        'application/jsonl',
        'application/x-jsonlines; charset=utf-8',
      ]) {
        const windows =
          '\uFEFF{"op":"delete","id":"n0"}\r\n\r\n \r\n{"op":"upsert","id":"n0","caption":"number 0"}\r\n';
        const answer = await fetch(`${platform.url}/v1/items/batch?collection=lines`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: windows,
        });
        expect(await answer.json()).toEqual({
          results: [
            { id: 'n0', status: 'deleted' },
            { id: 'n0', status: 'added' },
          ],
        });
      }
      const problem = await platform.json(400, 'POST', '/v1/items/batch', { operations: [] });
      expect(problem.code).toBe('invalid_request');
    });
  });

  describe('by filter', () => {
    const collection = 'filtered';
    beforeAll(async () => {
      const operations = Array.from({ length: 60 }, (_, n) => ({
        op: 'upsert',
        id: `i${String(n).padStart(2, '0')}`,
        caption: `thing ${n % 3}`,
        metadata: { n, group: n % 2 === 0 ? 'even' : 'odd', ...(n < 10 && { rank: 10 - n }) },
      }));
      await platform.json(200, 'POST', '/v1/items/batch', { collection, operations });
    });
    const list = async (query: Record<string, string>) => {
      const ids: string[] = [];
      for (let cursor = ''; ;) {
        const params = new URLSearchParams({ collection, limit: '7', ...query, ...(cursor && { cursor }) });
        const page = await platform.json(200, 'GET', `/v1/items?${params.toString()}`);
        ids.push(...page.items.map((item: { id: string }) => item.id));
        if (page.nextCursor === null) return ids;
        cursor = page.nextCursor as string;
      }
    };

    it('lists, sorts, pages and counts', async () => {
      const odd = JSON.stringify({ group: 'odd', n: { gte: 50 } });
      expect(await list({ filter: odd })).toEqual(['i51', 'i53', 'i55', 'i57', 'i59']);
      expect(await list({ filter: odd, sort: '-n' })).toEqual(['i59', 'i57', 'i55', 'i53', 'i51']);
      const byRank = await list({ sort: '[{"field":"rank","order":"asc"},{"field":"n","order":"desc"}]' });
      expect(byRank.slice(0, 12)).toEqual([
        ...['i09', 'i08', 'i07', 'i06', 'i05', 'i04', 'i03', 'i02', 'i01', 'i00'],
        ...['i59', 'i58'],
      ]);
      expect(new Set(byRank).size).toBe(60);
      const params = new URLSearchParams({ collection, filter: odd });
      expect(await platform.json(200, 'GET', `/v1/items/count?${params.toString()}`)).toEqual({ count: 5 });
      const wrong = new URLSearchParams({ collection, filter: '{"n":{"like":1}}' });
      expect((await platform.json(400, 'GET', `/v1/items?${wrong.toString()}`)).code).toBe('invalid_filter');
    });

    it('removes what a filter finds, after a dry run', async () => {
      const filter = { group: 'even', n: { lt: 20 } };
      const dry = { collection, filter, dryRun: true };
      expect(await platform.json(200, 'POST', '/v1/items/delete', dry)).toEqual({ matched: 10, deleted: 0 });
      expect(await platform.json(200, 'POST', '/v1/items/delete', { collection, filter })).toEqual({
        matched: 10,
        deleted: 10,
      });
      const ids = ['i01', 'i01', 'i00', 'never'];
      expect(await platform.json(200, 'POST', '/v1/items/delete', { collection, ids })).toEqual({
        matched: 1,
        deleted: 1,
      });
      expect(await platform.json(200, 'GET', `/v1/items/count?collection=${collection}`)).toEqual({
        count: 49,
      });
      await platform.json(400, 'POST', '/v1/items/delete', { collection });
      const search = { collection, text: 'thing', filter: { group: 'even' }, limit: 100, cutoff: 'off' };
      const { hits } = await platform.json(200, 'POST', '/v1/search', search);
      expect(hits).toHaveLength(20);
    });
  });

  describe('in collections', () => {
    it('makes, describes, lists, empties and deletes them', async () => {
      const made = await platform.json(201, 'POST', '/v1/collections', {
        name: 'autumn',
        displayName: 'Autumn shoes',
        keywordFields: ['sku'],
      });
      expect(made).toMatchObject({
        name: 'autumn',
        displayName: 'Autumn shoes',
        items: 0,
        bytes: 0,
        facetFields: [],
      });
      expect((await platform.json(409, 'POST', '/v1/collections', { name: 'autumn' })).code).toBe(
        'collection_exists',
      );
      const form = itemForm({ id: 'a', collection: 'autumn', caption: 'a rose' }, await picture('rose'));
      await platform.json(201, 'POST', '/v1/items', form);
      const changed = await platform.json(200, 'PATCH', '/v1/collections/autumn', {
        displayName: null,
        facetFields: ['color'],
      });
      expect(changed).toMatchObject({
        displayName: null,
        items: 1,
        keywordFields: ['sku'],
        facetFields: ['color'],
      });
      expect(changed.bytes).toBe((await picture('rose')).byteLength);
      const { collections } = await platform.json(200, 'GET', '/v1/collections');
      expect(collections).toContainEqual(changed);
      await over((await platform.json(202, 'POST', '/v1/collections/autumn/empty')).jobId as string);
      expect(await platform.json(200, 'GET', '/v1/collections/autumn')).toMatchObject({ items: 0, bytes: 0 });
      await over((await platform.json(202, 'DELETE', '/v1/collections/autumn')).jobId as string);
      for (const [method, path] of [
        ['GET', ''],
        ['PATCH', ''],
        ['DELETE', ''],
        ['GET', '/export'],
      ] as const) {
        const body = method === 'PATCH' ? {} : undefined;
        const problem = await platform.json(404, method, `/v1/collections/autumn${path}`, body);
        expect(problem.code).toBe('collection_not_found');
      }
    });

    it('takes all of one away as NDJSON', async () => {
      const collection = 'export';
      const operations = [1, 2, 3].map((n) => ({
        op: 'create',
        id: `i${n}`,
        caption: `thing ${n}`,
        metadata: { n },
      }));
      await platform.json(200, 'POST', '/v1/items/batch', { collection, operations });
      const lines = async (query = '') => {
        const answer = await platform.send('GET', `/v1/collections/${collection}/export${query}`);
        expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
        return (await answer.text())
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
      };
      expect(
        (await lines()).map(({ id, captions, metadata, vectors }) => [id, captions, metadata, vectors]),
      ).toEqual(operations.map(({ id, caption, metadata }) => [id, [caption], metadata, undefined]));
      const [first] = await lines('?vectors=true');
      expect(first!.vectors).toMatchObject({
        pack: expect.stringContaining('@'),
        caption: expect.any(String),
      });
    });

    async function over(id: string): Promise<void> {
      const body = await (await platform.send('GET', `/v1/jobs/${id}/events`)).text();
      expect(body).toContain('"state":"completed"');
    }
  });
});
