import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeThumbnail } from './index.ts';

const LIMITS = { maxPixels: 50_000_000, timeoutSeconds: 10 };
const picture = (width: number, height: number, alpha?: number) =>
  sharp({
    create: {
      width,
      height,
      channels: alpha === undefined ? 3 : 4,
      background: { r: 200, g: 90, b: 10, alpha: alpha ?? 1 },
    },
  });

describe('makeThumbnail', () => {
  it('shrinks to the edge as JPEG, keeping the shape', async () => {
    const bytes = await picture(2_000, 1_000).png().toBuffer();
    const thumbnail = await makeThumbnail(bytes, LIMITS);
    expect(thumbnail.type).toBe('image/jpeg');
    expect(await sharp(thumbnail.bytes).metadata()).toMatchObject({
      format: 'jpeg',
      width: 384,
      height: 192,
    });
  });

  it('keeps transparency, as WebP', async () => {
    const thumbnail = await makeThumbnail(await picture(1_000, 1_000, 0.5).png().toBuffer(), LIMITS);
    expect(thumbnail.type).toBe('image/webp');
    expect(await sharp(thumbnail.bytes).metadata()).toMatchObject({
      format: 'webp',
      hasAlpha: true,
      width: 384,
    });
  });

  it('never enlarges, and turns upright', async () => {
    const bytes = await picture(90, 60).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const thumbnail = await makeThumbnail(bytes, LIMITS);
    const { width, height, orientation } = await sharp(thumbnail.bytes).metadata();
    expect({ width, height, orientation }).toEqual({ width: 60, height: 90, orientation: undefined });
  });

  it('gives back a small web picture as it is', async () => {
    const bytes = await picture(500, 375).jpeg().toBuffer();
    expect((await makeThumbnail(bytes, LIMITS)).bytes).toBe(bytes);
  });

  it('does not give back what a browser cannot show, what moves, or what tells a place', async () => {
    const frame = await picture(50, 50).png().toBuffer();
    const others = await Promise.all([
      picture(50, 50).tiff().toBuffer(),
      sharp([frame, frame], { join: { animated: true } })
        .webp()
        .toBuffer(),
      picture(50, 50)
        .jpeg()
        .withExif({ IFD3: { GPSLatitudeRef: 'N' } })
        .toBuffer(),
    ]);
    for (const bytes of others) {
      const { bytes: thumbnail } = await makeThumbnail(bytes, LIMITS);
      const { pages, exif, format } = await sharp(thumbnail).metadata();
      expect({ pages, exif }).toEqual({ pages: undefined, exif: undefined });
      expect(['jpeg', 'webp']).toContain(format);
    }
  });

  it('refuses a damaged picture', async () => {
    const bytes = await picture(800, 800).png().toBuffer();
    await expect(makeThumbnail(bytes.subarray(0, 100), LIMITS)).rejects.toMatchObject({
      code: 'image_corrupt',
    });
  });
});
