import type { ScoreRequest } from '@unseen/domain';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack, openEncoder, type Encoder } from './index.ts';
import { LINE_COLUMNS } from './runtime/text-lines.ts';
import { TextTokenizer } from './text/text-tokenizer.ts';
import type { TokenizerJson } from './text/word-starts.ts';

/** The pack that ships, against values the training code wrote down: both sides must compute the same. */
const DIR = join(import.meta.dirname, '../../../models/lite');

interface Golden {
  image: { tolerance: number; global: number[]; regions: { row: number; values: number[] }[] };
  text: {
    tolerance: number;
    cases: {
      text: string;
      input_ids: number[];
      word_mask: number[];
      global: number[];
      tokens: { token: number; values: number[] }[];
      token_weights: number[];
      match: number[];
    }[];
  };
  scorers: {
    tolerance: { scores: number; attention: number };
    cases: ({ texts: number; pictures: number; tokens: number; seed: number } & Record<
      'imfa' | 'self',
      { scores: number[]; attention: number[] }
    >)[];
  };
}

const golden = JSON.parse(await readFile(join(DIR, 'golden.json'), 'utf8')) as Golden;
let encoder: Encoder;

beforeAll(async () => {
  encoder = await openEncoder({ pack: await loadPack(DIR), workers: 1, threads: 1 });
});

afterAll(() => encoder.close());

function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  return Array.from(actual, (value, i) => Math.abs(value - expected[i]!)).reduce((a, b) => Math.max(a, b), 0);
}

describe('pack lite', () => {
  it('encodes the golden picture as the training code does', async () => {
    const { size } = encoder.imageSpec;
    const rgb = Uint8Array.from({ length: size * size * 3 }, (_, at) => {
      const [channel, x, y] = [at % 3, Math.floor(at / 3) % size, Math.floor(at / 3 / size)];
      return (x * (channel + 2) + y * (5 - channel) + Math.floor((x * y) / 64) * 3) % 256;
    });
    const { global, regions } = await encoder.encodeImage(rgb, 'interactive');
    const { tolerance, ...expected } = golden.image;
    expect(largestDifference(global, expected.global)).toBeLessThan(tolerance);
    const d = encoder.pack.spaces.region;
    for (const { row, values } of expected.regions) {
      expect(largestDifference(regions.subarray(row * d, (row + 1) * d), values)).toBeLessThan(tolerance);
    }
  });

  it('tokenizes the golden texts as the training code does', async () => {
    const json = JSON.parse(await readFile(join(DIR, 'tokenizer.json'), 'utf8')) as TokenizerJson;
    const tokenizer = new TextTokenizer(json, encoder.pack.manifest.text.maxTokens);
    for (const { text, input_ids: ids, word_mask: wordMask } of golden.text.cases) {
      expect(tokenizer.tokenize(text)).toMatchObject({ ids, wordMask });
    }
  });

  it('encodes the golden texts as the training code does, all in one batch', async () => {
    const { cases, tolerance } = golden.text;
    const encodings = await Promise.all(cases.map(({ text }) => encoder.encodeText(text, 'interactive')));
    const d = encoder.pack.spaces.region;
    encodings.forEach(({ global, tokens, weights, lines }, i) => {
      const expected = cases[i]!;
      expect(largestDifference(global, expected.global)).toBeLessThan(tolerance);
      expect(
        largestDifference(
          LINE_COLUMNS.map((name) => lines![name]),
          expected.match,
        ),
      ).toBeLessThan(0.05);
      const kept = [...expected.token_weights.keys()].filter((at) => expected.token_weights[at] !== 0);
      if (kept.length === 0) return;
      expect(
        largestDifference(
          weights,
          kept.map((at) => expected.token_weights[at]!),
        ),
      ).toBeLessThan(tolerance);
      for (const { token, values } of expected.tokens.filter(({ token }) => kept.includes(token))) {
        const row = kept.indexOf(token);
        expect(largestDifference(tokens.subarray(row * d, (row + 1) * d), values)).toBeLessThan(tolerance);
      }
    });
  });

  it.each(['imfa', 'self'] as const)('scores as the training code does: %s', async (scorer) => {
    const { cases, tolerance } = golden.scorers;
    for (const expected of cases) {
      const { scores, attention } = await encoder.score({ scorer, ...goldenRequest(expected) });
      expect(largestDifference(scores, expected[scorer].scores)).toBeLessThan(tolerance.scores);
      expect(largestDifference(attention!, expected[scorer].attention)).toBeLessThan(tolerance.attention);
    }
  });

  it('scores many at once as it scores them one by one', async () => {
    for (const sizes of [
      { texts: 1, pictures: 60 },
      { texts: 450, pictures: 1 },
      { texts: 45, pictures: 45 },
    ]) {
      const seeded = { ...sizes, tokens: 5, seed: 99 };
      const whole = await encoder.score({ scorer: 'imfa', ...goldenRequest(seeded) });
      const count = Math.max(sizes.texts, sizes.pictures);
      const attentionSize = whole.attention!.length / count;
      for (const at of [0, 41, count - 1]) {
        const single = await encoder.score({ scorer: 'imfa', ...only(goldenRequest(seeded), at) });
        expect(Math.abs(single.scores[0]! - whole.scores[at]!)).toBeLessThan(1e-5);
        const attention = whole.attention!.subarray(at * attentionSize, (at + 1) * attentionSize);
        expect(largestDifference(single.attention!, attention)).toBeLessThan(1e-5);
      }
    }
  });
});

