import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { renderAttention } from './index.ts';

const LIMITS = { maxPixels: 50_000_000, timeoutSeconds: 10 };
const GRAY = { r: 128, g: 128, b: 128 };
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: GRAY } });

/** Weights of a 4 x 4 grid that are all in one cell. */
const hot = (cell: number) => ({ rows: 4, cols: 4, weights: new Float32Array(16).fill(1, cell, cell + 1) });

async function pixels(png: Uint8Array) {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  return { ...info, at };
}

describe('renderAttention', () => {
  it('makes a PNG whose longest edge is the one asked for', async () => {
    const bytes = await picture(1_600, 800).jpeg().toBuffer();
    const { width, height, channels } = await pixels(await renderAttention(bytes, hot(0), LIMITS));
    expect({ width, height, channels }).toEqual({ width: 768, height: 384, channels: 3 });
  });

  it('is hot where the weight is, and leaves the rest of the picture alone', async () => {
    const bytes = await picture(400, 400).png().toBuffer();
    const { at } = await pixels(await renderAttention(bytes, hot(0), LIMITS, 400));
    const [red, , blue] = at(50, 50) as [number, number, number];
    expect(red).toBeGreaterThan(200);
    expect(red - blue).toBeGreaterThan(50);
    expect(at(350, 350)).toEqual([128, 128, 128]);
  });

  it('lays the grid over the picture as seen upright', async () => {
    const bytes = await picture(400, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { width, height, at } = await pixels(await renderAttention(bytes, hot(3), LIMITS, 400));
    expect({ width, height }).toEqual({ width: 200, height: 400 });
    expect(at(175, 50)[0]).toBeGreaterThan(200);
    expect(Math.abs(at(25, 350)[0]! - 128)).toBeLessThan(4);
  });

  it('is smooth: no step between neighboring pixels', async () => {
    const bytes = await picture(300, 300).png().toBuffer();
    const { at } = await pixels(await renderAttention(bytes, hot(5), LIMITS, 300));
    for (let x = 1; x < 300; x++) expect(Math.abs(at(x, 110)[1]! - at(x - 1, 110)[1]!)).toBeLessThan(12);
  });

  it('leaves the picture as it is when all weights are equal', async () => {
    const bytes = await picture(100, 100).png().toBuffer();
    const even = { rows: 2, cols: 2, weights: new Float32Array(4).fill(0.25) };
    const { at } = await pixels(await renderAttention(bytes, even, LIMITS, 100));
    expect(at(50, 50)).toEqual([128, 128, 128]);
  });

  it('refuses a grid that does not fit its weights, and a picture it cannot read', async () => {
    const bytes = await picture(10, 10).png().toBuffer();
    const short = { rows: 3, cols: 3, weights: new Float32Array(4) };
    await expect(renderAttention(bytes, short, LIMITS)).rejects.toMatchObject({ code: 'internal' });
    await expect(renderAttention(Buffer.from('x'), hot(0), LIMITS)).rejects.toMatchObject({
      code: 'image_unsupported',
    });
  });
});
