import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { originalKey } from '@unseen/blobs';
import { pointId } from '@unseen/domain';
import { loadPack, openEncoder } from '@unseen/encoder';
import { writeTinyPack } from '@unseen/encoder/testing';
import type { ModelSwitch } from '@unseen/ledger';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ItemIngestor } from '../items/item-ingestor.ts';
import { ItemPipeline } from '../items/item-pipeline.ts';
import { openTestQueue } from '../testing/job-lab.ts';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import { png } from '../testing/png.ts';
import { ModelSwitcher } from './model-switcher.ts';

const OLD = 'tiny@1.0.0';
const NEXT = 'tiny@2.0.0';
const key = (id: string, collection = 'c', tenant = 't') => ({ tenant, collection, id });

let platform: TestPlatform;
const folders: Record<string, string> = {};
beforeAll(async () => {
  platform = await openTestPlatform();
  for (const version of ['1.0.0', '2.0.0', '3.0.0']) {
    const dir = join(platform.dir, `pack-${version}`);
    await writeTinyPack(dir, version);
    folders[`tiny@${version}`] = dir;
  }
});
afterAll(() => platform.close());

/** A process on a pack: its own encoder, queue, pipeline and switcher, on stores it shares with others. */
async function withProcess<T>(pack: string, work: (items: ItemIngestor) => Promise<T>): Promise<T> {
  const encoder = await openEncoder({ pack: await loadPack(folders[pack]!) });
  const queue = await openTestQueue(platform.ledger);
  await queue.start();
  const pipeline = new ItemPipeline({ ...platform, encoder });
  const switcher = new ModelSwitcher({
    pipeline,
    queue,
    encoder,
    openEncoder: async (id) => openEncoder({ pack: await loadPack(folders[id]!) }),
    decodeLimits: platform.decodeLimits,
    lookEverySeconds: 0.1,
    onError: (error) => console.error(error),
  });
  await switcher.start();
  try {
    return await work(new ItemIngestor(pipeline));
  } finally {
    await switcher.stop();
    await queue.stop();
    await encoder.close();
  }
}

const begin = (source: string, target: string, acceptFailures = false) =>
  platform.ledger.modelSwitches.begin({ source, target, acceptFailures, actor: 'test' });
const until = (condition: (now: ModelSwitch) => boolean): Promise<ModelSwitch> =>
  vi.waitFor(
    async () => {
      const now = (await platform.ledger.modelSwitches.latest())!;
      if (!condition(now)) throw new Error(now.state);
      return now;
    },
    { timeout: 300_000, interval: 20 },
  );
const add = (items: ItemIngestor, id: string, collection = 'c', tenant = 't') =>
  items.ingestOne({
    ...key(id, collection, tenant),
    image: png([id.length * 20, 40, 90], 8, 8, `${tenant} ${collection} ${id}`),
    captions: ['a red thing'],
    metadata: { name: id },
  });
/** A picture that an exemplar of a class was uploaded as. @returns its hash */
async function shownBy(exemplar: string, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  await platform.blobs.put(originalKey(hash), bytes, 'image/png');
  const act = { tenant: 't', actor: 'me', action: 'class.add', subject: 'x' };
  await platform.ledger.classes.change(act, () => [], [{ id: exemplar, hash }]);
  return hash;
}
const idsIn = async (pack: string, collection = 'c', tenant = 't') =>
  (await platform.store.page({ tenant, collection, pack }, 1_000)).map(({ itemId }) => itemId).sort();

