import { isAppError, type ImageEncoding, type TextEncoding } from '@unseen/domain';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack, openEncoder, type BatchEvent, type Encoder } from './index.ts';
import { TINY_SPACES, writeTinyPack } from './testing/index.ts';

const SIZE = 32;
const { global: D, region: d } = TINY_SPACES;
const R = TINY_SPACES.grid[0] * TINY_SPACES.grid[1];

let dir: string;
let encoder: Encoder;
const events: BatchEvent[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tiny-pack-'));
  await writeTinyPack(dir);
  encoder = await openEncoder({
    pack: await loadPack(dir),
    maxBatch: 4,
    observe: (event) => events.push(event),
  });
});

afterAll(async () => {
  await encoder.close();
  await rm(dir, { recursive: true });
});

/** A picture whose left and right halves have the given colors. */
function picture(left: readonly number[], right: readonly number[] = left): Uint8Array {
  return Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, at) => {
    const column = Math.floor(at / 3) % SIZE;
    return (column < SIZE / 2 ? left : right)[at % 3]!;
  });
}

const RED = [255, 0, 0];
const BLUE = [0, 0, 255];

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

describe('Encoder', () => {
  it('yields vectors of the shapes the manifest names, globals of length 1', async () => {
    const image = await encoder.encodeImage(picture(RED, BLUE), 'interactive');
    expect(image.global).toHaveLength(D);
    expect(image.regions).toHaveLength(R * d);
    expect(dot(image.global, image.global)).toBeCloseTo(1, 5);
    const text = await encoder.encodeText('a red thing', 'interactive');
    expect(text.global).toHaveLength(D);
    expect(dot(text.global, text.global)).toBeCloseTo(1, 5);
  });

  it('keeps only the rows of words, and says which row spells which word', async () => {
    const { tokens, weights, words } = await encoder.encodeText('A red zz', 'interactive');
    expect(tokens).toHaveLength(4 * d);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
    expect(words).toEqual([
      { text: 'A', tokens: [0] },
      { text: 'red', tokens: [1] },
      { text: 'zz', tokens: [2, 3] },
    ]);
  });

  it('gives a text the same encoding alone and padded among longer ones', async () => {
    const alone = await encoder.encodeText('blue dog', 'interactive');
    const [together] = await Promise.all(
      ['blue dog', 'a very much longer text about nothing', 'x'].map((text) =>
        encoder.encodeText(text, 'bulk'),
      ),
    );
    expect(largestDifference(alone.global, together!.global)).toBeLessThan(1e-6);
    expect(largestDifference(alone.tokens, together!.tokens)).toBeLessThan(1e-6);
    expect(together!.words).toEqual(alone.words);
  });

  it('answers each of many mixed requests with its own result', async () => {
    const shades = Array.from({ length: 40 }, (_, i) => [i * 6, 255 - i * 6, 40]);
    const images = await Promise.all(shades.map((shade) => encoder.encodeImage(picture(shade), 'bulk')));
    const again = await Promise.all(
      shades.map((shade) => encoder.encodeImage(picture(shade), 'interactive')),
    );
    images.forEach((image, i) =>
      expect(largestDifference(image.global, again[i]!.global)).toBeLessThan(1e-6),
    );
    expect(new Set(images.map(({ global }) => global.join())).size).toBe(40);
    const counts = Array.from({ length: 30 }, (_, i) => i + 1);
    const texts = await Promise.all(counts.map((n) => encoder.encodeText('red '.repeat(n), 'bulk')));
    expect(texts.map(({ words }) => words.length)).toEqual(counts);
  });

  it('does not run what nobody waits for any more when its turn comes', async () => {
    events.length = 0;
    // More than all workers take at once, those for bulk work among them.
    const busy = Array.from({ length: 40 }, () => encoder.encodeImage(picture(RED), 'interactive'));
    const leaving = new AbortController();
    const left = [
      encoder.encodeImage(picture(BLUE), 'interactive', leaving.signal),
      encoder.encodeText('a red thing', 'interactive', leaving.signal),
    ];
    const stays = encoder.encodeText('a blue thing', 'interactive', new AbortController().signal);
    await Promise.resolve();
    leaving.abort(new Error('left'));
    const outcomes = await Promise.allSettled(left);
    expect(outcomes).toMatchObject([{ reason: { message: 'left' } }, { reason: { message: 'left' } }]);
    expect((await stays).global).toHaveLength(D);
    await Promise.all(busy);
    const run = (kind: string) =>
      events.filter((event) => event.kind === kind).reduce((sum, { size }) => sum + size, 0);
    expect({ pictures: run('image'), texts: run('text') }).toEqual({ pictures: 40, texts: 1 });
    expect(encoder.stats().queued.interactive).toBe(0);
  });

  it('fills batches while workers are busy, never beyond maxBatch', async () => {
    events.length = 0;
    await Promise.all(Array.from({ length: 21 }, () => encoder.encodeImage(picture(RED), 'bulk')));
    const sizes = events.map(({ size }) => size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(21);
    expect(Math.max(...sizes)).toBe(4);
    expect(sizes.length).toBeLessThanOrEqual(6);
    expect(
      events.every(({ kind, lane, seconds }) => kind === 'image' && lane === 'bulk' && seconds > 0),
    ).toBe(true);
  });

  it('scores an empty text by its global vector alone', async () => {
    const { tokens, weights, words } = await encoder.encodeText('', 'interactive');
    expect({ rows: tokens.length / d, weights: [...weights], words }).toEqual({
      rows: 1,
      weights: [0],
      words: [],
    });
  });

  it.each([' a\n', '🦄', '\ud83d', 'é'.repeat(50_000), '[PAD][SEP]'])(
    'encodes any text: %j',
    async (text) => {
      const { global, tokens, weights } = await encoder.encodeText(text, 'interactive');
      expect(dot(global, global)).toBeCloseTo(1, 4);
      expect(tokens.length).toBeGreaterThanOrEqual(d);
      expect(tokens).toHaveLength(weights.length * d);
    },
  );

  it('refuses a picture of the wrong size and goes on', async () => {
    await expect(encoder.encodeImage(new Uint8Array(7), 'bulk')).rejects.toMatchObject({
      code: 'encoder_failed',
    });
    await expect(encoder.encodeImage(picture(RED), 'bulk')).resolves.toBeDefined();
  });
});

describe('scoring', () => {
  const request = (text: TextEncoding, images: readonly ImageEncoding[]) => ({
    texts: 1,
    pictures: images.length,
    tokensPerText: text.weights.length,
    textGlobal: text.global.slice(),
    tokens: text.tokens.slice(),
    tokenWeights: text.weights.slice(),
    imageGlobal: Float32Array.from(images.flatMap(({ global }) => [...global])),
    regions: Int8Array.from(
      images.flatMap(({ regions }) => [...regions].map((value) => Math.round(value * 127))),
    ),
    regionScale: new Float32Array(images.length * R).fill(1 / 127),
    wantAttention: true,
  });

  it('puts the picture the text means first, and attends to the regions the words mean', async () => {
    const images = await Promise.all(
      [picture(BLUE), picture(BLUE, RED), picture(RED)].map((rgb) => encoder.encodeImage(rgb, 'interactive')),
    );
    const text = await encoder.encodeText('red', 'interactive');
    const { scores, attention } = await encoder.score({ scorer: 'imfa', ...request(text, images) });
    expect([...scores].sort((a, b) => a - b)).toEqual([...scores]);
    expect(attention).toHaveLength(3 * R);
    const half = attention!.subarray(R, 2 * R);
    const onRed = half.reduce((sum, weight, i) => sum + (i % 4 >= 2 ? weight : 0), 0);
    expect(onRed).toBeGreaterThan(0.95);
    expect(half.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  });

  it('repeats one attention for every token with the self scorer', async () => {
    const images = [await encoder.encodeImage(picture(BLUE, RED), 'interactive')];
    const text = await encoder.encodeText('red blue', 'interactive');
    const { attention } = await encoder.score({ scorer: 'self', ...request(text, images) });
    expect(attention).toHaveLength(2 * R);
    expect(attention!.slice(0, R)).toEqual(attention!.slice(R));
  });

  it('leaves attention out when it is not wanted, and refuses arrays that do not fit', async () => {
    const images = [await encoder.encodeImage(picture(RED), 'interactive')];
    const text = await encoder.encodeText('red', 'interactive');
    const whole = { scorer: 'imfa', ...request(text, images), wantAttention: false } as const;
    expect(await encoder.score(whole)).toEqual({ scores: expect.any(Float32Array) });
    await expect(encoder.score({ ...whole, pictures: 2 })).rejects.toMatchObject({ code: 'encoder_failed' });
  });
});

describe('opening and closing', () => {
  it('refuses a provider that is not there, and says how to get it', async () => {
    const pack = await loadPack(dir);
    const opened = openEncoder({ pack, provider: 'cuda' });
    await expect(opened).rejects.toMatchObject({ code: 'execution_provider_unavailable' });
    await expect(opened).rejects.toThrow(/ONNXRUNTIME_NODE_INSTALL=cuda12/);
    await expect(openEncoder({ pack, provider: 'webgpu' })).rejects.toThrow(/UNSEEN_EXECUTION_PROVIDER=cpu/);
  });

  it('refuses a pack whose graphs do not yield what the format asks for', async () => {
    const pack = await loadPack(dir);
    const image = { ...pack.manifest.image, stages: pack.manifest.image.stages.slice(0, 1) };
    const broken = { ...pack, manifest: { ...pack.manifest, image } };
    await expect(openEncoder({ pack: broken })).rejects.toMatchObject({ code: 'pack_invalid' });
  });

  it('answers the same from workers and models that were given up meanwhile', async () => {
    const resting = await openEncoder({ pack: encoder.pack, workers: 2, restAfterMs: 1 });
    const ends: number[] = [];
    try {
      const picture = () => new Uint8Array(3 * resting.imageSpec.size ** 2).fill(90);
      for (let round = 0; round < 3; round++) {
        const [text, image, own] = await Promise.all([
          resting.encodeText('a red thing', 'bulk'),
          resting.encodeImage(picture(), 'bulk'),
          resting.encodeImage(picture(), 'interactive'),
        ]);
        ends.push(text.global[0]!, image.global[0]!, own.global[0]!);
        // Long enough for them to be given up, or to be about to be.
        await new Promise((resolve) => setTimeout(resolve, 5 * round));
      }
      expect(ends.slice(3, 6)).toEqual(ends.slice(0, 3));
      expect(ends.slice(6)).toEqual(ends.slice(0, 3));
      expect(resting.stats().restarts).toBe(0);
    } finally {
      await resting.close();
    }
  });

  it('has bulk workers help while many people wait, and rest while few do', async () => {
    const shared = await openEncoder({ pack: encoder.pack, workers: 2, restAfterMs: 200 });
    try {
      const alone = await shared.encodeText('a red thing 0', 'interactive');
      expect(shared.stats().awake).toBe(1);
      const ask = () =>
        Promise.all(
          Array.from({ length: 100 }, (_, i) => shared.encodeText(`a red thing ${i}`, 'interactive')),
        );
      const [first] = await ask();
      expect(shared.stats().awake).toBeGreaterThan(1);
      for (let round = 0; round < 5; round++) {
        const [again] = await ask();
        expect(again!.global).toEqual(first!.global);
      }
      expect(largestDifference(first!.global, alone.global)).toBeLessThan(1e-6);
      // Somebody who asks now and then keeps nobody up but the worker for people.
      await expect
        .poll(
          async () => {
            await shared.encodeText('a blue thing', 'interactive');
            return shared.stats().awake;
          },
          { timeout: 20_000, interval: 20 },
        )
        .toBe(1);
      expect(shared.stats().restarts).toBe(0);
    } finally {
      await shared.close();
    }
  });

  it('fails what is under way with shutting_down when it closes', async () => {
    const short = await openEncoder({ pack: await loadPack(dir), maxBatch: 1 });
    const work = Array.from({ length: 20 }, () => short.encodeImage(picture(RED), 'bulk'));
    const outcomes = Promise.allSettled(work);
    await short.close();
    const reasons = (await outcomes).flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.every((reason) => isAppError(reason, 'shutting_down'))).toBe(true);
    await expect(short.encodeText('red', 'bulk')).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('writes the same tiny pack every time', async () => {
    const other = await mkdtemp(join(tmpdir(), 'tiny-pack-'));
    await writeTinyPack(other);
    expect(await readFile(join(other, 'manifest.json'))).toEqual(await readFile(join(dir, 'manifest.json')));
    await writeFile(join(other, 'text-head.onnx'), 'tampered');
    await expect(loadPack(other)).rejects.toMatchObject({ code: 'pack_checksum_mismatch' });
    await rm(other, { recursive: true });
  });
});
