import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeModelPacks, type ModelPacks } from './support/model-packs.ts';
import { itemForm, PICTURES } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

let packs: ModelPacks;
let platform: Platform;
let pack: string;
let next: string;
beforeAll(async () => {
  packs = await makeModelPacks();
  [pack, next] = packs.ids;
  platform = await startPlatform({ UNSEEN_MODEL_PACK: packs.lite });
});
afterAll(async () => {
  await platform?.dispose();
  await packs?.remove();
});

const names = [
  'a red bicycle',
  'a bowl of rice',
  'two dogs in the snow',
  'a glass of water',
  'a sailing boat',
];
/** Pictures of the sample by what they show: enough seen classes to learn a calibration from. */
const KINDS: Record<string, string[]> = {
  fruit: ['1f34e', '1f34c', '1f347'],
  dog: ['1f415', '1f436', '1f429'],
  cat: ['1f408', '1f431', '1f638'],
  flower: ['1f339', '1f33b', '1f337'],
  vehicle: ['1f697', '1f68c', '1f69a'],
  instrument: ['1f3b8', '1f3bb', '1f3ba'],
  ball: ['26bd', '1f3c0', '1f3be'],
  tree: ['1f332', '1f333', '1f334'],
};
const search = async (text: string): Promise<string[]> => {
  const { hits } = await platform.json(200, 'POST', '/v1/search', { text, collection: 'c', limit: 3 });
  return (hits as { id: string }[]).map(({ id }) => id);
};
/** Searches without a pause until told to end. @returns how many answers were not 200, or not right */
function keepSearching() {
  let over = false;
  let searches = 0;
  const failures: string[] = [];
  const done = (async () => {
    while (!over) {
      searches += 1;
      const response = await platform.send('POST', '/v1/search', { text: 'a red bicycle', collection: 'c' });
      const body = (await response.json()) as { hits?: { id: string }[] };
      if (response.status !== 200 || body.hits?.[0]?.id !== 'i0') failures.push(JSON.stringify(body));
    }
  })();
  return async () => {
    over = true;
    await done;
    return { searches, failures };
  };
}
const completed = () =>
  vi.waitFor(
    async () => {
      const model = await platform.json(200, 'GET', '/v1/model');
      expect(model.switch).toMatchObject({ state: 'completed' });
    },
    { timeout: 300_000, interval: 200 },
  );

