import { Unseen, UnseenError } from '@unseen/client';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

describe('the client, on the real platform', () => {
  let platform: Platform;
  let unseen: Unseen;
  beforeAll(async () => {
    platform = await startPlatform();
    unseen = new Unseen({ url: platform.url });
  });
  afterAll(() => platform?.dispose());

  it('adds pictures, finds them, and tells how large they are', async () => {
    for (const name of ['apple', 'dog', 'guitar'] as const) {
      const item = { id: name, caption: EMOJI[name][1], image: new Blob([await picture(name)]) };
      const metadata = { kind: name === 'dog' ? 'animal' : 'thing', price: name.length };
      expect(await unseen.addItem({ ...item, metadata })).toEqual({
        id: name,
        collection: 'default',
        status: 'indexed',
        created: true,
      });
      expect(await unseen.addItem({ ...item, metadata })).toMatchObject({ created: false });
    }
    const { hits } = await unseen.search({ text: 'a guitar', explain: true, sizes: true, limit: 2 });
    expect(hits[0]).toMatchObject({ id: 'guitar', image: { width: 256, height: 256 } });
    expect(hits[0]?.explain?.attention?.words.map(({ text }) => text)).toEqual(['a', 'guitar']);
    const like = await unseen.search({ image: new Blob([await picture('dog')]), filter: { kind: 'animal' } });
    expect(like.hits.map(({ id }) => id)).toEqual(['dog']);
    expect((await fetch(unseen.imageUrl('dog'))).headers.get('content-type')).toMatch(/^image/);
  });

  it('lists items page by page, and what they can be filtered by', async () => {
    const first = await unseen.listItems({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(['apple', 'dog']);
    const second = await unseen.listItems({ limit: 2, cursor: first.nextCursor! });
    expect(second).toMatchObject({ items: [{ id: 'guitar' }], nextCursor: null });
    await expect(unseen.listItems({ cursor: '%%' })).rejects.toMatchObject({ code: 'invalid_cursor' });
    const facets = await unseen.facets();
    expect(facets.find(({ field }) => field === 'kind')?.values).toEqual([
      { value: 'thing', count: 2 },
      { value: 'animal', count: 1 },
    ]);
    expect(facets.find(({ field }) => field === 'price')?.range).toEqual({ min: 3, max: 6 });
    expect(await unseen.collections()).toMatchObject([{ name: 'default', items: 3 }]);
    await expect(unseen.facets('nowhere')).rejects.toMatchObject({ code: 'collection_not_found' });
  });

  it('starts a job and follows it to its end', async () => {
    const folder = join(platform.dataDir, 'import', 'two');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'rose.webp'), await picture('rose'));
    await writeFile(join(folder, 'broken.jpg'), 'no picture at all');
    expect(await unseen.jobSources('two')).toMatchObject({ path: 'two', pictures: 2, folders: [] });
    await expect(unseen.jobSources('../..')).rejects.toMatchObject({ code: 'source_outside_root' });
    const { data: job } = await unseen.http.POST('/v1/jobs', {
      body: { source: { type: 'folder', path: 'two' }, collection: 'two' },
    });
    let last = job!;
    for await (const state of unseen.watchJob(job!.id)) last = state;
    expect(last).toMatchObject({ state: 'completed', total: 2, done: 1, failed: 1 });
  });

  it('walks over pictures that look the same', async () => {
    for (const id of ['one', 'same', 'other'])
      await unseen.addItem({
        id,
        collection: 'alike',
        image: new Blob([new Uint8Array(await picture(id === 'other' ? 'guitar' : 'dog'))]),
        caption: id,
      });
    const groups = await Array.fromAsync(unseen.nearDuplicates('alike'));
    expect(groups.map(({ ids }) => [...ids].sort())).toEqual([['one', 'same']]);
    expect(groups[0]?.likeness).toBeCloseTo(1, 3);
    const nowhere = Array.fromAsync(unseen.nearDuplicates('nowhere'));
    await expect(nowhere).rejects.toMatchObject({ code: 'collection_not_found' });
    const cursor = unseen.http.GET('/v1/collections/{name}/near-duplicates', {
      params: { path: { name: 'alike' }, query: { cursor: 'mine' } },
    });
    await expect(cursor).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  it('throws the platform’s problems', async () => {
    const error = await unseen.search({ text: ' ', not: 'a cat' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnseenError);
    expect(error).toMatchObject({ code: 'query_empty', status: 400, requestId: expect.any(String) });
  });

  it('runs as built, in a worker', async () => {
    const worker = new Worker(
      `import { Unseen } from '@unseen/client';
       import { parentPort } from 'node:worker_threads';
       const { hits } = await new Unseen({ url: '${platform.url}' }).search({ text: 'a dog' });
       parentPort.postMessage(hits[0].id);`,
      { eval: true, execArgv: ['--input-type=module'] },
    );
    const [best] = (await once(worker, 'message')) as [string];
    expect(best).toBe('dog');
    await worker.terminate();
  });
});
