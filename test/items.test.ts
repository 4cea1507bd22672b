import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

describe('items', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterAll(() => platform?.dispose());

  it('takes a picture with caption and metadata, and shows it', async () => {
    const form = itemForm(
      { id: 'fruit/apple 1', caption: 'a red apple', metadata: '{"price":1.5}' },
      await picture('apple'),
    );
    const created = await platform.json(201, 'POST', '/v1/items', form);
    expect(created).toEqual({ id: 'fruit/apple 1', collection: 'default', status: 'indexed' });
    const item = await platform.json(200, 'GET', `/v1/items/${encodeURIComponent('fruit/apple 1')}`);
    expect(item).toMatchObject({
      caption: 'a red apple',
      metadata: { price: 1.5 },
      image: { type: 'image/webp' },
    });
    const image = await platform.send('GET', item.image.url as string);
    expect(image.headers.get('content-type')).toMatch(/^image\//);
    expect((await image.arrayBuffer()).byteLength).toBeGreaterThan(500);
  });

  it('answers 200 to the same content again, and keeps one item', async () => {
    const form = async () => itemForm({ caption: 'a banana', collection: 'twice' }, await picture('banana'));
    const first = await platform.json(201, 'POST', '/v1/items', await form());
    const second = await platform.json(200, 'POST', '/v1/items', await form());
    expect(second.id).toBe(first.id);
    const { hits } = await platform.json(200, 'POST', '/v1/search', { text: 'banana', collection: 'twice' });
    expect(hits).toHaveLength(1);
  });

  it('refuses other content under a taken id', async () => {
    await platform.json(201, 'POST', '/v1/items', itemForm({ id: 'taken' }, await picture('rose')));
    const problem = await platform.json(
      409,
      'POST',
      '/v1/items',
      itemForm({ id: 'taken' }, await picture('cat')),
    );
    expect(problem.code).toBe('item_conflict');
  });

  it('takes JSON with a base64 picture, and captions alone', async () => {
    const image = Buffer.from(await picture('guitar')).toString('base64');
    await platform.json(201, 'POST', '/v1/items', {
      id: 'g',
      image,
      captions: ['a guitar', 'wood with strings'],
    });
    await platform.json(201, 'POST', '/v1/items', { id: 'words', caption: 'the sound of a violin' });
    const { hits } = await platform.json(200, 'POST', '/v1/search', { text: 'the sound of a violin' });
    expect(hits[0].id).toBe('words');
    const problem = await platform.json(409, 'GET', '/v1/items/words/image');
    expect(problem.code).toBe('item_has_no_image');
  });

  it('says what the model does not make of captions, and keeps the item all the same', async () => {
    const post = (body: object) => platform.json(201, 'POST', '/v1/items', body);
    const odd = await post({ id: 'odd', captions: ['qwzxv', `${'red '.repeat(70)}and a zebra`] });
    expect(odd).toMatchObject({ id: 'odd', status: 'indexed' });
    expect(odd.warnings).toMatchObject([
      { code: 'text_not_understood', words: ['qwzxv'] },
      { code: 'text_truncated' },
    ]);
    expect(await post({ id: 'plain', caption: 'a dog on the beach' })).not.toHaveProperty('warnings');
    const patched = await platform.json(200, 'PATCH', '/v1/items/odd', { caption: '狗' });
    expect(patched.warnings).toContainEqual(expect.objectContaining({ code: 'language_unsupported' }));
    expect(await platform.json(200, 'PATCH', '/v1/items/odd', { metadata: { a: 1 } })).not.toHaveProperty(
      'warnings',
    );
    const operations = [
      { op: 'upsert', id: 'plain', caption: 'a dog on a field' },
      { op: 'upsert', id: 'odd', caption: 'qwzxv brmfl' },
    ];
    const { results } = await platform.json(200, 'POST', '/v1/items/batch', { operations });
    expect(results).toEqual([
      { id: 'plain', status: 'updated' },
      { id: 'odd', status: 'updated', warnings: [expect.objectContaining({ code: 'text_not_understood' })] },
    ]);
    for (const id of ['odd', 'plain']) await platform.json(204, 'DELETE', `/v1/items/${id}`);
  });

  it('takes ids as long as the paths of deep folders, everywhere', async () => {
    const collection = 'deep';
    const ids = [`${'ordner/'.repeat(50)}größe.jpg`, '\u8d64'.repeat(333), `${'"'.repeat(999)}x`].sort();
    for (const id of ids)
      await platform.json(201, 'POST', '/v1/items', { id, caption: 'a lighthouse', collection });
    const listed: string[] = [];
    for (let cursor = ''; ;) {
      const page = await platform.json(
        200,
        'GET',
        `/v1/items?collection=${collection}&limit=1&sort=$createdAt:asc${cursor}`,
      );
      listed.push(...page.items.map(({ id }: { id: string }) => id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(listed.sort()).toEqual(ids);
    const { hits } = await platform.json(200, 'POST', '/v1/search', { collection, text: 'a lighthouse' });
    expect(hits.map(({ id }: { id: string }) => id).sort()).toEqual(ids);
    for (const id of ids) {
      const path = `/v1/items/${encodeURIComponent(id)}?collection=${collection}`;
      expect((await platform.json(200, 'PATCH', path, { caption: 'a pier' })).id).toBe(id);
      await platform.json(204, 'DELETE', path);
    }
    const problem = await platform.json(400, 'POST', '/v1/items', { id: '\u8d64'.repeat(334), caption: 'x' });
    expect(problem.code).toBe('item_id_invalid');
  });

  it('changes captions and metadata at once, for the ledger and for search', async () => {
    await platform.json(
      201,
      'POST',
      '/v1/items',
      itemForm({ id: 'm', caption: 'old words', collection: 'change' }),
    );
    const path = '/v1/items/m?collection=change';
    await platform.json(200, 'PATCH', path, { caption: 'a bicycle in the rain', metadata: { wheels: 2 } });
    const search = { collection: 'change', text: 'a bicycle in the rain', filter: { wheels: { gte: 2 } } };
    const { hits } = await platform.json(200, 'POST', '/v1/search', search);
    expect(hits[0]).toMatchObject({ id: 'm', caption: 'a bicycle in the rain', metadata: { wheels: 2 } });
    expect((await platform.json(200, 'GET', path)).metadata).toEqual({ wheels: 2 });
  });

  it('removes an item everywhere', async () => {
    await platform.json(
      201,
      'POST',
      '/v1/items',
      itemForm({ id: 'gone', collection: 'bin' }, await picture('dog')),
    );
    await platform.json(204, 'DELETE', '/v1/items/gone?collection=bin');
    await platform.json(404, 'GET', '/v1/items/gone?collection=bin');
    const { hits } = await platform.json(200, 'POST', '/v1/search', { text: 'dog', collection: 'bin' });
    expect(hits).toEqual([]);
  });

  it('takes fifty items at once', async () => {
    const posts = Array.from({ length: 50 }, (_, i) =>
      platform.json(201, 'POST', '/v1/items', { id: `n${i}`, collection: 'many', caption: `number ${i}` }),
    );
    await Promise.all(posts);
    const { collections } = await platform.json(200, 'GET', '/v1/collections');
    expect(collections).toContainEqual(expect.objectContaining({ name: 'many', items: 50 }));
  });

  it('keeps what was acknowledged through kill -9', async () => {
    await platform.json(
      201,
      'POST',
      '/v1/items',
      itemForm({ id: 'safe', collection: 'kill' }, await picture('airplane')),
    );
    await platform.stop('SIGKILL');
    await platform.boot();
    expect((await platform.json(200, 'GET', '/v1/items/safe?collection=kill')).status).toBe('indexed');
    const query = { text: 'airplane', collection: 'kill', cutoff: 'off' };
    const { hits } = await platform.json(200, 'POST', '/v1/search', query);
    expect(hits.map((hit: { id: string }) => hit.id)).toEqual(['safe']);
  });

  it('stops cleanly on SIGTERM', async () => {
    expect(await platform.stop('SIGTERM')).toBe(0);
    expect(platform.log).not.toMatch(/error/i);
    await platform.boot();
  });
});