describe('switching the model pack of a running platform', () => {
  beforeAll(async () => {
    for (const [n, caption] of names.entries()) {
      await platform.json(201, 'POST', '/v1/items', { id: `i${n}`, collection: 'c', caption });
    }
    await platform.json(201, 'POST', '/v1/classes', { name: 'bicycle', exemplars: [], seen: false });
  });

  it('refuses what is not there, what is needless, and what is not under way', async () => {
    const { packs: known, pack: inUse } = await platform.json(200, 'GET', '/v1/model');
    expect({ known, inUse }).toEqual({ known: [pack, next].sort(), inUse: pack });
    const problem = (status: number, path: string, body?: unknown) =>
      platform.json(status, 'POST', `/v1/model/${path}`, body);
    expect(await problem(404, 'switch', { pack: 'clip' })).toMatchObject({ code: 'pack_unknown' });
    expect(await problem(404, 'switch', { pack: 'lite' })).toMatchObject({
      code: 'pack_unknown',
      detail: expect.stringContaining(next),
    });
    expect(await problem(409, 'switch', { pack })).toMatchObject({ code: 'model_switch_needless' });
    expect(await problem(409, 'switch/cancel')).toMatchObject({ code: 'model_switch_not_running' });
  });

  it('tells in a dry run what it would take, and changes nothing', async () => {
    const status = await platform.json(200, 'GET', '/v1/model');
    const trial = await platform.json(200, 'POST', '/v1/model/switch/dry-run', { pack: next });
    const items = names.length;
    expect(trial).toMatchObject({ from: pack, to: next, items, embedded: 0, tried: items, failures: [] });
    // A vector of 512 floats a caption, and its words.
    expect(trial.vectorBytes).toBeGreaterThan(items * 2_048);
    expect(trial.seconds).toBeGreaterThan(0);
    expect(await platform.json(200, 'GET', '/v1/model')).toEqual(status);
    expect(await platform.json(404, 'POST', '/v1/model/switch/dry-run', { pack: 'clip' })).toMatchObject({
      code: 'pack_unknown',
    });
  });

  it('goes over while every search is answered, and back', async () => {
    const before = await search('a dog');
    const stop = keepSearching();
    await platform.json(202, 'POST', '/v1/model/switch', { pack: next });
    await completed();
    const { searches, failures } = await stop();
    expect(failures).toEqual([]);
    expect(searches).toBeGreaterThan(0);
    await vi.waitFor(async () => expect((await platform.json(200, 'GET', '/v1/model')).pack).toBe(next), {
      timeout: 300_000,
    });
    expect(await search('a dog')).toEqual(before);
    await platform.json(201, 'POST', '/v1/items', {
      id: 'i9',
      collection: 'c',
      caption: 'a yellow umbrella',
    });
    // Each service goes over by itself, within moments.
    await vi.waitFor(async () => expect((await search('umbrella'))[0]).toBe('i9'), { timeout: 300_000 });
    const { classes } = await platform.json(200, 'POST', '/v1/classify', {
      collection: 'c',
      text: 'bicycle',
    });
    expect(classes[0]).toMatchObject({ name: 'bicycle' });

    await platform.json(202, 'POST', '/v1/model/switch', { pack });
    await completed();
    await vi.waitFor(async () => expect((await platform.json(200, 'GET', '/v1/model')).pack).toBe(pack), {
      timeout: 300_000,
    });
    expect((await search('umbrella'))[0]).toBe('i9');
  });

  it('learns again what catalogues had learned from the former vectors', async () => {
    for (const [name, exemplars] of Object.entries(KINDS)) {
      for (const id of exemplars) {
        const bytes = new Uint8Array(await readFile(join(PICTURES, `${id}.webp`)));
        await platform.json(201, 'POST', '/v1/items', itemForm({ id, collection: 'kinds' }, bytes));
      }
      await platform.json(201, 'POST', '/v1/classes', { name, seen: true, exemplars, collection: 'kinds' });
    }
    /** How sure it is of each picture. */
    const sure = async (): Promise<number[]> => {
      const all: number[] = [];
      for (const itemId of Object.values(KINDS).flat()) {
        const { classes } = await platform.json(200, 'POST', '/v1/classify', { collection: 'kinds', itemId });
        all.push(classes[0].probability as number);
      }
      return all;
    };
    /** The largest difference between two of them. */
    const apart = (a: readonly number[], b: readonly number[]) =>
      Math.max(...a.map((value, at) => Math.abs(value - b[at]!)));
    const usual = await sure();
    const { items } = await platform.json(200, 'POST', '/v1/classes/calibrate', { collection: 'kinds' });
    expect(items).toBeGreaterThan(0);
    const calibrated = await sure();
    expect(apart(usual, calibrated)).toBeGreaterThan(0.05);

    await platform.json(202, 'POST', '/v1/model/switch', { pack: next });
    await completed();
    const newest = async () => {
      const { versions } = await platform.json(200, 'GET', '/v1/classes/versions?limit=1');
      return versions[0] as object;
    };
    const learned = { action: 'catalogue.calibrate', actor: 'model switch' };
    await vi.waitFor(async () => expect(await newest()).toMatchObject(learned), { timeout: 300_000 });
    const model = await platform.json(200, 'GET', '/v1/model');
    expect(model).toMatchObject({ pack: next, switch: { calibrationsDue: 0 } });
    // The other pack is the same model.
    await vi.waitFor(async () => expect(apart(await sure(), calibrated)).toBeLessThan(0.01), {
      timeout: 300_000,
    });

    await platform.json(202, 'POST', '/v1/model/switch', { pack });
    await completed();
  });

  it('stays with the pack it went over to when it is started again', async () => {
    await platform.json(202, 'POST', '/v1/model/switch', { pack: next });
    await completed();
    await platform.stop();
    await platform.boot();
    expect((await platform.json(200, 'GET', '/v1/model')).pack).toBe(next);
    expect((await search('a red bicycle'))[0]).toBe('i0');
  });
});
