import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPack, loadPack, openEncoder, type Encoder } from '../index.ts';
import { GraphBuilder } from '../onnx/graph-builder.ts';
import { TINY_EXPORT, TINY_PROJECTION, writeTinyExport } from '../testing/tiny-export.ts';

const { size, hidden, embedding } = TINY_EXPORT;

let dir: string;
let source: string;
let target: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'add-pack-'));
  source = join(dir, 'Tiny CLIP');
  target = join(dir, 'pack');
});

afterEach(() => rm(dir, { recursive: true }));

/** A picture whose left half has one color and whose right half another. */
function halves(left: readonly number[], right: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: size * size * 3 }, (_, at) =>
    Math.floor(at / 3) % size < size / 2 ? left[at % 3]! : right[at % 3]!,
  );
}

/** What a patch of one color must become, worked out by hand: layer norm, projection, length 1. */
function expectedRegion(color: readonly number[]): number[] {
  const state = Array.from({ length: hidden }, (_, i) => (i < 3 ? (color[i]! - 127.5) / 127.5 : 0));
  const mean = state.reduce((sum, value) => sum + value, 0) / hidden;
  const variance = state.reduce((sum, value) => sum + (value - mean) ** 2, 0) / hidden;
  const normed = state.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
  const row = Array.from({ length: embedding }, (_, e) =>
    normed.reduce((sum, value, h) => sum + value * TINY_PROJECTION[h * embedding + e]!, 0),
  );
  const length = Math.hypot(...row);
  return row.map((value) => value / length);
}

async function withEncoder(use: (encoder: Encoder) => Promise<void>): Promise<void> {
  const encoder = await openEncoder({ pack: await loadPack(target), workers: 1 });
  try {
    await use(encoder);
  } finally {
    await encoder.close();
  }
}

