import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

type Name = keyof typeof EMOJI;
const NAMES = Object.keys(EMOJI) as Name[];
const ids = (answer: { hits: { id: string }[] }) => answer.hits.map((hit) => hit.id);

describe('search', () => {
  let platform: Platform;
  const search = (body: object) => platform.json(200, 'POST', '/v1/search', body);

  beforeAll(async () => {
    platform = await startPlatform();
    for (const [i, name] of NAMES.entries()) {
      // Pictures without a word, so that only the pictures can be found; and the same with captions.
      await platform.json(
        201,
        'POST',
        '/v1/items',
        itemForm({ id: name, collection: 'bare', metadata: `{"n":${i}}` }, await picture(name)),
      );
      await platform.json(
        201,
        'POST',
        '/v1/items',
        itemForm({ id: name, caption: EMOJI[name][1] }, await picture(name)),
      );
    }
    for (const name of NAMES) {
      await platform.json(201, 'POST', '/v1/items', {
        id: name,
        collection: 'words',
        caption: `a photo of a ${EMOJI[name][1]}`,
      });
    }
  });
  afterAll(() => platform?.dispose());

  it('finds pictures nobody described, by text', async () => {
    const found = await Promise.all(
      NAMES.map(async (name) =>
        ids(await search({ text: EMOJI[name][1], collection: 'bare', limit: 3, cutoff: 'off' })).includes(
          name,
        ),
      ),
    );
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(5);
  });

  it('finds by captions', async () => {
    expect(ids(await search({ text: 'guitar' }))[0]).toBe('guitar');
  });

  it('finds a picture by itself, by its item, and by a picture with a text', async () => {
    const image = Buffer.from(await picture('cat')).toString('base64');
    expect(ids(await search({ image, collection: 'bare' }))[0]).toBe('cat');
    const like = ids(await search({ itemId: 'cat', collection: 'bare' }));
    expect(like).not.toContain('cat');
    expect(like[0]).toBe('dog');
    const form = itemForm({ collection: 'bare', text: 'a cat', limit: '2' }, await picture('cat'));
    expect(ids(await search(form))[0]).toBe('cat');
  });

  it('finds captions for a picture', async () => {
    const found = await Promise.all(
      NAMES.map(async (name) => {
        const image = Buffer.from(await picture(name)).toString('base64');
        return ids(await search({ image, collection: 'words', target: 'caption', limit: 3 })).includes(name);
      }),
    );
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(5);
  });

  it('re-scores with IMFA and says what each list and each word had to say', async () => {
    const answer = await search({ text: 'a dog', explain: true });
    expect(answer.rescored).toBe(true);
    const [hit] = answer.hits;
    expect(hit.explain.lists.length).toBeGreaterThan(1);
    const grid = hit.explain.attention;
    expect(grid.weights).toHaveLength(grid.rows * grid.cols);
    expect(grid.weights.reduce((sum: number, weight: number) => sum + weight, 0)).toBeCloseTo(1, 2);
    expect(grid.words.map((word: { text: string }) => word.text)).toContain('dog');
    const plain = await search({ text: 'a dog', rescore: 'none' });
    expect(plain.rescored).toBe(false);
  });

  it('leaves pictures dark that do not show what is looked for', async () => {
    for (const text of ['zebra', 'surfboard']) {
      const { hits } = await search({ text, cutoff: 'off', target: 'image', explain: true });
      expect(hits.length).toBeGreaterThan(3);
      for (const { id, explain } of hits) {
        expect(explain.attention.strength, `${text} in ${id}`).toBeLessThan(0.3);
      }
    }
  });

  it('draws the attention over the picture', async () => {
    const response = await platform.send('GET', '/v1/items/dog/attention.png?text=a%20dog');
    expect(response.headers.get('content-type')).toBe('image/png');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  });

  it('filters in every list', async () => {
    const answer = await search({
      text: 'fruit',
      collection: 'bare',
      filter: { n: { in: [0, 1] } },
      cutoff: 'off',
    });
    expect(ids(answer).sort()).toEqual(['apple', 'banana']);
  });

  it('keeps away what is not wanted', async () => {
    const all = ids(await search({ text: 'an animal', cutoff: 'off' }));
    const without = ids(await search({ text: 'an animal', not: 'a dog', cutoff: 'off' }));
    expect(all).toContain('dog');
    expect(without).not.toContain('dog');
  });

  it('pages through a window that stands still', async () => {
    const whole = ids(await search({ text: 'thing', collection: 'bare', limit: 8 }));
    const first = await search({ text: 'thing', collection: 'bare', limit: 3 });
    await platform.json(201, 'POST', '/v1/items', { id: 'thing', collection: 'bare', caption: 'thing' });
    await platform.json(204, 'DELETE', '/v1/items/thing?collection=bare');
    const second = await search({ text: 'thing', collection: 'bare', limit: 3, cursor: first.nextCursor });
    const third = await search({ text: 'thing', collection: 'bare', limit: 3, cursor: second.nextCursor });
    expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(whole);
    expect(third.nextCursor).toBeNull();
  });

  it('takes a field that is null as one that is not there, the next cursor of a last page above all', async () => {
    const query = { text: 'thing', collection: 'bare', limit: 8 };
    const last = await search(query);
    expect(last.nextCursor).toBeNull();
    const nulls = {
      image: null,
      itemId: null,
      not: null,
      filter: null,
      classes: null,
      scope: null,
      rescore: null,
    };
    expect(ids(await search({ ...query, ...nulls, cursor: last.nextCursor, explain: null }))).toEqual(
      ids(last),
    );
    expect(ids(await search({ text: null }))).toHaveLength(NAMES.length);
  });

  it('finds an item by its words at once: its id, and the fields the collection names', async () => {
    const item = { collection: 'shop', metadata: { sku: 'AB-1207/3', brand: 'Adidas' } };
    await platform.json(201, 'POST', '/v1/collections', { name: 'shop' });
    await platform.json(201, 'POST', '/v1/items', { ...item, id: '12345', caption: 'a rose' });
    await platform.json(201, 'POST', '/v1/items', {
      collection: 'shop',
      id: '777',
      caption: 'a dog for 12345',
    });
    const find = async (text: string) => ids(await search({ collection: 'shop', text }));
    expect((await find('12345'))[0]).toBe('12345');
    expect(await find('ab-1207/3')).not.toContain('12345');
    await platform.json(200, 'PATCH', '/v1/collections/shop', { keywordFields: ['sku', 'brand'] });
    expect(await find('ab-1207/3')).toEqual(['12345']);
    const { hits } = await search({ collection: 'shop', text: 'adidas rose', explain: true });
    expect(hits[0]).toMatchObject({ id: '12345', match: 0.9 });
    expect(hits[0].explain.lists).toContainEqual(
      expect.objectContaining({ query: 'text', modality: 'keywords', rank: 1 }),
    );
    await platform.json(200, 'PATCH', '/v1/items/12345?collection=shop', { metadata: { sku: 'ZZ-9' } });
    expect(await find('ab-1207/3')).toEqual([]);
    expect(await find('zz9')).toEqual(['12345']);
    const alone = { collection: 'shop', text: 'zz9', weights: { keywords: 0 } };
    expect((await search(alone)).hits).toEqual([]);
    const wrong = await platform.json(400, 'POST', '/v1/search', { ...alone, weights: { keywords: -1 } });
    expect(wrong.errors).toMatchObject([{ field: 'weights.keywords' }]);
  });

  it('weighs several queries against one another', async () => {
    const image = Buffer.from(await picture('cat')).toString('base64');
    const mixed = {
      collection: 'bare',
      cutoff: 'off',
      queries: [{ image }, { text: 'a guitar', weight: 0.01 }],
    };
    expect(ids(await search(mixed))[0]).toBe('cat');
    const like = { ...mixed, queries: [{ itemId: 'cat' }, { itemId: 'dog', weight: 2 }] };
    expect(ids(await search(like))).not.toContain('dog');
    const both = await platform.json(400, 'POST', '/v1/search', { ...mixed, text: 'a cat' });
    expect(both).toMatchObject({ code: 'invalid_request', errors: [{ field: 'queries' }] });
    const away = { ...mixed, queries: [{ text: 'a cat', weight: -1 }] };
    expect(await platform.json(400, 'POST', '/v1/search', away)).toMatchObject({ code: 'invalid_request' });
  });

  it('searches several collections as one, page after page', async () => {
    const body = { collections: ['bare', 'words'], text: 'guitar', cutoff: 'off', limit: 3 };
    const whole = await search({ ...body, limit: 2 * NAMES.length });
    const places = (answer: { hits: { id: string; collection: string }[] }) =>
      answer.hits.map(({ id, collection }) => `${collection}/${id}`);
    expect(new Set(places(whole)).size).toBe(2 * NAMES.length);
    expect(places(whole).slice(0, 4)).toContain('words/guitar');
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search({ ...body, cursor });
      paged.push(...places(page));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(places(whole));
    const missing = { ...body, collections: ['bare', 'nowhere'] };
    expect(await platform.json(404, 'POST', '/v1/search', missing)).toMatchObject({
      code: 'collection_not_found',
    });
  });

  it('reports the milliseconds of each stage', async () => {
    const { took } = await search({ text: 'a rose' });
    expect(Object.keys(took).sort()).toEqual(['embed', 'fuse', 'recall', 'rescore', 'total']);
    expect(took.total).toBeGreaterThan(0);
  });

  it('browses by a filter, sorted, counted, grouped, and with the fields asked for', async () => {
    const everything = await search({ collection: 'bare', sort: [{ field: 'n', order: 'desc' }], limit: 2 });
    expect(everything.total).toEqual({ value: NAMES.length, exact: true });
    expect(ids(everything)).toEqual([...NAMES].reverse().slice(0, 2));
    // They were added one after the other: the newest come first.
    expect(ids(await search({ collection: 'bare', limit: 200 }))).toEqual([...NAMES].reverse());
    const old = { $createdAt: { lt: '2020-01-01' } };
    expect(ids(await search({ collection: 'bare', filter: old }))).toEqual([]);
    expect(ids(await search({ collection: 'bare', filter: { none: [old] } }))).toHaveLength(NAMES.length);
    const next = await search({
      collection: 'bare',
      sort: [{ field: 'n', order: 'desc' }],
      limit: 200,
      cursor: everything.nextCursor,
    });
    expect([...ids(everything), ...ids(next)]).toEqual([...NAMES].reverse());
    expect(next.nextCursor).toBeNull();
    const counted = await search({
      text: 'an animal',
      cutoff: 'off',
      collection: 'bare',
      filter: { n: { gte: 2 }, $hasImage: true },
      facets: ['n', { field: 'n', ranges: [{ to: 3 }, { from: 3 }], limit: 5 }],
      groupBy: { field: 'n' },
      fields: [],
      limit: 200,
    });
    expect(counted.total.value).toBe(NAMES.length - 2);
    expect(counted.facets.n.values.map((each: { count: number }) => each.count)).toEqual([
      1,
      NAMES.length - 3,
    ]);
    expect(counted.hits.every((hit: { metadata: object }) => Object.keys(hit.metadata).length === 0)).toBe(
      true,
    );
    expect(counted.hits.map((hit: { group: { total: number } }) => hit.group.total)).toEqual(
      NAMES.slice(2).map(() => 1),
    );
  });

  it('tells a field no item has, and refuses what a facet cannot be', async () => {
    const { warnings, total } = await search({ collection: 'bare', filter: { nn: 1 } });
    expect(total.value).toBe(0);
    expect(warnings).toMatchObject([{ code: 'field_unknown', words: ['nn'] }]);
    const asked = (facets: object[]) => search({ collection: 'bare', facets, limit: 1 });
    const open = await asked([
      {
        field: 'n',
        limit: null,
        ranges: [
          { from: null, to: 3 },
          { gte: 3, lt: null },
        ],
      },
    ]);
    expect(open.facets).toEqual((await asked([{ field: 'n', ranges: [{ to: 3 }, { gte: 3 }] }])).facets);
    const refused = await platform.json(400, 'POST', '/v1/search', { facets: [{ field: 'n', size: 3 }] });
    expect(refused.errors).toEqual([{ field: 'facets[0].size', message: 'is not a field of a facet' }]);
  });

  it('takes many searches at once, each with its answer or its problem', async () => {
    const { results } = await platform.json(200, 'POST', '/v1/searches', {
      searches: [
        { text: 'a guitar', collection: 'words', limit: 1 },
        { text: 'a guitar', collection: 'nowhere' },
        { limit: 'many' },
        { collection: 'bare', filter: { n: 0 } },
      ],
    });
    expect(ids(results[0])).toEqual(['guitar']);
    expect(results[1]).toMatchObject({ status: 404, code: 'collection_not_found' });
    expect(results[2]).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(ids(results[3])).toEqual([NAMES[0]]);
    const many = Array.from({ length: 51 }, () => ({}));
    await platform.json(400, 'POST', '/v1/searches', { searches: many });
  });
});
