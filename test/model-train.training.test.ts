import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unseen as run } from './support/command-line.ts';
import { itemForm } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

/** Words that say nothing to the pack that ships, each for a color. */
const WORDS: Readonly<Record<string, readonly [number, number, number]>> = {
  zorp: [220, 30, 30],
  blick: [30, 200, 40],
  mundo: [40, 60, 220],
  farn: [230, 210, 40],
  gleeb: [150, 40, 190],
  tosk: [40, 200, 210],
};
const PICTURES = 90;

let packs: string;
let platform: Standalone;
beforeAll(async () => {
  packs = await mkdtemp(join(tmpdir(), 'unseen-packs-'));
  await symlink(resolve('models/lite'), join(packs, 'lite'));
  platform = await Standalone.start({ UNSEEN_MODEL_PACK: join(packs, 'lite') });
  const words = Object.keys(WORDS);
  for (let at = 0; at < PICTURES; at++) {
    const word = words[at % words.length]!;
    const [r, g, b] = WORDS[word]!;
    const form = itemForm(
      { id: `${at}`, collection: 'shop', caption: `a ${word} thing` },
      await picture({ r, g, b: Math.min(255, b + at / words.length) }),
    );
    expect((await platform.send('POST', '/v1/items', form)).status).toBe(201);
  }
});
afterAll(async () => {
  await platform?.dispose();
  await rm(packs, { recursive: true });
});

async function picture(background: { r: number; g: number; b: number }): Promise<Uint8Array<ArrayBuffer>> {
  const create = { width: 48, height: 48, channels: 3 as const, background };
  return new Uint8Array(await sharp({ create }).png().toBuffer());
}

/** The command, as whoever runs the platform types it; `UNSEEN_PYTHON` is the one that runs this suite. */
function train(out: string, ...options: string[]) {
  const environment = {
    UNSEEN_URL: platform.url,
    UNSEEN_MODEL_PACKS: packs,
    UNSEEN_PYTHON: process.env['UNSEEN_PYTHON'] ?? 'python3',
  };
  const where = ['--collection', 'shop', '--out', join(packs, out)];
  return run(environment, 'model', 'train', ...where, '--json', ...options);
}

describe('unseen model train', () => {
  it('makes a pack that finds what the one in use does not, and the platform goes over to it', async () => {
    const { status, out, err } = await train('shop');
    expect({ status, err }).toMatchObject({ status: 0 });
    const result = JSON.parse(out) as Record<'base' | 'trained', { textToImage: Record<string, number> }>;
    expect(result).toMatchObject({ pack: 'shop@1.0.0', kept: true });
    expect(result.trained.textToImage['R@1']).toBeGreaterThan(result.base.textToImage['R@1']! + 20);

    const switched = await run({ UNSEEN_URL: platform.url }, 'model', 'switch', 'shop@1.0.0', '--json');
    expect(switched.status).toBe(0);
    const inUse = async () => (await platform.json(200, 'GET', '/v1/model')).pack as string;
    await expect.poll(inUse).toBe('shop@1.0.0');
    const form = itemForm({ collection: 'bare', id: 'red' }, await picture({ r: 220, g: 32, b: 30 }));
    expect((await platform.send('POST', '/v1/items', form)).status).toBe(201);
  }, 600_000);

  it('ends with 4 and leaves no pack when the new one finds no more', async () => {
    const { status, out } = await train('again', '--pack', join(packs, 'shop'), '--epochs', '1');
    expect(status).toBe(4);
    expect(JSON.parse(out)).toMatchObject({ kept: false });
    expect((await readdir(packs)).sort()).toEqual(['lite', 'shop']);
  }, 600_000);

  it('writes a manifest that says what it was made of', async () => {
    const manifest = JSON.parse(await readFile(join(packs, 'shop/manifest.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ name: 'shop', description: expect.stringContaining('lite@') });
  });
});
