import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemText, SearchResult } from '@unseen/client';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';
import { drawGround } from './support/written/grounds.ts';
import { drawLines } from './support/written/written-picture.ts';

describe('what is written in pictures', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterAll(() => platform.dispose());

  const add = async (id: string, ...texts: string[]) => {
    const lines = texts.map((text, i) => ({
      text,
      size: 44,
      x: 320,
      y: 120 + 140 * i,
      color: '#fff',
      halo: '#111',
    }));
    const form = new FormData();
    form.set('id', id);
    form.set('collection', 'shop');
    form.set('image', new Blob([await drawLines(lines, 640, 480, await drawGround(11, 640, 480))]));
    await platform.json(201, 'POST', '/v1/items', form);
  };
  const textOf = (id: string): Promise<ItemText> =>
    platform.json(200, 'GET', `/v1/items/${id}/text?collection=shop`);
  const isRead = (id: string) => expect.poll(async () => (await textOf(id)).state).toBe('read');
  const search = (written: string, more: object = {}): Promise<SearchResult> =>
    platform.json(200, 'POST', '/v1/search', { collection: 'shop', written, ...more });
  const find = async (written: string, more: object = {}) => (await search(written, more)).hits;
  const idsOf = async (written: string, more: object = {}) =>
    (await find(written, more)).map(({ id }) => id).sort();

  it('is read once its collection asks for it, and found by its words, marked where they stand', async () => {
    await add('skin', 'Weleda Skin Food', '75 ml');
    await add('hair', 'Weleda Hair Tonic', '4001638088039');
    expect(await textOf('skin')).toEqual({ words: [], state: 'unread' });
    const { warnings } = await platform.json(200, 'POST', '/v1/search', {
      collection: 'shop',
      written: 'weleda',
    });
    expect(warnings).toMatchObject([{ code: 'pictures_not_read' }]);
    expect(await platform.json(200, 'GET', '/v1/collections/shop')).toMatchObject({ readText: 'off' });

    const changed = await platform.json(200, 'PATCH', '/v1/collections/shop', { readText: 'auto' });
    expect(changed).toMatchObject({ readText: 'auto' });
    await Promise.all(['skin', 'hair'].map(isRead));
    // Pictures that come later are read as well.
    await add('plain');
    await isRead('plain');
    expect(await textOf('plain')).toEqual({ words: [], state: 'read' });

    expect(await idsOf('WELEDA')).toEqual(['hair', 'skin']);
    expect(await idsOf('food weleda')).toEqual(['skin']);
    expect(await idsOf('4001638088039')).toEqual(['hair']);
    expect(await idsOf('weledo')).toEqual(['hair', 'skin']);
    expect(await idsOf('zebra')).toEqual([]);
    // Beside a filter, and with words for what is shown.
    expect(await idsOf('weleda', { filter: { $id: { ne: 'skin' } } })).toEqual(['hair']);
    expect(await idsOf('tonic', { text: 'colorful shapes', cutoff: 'off' })).toEqual(['hair']);

    const [hit] = await find('skin food');
    expect(hit!.written!.map(({ text }) => text)).toEqual(['Skin', 'Food']);
    const { words } = await textOf('skin');
    for (const { text, box } of hit!.written!) {
      expect(words).toContainEqual({ text, box, confidence: expect.any(Number) });
      expect(box[1]! + box[3]! / 2).toBeCloseTo(120 / 480, 1);
    }
  });

  it('is one more list of a search by text, and evidence of its own', async () => {
    const byText = (text: string, more: object = {}): Promise<SearchResult> =>
      platform.json(200, 'POST', '/v1/search', { collection: 'shop', text, ...more });
    const tonic = (await byText('the Weleda hair tonic', { explain: true })).hits[0]!;
    expect(tonic).toMatchObject({ id: 'hair', match: 0.7 });
    expect(tonic.matchedBy).toContain('written');
    expect(tonic.written!.map(({ text }) => text)).toEqual(['Weleda', 'Hair', 'Tonic']);
    expect(tonic.explain!.summary[0]).toMatch(/a match of 70 in 100, (shown and )?written on it\.$/);
    const list = tonic.explain!.lists.find(({ modality }) => modality === 'written');
    expect(list).toMatchObject({ query: 'text', rank: 1, counted: { rank: 1 } });
    expect((await byText('4001638088039')).hits).toMatchObject([
      { id: 'hair', match: 0.9, matchedBy: ['written'] },
    ]);
    // With a slip; within a filter; not counted.
    const found = async (text: string, more: object = {}) =>
      (await byText(text, more)).hits.filter((hit) => hit.matchedBy?.includes('written')).map(({ id }) => id);
    expect((await found('weledo')).sort()).toEqual(['hair', 'skin']);
    expect(await found('weleda', { filter: { $id: { ne: 'skin' } } })).toEqual(['hair']);
    expect(await found('zebra', { cutoff: 'off' })).toEqual([]);
    expect(
      (await byText('weleda', { weights: { keywords: 0 }, cutoff: 'off', explain: true })).hits[0],
    ).not.toHaveProperty('matchedBy');
    // A part of the words is evidence of no match, and its place is shown.
    const part = (await byText('a weleda bicycle', { cutoff: 'off' })).hits.find(({ id }) => id === 'skin')!;
    expect(part.matchedBy).not.toContain('written');
    expect(part.written!.map(({ text }) => text)).toEqual(['Weleda']);
    // What stands in quotation marks must be written.
    const quoted = await byText('something with "skin food" on it', { cutoff: 'off' });
    expect(quoted.hits.map(({ id }) => id)).toEqual(['skin']);
    // The next page says the same.
    const first = await byText('weleda', { limit: 1 });
    const second = await byText('weleda', { limit: 1, cursor: first.nextCursor });
    expect([first, second].map(({ hits }) => hits[0]!.matchedBy?.includes('written'))).toEqual([true, true]);
  });

  it('tells pictures with words from others, as a filter and as a facet', async () => {
    const browse = (filter: object, more: object = {}): Promise<SearchResult> =>
      platform.json(200, 'POST', '/v1/search', { collection: 'shop', filter, ...more });
    const ids = ({ hits }: SearchResult) => hits.map(({ id }) => id).sort();
    expect(ids(await browse({ $hasText: true }))).toEqual(['hair', 'skin']);
    expect(ids(await browse({ $hasText: false }))).toEqual(['plain']);
    expect(ids(await browse({ any: [{ $hasText: { ne: true } }, { $id: 'skin' }] }))).toEqual([
      'plain',
      'skin',
    ]);
    const both = {
      values: [
        { value: true, count: 2 },
        { value: false, count: 1 },
      ],
      exact: true,
    };
    const facets = ['$hasText'];
    expect((await browse({}, { facets })).facets).toEqual({ $hasText: both });
    const searched = await browse({}, { text: 'colorful shapes', cutoff: 'off', facets });
    expect(searched.facets).toEqual({ $hasText: both });
    expect(searched.warnings).toBeUndefined();
    // With words, page by page, in an order.
    const first = await browse({ $hasText: true }, { text: 'shapes', cutoff: 'off', limit: 1 });
    const { nextCursor: cursor } = first;
    const next = await browse({ $hasText: true }, { text: 'shapes', cutoff: 'off', limit: 1, cursor });
    expect([...ids(first), ...ids(next)].sort()).toEqual(['hair', 'skin']);
    expect(next.nextCursor).toBeNull();
    const order = [{ field: '$hasText', order: 'asc' }];
    expect((await browse({}, { sort: order })).hits[0]!.id).toBe('plain');
    // Where items are listed, counted and removed, and for who looks what a collection can be filtered by.
    const filter = encodeURIComponent('{"$hasText":true}');
    const { items } = await platform.json(200, 'GET', `/v1/items?collection=shop&filter=${filter}`);
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['hair', 'skin']);
    expect(await platform.json(200, 'GET', `/v1/items/count?collection=shop&filter=${filter}`)).toEqual({
      count: 2,
    });
    const gone = { collection: 'shop', filter: { $hasText: true }, dryRun: true };
    expect(await platform.json(200, 'POST', '/v1/items/delete', gone)).toMatchObject({ matched: 2 });
    const listed = await platform.json(200, 'GET', '/v1/collections/shop/facets');
    expect(listed.facets[0]).toEqual({ field: '$hasText', items: 3, distinct: 2, values: both.values });
  });

  it('pages through what it finds', async () => {
    const first = await search('weleda', { limit: 1 });
    const second = await search('weleda', { limit: 1, cursor: first.nextCursor });
    expect([first, second].map(({ hits }) => hits[0]!.id).sort()).toEqual(['hair', 'skin']);
    const refused = await platform.json(400, 'POST', '/v1/search', {
      collection: 'shop',
      written: 'tonic',
      cursor: first.nextCursor,
    });
    expect(refused.code).toBe('invalid_cursor');
  });

  it('is what a person says it is, until that is forgotten', async () => {
    const path = '/v1/items/hair/text?collection=shop';
    const said = await platform.json(200, 'PATCH', path, {
      words: [{ text: 'Rosmarin', box: [0.1, 0.2, 0.3, 0.1] }, { text: 'Tonic' }],
    });
    expect(said).toEqual({
      state: 'corrected',
      words: [
        { text: 'Rosmarin', box: [0.1, 0.2, 0.3, 0.1], confidence: 1 },
        { text: 'Tonic', box: [0, 0, 1, 1], confidence: 1 },
      ],
    });
    expect(await idsOf('rosmarin')).toEqual(['hair']);
    expect(await idsOf('weleda')).toEqual(['skin']);
    const wrong = await platform.json(400, 'PATCH', path, { words: [{ text: 'x', box: [0.5, 0, 0.6, 1] }] });
    expect(wrong.errors[0].field).toBe('words[0].box');
    await platform.json(200, 'PATCH', path, { words: null });
    await isRead('hair');
    expect(await idsOf('weleda')).toEqual(['hair', 'skin']);
  });

  it('is read to the end after the platform was killed in the middle of it', async () => {
    const words = ['Harbour', 'Library', 'Garden', 'Invoice', 'Platform', 'Coffee'];
    const form = (word: string, bytes: Uint8Array<ArrayBuffer>) => {
      const body = new FormData();
      body.set('id', word);
      body.set('collection', 'killed');
      body.set('image', new Blob([bytes]));
      return body;
    };
    for (const word of words) {
      const bytes = await drawLines([{ text: `${word} 1984`, size: 40, x: 200, y: 60 }], 400, 120);
      await platform.json(201, 'POST', '/v1/items', form(word, new Uint8Array(bytes)));
    }
    const path = `/v1/items/count?collection=killed&filter=${encodeURIComponent('{"$hasText":true}')}`;
    const read = async () => ((await platform.json(200, 'GET', path)) as { count: number }).count;
    await platform.json(200, 'PATCH', '/v1/collections/killed', { readText: 'on' });
    await expect.poll(read).toBeGreaterThan(0);
    await platform.stop('SIGKILL');
    await platform.boot();
    await expect.poll(read).toBe(words.length);
    const ids = async (written: string) =>
      (
        (await platform.json(200, 'POST', '/v1/search', { collection: 'killed', written })) as SearchResult
      ).hits
        .map(({ id }) => id)
        .sort();
    expect(await ids('1984')).toEqual(words.toSorted());
    for (const word of words) expect(await ids(word)).toEqual([word]);
  });

  it('goes with an export, and is there again without being read', async () => {
    await platform.json(200, 'PATCH', '/v1/items/plain/text?collection=shop', {
      words: [{ text: 'Nothing' }],
    });
    const answer = await platform.send('GET', '/v1/collections/shop/export?images=true');
    const exported = await answer.text();
    const lines = exported
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; text?: ItemText & { reader: string } });
    const stored = new Map(lines.map(({ id, text }) => [id, text!]));
    expect(stored.get('skin')).toMatchObject({ state: 'read', reader: expect.stringMatching(/@/) });
    expect(stored.get('skin')!.words).toEqual((await textOf('skin')).words);
    expect(stored.get('plain')!.state).toBe('corrected');

    await mkdir(join(platform.dataDir, 'import'), { recursive: true });
    await writeFile(join(platform.dataDir, 'import', 'shop.ndjson'), exported);
    const { id } = await platform.json(202, 'POST', '/v1/jobs', {
      collection: 'again',
      source: { type: 'export', path: 'shop.ndjson' },
    });
    const stateOf = async () =>
      ((await platform.json(200, 'GET', `/v1/jobs/${id}`)) as { state: string }).state;
    await expect.poll(stateOf).toBe('completed');
    const again = (await platform.json(200, 'POST', '/v1/search', {
      collection: 'again',
      written: 'skin food',
    })) as SearchResult;
    expect(again.hits.map((hit) => hit.id)).toEqual(['skin']);
    for (const item of stored.keys()) {
      const { state, words } = await platform.json(200, 'GET', `/v1/items/${item}/text?collection=again`);
      expect({ state, words }, item).toEqual({
        state: stored.get(item)!.state,
        words: stored.get(item)!.words,
      });
    }
  });

  it('goes with its item, is read anew with another picture, and is forgotten when reading is turned off', async () => {
    await platform.send('DELETE', '/v1/items/skin?collection=shop');
    expect(await idsOf('weleda')).toEqual(['hair']);
    expect(await platform.json(404, 'GET', '/v1/items/skin/text?collection=shop')).toMatchObject({
      code: 'item_not_found',
    });

    const form = new FormData();
    form.set(
      'image',
      new Blob([await drawLines([{ text: 'Lavender Oil', size: 50, x: 320, y: 200 }], 640, 480)]),
    );
    await platform.json(200, 'PATCH', '/v1/items/hair?collection=shop', form);
    expect(await idsOf('weleda')).toEqual([]);
    await isRead('hair');
    expect(await idsOf('lavender')).toEqual(['hair']);

    await platform.json(200, 'PATCH', '/v1/collections/shop', { readText: 'off' });
    expect(await idsOf('lavender')).toEqual([]);
    expect(await textOf('hair')).toEqual({ words: [], state: 'unread' });
    await platform.json(201, 'POST', '/v1/items', {
      id: 'words',
      collection: 'shop',
      caption: 'words alone',
    });
    expect(await platform.json(409, 'GET', '/v1/items/words/text?collection=shop')).toMatchObject({
      code: 'item_has_no_image',
    });
  });
});
