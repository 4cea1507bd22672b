import { isAppError, type TextEncoding } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import {
  MAX_REGION_BLOCK_BYTES,
  dequantizeBlock,
  quantizeBlock,
  quantizeTokens,
  readBlock,
  readTokens,
} from '../index.ts';
import { randomRows } from '../testing/random-rows.ts';

const GRID = [7, 7] as const;

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return isAppError(error) ? error.code : `not an AppError: ${String(error)}`;
  }
  return 'nothing thrown';
}

describe('region blocks', () => {
  it('move no value by more than half a scale of its row', () => {
    const rows = randomRows(49, 256, 1);
    const block = quantizeBlock(rows, 49, 256, [...GRID]);
    const { scales } = readBlock(block);
    const back = dequantizeBlock(block);
    expect(block.byteLength).toBe(12_748);
    expect(block.byteLength).toBeLessThanOrEqual(MAX_REGION_BLOCK_BYTES);
    for (let i = 0; i < rows.length; i++) {
      const scale = scales[Math.floor(i / 256)]!;
      expect(Math.abs(back[i]! - rows[i]!)).toBeLessThanOrEqual(scale * 0.5001);
    }
  });

  it('use the whole int8 range in each row, whatever its length', () => {
    const rows = Float32Array.of(1.5e-6, -2e-6, 0, 1000, 750, -249);
    const { scales, values } = readBlock(quantizeBlock(rows, 2, 3, [1, 2]));
    expect([...values]).toEqual([95, -127, 0, 127, 95, -32]);
    expect(scales[1]).toBeCloseTo(1000 / 127, 4);
  });

  it('keep a zero row as zeros with scale 0', () => {
    const block = quantizeBlock(new Float32Array(6), 2, 3, [2, 1]);
    expect([...readBlock(block).scales]).toEqual([0, 0]);
    expect([...dequantizeBlock(block)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('have the documented bytes', () => {
    const block = quantizeBlock(Float32Array.of(127, -1, 0, 254, 2, 4), 2, 3, [2, 1]);
    const header = [1, 2, 1, 0, 3, 0, 2, 0];
    const scales = [...new Uint8Array(Float32Array.of(1, 2).buffer)];
    expect([...block]).toEqual([...header, ...scales, 127, 255, 0, 127, 1, 2]);
  });

  it('read the same from the middle of a larger buffer', () => {
    const block = quantizeBlock(randomRows(4, 5, 2), 4, 5, [2, 2]);
    const larger = new Uint8Array(block.length + 7);
    larger.set(block, 3);
    expect(dequantizeBlock(larger.subarray(3, 3 + block.length))).toEqual(dequantizeBlock(block));
  });

  it('refuse shapes and values that cannot be kept', () => {
    expect(codeOf(() => quantizeBlock(new Float32Array(6), 2, 3, [1, 3]))).toBe('pack_invalid');
    expect(codeOf(() => quantizeBlock(new Float32Array(49 * 512), 49, 512, [7, 7]))).toBe('pack_invalid');
    expect(codeOf(() => quantizeBlock(new Float32Array(5), 2, 3, [1, 2]))).toBe('encoder_failed');
    expect(codeOf(() => quantizeBlock(Float32Array.of(1, NaN), 1, 2, [1, 1]))).toBe('encoder_failed');
    expect(codeOf(() => quantizeBlock(Float32Array.of(1, -Infinity), 1, 2, [1, 1]))).toBe('encoder_failed');
  });

  const whole = quantizeBlock(randomRows(4, 5, 3), 4, 5, [2, 2]);
  const patched = (at: number, value: number) =>
    Uint8Array.from(whole, (byte, i) => (i === at ? value : byte));
  it.each([
    ['nothing', new Uint8Array(0)],
    ['half a header', whole.subarray(0, 5)],
    ['a cut end', whole.subarray(0, -1)],
    ['a byte too many', Uint8Array.of(...whole, 0)],
    ['another version', patched(0, 2)],
    ['an unknown kind', patched(3, 9)],
    ['a grid that is not its count', patched(1, 3)],
    ['no dimensions', patched(4, 0)],
    ['no rows', Uint8Array.of(1, 0, 0, 0, 5, 0, 0, 0)],
  ])('refuse %s', (_, bytes) => {
    expect(codeOf(() => readBlock(bytes))).toBe('internal');
    expect(codeOf(() => dequantizeBlock(bytes))).toBe('internal');
  });
});

describe('token blocks', () => {
  const encoding: TextEncoding = {
    global: Float32Array.of(1),
    tokens: randomRows(3, 6, 4),
    weights: Float32Array.of(0.25, 0.5, 0.1),
    words: [],
  };

  it('keep weights exactly and tokens within half a scale', () => {
    const { count, tokens, weights } = readTokens(quantizeTokens(encoding));
    expect(count).toBe(3);
    expect(weights).toEqual(encoding.weights);
    tokens.forEach((value, i) => expect(value).toBeCloseTo(encoding.tokens[i]!, 2));
  });

  it('are not taken for regions, nor regions for them', () => {
    expect(readBlock(quantizeTokens(encoding))).toMatchObject({ grid: [1, 3], count: 3, dim: 6 });
    const regions = quantizeBlock(encoding.tokens, 3, 6, [1, 3]);
    expect(codeOf(() => readTokens(regions))).toBe('internal');
  });

  it('refuse arrays that disagree, and more tokens than a block counts', () => {
    expect(codeOf(() => quantizeTokens({ ...encoding, weights: Float32Array.of(1, 1, 1, 1) }))).toBe(
      'encoder_failed',
    );
    const long = { ...encoding, tokens: new Float32Array(256), weights: new Float32Array(256) };
    expect(codeOf(() => quantizeTokens(long))).toBe('pack_invalid');
  });
});
