import { describe, expect, it } from 'vitest';
import { decodeImage, type DecodeSpec } from './index.ts';
import { difference } from './testing/quadrants.ts';
import { waves } from './testing/waves.ts';

const LIMITS = { maxPixels: 50_000_000, timeoutSeconds: 10 };
const SPEC: DecodeSpec = { size: 64, fit: 'fill', kernel: 'linear' };

const FILES = {
  jpeg: () => waves().jpeg({ quality: 85 }).toBuffer(),
  progressive: () => waves().jpeg({ quality: 85, progressive: true }).toBuffer(),
  png: () => waves().png().toBuffer(),
};

describe('a picture without its end', () => {
  it.each(['jpeg', 'progressive', 'png'] as const)('is decoded as viewers show it: %s', async (kind) => {
    const whole = await FILES[kind]();
    const wanted = await decodeImage(whole, SPEC, LIMITS);
    for (const length of [whole.length - 2, whole.length - 60, whole.length * 0.99, whole.length * 0.98]) {
      const rgb = await decodeImage(whole.subarray(0, Math.floor(length)), SPEC, LIMITS);
      expect(difference(rgb, wanted)).toBeLessThan(6);
    }
  });

  it('is decoded however small it is', async () => {
    for (const [width, height] of [
      [96, 64],
      [40, 30],
      [20, 12],
    ] as const) {
      const whole = await waves().resize(width, height).jpeg({ quality: 90 }).toBuffer();
      const wanted = await decodeImage(whole, SPEC, LIMITS);
      for (const missing of [1, 2]) {
        const rgb = await decodeImage(whole.subarray(0, whole.length - missing), SPEC, LIMITS);
        expect(difference(rgb, wanted)).toBeLessThan(1);
      }
    }
    const small = await waves().resize(96, 64).jpeg({ quality: 90 }).toBuffer();
    const cut = small.subarray(0, Math.floor(small.length * 0.99));
    expect(
      difference(await decodeImage(cut, SPEC, LIMITS), await decodeImage(small, SPEC, LIMITS)),
    ).toBeLessThan(6);
    await expect(decodeImage(small.subarray(0, small.length / 2), SPEC, LIMITS)).rejects.toMatchObject({
      code: 'image_corrupt',
    });
  });

  it.each(['jpeg', 'progressive', 'png'] as const)('is refused when half is missing: %s', async (kind) => {
    const whole = await FILES[kind]();
    for (const share of [0.1, 0.4]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      await expect(decodeImage(cut, SPEC, LIMITS)).rejects.toMatchObject({ code: 'image_corrupt' });
    }
  });
});

it('gives every picture of one kind of damage the same reason, whatever is decoded beside it', async () => {
  const formats = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;
  const cut = await Promise.all(
    formats.map(async (format) => {
      const bytes = await waves().resize(160, 120).toFormat(format).toBuffer();
      return bytes.subarray(0, Math.floor(bytes.length / 2));
    }),
  );
  const tries = Array.from({ length: 60 }, (_, index) => index % formats.length);
  const reasons = await Promise.all(
    tries.map((kind) =>
      decodeImage(cut[kind]!, SPEC, LIMITS).then(
        () => 'decoded',
        (error: Error) => error.message,
      ),
    ),
  );
  const names = ['JPEG', 'PNG', 'WebP', 'GIF', 'AVIF'];
  expect(reasons).toEqual(tries.map((kind) => `The ${names[kind]} file ends early: part of it is missing`));
});
