import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

type Name = keyof typeof EMOJI;
const NAMES = Object.keys(EMOJI) as Name[];

describe('catalogues', () => {
  let platform: Platform;
  const get = (path: string) => platform.json(200, 'GET', path);
  const post = (path: string, body?: object) => platform.json(200, 'POST', path, body);
  const classes = async () =>
    // Counts of items come in the background.
    ((await get('/v1/classes?limit=1000')).classes as { id: string; name: string; items: number }[]).map(
      ({ items: _items, ...entry }) => entry,
    );
  const version = async () => (await get('/v1/classes?limit=1')).version as number;
  const csv = (body: string, mode = 'merge') =>
    fetch(`${platform.url}/v1/classes/import?mode=${mode}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body,
    });
  const download = async (format: string) =>
    (await platform.send('GET', `/v1/classes/export?format=${format}`)).text();

  beforeAll(async () => {
    platform = await startPlatform();
    for (const name of NAMES) {
      const form = itemForm({ id: name, caption: EMOJI[name][1] }, await picture(name));
      await platform.json(201, 'POST', '/v1/items', form);
    }
  });
  afterAll(() => platform?.dispose());

  it('previews a class without making it', async () => {
    await platform.json(201, 'POST', '/v1/classes', {
      name: 'animal',
      synonyms: ['beast'],
      seen: true,
      exemplars: ['cat', 'dog'],
    });
    const before = await version();
    const preview = await post('/v1/classes/preview', {
      name: 'dog',
      synonyms: ['beast'],
      seen: false,
      exemplars: ['dog'],
    });
    expect(preview.examples.map((item: { id: string }) => item.id)).toContain('dog');
    expect(preview.collisions).toMatchObject([{ word: 'beast', className: 'animal', as: 'synonym' }]);
    const [neighbor] = preview.neighbors;
    expect(neighbor).toMatchObject({
      name: 'animal',
      loses: preview.examples.filter((item: { from?: object }) => item.from).length,
    });
    expect(await version()).toBe(before);
    expect((await classes()).map(({ name }) => name)).toEqual(['animal']);
  });

  it('previews a change with the exemplars the class has, unless others are given', async () => {
    const [animal] = await classes();
    const change = { name: 'animal', seen: true, replaces: animal!.id };
    const [kept, given] = [
      await post('/v1/classes/preview', change),
      await post('/v1/classes/preview', { ...change, exemplars: ['cat', 'dog'] }),
    ];
    expect(kept).toEqual(given);
    expect(await post('/v1/classes/preview', { ...change, exemplars: ['airplane'] })).not.toEqual(kept);
  });

  it('goes out and comes in again unchanged, as JSON and as CSV', async () => {
    const nasty = 'a "quoted", thing|with \\ bars';
    await post('/v1/classes/import', {
      classes: [
        { name: 'fruit', seen: true, description: 'sweet,\nfresh' },
        { name: 'apple', seen: false, parent: 'fruit', synonyms: [nasty, 'Ａpfel'], exemplars: ['apple'] },
      ],
    });
    const before = await classes();
    for (const format of ['json', 'csv']) {
      const text = await download(format);
      const again =
        format === 'csv'
          ? await (await csv(text, 'replace')).json()
          : await post('/v1/classes/import?mode=replace', JSON.parse(text));
      expect(again).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 3 });
    }
    expect(await classes()).toEqual(before);
    // Into an emptied catalogue, after the exemplar's item has gone.
    const text = await download('csv');
    await platform.json(204, 'DELETE', '/v1/items/apple');
    await post('/v1/classes/import?mode=replace', { classes: [] });
    expect(await classes()).toEqual([]);
    expect(await (await csv(text)).json()).toMatchObject({ added: 3 });
    const withoutIds = (table: string) =>
      table
        .replaceAll(/^[0-9a-f-]{36}/gm, '')
        .split('\r\n')
        .sort();
    expect(withoutIds(await download('csv'))).toEqual(withoutIds(text));
    const apple = (await classes()).find(({ name }) => name === 'apple');
    expect(apple).toMatchObject({ synonyms: [nasty, 'Ａpfel'], exemplars: [{ itemId: 'apple' }] });
  });

  it('answers for a file of a million lines at the first line too many, and stays at work', async () => {
    const before = await version();
    const lines = function* () {
      yield 'name,seen\n';
      for (let i = 0; i < 1_000_000; i += 1_000)
        yield Array.from({ length: 1_000 }, (_, k) => `c ${i + k},true\n`).join('');
    };
    const response = await fetch(`${platform.url}/v1/classes/import`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: ReadableStream.from(lines()).pipeThrough(new TextEncoderStream()),
      duplex: 'half',
    });
    expect([response.status, await response.json()]).toMatchObject([
      409,
      { code: 'class_limit', errors: [{ field: 'line 10002' }] },
    ]);
    expect(await version()).toBe(before);
  });

  it('encodes the words of an import behind searches, each text once, and none of what is refused', async () => {
    const encoded = async () => {
      const text = await (await platform.send('GET', '/metrics')).text();
      const line = /^unseen_encoder_batch_size_sum\{(?=.*kind="text")(?=.*lane="bulk").*\} (\d+)$/m;
      return Number(line.exec(text)?.[1] ?? 0);
    };
    const before = await encoded();
    const refused = await csv('name,seen,parent\nrug,false,mat\nmat,false,rug');
    expect(((await refused.json()) as { code: string }).code).toBe('class_parent_cycle');
    expect(await encoded()).toBe(before);
    // Three prompts a word, and the word by itself for its line; both classes have one word in common.
    const taken = await csv('name,seen,synonyms\nrug,false,floor cover\nmat,false,floor cover');
    const { version: made } = (await taken.json()) as { version: number };
    expect(await encoded()).toBe(before + 12);
    await post(`/v1/classes/versions/${made - 1}/rollback`);
  });

  it('goes on with an import whose connection breaks once all of it has come', async () => {
    const list = Array.from({ length: 40 }, (_, i) => ({ name: `left behind ${i}`, seen: false }));
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${platform.url}/v1/classes/import`, { method: 'POST', headers });
    sent.once('error', () => undefined);
    sent.end(JSON.stringify(list), () => sent.destroy());
    const names = async () => (await classes()).filter(({ name }) => name.startsWith('left behind')).length;
    await expect.poll(names).toBe(40);
    await post(`/v1/classes/versions/${(await version()) - 1}/rollback`);
  });

  it('imports all or nothing, and names the line that is wrong', async () => {
    const before = { version: await version(), classes: await classes() };
    const refusal = async (body: string, code = 'import_invalid') => {
      const response = await csv(body);
      const problem = (await response.json()) as {
        code: string;
        detail: string;
        errors?: { field: string }[];
      };
      expect([response.status < 500, problem.code], problem.detail).toEqual([true, code]);
      return (problem.errors ?? []).map(({ field }) => field);
    };
    const many = ['name,seen', ...Array.from({ length: 40_000 }, () => '')];
    many[31_414] = 'x,perhaps';
    expect(await refusal(many.join('\n'))).toEqual(['line 31415']);
    const twice = ['name,seen', 'same,true', ' SAME ,true'];
    expect(await refusal(twice.join('\n'))).toEqual(['line 3']);
    const long = [
      'name,seen,exemplars',
      ...Array.from({ length: 9_000 }, (_, i) => `c ${i},true,`),
      'gone,true,never-was',
    ];
    expect(await refusal(long.join('\n'))).toEqual(['line 9002']);
    const gone = ['name,seen,exemplars', 'a,true,cat|never-was', 'b,true,dog', 'c,true,elsewhere/cat'];
    expect(await refusal(gone.join('\n'))).toEqual(['line 2', 'line 4']);
    expect(await refusal('')).toEqual(['line 1']);
    expect(await refusal('title,seen\nx,true')).toEqual(['line 1']);
    expect(await refusal('name,seen\nx,true,more')).toEqual(['line 2']);
    expect(await refusal('name,seen\n"x,true\ny,true')).toHaveLength(1);
    const limit = `name,seen\n${Array.from({ length: 10_001 }, (_, i) => `c ${i},true`).join('\n')}`;
    expect(await refusal(limit, 'class_limit')).toEqual(['line 10002']);
    const list = Array.from({ length: 10_001 }, (_, i) => ({ name: `c ${i}`, seen: true }));
    const full = await platform.json(409, 'POST', '/v1/classes/import', { classes: list });
    expect(full).toMatchObject({ code: 'class_limit', errors: [{ field: 'classes[10000]' }] });
    await refusal('name,seen,parent\na1,true,b1\nb1,true,a1', 'class_parent_cycle');
    await refusal('name,seen,parent\na1,true,nobody', 'class_parent_not_found');
    expect({ version: await version(), classes: await classes() }).toEqual(before);
  });

  it('compares versions, goes back without losing any, and publishes', async () => {
    const from = await version();
    await platform.json(201, 'POST', '/v1/classes', { name: 'bicycle', seen: false, exemplars: ['bicycle'] });
    const to = await version();
    const diff = await get(`/v1/classes/diff?from=${from}&to=${to}`);
    expect(diff).toMatchObject({ added: [{ name: 'bicycle' }], removed: [], changed: [] });
    const move = diff.moved.find((each: { to: string | null }) => each.to === 'bicycle');
    expect(move.examples).toContain('bicycle');
    expect(await post(`/v1/classes/versions/${from}/rollback`)).toMatchObject({
      version: to + 1,
      classes: 3,
    });
    expect((await classes()).map(({ name }) => name)).not.toContain('bicycle');
    await post(`/v1/classes/versions/${to}/rollback`);
    expect((await post('/v1/classify', { itemId: 'bicycle' })).classes[0].name).toBe('bicycle');
    await platform.json(204, 'POST', `/v1/classes/versions/${to}/publish`);
    const { versions } = await get('/v1/classes/versions?limit=3');
    expect(
      versions.map((each: { action: string; published: boolean }) => [each.action, each.published]),
    ).toEqual([
      ['catalogue.rollback', false],
      ['catalogue.rollback', false],
      ['class.add', true],
    ]);
    expect((await platform.json(404, 'POST', '/v1/classes/versions/9999/rollback')).code).toBe(
      'catalogue_version_not_found',
    );
  });

  it('keeps drafts from who asks for the published version', async () => {
    const body = { name: 'guitar', seen: false, exemplars: ['guitar'] };
    const { id } = await platform.json(201, 'POST', '/v1/classes', body);
    const search = { text: 'a guitar', classes: ['guitar'] };
    expect((await post('/v1/search', search)).hits[0].id).toBe('guitar');
    const pinned = await platform.json(404, 'POST', '/v1/search', { ...search, asOf: 'published' });
    expect(pinned.code).toBe('class_not_found');
    const named = await post('/v1/classify', { itemId: 'guitar', asOf: 'published' });
    expect(named.classes.map(({ name }: { name: string }) => name)).not.toContain('guitar');
    await platform.json(204, 'POST', `/v1/classes/versions/${await version()}/publish`);
    expect((await post('/v1/search', { ...search, asOf: 'published' })).hits[0].id).toBe('guitar');
    const earlier = await platform.json(404, 'POST', '/v1/search', {
      ...search,
      asOf: (await version()) - 1,
    });
    expect(earlier.code).toBe('class_not_found');
    const wrong = await platform.json(400, 'POST', '/v1/search', { ...search, asOf: 'newest' });
    expect(wrong.errors[0].field).toBe('asOf');
    await platform.json(204, 'DELETE', `/v1/classes/${id}`);
  });

  it('lists what deserves a look', async () => {
    await platform.json(201, 'POST', '/v1/classes', {
      name: 'bike',
      synonyms: ['bicycle'],
      seen: true,
      exemplars: ['bicycle'],
    });
    const { findings } = await get('/v1/classes/lint');
    const kinds = findings.map(
      (each: { kind: string; className: string }) => `${each.kind} ${each.className}`,
    );
    expect(kinds.some((kind: string) => kind.startsWith('word_collision'))).toBe(true);
    const { looked, pairs } = await get('/v1/classes/mismatches?limit=3');
    expect(looked).toBe(NAMES.length - 1);
    expect(pairs).toHaveLength(3);
    const matches = pairs.map(({ match }: { match: number }) => match);
    expect(matches).toEqual(matches.toSorted((a: number, b: number) => a - b));
    const lane = await get('/v1/classes/unknown?clusters=2');
    expect(lane.looked).toBeLessThan(NAMES.length);
    const dismissals = '/v1/classes/unknown/dismissals';
    const { items } = await platform.json(200, 'POST', dismissals, { ids: [...NAMES, 'nope'] });
    expect(items).toBeGreaterThanOrEqual(lane.looked);
    expect(items).toBeLessThanOrEqual(NAMES.length);
    expect(await get('/v1/classes/unknown?clusters=2')).toEqual({ looked: 0, clusters: [] });
    expect(await platform.json(200, 'DELETE', dismissals)).toEqual({ items });
    expect(await get('/v1/classes/unknown?clusters=2')).toEqual(lane);
    expect((await platform.json(409, 'POST', '/v1/classes/calibrate', {})).code).toBe(
      'calibration_too_little',
    );
  });
});
