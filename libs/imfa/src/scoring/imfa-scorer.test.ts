import type { EncodingSpaces, TextEncoding } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { ImfaScorer, innerProduct, quantizeBlock, quantizeTokens, type PictureCandidate } from '../index.ts';
import { randomRows } from '../testing/random-rows.ts';
import { WordAttentionEngine } from '../testing/word-attention-engine.ts';

const SPACES: EncodingSpaces = { global: 8, region: 6, grid: [2, 3] };

function picture(seed: number): PictureCandidate {
  return {
    imageGlobal: randomRows(1, 8, seed),
    regions: quantizeBlock(randomRows(6, 6, seed + 50), 6, 6, [2, 3]),
  };
}

function text(tokens: number, seed: number): TextEncoding {
  return {
    global: randomRows(1, 8, seed),
    tokens: randomRows(tokens, 6, seed + 100),
    weights: new Float32Array(tokens).fill(1 / tokens),
    words: Array.from({ length: tokens }, (_, i) => ({ text: `word${i}`, tokens: [i] })),
  };
}

function setUp() {
  const engine = new WordAttentionEngine(SPACES);
  return { engine, scorer: new ImfaScorer(engine, SPACES) };
}

describe('ImfaScorer', () => {
  it('scores a list of pictures as it scores each of them alone', async () => {
    const { scorer } = setUp();
    const pictures = [picture(1), picture(2), picture(3)];
    const query = text(4, 9);
    for (const method of ['imfa', 'self'] as const) {
      const together = await scorer.scoreImages(query, pictures, method);
      for (const [i, each] of pictures.entries()) {
        const alone = await scorer.scoreImages(query, [each], method);
        expect(together.scores[i]).toBe(alone.scores[0]);
      }
      expect(new Set(together.scores).size).toBe(3);
      expect(together.attention).toBeUndefined();
    }
  });

  it('adds the regional term to the inner product of the globals', async () => {
    const { scorer } = setUp();
    const query = { ...text(4, 9), weights: new Float32Array(4) };
    const { scores } = await scorer.scoreImages(query, [picture(1)], 'imfa');
    expect(scores[0]).toBeCloseTo(innerProduct(query.global, picture(1).imageGlobal), 6);
  });

  it('scores stored captions of any length like the texts they came from', async () => {
    const { scorer } = setUp();
    const captions = [text(2, 1), text(7, 2), text(4, 3)];
    const stored = captions.map((each) => ({ textGlobal: each.global, tokens: quantizeTokens(each) }));
    const { scores } = await scorer.scoreTexts(picture(5), stored, 'imfa');
    for (const [i, caption] of captions.entries()) {
      const live = await scorer.scoreImages(caption, [picture(5)], 'imfa');
      expect(Math.abs(scores[i]! - live.scores[0]!)).toBeLessThan(0.01);
    }
  });

  it('finds the region a word describes', async () => {
    const { scorer } = setUp();
    const regions = randomRows(6, 6, 77);
    const query = {
      ...text(2, 4),
      tokens: Float32Array.of(...regions.subarray(24, 30), ...regions.subarray(6, 12)),
    };
    const candidate = { imageGlobal: randomRows(1, 8, 1), regions: quantizeBlock(regions, 6, 6, [2, 3]) };
    const { attention } = await scorer.scoreImages(query, [picture(1), candidate], 'imfa', true);
    const grid = attention![1]!;
    const peaks = grid.words.map((word) => word.weights.indexOf(Math.max(...word.weights)));
    expect(peaks).toEqual([4, 1]);
    expect(grid).toMatchObject({ rows: 2, cols: 3 });
    expect(grid.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  });

  it('hands the engine buffers of its own, never those of an encoding that may be cached', async () => {
    const { engine, scorer } = setUp();
    const query = text(3, 1);
    const candidate = picture(1);
    await scorer.scoreImages(query, [candidate], 'imfa');
    const { textGlobal, tokens, tokenWeights, imageGlobal, regions } = engine.calls[0]!;
    structuredClone(0, {
      transfer: [textGlobal, tokens, tokenWeights, imageGlobal, regions].map(
        (array) => array.buffer as ArrayBuffer,
      ),
    });
    expect(textGlobal.length).toBe(0);
    expect(query.global.length + query.tokens.length + query.weights.length).toBe(8 + 18 + 3);
    expect(candidate.imageGlobal.length).toBe(8);
    expect(candidate.regions.byteLength).toBe(8 + 6 * 4 + 36);
  });

  it('has nothing to ask the engine for no candidates', async () => {
    const { engine, scorer } = setUp();
    expect(await scorer.scoreImages(text(1, 1), [], 'imfa', true)).toEqual({
      scores: new Float32Array(0),
      attention: [],
    });
    expect(await scorer.scoreTexts(picture(1), [], 'imfa')).toEqual({ scores: new Float32Array(0) });
    expect(engine.calls).toEqual([]);
  });

  it('refuses candidates of another pack', async () => {
    const { engine, scorer } = setUp();
    const other = { ...picture(2), regions: quantizeBlock(randomRows(6, 6, 1), 6, 6, [3, 2]) };
    const shorter = { ...picture(2), imageGlobal: new Float32Array(7) };
    const tokens = { ...picture(2), regions: quantizeTokens(text(6, 1)) };
    const broken = { ...picture(2), regions: new Uint8Array(9) };
    for (const bad of [other, shorter, tokens, broken]) {
      await expect(scorer.scoreImages(text(2, 1), [picture(1), bad], 'imfa')).rejects.toMatchObject({
        code: 'internal',
      });
    }
    const caption = { textGlobal: new Float32Array(9), tokens: quantizeTokens(text(2, 1)) };
    await expect(scorer.scoreTexts(picture(1), [caption], 'imfa')).rejects.toMatchObject({
      code: 'internal',
    });
    expect(engine.calls).toEqual([]);
  });
});