describe('a switch between model packs', () => {
  it('embeds what is stored of every tenant beside the vectors in use, then goes over and back', async () => {
    await withProcess(OLD, async (items) => {
      for (const id of ['a', 'b', 'c']) await add(items, id);
      await add(items, 'x', 'other');
      await add(items, 'y', 'c', 'someone-else');
      await items.ingestOne({ ...key('words'), captions: ['blue and green'] });
      const hash = await shownBy('exemplar', png([200, 10, 10], 8, 8, 'uploaded'));
      await shownBy('damaged', Buffer.from('no picture'));
      const { id } = await begin(OLD, NEXT);
      await until(({ state }) => state === 'settling');
      // Before searches go over; what cannot be read holds up nothing.
      const { prototypes } = platform.ledger;
      expect([...(await prototypes.exemplars('t', NEXT, ['exemplar', 'damaged'])).keys()]).toEqual([
        'exemplar',
      ]);
      expect(await platform.ledger.pictures.countUses(hash)).toBe(1);
      expect(await platform.ledger.modelSwitches.activePack()).toBe(NEXT);
      expect(await idsIn(NEXT)).toEqual(['a', 'b', 'c', 'words']);
      expect(await idsIn(NEXT, 'other')).toEqual(['x']);
      expect(await idsIn(NEXT, 'c', 'someone-else')).toEqual(['y']);
      expect(await idsIn(OLD)).toEqual(['a', 'b', 'c', 'words']);
      const [point] = await platform.store.read(
        { tenant: 't', collection: 'c', pack: NEXT },
        [pointId({ tenant: 't', collection: 'c', pack: NEXT }, 'a')],
        { vectors: ['image', 'caption', 'joint'], regions: true, tokens: true, payload: true },
      );
      expect(point).toMatchObject({ payload: { metadata: { name: 'a' }, captions: ['a red thing'] } });
      expect(Object.keys(point!.vectors).sort()).toEqual(['caption', 'image', 'joint']);
      // Written by a process that has not gone over yet: it must not be left behind.
      await add(items, 'late');
      expect((await platform.ledger.modelSwitches.latest())!.id).toBe(id);
    });
    await withProcess(NEXT, async () => {
      await until(({ state }) => state === 'completed');
      expect(await idsIn(NEXT)).toEqual(['a', 'b', 'c', 'late', 'words']);
      expect(await platform.ledger.modelSwitches.coverage(NEXT)).toEqual({
        items: 7,
        embedded: 7,
        failed: 0,
        lacking: 0,
      });
      expect(await platform.ledger.items.countOfOtherPacks(NEXT)).toEqual([]);
    });
  });

  it('takes along what is written under the former pack after it is over', async () => {
    // A process that has not gone over, because it is slow or was frozen: it sees to no switch.
    const slow = new ItemIngestor(new ItemPipeline(platform));
    await add(slow, 'slow');
    expect(await idsIn(NEXT)).not.toContain('slow');
    await withProcess(NEXT, async () => {
      await vi.waitFor(
        async () => {
          expect(await platform.ledger.items.get(key('slow'))).toMatchObject({ pack: NEXT, secondPack: OLD });
          expect(await idsIn(NEXT)).toContain('slow');
        },
        { timeout: 300_000 },
      );
    });
  });

  it('back embeds only what changed since, and a deleted item is gone from both', async () => {
    await withProcess(NEXT, async (items) => {
      await items.deleteItem(key('b'));
      await items.updateItem(key('a'), { captions: ['a green thing'] });
      await add(items, 'new');
      expect(await idsIn(OLD)).toEqual(['a', 'c', 'late', 'slow', 'words']);
      await begin(NEXT, OLD);
      await until(({ state }) => state === 'settling');
    });
    await withProcess(OLD, async () => {
      await until(({ state }) => state === 'completed');
      expect(await idsIn(OLD)).toEqual(['a', 'c', 'late', 'new', 'slow', 'words']);
      const space = { tenant: 't', collection: 'c', pack: OLD };
      const [changed] = await platform.store.read(space, [pointId(space, 'a')], { payload: true });
      expect(changed!.payload!.captions).toEqual(['a green thing']);
    });
  });

  it('lists what it cannot embed and waits to be told to leave it behind', async () => {
    await withProcess(OLD, async (items) => {
      await add(items, 'lost');
      const lost = (await platform.ledger.items.get(key('lost')))!;
      await platform.blobs.delete(originalKey(lost.imageKey!));
      const { id } = await begin(OLD, NEXT);
      await vi.waitFor(
        async () => {
          const { failed, lacking } = await platform.ledger.modelSwitches.coverage(NEXT);
          expect({ failed, lacking }).toEqual({ failed: 1, lacking: 0 });
        },
        { timeout: 300_000 },
      );
      expect(await platform.ledger.modelSwitches.failures(10)).toMatchObject([
        { tenant: 't', collection: 'c', id: 'lost', code: 'blob_not_found' },
      ]);
      expect((await platform.ledger.modelSwitches.latest())!.state).toBe('embedding');
      await platform.ledger.modelSwitches.acceptFailures(id);
      await until(({ state }) => state === 'settling');
    });
    await withProcess(NEXT, async () => {
      await until(({ state }) => state === 'completed');
      expect(await idsIn(NEXT)).toEqual(['a', 'c', 'late', 'new', 'slow', 'words']);
    });
  });

  it('proves that the vectors are there before it goes over, and leaves none without an item', async () => {
    await withProcess(NEXT, async () => {
      const space = { tenant: 't', collection: 'c', pack: OLD };
      const [kept] = await platform.store.read(space, [pointId(space, 'new')], {
        vectors: ['image', 'caption', 'joint'],
        regions: true,
        tokens: true,
        payload: true,
      });
      await platform.store.delete(space, [pointId(space, 'late')]);
      const stray = { ...kept!, id: pointId(space, 'stray'), itemId: 'stray', payload: kept!.payload! };
      await platform.store.upsert(space, [stray]);
      expect((await platform.ledger.items.get(key('late')))!.secondPack).toBe(OLD);
      await begin(NEXT, OLD, true);
      await until(({ state }) => state === 'settling');
      expect(await idsIn(OLD)).toEqual(['a', 'c', 'late', 'lost', 'new', 'slow', 'words']);
      await platform.ledger.modelSwitches.complete((await platform.ledger.modelSwitches.latest())!.id);
    });
  });

  it('to a third pack drops the vectors of the first; one that was cancelled changes nothing', async () => {
    await withProcess(OLD, async () => {
      const { id } = await begin(OLD, 'tiny@3.0.0', true);
      await expect(begin(OLD, NEXT)).rejects.toMatchObject({ code: 'model_switch_running' });
      expect(await platform.ledger.modelSwitches.cancel(id)).toBe(true);
      expect(await platform.ledger.modelSwitches.activePack()).toBe(OLD);
      await begin(OLD, 'tiny@3.0.0', true);
      await until(({ state }) => state === 'settling');
    });
    await withProcess('tiny@3.0.0', async () => {
      await until(({ state }) => state === 'completed');
      const hasSpace = (pack: string) => platform.store.hasSpace({ tenant: 't', collection: 'c', pack });
      expect([await hasSpace(OLD), await hasSpace(NEXT)]).toEqual([true, false]);
    });
  });
});
