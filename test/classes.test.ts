import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EMOJI, itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

type Name = keyof typeof EMOJI;
const NAMES = Object.keys(EMOJI) as Name[];

describe('classes', () => {
  let platform: Platform;
  const search = (body: object) => platform.json(200, 'POST', '/v1/search', body);
  const classify = (body: object) => platform.json(200, 'POST', '/v1/classify', body);
  const add = (body: object) => platform.json(201, 'POST', '/v1/classes', body);
  const problem = async (status: number, method: string, path: string, body?: unknown): Promise<string> =>
    (await platform.json(status, method, path, body)).code as string;
  const version = async (): Promise<number> =>
    (await platform.json(200, 'GET', '/v1/classes?limit=1')).version as number;

  beforeAll(async () => {
    platform = await startPlatform();
    for (const name of NAMES) {
      const form = itemForm({ id: name, caption: EMOJI[name][1] }, await picture(name));
      await platform.json(201, 'POST', '/v1/items', form);
    }
  });
  afterAll(() => platform?.dispose());

  it('works as soon as the request has returned, and stops as soon as it is removed', async () => {
    expect((await classify({ itemId: 'dog' })).reason).toBe('no_classes');
    const made = await add({ name: 'dog', synonyms: ['hound', 'Dog'], seen: false, exemplars: ['dog'] });
    expect(made).toMatchObject({ name: 'dog', synonyms: ['hound'], seen: false, version: 1, collisions: [] });
    const found = await classify({ itemId: 'dog' });
    expect(found).toMatchObject({ unknown: false, version: 1, classes: [{ id: made.id, name: 'dog' }] });
    expect(found.classes[0].probability).toBeGreaterThan(0.5);
    const hit = (await search({ text: 'an animal' })).hits.find((each: { id: string }) => each.id === 'dog');
    expect(hit.class).toMatchObject({ id: made.id, name: 'dog', seen: false });
    await platform.json(204, 'DELETE', `/v1/classes/${made.id}`);
    expect((await classify({ itemId: 'dog' })).classes).toEqual([]);
    expect((await classify({ itemId: 'dog', asOf: 1 })).classes[0].name).toBe('dog');
    expect((await search({ text: 'an animal' })).hits[0].class).toBeUndefined();
  });

  it('tells which words mean nothing to the model, and gives nothing to a class by them', async () => {
    const made = await add({ name: '狗', synonyms: ['qwzxv'], seen: false });
    expect(made.warnings.map(({ code }: { code: string }) => code)).toContain('text_not_understood');
    expect(made.warnings.map(({ code }: { code: string }) => code)).toContain('language_unsupported');
    const preview = await platform.json(200, 'POST', '/v1/classes/preview', { name: 'qwzxv', seen: false });
    expect(preview).toMatchObject({
      items: 0,
      warnings: [{ code: 'text_not_understood', words: ['qwzxv'] }],
    });
    const imported = await platform.json(200, 'POST', '/v1/classes/import', {
      classes: [
        { name: 'qwzxv', seen: false },
        { name: 'bicycle', seen: false },
      ],
    });
    expect(imported.warnings).toMatchObject([{ code: 'text_not_understood', words: ['qwzxv'] }]);
    expect(await classify({ text: 'qwzxv' })).toMatchObject({
      classes: [],
      unknown: true,
      warnings: [{ code: 'text_not_understood', words: ['qwzxv'] }],
    });
    expect(await classify({ text: 'a bicycle' })).not.toHaveProperty('warnings');
    for (const { id } of (await platform.json(200, 'GET', '/v1/classes')).classes)
      await platform.json(204, 'DELETE', `/v1/classes/${id}`);
  });

  it('takes in what is said of members, keeps it over versions, and carries it out and in', async () => {
    const made = await add({ name: 'animal', seen: false });
    const path = `/v1/classes/${made.id}`;
    const usual = made.line as number;
    expect(usual).toBeGreaterThan(0);
    const ids = (list: { itemId: string }[]) => list.map(({ itemId }) => itemId);
    const judge = (body: object) => platform.json(200, 'POST', `${path}/judgements`, body);
    const judged = await judge({ confirm: ['dog', 'rose'], reject: ['bicycle'] });
    expect([ids(judged.exemplars), ids(judged.counterExemplars)]).toEqual([['dog', 'rose'], ['bicycle']]);
    const turned = await judge({ confirm: ['cat'], reject: ['rose'] });
    expect([ids(turned.exemplars), ids(turned.counterExemplars)]).toEqual([
      ['dog', 'cat'],
      ['bicycle', 'rose'],
    ]);
    expect((await judge({ confirm: ['cat'], reject: ['rose'] })).version).toBe(turned.version);
    const likely = async (itemId: string) => (await classify({ itemId })).classes[0].probability as number;
    expect(await likely('cat')).toBeGreaterThan(await likely('bicycle'));
    expect((await classify({ itemId: 'rose' })).unknown).toBe(true);
    expect(await problem(400, 'POST', `${path}/judgements`, { confirm: ['dog'], reject: ['dog'] })).toBe(
      'class_invalid',
    );
    expect(await problem(400, 'POST', `${path}/judgements`, { reject: ['never-was'] })).toBe(
      'exemplar_not_found',
    );
    expect(await problem(404, 'POST', '/v1/classes/nope/judgements', { confirm: ['dog'] })).toBe(
      'class_not_found',
    );

    expect((await platform.json(200, 'PATCH', path, { line: usual })).version).toBe(turned.version);
    expect((await platform.json(200, 'PATCH', path, { line: 1 })).line).toBe(1);
    expect((await classify({ itemId: 'cat' })).unknown).toBe(true);
    const written = await (await platform.send('GET', '/v1/classes/export?format=csv')).text();
    await platform.json(204, 'DELETE', path);
    const imported = await fetch(`${platform.url}/v1/classes/import`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: written,
    });
    expect(await imported.json()).toMatchObject({ added: 1 });
    const [back] = (await platform.json(200, 'GET', '/v1/classes?q=animal')).classes;
    expect(back).toMatchObject({ line: 1, exemplars: turned.exemplars });
    expect(back.counterExemplars).toEqual(turned.counterExemplars);
    const usualAgain = await platform.json(200, 'PATCH', `/v1/classes/${back.id}`, { line: null });
    expect(usualAgain.line).toBe(usual);
    expect((await classify({ itemId: 'cat' })).unknown).toBe(false);
    const none = await platform.json(200, 'PATCH', `/v1/classes/${back.id}`, { counterExemplars: [] });
    expect(none.counterExemplars).toEqual([]);
    await platform.json(204, 'DELETE', `/v1/classes/${back.id}`);
  });

  it('takes in what is said of items that are captions alone', async () => {
    const items = { wolf: 'a wolf howls in the forest', fork: 'a silver fork' };
    for (const [id, caption] of Object.entries(items)) {
      await platform.json(201, 'POST', '/v1/items', { id, caption });
    }
    const made = await add({ name: 'fork', seen: false });
    const likely = async (itemId: string) => (await classify({ itemId })).classes[0].probability as number;
    const before = { fork: await likely('fork'), wolf: await likely('wolf') };
    const judged = await platform.json(200, 'POST', `/v1/classes/${made.id}/judgements`, {
      confirm: ['wolf'],
      reject: ['fork'],
    });
    expect(judged).toMatchObject({
      exemplars: [{ itemId: 'wolf' }],
      counterExemplars: [{ itemId: 'fork' }],
    });
    expect(await likely('fork')).toBeLessThan(0.9 * before.fork);
    expect(await likely('wolf')).toBeGreaterThan(2 * before.wolf);
    await platform.json(204, 'DELETE', `/v1/classes/${made.id}`);
    for (const id of Object.keys(items)) await platform.json(204, 'DELETE', `/v1/items/${id}`);
  });

  it('takes back the exemplars it shows, also of items that are gone, and holds changes to If-Match', async () => {
    const form = itemForm({ id: 'passing', caption: 'a passing cat' }, await picture('cat'));
    await platform.json(201, 'POST', '/v1/items', form);
    const made = await add({ name: 'pets', seen: false, exemplars: ['dog', 'passing'] });
    const path = `/v1/classes/${made.id}`;
    await platform.json(204, 'DELETE', '/v1/items/passing');
    const read = await platform.send('GET', path);
    const etag = read.headers.get('etag')!;
    const { exemplars } = (await read.json()) as { exemplars: { id: string; itemId: string }[] };
    const ids = exemplars.map(({ id }) => id);
    const before = await version();
    expect((await platform.json(200, 'PATCH', path, { exemplars: ids })).exemplars).toEqual(exemplars);
    expect(await version()).toBe(before);
    const more = await platform.json(200, 'PATCH', path, { exemplars: ['dog', 'passing', 'rose'] });
    expect(more.exemplars.map((each: { itemId: string }) => each.itemId)).toEqual(['dog', 'passing', 'rose']);
    expect(await problem(400, 'PATCH', path, { exemplars: ['never'] })).toBe('exemplar_not_found');
    const stale = await platform.send('PATCH', path, { description: 'old' }, { 'if-match': etag });
    expect(stale.status).toBe(412);
    const now = (await platform.send('GET', path)).headers.get('etag')!;
    const fresh = await platform.send('PATCH', path, { description: 'kept at home' }, { 'if-match': now });
    expect([fresh.status, fresh.headers.get('etag') === now]).toEqual([200, false]);
    await platform.json(204, 'DELETE', path);
  });

  it('keeps hits of the classes asked for, and counts what it shows', async () => {
    const cat = await add({ name: 'cat', seen: true, exemplars: ['cat'] });
    const rose = await add({ name: 'rose', seen: false, exemplars: ['rose'] });
    const only = await search({ text: 'a thing', classes: ['cat'], facets: true });
    expect(only.hits.map((hit: { id: string }) => hit.id)).toContain('cat');
    expect(only.hits.every((hit: { class: { id: string } }) => hit.class.id === cat.id)).toBe(true);
    expect(only.classes).toEqual([
      { id: cat.id, name: 'cat', seen: true, count: only.hits.length, exact: true },
    ]);
    const unseen = await search({ text: 'a thing', scope: 'unseen' });
    expect(unseen.hits.map((hit: { id: string }) => hit.id)).toContain('rose');
    expect(unseen.hits.every((hit: { class: { seen: boolean } }) => !hit.class.seen)).toBe(true);
    expect(await problem(404, 'POST', '/v1/search', { text: 'x', classes: ['unicorn'] })).toBe(
      'class_not_found',
    );
    for (const { id } of [cat, rose]) await platform.json(204, 'DELETE', `/v1/classes/${id}`);
  });

  it('says the class of hits where that is asked for', async () => {
    const cat = await add({ name: 'cat', seen: true, exemplars: ['cat'] });
    const classOf = async (body: object): Promise<unknown> =>
      (await search({ text: 'a cat', ...body })).hits.find((hit: { id: string }) => hit.id === 'cat').class;
    expect(await classOf({})).toMatchObject({ id: cat.id });
    expect(await classOf({ hitClasses: true })).toEqual(await classOf({}));
    expect(await classOf({ hitClasses: false })).toBeUndefined();
    await platform.json(204, 'DELETE', `/v1/classes/${cat.id}`);
  });

  it('moves hits forward whose class the query names, says so, and drops none', async () => {
    const before = await search({ text: 'some roses', candidates: 100, cutoff: 'off' });
    const rose = await add({ name: 'rose', seen: false, exemplars: ['rose'] });
    const after = await search({ text: 'some roses', explain: true, candidates: 100, cutoff: 'off' });
    expect(after.named).toEqual([{ id: rose.id, name: 'rose', word: 'rose', as: 'name' }]);
    expect(after.hits).toHaveLength(before.hits.length);
    expect(after.hits[0].id).toBe('rose');
    const [first, ...others] = after.hits.map((hit: { explain: { named: object } }) => hit.explain.named);
    expect(first).toMatchObject({ id: rose.id, word: 'rose', weight: 0.5 });
    expect(first.probability).toBeGreaterThan(0.5);
    for (const { probability } of others) expect(probability).toBeLessThan(first.probability);
    const exactly = await search({ text: 'rose', explain: true });
    expect(exactly.hits[0].explain.named.weight).toBe(2);
    await platform.json(204, 'DELETE', `/v1/classes/${rose.id}`);
  });

  it('tags stored items in the background and takes stale tags away', async () => {
    const made = await add({ name: 'bicycle', seen: false, exemplars: ['bicycle'] });
    const items = async (): Promise<number> =>
      (await platform.json(200, 'GET', `/v1/classes/${made.id}`)).items as number;
    await expect.poll(items, { timeout: 300_000 }).toBeGreaterThan(0);
    await platform.json(200, 'PATCH', `/v1/classes/${made.id}`, { status: 'off' });
    await expect.poll(items, { timeout: 300_000 }).toBe(0);
    // The count may be right a moment before the last portion is said to be done.
    await vi.waitFor(
      async () => {
        const { collections, version: now } = await platform.json(200, 'GET', '/v1/classes/retag');
        expect(collections[0]).toMatchObject({ collection: 'default', state: 'current', version: now });
      },
      { timeout: 300_000, interval: 100 },
    );
    await platform.json(204, 'DELETE', `/v1/classes/${made.id}`);
  });

  it('refuses what is wrong, says what, and changes nothing', async () => {
    const parent = await add({ name: 'Straße', seen: true });
    const child = await add({ name: 'alley', seen: true, parent: 'straße' });
    const before = await version();
    const refuse = (code: string, status: number, body: object) =>
      expect(problem(status, 'POST', '/v1/classes', body), JSON.stringify(body)).resolves.toBe(code);
    await refuse('class_exists', 409, { name: 'STRASSE', seen: true });
    await refuse('class_exists', 409, { name: ' ｓｔｒａßｅ ', seen: true });
    await refuse('class_invalid', 400, { name: ' \u3000 ', seen: true });
    await refuse('class_invalid', 400, { name: 'a\nb', seen: true });
    await refuse('class_invalid', 400, { name: 'many', seen: true, synonyms: Array(10_000).fill('word') });
    await refuse('class_invalid', 400, { name: 'x'.repeat(101), seen: true });
    await refuse('class_parent_not_found', 400, { name: 'lost', seen: true, parent: 'nobody' });
    await refuse('exemplar_not_found', 400, { name: 'gone', seen: true, exemplars: ['cat', 'never-was'] });
    await refuse('invalid_request', 400, { name: 'odd', seen: 'yes' });
    await refuse('image_corrupt', 422, { name: 'bad', seen: true, pictures: ['/9j/4AAQSkZJRgABAQ=='] });
    const patch = (id: string, body: object, status = 400) =>
      problem(status, 'PATCH', `/v1/classes/${id}`, body);
    expect(await patch(parent.id, { parent: 'alley' })).toBe('class_parent_cycle');
    expect(await patch(parent.id, { parent: parent.id })).toBe('class_parent_cycle');
    expect(await patch(child.id, { name: 'straẞe' }, 409)).toBe('class_exists');
    expect(await patch('nope', { name: 'x' }, 404)).toBe('class_not_found');
    expect(await problem(404, 'DELETE', '/v1/classes/nope')).toBe('class_not_found');
    expect(await problem(404, 'POST', '/v1/classify', { text: 'x', asOf: 9_999 })).toBe(
      'catalogue_version_not_found',
    );
    expect(await version()).toBe(before);
    await platform.json(204, 'DELETE', `/v1/classes/${parent.id}`);
    const orphan = await platform.json(200, 'GET', `/v1/classes/${child.id}`);
    expect(orphan.parent).toBeUndefined();
    await platform.json(204, 'DELETE', `/v1/classes/${child.id}`);
  });

  it('loses none of fifty writers at once, and makes one version for each', async () => {
    const before = await version();
    const writers = Array.from({ length: 50 }, (_, i) => add({ name: `class ${i}`, seen: i % 2 === 0 }));
    const made = await Promise.all(writers);
    expect(new Set(made.map((each): number => each.version as number)).size).toBe(50);
    const { total, version: after } = await platform.json(200, 'GET', '/v1/classes?limit=1000&q=class');
    expect({ total, after }).toEqual({ total: 50, after: before + 50 });
    const racing = await Promise.all(
      Array.from(
        { length: 20 },
        async () => (await platform.send('POST', '/v1/classes', { name: 'one', seen: true })).status,
      ),
    );
    expect(racing.filter((status) => status === 201)).toHaveLength(1);
    expect(racing.filter((status) => status === 409)).toHaveLength(19);
  });
});