describe('addPack', () => {
  it('turns a CLIP export into a pack whose regions are its patches in the shared space', async () => {
    await writeTinyExport(source, 'clip');
    const pack = await addPack({ source, target, license: 'MIT' });
    expect(pack.id).toBe('tiny-clip@1.0.0');
    expect(pack.spaces).toEqual({ global: 12, region: 12, grid: [7, 7] });
    expect(pack.manifest.image).toMatchObject({
      size,
      fit: 'cover',
      kernel: 'cubic',
      mean: [127.5, 127.5, 127.5],
    });
    expect(pack.manifest.files['vision_model.onnx']).toMatchObject({ license: 'MIT', source: 'Tiny CLIP' });
    await withEncoder(async (encoder) => {
      const [red, blue] = [
        [255, 40, 0],
        [0, 30, 255],
      ];
      const { regions, global } = await encoder.encodeImage(halves(red, blue), 'interactive');
      expect(global.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
      expectedRegion(red).forEach((value, i) => expect(regions[i]).toBeCloseTo(value, 4));
      const last = regions.subarray(48 * 12);
      expectedRegion(blue).forEach((value, i) => expect(last[i]).toBeCloseTo(value, 4));
    });
  });

  it('gives a converted text one vector per word, in the space of the regions', async () => {
    await writeTinyExport(source, 'clip');
    await addPack({ source, target, name: 'mine', version: '2.1.0' });
    await withEncoder(async (encoder) => {
      expect(encoder.pack.id).toBe('mine@2.1.0');
      const text = await encoder.encodeText('a red dog', 'interactive');
      expect(text.words.map((word) => word.text)).toEqual(['a', 'red', 'dog']);
      expect([...text.weights]).toEqual([1 / 3, 1 / 3, 1 / 3].map(Math.fround));
      const { regions, global } = await encoder.encodeImage(halves([255, 0, 0], [0, 255, 0]), 'interactive');
      const { scores, attention } = await encoder.score({
        scorer: 'imfa',
        texts: 1,
        pictures: 1,
        tokensPerText: 3,
        textGlobal: text.global,
        tokens: text.tokens,
        tokenWeights: text.weights,
        imageGlobal: global,
        regions: Int8Array.from(regions, (value) => Math.round(value * 127)),
        regionScale: new Float32Array(49).fill(1 / 127),
        wantAttention: true,
      });
      expect(Number.isFinite(scores[0])).toBe(true);
      for (let row = 0; row < 3; row++) {
        const total = attention!.subarray(row * 49, (row + 1) * 49).reduce((sum, weight) => sum + weight, 0);
        expect(total).toBeCloseTo(1, 5);
      }
    });
  });

  it('turns a SigLIP export, which pools by attention and pads in full, into a pack', async () => {
    await writeTinyExport(source, 'siglip');
    const pack = await addPack({ source, target });
    expect(pack.manifest.text).toMatchObject({ padding: 'max', maxTokens: 16, padId: 0 });
    expect(pack.manifest.image.fit).toBe('fill');
    await withEncoder(async (encoder) => {
      // One color all over: attention has nothing to choose from, so every region is the picture.
      const { global, regions } = await encoder.encodeImage(
        halves([200, 10, 10], [200, 10, 10]),
        'interactive',
      );
      expect(regions).toHaveLength(49 * hidden);
      regions.forEach((value, i) => expect(value).toBeCloseTo(global[i % hidden]!, 4));
      const { words } = await encoder.encodeText('red', 'interactive');
      expect(words).toHaveLength(1);
    });
  });

  it('takes another variant of the graphs when asked', async () => {
    await writeTinyExport(source, 'clip');
    await expect(addPack({ source, target, variant: 'quantized' })).rejects.toThrow(
      /vision_model_quantized\.onnx/,
    );
  });

  describe('refuses, with the reason, and leaves nothing behind:', () => {
    const edit = async (file: string, change: (json: Record<string, unknown>) => void) => {
      const path = join(source, file);
      const json = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
      change(json);
      await writeFile(path, JSON.stringify(json));
    };
    const onnx = (name: string, bytes: Uint8Array) => writeFile(join(source, 'onnx', name), bytes);

    it.each<[string, RegExp, () => Promise<void>]>([
      [
        'another kind of model',
        /"bert"; clip and siglip/,
        () => edit('config.json', (json) => (json.model_type = 'bert')),
      ],
      ['no text model', /no onnx\/text_model\.onnx/, () => rm(join(source, 'onnx/text_model.onnx'))],
      ['no preprocessing', /preprocessor_config/, () => rm(join(source, 'preprocessor_config.json'))],
      [
        'a crop larger than what is left after shrinking',
        /shrunk to 24/,
        () => edit('preprocessor_config.json', (json) => (json.size = { shortest_edge: 24 })),
      ],
      [
        'a file that is no ONNX',
        /vision_model\.onnx is not/,
        () => onnx('vision_model.onnx', Buffer.from('<html>')),
      ],
      ['other outputs', /outputs logits/, () => onnx('vision_model.onnx', graphOf('logits', 'sum'))],
      ['pooling by sum', /no pooling/, () => onnx('vision_model.onnx', graphOf('image_embeds', 'sum'))],
      [
        'a picked state that is changed by the others',
        /off by|cannot run/,
        () => onnx('vision_model.onnx', graphOf('image_embeds', 'mixed')),
      ],
      [
        'a tokenizer of an unknown kind',
        /tokenizer/,
        () => edit('tokenizer.json', (json) => (json.model = { type: 'Unheard' })),
      ],
    ])('%s', async (_, reason, spoil) => {
      await writeTinyExport(source, 'clip');
      await spoil();
      const added = addPack({ source, target });
      await expect(added).rejects.toMatchObject({ code: 'pack_invalid' });
      await expect(added).rejects.toThrow(reason);
      expect(await readdir(dir)).toEqual(['Tiny CLIP']);
    });

    it('a target that is not empty', async () => {
      await writeTinyExport(source, 'clip');
      await expect(addPack({ source, target: source })).rejects.toThrow(/not empty/);
      expect(await readdir(source)).toContain('config.json');
    });
  });
});

/** A picture model with one output, made in a way the converter must not accept. */
function graphOf(output: string, pooling: 'sum' | 'mixed'): Uint8Array {
  const graph = new GraphBuilder('strange');
  const pixels = graph.input('pixel_values', 'float32', ['batch', 3, size, size]);
  const states = graph.op('Reshape', [pixels, graph.ints([0, -1, hidden])]);
  const sum = graph.reduce('ReduceSum', states, 1, false);
  const first = graph.op('Gather', [states, graph.ints([0], [])], { axis: 1 });
  graph.output(output, pooling === 'sum' ? sum : graph.op('Add', [first, sum]), 'float32', ['batch', hidden]);
  return graph.build();
}