/** The pair at one position of a request. */
function only<T extends Omit<ScoreRequest, 'scorer'>>(request: T, at: number): T {
  const pick = <A extends Float32Array | Int8Array>(array: A, count: number): A => {
    const length = array.length / count;
    const start = count > 1 ? at * length : 0;
    return array.slice(start, start + length) as A;
  };
  const { texts, pictures } = request;
  return {
    ...request,
    texts: 1,
    pictures: 1,
    textGlobal: pick(request.textGlobal, texts),
    tokens: pick(request.tokens, texts),
    tokenWeights: pick(request.tokenWeights, texts),
    imageGlobal: pick(request.imageGlobal, pictures),
    regions: pick(request.regions, pictures),
    regionScale: pick(request.regionScale, pictures),
  };
}

/** The inputs of a golden scoring: drawn, one array after the other, from a generator both sides know. */
function goldenRequest(sizes: {
  texts: number;
  pictures: number;
  tokens: number;
  seed: number;
}): Omit<ScoreRequest, 'scorer'> {
  const { texts, pictures, tokens: T } = sizes;
  const { global: D, region: d, grid } = encoder.pack.spaces;
  const R = grid[0] * grid[1];
  let state = sizes.seed;
  const draw = () => (state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0);
  const floats = (length: number, value: (drawn: number) => number) =>
    Float32Array.from({ length }, () => value(draw()));
  const signed = (scale: number) => (drawn: number) => ((drawn >>> 8) / 2 ** 23 - 1) / scale;
  const textGlobal = floats(texts * D, signed(16));
  const tokens = floats(texts * T * d, signed(8));
  const tokenWeights = floats(texts * T, (drawn) => (drawn >>> 8) / 2 ** 26);
  for (let i = 0; i < texts; i++) tokenWeights[i * T] = tokenWeights[(i + 1) * T - 1] = 0;
  const imageGlobal = floats(pictures * D, signed(16));
  const regions = Int8Array.from({ length: pictures * R * d }, () => Math.max(-127, (draw() >>> 24) - 128));
  const regionScale = floats(pictures * R, (drawn) => (1024 + (drawn >>> 22)) / 2 ** 20);
  return {
    texts,
    pictures,
    tokensPerText: T,
    textGlobal,
    tokens,
    tokenWeights,
    imageGlobal,
    regions,
    regionScale,
    wantAttention: true,
  };
}
