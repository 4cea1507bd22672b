import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage, type DecodeSpec } from './index.ts';

const LIMITS = { maxPixels: 50_000_000, timeoutSeconds: 10 };
const SPEC: DecodeSpec = { size: 16, fit: 'fill', kernel: 'cubic' };
const ORANGE = { r: 220, g: 120, b: 40 };

function plain(
  background: { r: number; g: number; b: number; alpha?: number },
  width = 64,
  height = 48,
): Sharp {
  const channels = background.alpha === undefined ? 3 : 4;
  return sharp({ create: { width, height, channels, background } });
}

/** Left half red, right half blue. */
function halves(width = 64, height = 48): Sharp {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const left = Math.floor(at / 3) % width < width / 2;
    return at % 3 === (left ? 0 : 2) ? 255 : 0;
  });
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function noise(width: number, height: number): Sharp {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 2_654_435_761) >>> 24);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Color of the pixel at (x, y) of a decoded square. */
function pixel(rgb: Uint8Array, x: number, y: number): number[] {
  return [...rgb.subarray((y * SPEC.size + x) * 3, (y * SPEC.size + x) * 3 + 3)];
}

function expectColor(rgb: Uint8Array, color: readonly number[], tolerance: number): void {
  pixel(rgb, 8, 8).forEach((value, i) => expect(Math.abs(value - color[i]!)).toBeLessThanOrEqual(tolerance));
}

describe('decodeImage', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('decodes %s', async (format) => {
    const rgb = await decodeImage(await plain(ORANGE).toFormat(format).toBuffer(), SPEC, LIMITS);
    expect(rgb).toHaveLength(16 * 16 * 3);
    expectColor(rgb, [220, 120, 40], 6);
  });

  it('hands over a buffer that can move to another thread', async () => {
    const rgb = await decodeImage(await plain(ORANGE).png().toBuffer(), SPEC, LIMITS);
    expect(rgb.byteOffset).toBe(0);
    expect(rgb.buffer.byteLength).toBe(rgb.length);
    const moved = structuredClone(rgb, { transfer: [rgb.buffer as ArrayBuffer] });
    expect(moved).toHaveLength(16 * 16 * 3);
  });

  it('turns pictures upright: orientation 6 shows the left half at the top', async () => {
    const bytes = await halves().jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toBuffer();
    const rgb = await decodeImage(bytes, SPEC, LIMITS);
    expect(pixel(rgb, 8, 2)[0]).toBeGreaterThan(200);
    expect(pixel(rgb, 8, 13)[2]).toBeGreaterThan(200);
  });

  it('lays transparency on white', async () => {
    const clear = await plain({ r: 0, g: 0, b: 0, alpha: 0 }).png().toBuffer();
    expectColor(await decodeImage(clear, SPEC, LIMITS), [255, 255, 255], 0);
    const half = await plain({ r: 0, g: 0, b: 0, alpha: 0.5 }).webp({ lossless: true }).toBuffer();
    expectColor(await decodeImage(half, SPEC, LIMITS), [127, 127, 127], 2);
  });

  it('brings CMYK, 16-bit and grayscale to 8-bit sRGB', async () => {
    const cmyk = await plain(ORANGE).toColorspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    expectColor(await decodeImage(cmyk, SPEC, LIMITS), [220, 120, 40], 40);
    const deep = await plain(ORANGE).toColorspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expectColor(await decodeImage(deep, SPEC, LIMITS), [220, 120, 40], 1);
    const gray = await plain({ r: 90, g: 90, b: 90 }).toColorspace('b-w').png().toBuffer();
    expect((await sharp(gray).metadata()).channels).toBe(1);
    expectColor(await decodeImage(gray, SPEC, LIMITS), [90, 90, 90], 1);
  });

  it.each(['gif', 'webp'] as const)('takes the first frame of an animated %s', async (format) => {
    const frames = [plain(ORANGE), plain({ r: 0, g: 0, b: 255 })].map((frame) => frame.png().toBuffer());
    const bytes = await sharp(await Promise.all(frames), { join: { animated: true } })
      .toFormat(format)
      .toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    expectColor(await decodeImage(bytes, SPEC, LIMITS), [220, 120, 40], 8);
  });

  it('squeezes the whole picture in with fill, cuts the middle out with cover', async () => {
    const bytes = await halves(160, 40).png().toBuffer();
    const filled = await decodeImage(bytes, { ...SPEC, kernel: 'nearest' }, LIMITS);
    expect(pixel(filled, 0, 8)).toEqual([255, 0, 0]);
    expect(pixel(filled, 7, 8)).toEqual([255, 0, 0]);
    const striped = await sharp(bytes).extract({ left: 60, top: 0, width: 40, height: 40 }).png().toBuffer();
    expect(await decodeImage(bytes, { ...SPEC, fit: 'cover' }, LIMITS)).toEqual(
      await decodeImage(striped, SPEC, LIMITS),
    );
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'refuses a truncated %s',
    async (format) => {
      const whole = await noise(200, 150).toFormat(format).toBuffer();
      for (const share of [0.1, 0.5, 0.9]) {
        const cut = whole.subarray(0, Math.floor(whole.length * share));
        await expect(decodeImage(cut, SPEC, LIMITS)).rejects.toMatchObject({ code: 'image_corrupt' });
      }
    },
  );

  it('refuses no bytes, zero bytes, and what is no picture of an accepted format', async () => {
    await expect(decodeImage(new Uint8Array(), SPEC, LIMITS)).rejects.toMatchObject({ code: 'image_empty' });
    const others = [
      new Uint8Array(1_000),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      Buffer.from('%PDF-1.7'),
      Buffer.from('hello'),
      Buffer.from('<!doctype html><html><body>Not found</body></html>'),
    ];
    for (const bytes of others) {
      await expect(decodeImage(bytes, SPEC, LIMITS)).rejects.toMatchObject({ code: 'image_unsupported' });
    }
  });

  it('refuses a picture over the pixel limit however small its file', async () => {
    const bomb = await plain({ r: 0, g: 0, b: 0 }, 9_000, 9_000).png().toBuffer();
    expect(bomb.length).toBeLessThan(300_000);
    await expect(decodeImage(bomb, SPEC, LIMITS)).rejects.toMatchObject({ code: 'image_too_large' });
  });

  it('answers in time when a picture takes too long', async () => {
    const slow = plain({ r: 0, g: 0, b: 0 }, 5_000, 5_000).png({ compressionLevel: 1, progressive: true });
    const bytes = await slow.toBuffer();
    const decoded = decodeImage(bytes, SPEC, { ...LIMITS, timeoutSeconds: 0.02 });
    await expect(decoded).rejects.toMatchObject({ code: 'image_timeout' });
    expect(await decodeImage(bytes, SPEC, LIMITS)).toHaveLength(16 * 16 * 3);
  });
});
