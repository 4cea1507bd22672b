import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage, identifyImage, makeThumbnail, type DecodeSpec } from './index.ts';
import { HEIC_PICTURES } from './testing/heic-pictures.ts';
import { difference, quadrants, stored } from './testing/quadrants.ts';
import { rawFile } from './testing/raw-file.ts';
import { tiffFile } from './testing/tiff-file.ts';

const LIMITS = { maxPixels: 128_000_000, timeoutSeconds: 20 };
const SPEC: DecodeSpec = { size: 32, fit: 'fill', kernel: 'linear' };
const upright = async () => decodeImage(await quadrants().png().toBuffer(), SPEC, LIMITS);

describe('pictures as people have them', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'are turned upright in every format: orientation %i',
    async (orientation) => {
      const wanted = await upright();
      for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const) {
        const bytes = await (await stored(orientation)).toFormat(format, { quality: 95 }).toBuffer();
        expect(difference(await decodeImage(bytes, SPEC, LIMITS), wanted), format).toBeLessThan(6);
        expect(await identifyImage(bytes, LIMITS), format).toMatchObject({ width: 64, height: 48 });
      }
      const heic = HEIC_PICTURES.get(orientation)!;
      expect(difference(await decodeImage(heic, SPEC, LIMITS), wanted)).toBeLessThan(6);
      expect(await identifyImage(heic, LIMITS)).toEqual({ type: 'image/heic', width: 64, height: 48 });
    },
  );

  it('shows HEIC as a thumbnail every browser can show, and refuses a damaged or too large one', async () => {
    const heic = HEIC_PICTURES.get(6)!;
    const { bytes, type } = await makeThumbnail(heic, LIMITS);
    expect(type).toBe('image/jpeg');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
    for (const share of [0.2, 0.9]) {
      const cut = heic.subarray(0, Math.floor(heic.length * share));
      await expect(decodeImage(cut, SPEC, LIMITS)).rejects.toMatchObject({
        code: 'image_corrupt',
        message: 'The HEIC file ends early: part of it is missing',
      });
    }
    const again = Uint8Array.from(heic);
    await expect(decodeImage(again, SPEC, { ...LIMITS, maxPixels: 2_000 })).rejects.toMatchObject({
      code: 'image_too_large',
      message: expect.stringContaining('UNSEEN_MAX_PIXELS') as string,
    });
  });

  it('takes the largest JPEG of a raw file, turned as the raw file says', async () => {
    const wanted = await upright();
    for (const orientation of [1, 6]) {
      const preview = await sharp(await (await stored(orientation)).png().toBuffer())
        .jpeg({ quality: 95 })
        .toBuffer();
      const small = await sharp(preview).resize(16, 16).jpeg().toBuffer();
      const raw = rawFile(orientation, small, preview);
      expect((await identifyImage(raw, LIMITS)).type).toBe('image/x-dcraw');
      expect(await identifyImage(raw, LIMITS)).toMatchObject({ width: 64, height: 48 });
      expect(difference(await decodeImage(raw, SPEC, LIMITS), wanted)).toBeLessThan(6);
      expect((await makeThumbnail(raw, LIMITS)).type).toBe('image/jpeg');
    }
  });

  it('takes the first picture of a file that holds two (MPO), and a JPEG behind blanks or a doubled start', async () => {
    const first = await quadrants().jpeg({ quality: 95 }).toBuffer();
    const second = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#000' } })
      .jpeg()
      .toBuffer();
    const wanted = await upright();
    const soi = Buffer.from([0xff, 0xd8]);
    for (const bytes of [
      Buffer.concat([first, second]),
      Buffer.concat([Buffer.from('\r\n'), first]),
      Buffer.concat([soi, first]),
    ]) {
      expect(difference(await decodeImage(bytes, SPEC, LIMITS), wanted)).toBeLessThan(6);
    }
  });

  it('reads floating point and 12-bit TIFFs by the range they have', async () => {
    const wanted = await upright();
    const pixels = await quadrants().raw().toBuffer();
    const float = (scale: number) => Buffer.from(Float32Array.from(pixels, (value) => value * scale).buffer);
    const whole = (scale: number) => Buffer.from(Uint16Array.from(pixels, (value) => value * scale).buffer);
    const files = {
      'float 0 to 1': tiffFile([64, 48], float(1 / 255), { bits: 32, kind: 3 }),
      'float 0 to 255': tiffFile([64, 48], float(1), { bits: 32, kind: 3 }),
      '12 bits': tiffFile([64, 48], whole(4_095 / 255), { bits: 16 }),
      '16 bits': tiffFile([64, 48], whole(257), { bits: 16 }),
    };
    for (const [name, bytes] of Object.entries(files)) {
      expect(difference(await decodeImage(bytes, SPEC, LIMITS), wanted), name).toBeLessThan(3);
    }
  });

  it('says what else was sent', async () => {
    const cases: [Buffer, RegExp][] = [
      [Buffer.from('BM\x36\x10\0\0\0\0\0\0\x36', 'latin1'), /a BMP picture/],
      [Buffer.from('<!DOCTYPE html><html>'), /a web page/],
      [Buffer.from('<?xml version="1.0"?><svg xmlns="x"/>'), /an SVG drawing/],
      [Buffer.from('%PDF-1.7'), /a PDF/],
      [Buffer.from('8BPS\0\x01'), /a Photoshop file/],
      [Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1'), /a video/],
      [Buffer.from('version https://git-lfs.github.com/spec/v1\n'), /Git LFS pointer/],
    ];
    for (const [bytes, found] of cases) {
      await expect(identifyImage(bytes, LIMITS)).rejects.toMatchObject({
        code: 'image_unsupported',
        message: expect.stringMatching(found) as string,
      });
    }
  });

  it('takes a phone’s 64-megapixel JPEG by default, and says by how much a larger one is too large', async () => {
    const blank = sharp({ create: { width: 9_248, height: 6_936, channels: 3, background: '#778' } });
    const bytes = await blank.jpeg({ quality: 30 }).toBuffer();
    expect((await decodeImage(bytes, SPEC, LIMITS)).length).toBe(32 * 32 * 3);
    await expect(decodeImage(bytes, SPEC, { ...LIMITS, maxPixels: 64_000_000 })).rejects.toMatchObject({
      code: 'image_too_large',
      message: 'The picture has 64.1 million pixels; at most 64 million are decoded (UNSEEN_MAX_PIXELS)',
    });
  });

  it('shows an animation by its first frame that is not blank', async () => {
    const wanted = await upright();
    const frame = (background: string) =>
      sharp({ create: { width: 64, height: 48, channels: 4, background } })
        .png()
        .toBuffer();
    const shown = await quadrants().png().toBuffer();
    const last = await quadrants().negate().png().toBuffer();
    for (const blank of ['#fff', '#000', '#0000']) {
      for (const format of ['gif', 'webp'] as const) {
        const frames = [await frame(blank), await frame(blank), shown, last];
        const bytes = await sharp(frames, { join: { animated: true } })
          .toFormat(format, { quality: 95 })
          .toBuffer();
        expect((await sharp(bytes).metadata()).pages, `${format} ${blank}`).toBeGreaterThan(2);
        expect(difference(await decodeImage(bytes, SPEC, LIMITS), wanted), `${format} ${blank}`).toBeLessThan(
          8,
        );
        const thumbnail = await makeThumbnail(bytes, LIMITS);
        expect(difference(await decodeImage(thumbnail.bytes, SPEC, LIMITS), wanted)).toBeLessThan(8);
      }
    }
    const blank = await sharp([await frame('#fff'), await frame('#fff')], { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await decodeImage(blank, SPEC, LIMITS))[0]).toBe(255);
  });

  it('lays white on a dark ground, and anything else on white', async () => {
    const logo = (background: string) =>
      sharp({ create: { width: 32, height: 32, channels: 4, background: '#0000' } })
        .composite([{ input: { create: { width: 16, height: 16, channels: 4, background } } }])
        .png()
        .toBuffer();
    const white = await decodeImage(await logo('#ffff'), SPEC, LIMITS);
    expect(white[0]).toBeLessThan(100);
    expect(white[(16 * 32 + 16) * 3]).toBeGreaterThan(240);
    const black = await decodeImage(await logo('#000f'), SPEC, LIMITS);
    expect(black[0]).toBe(255);
    expect(black[(16 * 32 + 16) * 3]).toBeLessThan(10);
  });
});
