import { originalKey } from '@unseen/blobs';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { writeTinyPack } from '@unseen/encoder/testing';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ItemIngestor } from '../items/item-ingestor.ts';
import { ItemPipeline } from '../items/item-pipeline.ts';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import { png } from '../testing/png.ts';
import { trySwitch } from './try-switch.ts';

const NEXT = 'tiny@2.0.0';

let platform: TestPlatform;
let encoder: Encoder;
let pipeline: ItemPipeline;
beforeAll(async () => {
  platform = await openTestPlatform();
  const dir = join(platform.dir, 'next');
  await writeTinyPack(dir, '2.0.0');
  encoder = await openEncoder({ pack: await loadPack(dir) });
  pipeline = new ItemPipeline(platform);
  const items = new ItemIngestor(pipeline);
  for (let n = 0; n < 100; n++) {
    const id = String(n).padStart(3, '0');
    await items.ingestOne({ tenant: 't', collection: 'words', id, captions: [`thing ${n}`] });
  }
  for (const id of ['a', 'b']) {
    const image = png([id.charCodeAt(0), 40, 90], 8, 8, id);
    await items.ingestOne({ tenant: 't', collection: 'pictures', id, image, captions: ['a red thing'] });
  }
});
afterAll(async () => {
  await encoder?.close();
  await platform?.close();
});

const trial = async () => {
  const { ledger, decodeLimits } = platform;
  const { items, embedded } = await ledger.modelSwitches.coverage(encoder.pack.id);
  return trySwitch({ ledger, decodeLimits, encoder, pictures: pipeline.pictures }, items - embedded);
};

describe('a dry run of a switch', () => {
  it('tries some of every collection, keeps nothing, and tells time and room for all', async () => {
    const { tried, failures, seconds, bytes } = await trial();
    expect({ tried, failures }).toEqual({ tried: 64, failures: [] });
    expect(seconds).toBeGreaterThan(0);
    const { global } = encoder.pack.spaces;
    // 63 captions alone and a picture with one: a vector each, and the picture's own and their joint one besides.
    const vectors = (4 * global * (63 + 3) * 102) / 64;
    expect(bytes).toBeGreaterThan(vectors);
    expect(bytes).toBeLessThan(3 * vectors);
    for (const collection of ['words', 'pictures'])
      expect(await platform.store.hasSpace({ tenant: 't', collection, pack: NEXT })).toBe(false);
    expect(await platform.ledger.modelSwitches.coverage(NEXT)).toMatchObject({ items: 102, lacking: 102 });
  });

  it('names what cannot be embedded, and lists it nowhere', async () => {
    const { imageKey } = (await platform.ledger.items.get({ tenant: 't', collection: 'pictures', id: 'a' }))!;
    await platform.blobs.delete(originalKey(imageKey!));
    expect((await trial()).failures).toMatchObject([
      { tenant: 't', collection: 'pictures', id: 'a', code: 'blob_not_found' },
    ]);
    expect(await platform.ledger.modelSwitches.failures(10)).toEqual([]);
  });
});
