import { dataOf, Unseen } from '@unseen/client';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, picture, PICTURES } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { run } from './command-line.ts';
import { Operations, Recorder } from './operations.ts';
import { mapByCommand, useMaps } from './use-maps.ts';
import { useTrash } from './use-trash.ts';

type Name = keyof typeof EMOJI;
const NAMES = Object.keys(EMOJI) as Name[];

/** Refused by a platform with one model pack; that they are sent, and refused by code, is what can be seen here. */
const ONE_PACK = ['switchModel', 'cancelModelSwitch'];
/** Made for a browser, whose cookie shows the dashboard of queues; an embedded queue has none. */
const FOR_BROWSERS = ['openQueueSession'];
/** Asked by what starts processes. */
const FOR_ORCHESTRATORS = ['checkLiveness'];

// The list of operations decides: a route that is added without a way to it from TypeScript and from the command line fails here. Python has its
// own, clients/python/tests/test_operations.py.
describe('every operation of the API', () => {
  let platform: Standalone;
  let operations: Operations;
  let root: string;
  beforeAll(async () => {
    platform = await Standalone.start();
    operations = await Operations.load();
    root = join(platform.dataDir, 'import');
    await mkdir(join(root, 'emoji'), { recursive: true });
    for (const [code] of Object.values(EMOJI))
      await copyFile(join(PICTURES, `${code}.webp`), join(root, 'emoji', `${code}.webp`));
    const captions = Object.values(EMOJI).map(([code, caption]) => `${code}.webp#0\ta ${caption}\n`);
    await writeFile(join(root, 'emoji/captions.token.txt'), captions.join(''));
    await mkdir(join(root, 'few'));
    await writeFile(join(root, 'few', 'empty.jpg'), '');
    // A job that goes on for a while: there is time to hold it.
    const rows = Array.from({ length: 3_000 }, (_, n) => `long-${n},a thing of number ${n}`);
    await writeFile(join(root, 'long.csv'), ['id,caption', ...rows].join('\n'));
  });
  afterAll(() => platform?.dispose());

  it('is there in the typed client', async () => {
    const recorder = new Recorder(operations);
    try {
      await withClient(new Unseen({ url: platform.url }));
    } finally {
      recorder.stop();
    }
    const refused = [...ONE_PACK, ...FOR_BROWSERS];
    expect(operations.ids.filter((id) => !recorder.done.has(id) && !refused.includes(id))).toEqual([]);
    expect([...recorder.refused].sort()).toEqual(refused.sort());
  });

  async function withClient(unseen: Unseen): Promise<void> {
    const { http } = unseen;
    const collection = 'client';
    await http.GET('/health/live');
    await http.GET('/health/ready');
    await expect(http.POST('/v1/queues/session')).rejects.toMatchObject({ status: 404 });

    await unseen.createCollection({ name: collection, keywordFields: ['sku'] });
    for (const name of NAMES) {
      const image = new Blob([await picture(name)]);
      const metadata = { kind: name, sku: `SKU-${name.length}-${name}`, price: name.length };
      await unseen.addItem({ id: name, collection, caption: EMOJI[name][1], image, metadata });
    }
    await unseen.putItem('new', { caption: 'a blue vase', metadata: { price: 9 } }, { collection });
    expect((await unseen.updateItem('new', { metadata: { price: 8 } }, { collection })).metadata).toEqual({
      price: 8,
    });
    const written = await unseen.writeItems(
      [
        { op: 'merge', id: 'new', metadata: { price: null, stock: 2 } },
        { op: 'upsert', id: 'other', caption: 'a green vase' },
      ],
      collection,
    );
    expect(written.map(({ status }) => status)).toEqual(['updated', 'added']);
    expect((await unseen.item('new', { collection })).metadata).toEqual({ stock: 2 });
    expect((await unseen.listItems({ collection, limit: 3 })).items).toHaveLength(3);
    expect(await unseen.countItems({ collection, filter: { stock: { gte: 1 } } })).toBe(1);
    await useTrash(unseen, collection);
    expect(await unseen.deleteItems({ ids: ['new'] }, collection)).toEqual({ matched: 1, deleted: 1 });
    expect((await unseen.itemText('dog', { collection })).words).toEqual([]);
    await unseen.updateItemText('dog', [{ text: 'beware' }], { collection });
    await http.GET('/v1/items/{id}/image', {
      params: { path: { id: 'dog' }, query: { collection } },
      parseAs: 'stream',
    });
    await http.GET('/v1/items/{id}/attention.png', {
      params: { path: { id: 'dog' }, query: { collection, text: 'a dog' } },
      parseAs: 'stream',
    });

    const { hits } = await unseen.search({ text: 'SKU-3-dog', collection, weights: { keywords: 2 } });
    expect(hits[0]).toMatchObject({ id: 'dog', matchedBy: expect.arrayContaining(['keywords']) });
    const arranged = await unseen.search({
      collection,
      queries: [
        { itemId: 'apple', weight: 1 },
        { text: 'a dog', weight: -0.5 },
      ],
      not: [{ itemId: 'guitar' }],
      nearDuplicates: 'fold',
      facets: ['kind'],
    });
    expect(arranged.facets!['kind']!.values.length).toBeGreaterThan(0);
    const many = await unseen.searchMany([
      { collection, sort: [{ field: 'price' }] },
      { collection: 'none', text: 'x' },
    ]);
    expect(many.map((result) => ('code' in result ? result.code : result.hits[0]?.id))).toEqual([
      'cat',
      'collection_not_found',
    ]);
    expect(
      (await unseen.classify({ image: new Blob([await picture('dog')]), collection })).classes,
    ).toBeDefined();
    await unseen.facets(collection);
    for await (const { ids } of unseen.nearDuplicates(collection)) expect(ids.length).toBeGreaterThan(1);

    await useMaps(unseen, collection, NAMES);
    expect((await unseen.collection(collection)).items).toBe(NAMES.length);
    expect(await unseen.collections()).toHaveLength(1);
    await unseen.updateCollection(collection, { displayName: 'Client', facetFields: ['kind'] });
    const lines = await new Response(await unseen.exportCollection(collection, { vectors: true })).text();
    expect(lines.trim().split('\n').length).toBeGreaterThanOrEqual(NAMES.length);

    await jobs(unseen);
    await classes(unseen, collection);
    await evaluations(unseen, collection);
    await theRest(unseen, collection);
  }

  async function jobs(unseen: Unseen): Promise<void> {
    const { http } = unseen;
    expect((await unseen.jobSources()).files.map(({ name }) => name)).toContain('long.csv');
    const source = { type: 'csv', path: 'long.csv' } as const;
    expect((await unseen.previewJob(source, { limit: 2 })).fields.map(({ becomes }) => becomes)).toEqual([
      'id',
      'caption',
    ]);
    const { id } = await unseen.startJob({ collection: 'long', source });
    const params = { path: { id } };
    await http.POST('/v1/jobs/{id}/pause', { params });
    await http.POST('/v1/jobs/{id}/resume', { params });
    await http.POST('/v1/jobs/{id}/cancel', { params });
    for await (const { state } of unseen.watchJob(id)) if (state === 'cancelled') break;
    expect((await unseen.job(id)).state).toBe('cancelled');
    const few = await unseen.startJob({ collection: 'long', source: { type: 'folder', path: 'few' } });
    for await (const { state } of unseen.watchJob(few.id)) if (state === 'completed') break;
    const failed = { path: { id: few.id } };
    expect(dataOf(await http.GET('/v1/jobs/{id}/failures', { params: failed })).failures).toHaveLength(1);
    await http.POST('/v1/jobs/{id}/retry', { params: failed });
    for await (const { state } of unseen.watchJob(few.id)) if (state === 'completed') break;
    expect(dataOf(await http.GET('/v1/jobs')).jobs.length).toBeGreaterThan(1);
    for await (const _ of unseen.watchJob((await unseen.emptyCollection('long')).jobId));
    for await (const _ of unseen.watchJob((await unseen.deleteCollection('long')).jobId));
  }

  async function classes(unseen: Unseen, collection: string): Promise<void> {
    const { http } = unseen;
    for (const name of NAMES) {
      const exemplars = [name, NAMES[(NAMES.indexOf(name) + 1) % NAMES.length]!];
      await http.POST('/v1/classes', { body: { name, seen: true, exemplars, collection } });
    }
    await http.POST('/v1/classes/preview', { body: { name: 'hound', seen: false, in: collection } });
    const { classes: all } = dataOf(await http.GET('/v1/classes'));
    const [{ id }] = all as [(typeof all)[number]];
    const params = { path: { id } };
    await http.GET('/v1/classes/{id}', { params });
    await http.PATCH('/v1/classes/{id}', { params, body: { synonyms: ['pome'] } });
    await unseen.judgeClass(id, { confirm: ['apple'], collection });
    await http.GET('/v1/classes/retag');
    await http.GET('/v1/classes/lint', { params: { query: { collection } } });
    await http.POST('/v1/classes/calibrate', { body: { collection } });
    await http.GET('/v1/classes/unknown', { params: { query: { collection } } });
    await http.POST('/v1/classes/unknown/dismissals', { body: { collection, ids: ['rose'] } });
    await http.DELETE('/v1/classes/unknown/dismissals', { params: { query: { collection } } });
    await http.GET('/v1/classes/mismatches', { params: { query: { collection } } });
    const file = dataOf(await http.GET('/v1/classes/export'));
    await http.POST('/v1/classes/import', { body: file });
    const { versions } = dataOf(await http.GET('/v1/classes/versions'));
    const { version } = versions[0]!;
    const query = { collection, from: 1, to: version };
    await http.GET('/v1/classes/diff', { params: { query } });
    await http.POST('/v1/classes/versions/{version}/publish', { params: { path: { version } } });
    await http.PATCH('/v1/classes/settings', { body: { serves: 'published' } });
    expect(dataOf(await http.GET('/v1/classes/settings'))).toMatchObject({
      serves: 'published',
      published: version,
    });
    await http.PATCH('/v1/classes/settings', { body: { serves: 'latest' } });
    await http.DELETE('/v1/classes/{id}', { params });
    await http.POST('/v1/classes/versions/{version}/rollback', { params: { path: { version } } });
  }

  async function evaluations({ http }: Unseen, collection: string): Promise<void> {
    const source = { format: 'flickr', images: 'emoji', annotations: 'emoji/captions.token.txt' } as const;
    const { id } = dataOf(await http.POST('/v1/evaluations', { body: { source } }));
    await http.GET('/v1/evaluations');
    await http.GET('/v1/evaluations/{id}', { params: { path: { id } } });
    await http.DELETE('/v1/evaluations/{id}', { params: { path: { id } } });
    const body = { field: 'kind', collection };
    const ofClasses = dataOf(await http.POST('/v1/evaluations/classes', { body }));
    const params = { path: { id: ofClasses.id } };
    await http.GET('/v1/evaluations/classes');
    await http.GET('/v1/evaluations/classes/{id}', { params });
    await http.DELETE('/v1/evaluations/classes/{id}', { params });
  }

  async function theRest({ http }: Unseen, collection: string): Promise<void> {
    const { id } = dataOf(await http.POST('/v1/keys', { body: { name: 'shop', scopes: ['search'] } }));
    await http.GET('/v1/keys');
    const rotated = dataOf(
      await http.POST('/v1/keys/{id}/rotate', { params: { path: { id } }, body: { overlapSeconds: 0 } }),
    );
    await http.DELETE('/v1/keys/{id}', { params: { path: { id: rotated.id } } });
    await http.GET('/v1/audit');
    await http.GET('/v1/storage/differences', { parseAs: 'text' });
    await http.DELETE('/v1/storage/leftovers', { parseAs: 'text' });
    const { response } = await http.GET('/v1/backup', { parseAs: 'stream' });
    await response.body!.cancel();
    const { pack } = dataOf(await http.GET('/v1/model'));
    await http.GET('/v1/model/switch/failures');
    await http.POST('/v1/model/switch/dry-run', { body: { pack } });
    await http.POST('/v1/model/rebuild', { body: { collection } });
    await expect(http.POST('/v1/model/switch', { body: { pack } })).rejects.toMatchObject({ status: 409 });
    await expect(http.POST('/v1/model/switch/cancel')).rejects.toMatchObject({ status: 409 });
  }

  it('is there on the command line', async () => {
    const recorder = new Recorder(operations);
    try {
      await onCommandLine();
    } finally {
      recorder.stop();
    }
    const elsewhere = [...ONE_PACK, ...FOR_BROWSERS, ...FOR_ORCHESTRATORS];
    expect(operations.ids.filter((id) => !recorder.done.has(id) && !elsewhere.includes(id))).toEqual([]);
    expect([...recorder.refused].sort()).toEqual([...ONE_PACK].sort());
  });

  async function onCommandLine(): Promise<void> {
    const unseen = async (...args: string[]) => {
      const ran = await run(platform.url, ...args);
      expect([args.join(' '), ran.status]).toEqual([args.join(' '), 0]);
      return ran;
    };
    const inside = (name: string) => join(platform.dataDir, name);
    const at = ['-c', 'shell'];
    await unseen('doctor');
    await unseen('collection', 'create', 'shell', '--keyword-fields', 'sku');
    for (const name of NAMES) {
      const metadata = JSON.stringify({ kind: name, sku: `SKU-${name.length}-${name}`, price: name.length });
      const file = join(PICTURES, `${EMOJI[name][0]}.webp`);
      const caption = EMOJI[name][1];
      await unseen('item', 'add', file, '--id', name, '--caption', caption, '--metadata', metadata, ...at);
    }
    await unseen('item', 'put', 'new', '--caption', 'a blue vase', ...at);
    await unseen('item', 'edit', 'new', '--metadata', '{"price":8}', ...at);
    const lines = [
      { op: 'merge', id: 'new', metadata: { price: null, stock: 2 } },
      { op: 'upsert', id: 'other', caption: 'a green vase' },
    ];
    await writeFile(inside('batch.ndjson'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const batch = await unseen('item', 'batch', inside('batch.ndjson'), ...at);
    expect(batch.json).toMatchObject({ added: 1, updated: 1, failed: 0 });
    expect((await unseen('item', 'show', 'new', ...at)).json.metadata).toEqual({ stock: 2 });
    const listed = await unseen(
      'item',
      'list',
      '--sort',
      'price:desc',
      '--filter',
      '{"price":{"gt":3}}',
      ...at,
    );
    expect(listed.json.items[0].id).toBe('airplane');
    expect((await unseen('item', 'count', ...at)).json.count).toBe(NAMES.length + 2);
    await unseen('item', 'remove', 'other', '--trash', ...at);
    await unseen('item', 'remove', '--filter', '{"kind":"dog"}', '--trash', ...at);
    const thrown = (await unseen('trash', 'list', ...at)).json.items as { id: string }[];
    expect(thrown.map(({ id }) => id)).toEqual(['dog', 'other']);
    await unseen('trash', 'picture', 'dog', '-o', inside('thrown.webp'), ...at);
    await unseen('trash', 'restore', 'dog', ...at);
    expect((await unseen('trash', 'remove', '--all', ...at)).json.deleted).toBe(1);
    await unseen('item', 'remove', '--filter', '{"stock":2}', ...at);
    await unseen('item', 'text', 'dog', ...at);
    await unseen('item', 'text', 'dog', '--set', 'beware', ...at);
    await unseen('item', 'picture', 'dog', '-o', inside('dog.webp'), ...at);
    await unseen('item', 'look', 'dog', 'a', 'dog', '-o', inside('dog.png'), ...at);
    expect((await readFile(inside('dog.png'))).subarray(1, 4).toString()).toBe('PNG');

    const found = await unseen('search', 'SKU-3-dog', '--weights', '{"keywords":2}', ...at);
    expect(found.json.hits[0]).toMatchObject({ id: 'dog', matchedBy: expect.arrayContaining(['keywords']) });
    const arranged = await unseen(
      'search',
      ...['--queries', '[{"itemId":"apple"},{"text":"a dog","weight":-0.5}]', '--not-item', 'guitar'],
      ...[
        '--near-duplicates',
        'fold',
        '--facets',
        'kind',
        'price=4,6',
        '--group-by',
        'kind',
        '--group-size',
        '2',
      ],
      ...['--boost', 'price=0.2', '--diversity', '0.3', '--fields', 'price', ...at],
    );
    expect(arranged.json.facets.price.values).toHaveLength(3);
    expect(Object.keys(arranged.json.hits[0].metadata)).toEqual(['price']);
    const all = await unseen('search', '--sort', 'price:desc', '$id', '--all', '-n', '3', ...at);
    expect(all.out.split('\n')).toHaveLength(Math.ceil(NAMES.length / 3));
    await writeFile(inside('searches.json'), JSON.stringify([{ collection: 'shell', text: 'a dog' }]));
    expect((await unseen('searches', inside('searches.json'))).json.results[0].hits[0].id).toBe('dog');
    await unseen('classify', 'a dog', ...at);
    await unseen('collection', 'fields', 'shell');
    await unseen('collection', 'near-duplicates', 'shell');
    await mapByCommand(unseen, 'shell', inside);
    expect((await unseen('collection', 'show', 'shell')).json.items).toBe(NAMES.length);
    await unseen('collection', 'list');
    await unseen('collection', 'edit', 'shell', '--facet-fields', 'kind');
    await unseen('collection', 'export', 'shell', '-o', inside('shell.ndjson'), '--vectors');

    const job = (await unseen('ingest', join(root, 'long.csv'), '-c', 'long', '--no-wait')).json.id as string;
    expect((await unseen('job', 'preview', 'long.csv', '--type', 'csv')).json.records).toHaveLength(5);
    await unseen('job', 'pause', job);
    await unseen('job', 'resume', job);
    await unseen('job', 'cancel', job);
    expect((await run(platform.url, 'job', 'watch', job)).status).toBe(1);
    await unseen('job', 'show', job);
    await unseen('job', 'list');
    expect((await unseen('job', 'sources', 'few')).json.path).toBe('few');
    const few = await run(platform.url, 'ingest', join(root, 'few'), '-c', 'long');
    expect(few).toMatchObject({ status: 3, json: { failed: 1 } });
    await unseen('job', 'failures', few.json.id as string);
    expect((await run(platform.url, 'job', 'retry', few.json.id as string)).status).toBe(3);
    await unseen('collection', 'empty', 'long');
    await unseen('collection', 'remove', 'long');

    for (const { name } of (await unseen('class', 'list')).json.classes as { name: string }[])
      await unseen('class', 'remove', name);
    for (const [n, name] of NAMES.entries())
      await unseen('class', 'add', name, '--seen', '-e', name, NAMES[(n + 1) % NAMES.length]!, ...at);
    await unseen('class', 'preview', 'hound', '--in', 'shell');
    await unseen('class', 'show', 'dog');
    await unseen('class', 'edit', 'dog', '-s', 'hound');
    await unseen('class', 'judge', 'dog', '--confirm', 'dog', ...at);
    await unseen('class', 'tags');
    await unseen('class', 'lint', ...at);
    await unseen('class', 'calibrate', ...at);
    await unseen('class', 'unknown', ...at);
    await unseen('class', 'dismiss', 'rose', ...at);
    await unseen('class', 'dismiss', '--take-back', ...at);
    await unseen('class', 'mismatches', ...at);
    await unseen('class', 'export', inside('classes.json'));
    await unseen('class', 'import', inside('classes.json'));
    const { version } = (await unseen('class', 'versions')).json.versions[0] as { version: number };
    await unseen('class', 'diff', '1', String(version), ...at);
    await unseen('class', 'publish', String(version));
    await unseen('class', 'serve', 'published');
    expect((await unseen('class', 'serve')).json).toMatchObject({ serves: 'published', published: version });
    await unseen('class', 'serve', 'latest');
    await unseen('class', 'rollback', '1');
    await unseen('class', 'evaluate', '--field', 'kind', ...at);
    await unseen('class', 'remove', 'apple');

    const source = ['-f', 'flickr', '-i', 'emoji', '-a', 'emoji/captions.token.txt'];
    const evaluation = (await unseen('evaluation', 'start', ...source)).json.id as string;
    expect((await unseen('evaluation', 'list')).json.evaluations[0].id).toBe(evaluation);
    await unseen('evaluation', 'show', evaluation);
    await unseen('evaluation', 'remove', evaluation);
    const ofClasses = (await unseen('evaluation', 'list', '--classes')).json.evaluations[0].id as string;
    await unseen('evaluation', 'show', ofClasses, '--classes');
    await unseen('evaluation', 'remove', ofClasses, '--classes');

    const key = (await unseen('key', 'create', 'shop')).json.id as string;
    await unseen('key', 'list');
    const rotated = (await unseen('key', 'rotate', key, '--overlap', '0')).json.id as string;
    await unseen('key', 'revoke', rotated);
    await unseen('audit');
    await unseen('doctor', '--storage');
    await unseen('doctor', '--storage', '--clean');
    await unseen('backup', inside('all.tar'));
    const { pack } = (await unseen('model', 'status')).json as { pack: string };
    await unseen('model', 'switch', pack, '--dry-run');
    await unseen('rebuild', 'shell');
    await unseen('model', 'failures');
    await expect(run(platform.url, 'model', 'switch', pack)).rejects.toMatchObject({ status: 409 });
    await expect(run(platform.url, 'model', 'cancel')).rejects.toMatchObject({ status: 409 });
  }
});
