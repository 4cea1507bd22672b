import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeModelPacks, type ModelPacks } from './support/model-packs.ts';
import { itemForm, PICTURES } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

let packs: ModelPacks;
let platform: Standalone;
beforeAll(async () => {
  packs = await makeModelPacks();
  platform = await Standalone.start({ UNSEEN_MODEL_PACK: packs.lite });
  const captions = ['a red bicycle', 'a bowl of rice', 'two dogs in the snow', 'a glass of water'];
  for (const [i, caption] of captions.entries())
    await platform.json(201, 'POST', '/v1/items', { id: `i${i}`, collection: 'c', caption });
  await platform.send(
    'POST',
    '/v1/items',
    itemForm({ id: 'picture', collection: 'c' }, await readFile(join(PICTURES, '1f34e.webp'))),
  );
});
afterAll(async () => {
  await platform?.dispose();
  await packs?.remove();
});

const search = () =>
  platform.send('POST', '/v1/search', { text: 'a red bicycle', collection: 'c', cutoff: 'off' });
const notes = async () => {
  const { notes } = await platform.json(200, 'GET', '/health/ready');
  return notes as Record<string, string>;
};

it('notices a vector store that came back empty, refuses to search it, and embeds everything again', async () => {
  const before = (await (await search()).json()) as { hits: { id: string; score: number }[] };
  expect(before.hits).toHaveLength(5);
  expect(await platform.json(202, 'POST', '/v1/model/rebuild', {})).toMatchObject({ lost: 0 });

  await platform.stop();
  await rm(join(platform.dataDir, 'vectors'), { recursive: true });
  await platform.boot();
  const refused = await search();
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).not.toBeNull();
  expect(await refused.json()).toMatchObject({ code: 'vector_store_incomplete' });
  const several = { text: 'a red bicycle', collections: ['default', 'c'] };
  expect((await platform.json(503, 'POST', '/v1/search', several)).code).toBe('vector_store_incomplete');
  await expect.poll(notes).toMatchObject({ lostVectors: expect.stringContaining('5 items') });
  await expect
    .poll(async () => (await platform.send('GET', '/metrics')).text())
    .toMatch(/^unseen_vectors_missing 5$/m);

  // What is written now is there, and nobody takes it for all there is.
  await platform.json(201, 'POST', '/v1/items', { id: 'late', collection: 'c', caption: 'a sailing boat' });
  expect((await search()).status).toBe(503);

  expect(await platform.json(202, 'POST', '/v1/model/rebuild', { collection: 'c' })).toMatchObject({
    lost: 5,
    model: { switch: { from: packs.ids[0], to: packs.ids[0] } },
  });
  await vi.waitFor(
    async () => {
      const { switch: work } = await platform.json(200, 'GET', '/v1/model');
      expect(work).toMatchObject({ state: 'completed', failed: 0 });
    },
    { timeout: 300_000, interval: 200 },
  );
  await expect.poll(notes).not.toHaveProperty('lostVectors');
  const after = (await (await search()).json()) as { hits: { id: string }[] };
  expect(after.hits.map(({ id }) => id).sort()).toEqual(['i0', 'i1', 'i2', 'i3', 'late', 'picture']);
  expect(after.hits[0]!.id).toBe(before.hits[0]!.id);
});

it('does not know a collection that nobody made', async () => {
  expect(await platform.json(404, 'POST', '/v1/model/rebuild', { collection: 'nowhere' })).toMatchObject({
    code: 'collection_not_found',
  });
});
