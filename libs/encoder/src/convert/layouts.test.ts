import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPack, loadPack, openEncoder } from '../index.ts';
import { SMALL_ARCHITECTURES, writeExport, type ExportLayout } from '../testing/write-export.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'layouts-'));
});
afterEach(() => rm(dir, { recursive: true }));

const SIZE = SMALL_ARCHITECTURES.clip.size;

/** A picture of stripes, so that its patches differ. */
const PICTURE = Uint8Array.from(
  { length: 3 * SIZE ** 2 },
  (_, at) => (at * 37 + Math.floor(at / 96) * 11) % 256,
);

type Family = keyof typeof SMALL_ARCHITECTURES;

/** What a pack made of an export says of a picture and a text. */
async function encoded(family: Family, layout: ExportLayout, name: string) {
  const source = join(dir, `${name}-export`);
  await writeExport(source, SMALL_ARCHITECTURES[family], layout);
  const target = join(dir, name);
  const variant = layout.half ? 'fp16' : layout.int8 ? 'int8' : undefined;
  const pack = await addPack({ source, target, variant });
  const encoder = await openEncoder({ pack: await loadPack(target), workers: 1 });
  try {
    const [picture, other] = await Promise.all([
      encoder.encodeImage(Uint8Array.from(PICTURE), 'interactive'),
      encoder.encodeImage(
        Uint8Array.from(PICTURE, (value) => 255 - value),
        'interactive',
      ),
    ]);
    const text = await encoder.encodeText('a red dog', 'interactive');
    return { pack, picture, other, text };
  } finally {
    await encoder.close();
  }
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('the architectures of public models', () => {
  it.each<Family>(['clip', 'siglip', 'mobileclip'])(
    '%s becomes a pack with regions and words',
    async (family) => {
      const { pack, picture, other, text } = await encoded(family, {}, family);
      const { global, region } = pack.spaces;
      expect(pack.spaces.grid).toEqual([7, 7]);
      expect(picture.global).toHaveLength(global);
      expect(picture.regions).toHaveLength(49 * region);
      expect(text.words.map(({ text: word }) => word)).toEqual(['a', 'red', 'dog']);
      expect(cosine(picture.global, other.global)).toBeLessThan(0.999);
      const first = picture.regions.slice(0, region);
      expect(cosine(first, picture.regions.slice(24 * region, 25 * region))).toBeLessThan(0.999);
    },
  );
});

describe('layouts of exports', () => {
  it('gives the same vectors where weights lie in files beside the graphs', async () => {
    const plain = await encoded('clip', {}, 'plain');
    const external = await encoded('clip', { external: true }, 'external');
    expect(external.picture.global).toEqual(plain.picture.global);
    expect(external.picture.regions).toEqual(plain.picture.regions);
    expect(external.text.tokens).toEqual(plain.text.tokens);
    expect(Object.keys(external.pack.manifest.files)).toContain('vision_model.onnx_data');
  });

  it.each<[string, ExportLayout]>([
    ['one file', { combined: true }],
    ['one file with weights beside it', { combined: true, external: true }],
  ])('parts %s with both sides into two encoders', async (_, layout) => {
    const { pack, picture, other, text } = await encoded('clip', layout, 'combined');
    expect(pack.manifest.image.stages[0]).toMatchObject({ file: 'vision_model.onnx' });
    expect(cosine(picture.global, other.global)).toBeLessThan(0.999);
    expect(text.words).toHaveLength(3);
    const files = await readdir(pack.dir);
    expect(files.includes('model.onnx_data')).toBe(layout.external ?? false);
  });

  it.each<Family>(['clip', 'siglip'])('takes a %s in half precision', async (family) => {
    const plain = await encoded(family, {}, 'plain');
    const half = await encoded(family, { half: true }, 'half');
    expect(cosine(half.picture.global, plain.picture.global)).toBeGreaterThan(0.999);
    expect(cosine(half.picture.regions, plain.picture.regions)).toBeGreaterThan(0.999);
    expect(cosine(half.text.global, plain.text.global)).toBeGreaterThan(0.999);
  });

  it.each<Family>(['clip', 'siglip'])('takes a %s whose matrix products run in int8', async (family) => {
    const plain = await encoded(family, {}, 'plain');
    const int8 = await encoded(family, { int8: true }, 'int8');
    expect(cosine(int8.picture.global, plain.picture.global)).toBeGreaterThan(0.98);
    expect(cosine(int8.picture.regions, plain.picture.regions)).toBeGreaterThan(0.98);
    expect(cosine(int8.text.global, plain.text.global)).toBeGreaterThan(0.98);
    const bytes = ({ pack }: typeof plain) => pack.manifest.files['vision_model.onnx']!.bytes;
    expect(bytes(int8)).toBeLessThan(bytes(plain));
  });

  it('cuts the middle out of pictures that are shrunk to more', async () => {
    const { pack } = await encoded('clip', { shrink: 40 }, 'cropped');
    expect(pack.manifest.image).toMatchObject({ size: 32, shrink: 40, fit: 'cover' });
  });
});
