import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { identifyImage } from './index.ts';

const LIMITS = { maxPixels: 1_000_000, timeoutSeconds: 10 };
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#456789' } });

describe('identifyImage', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'knows %s by its content',
    async (format) => {
      const bytes = await picture(40, 30).toFormat(format).toBuffer();
      expect(await identifyImage(bytes, LIMITS)).toEqual({ type: `image/${format}`, width: 40, height: 30 });
    },
  );

  it('gives the size as seen upright', async () => {
    const bytes = await picture(40, 30).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await identifyImage(bytes, LIMITS)).toMatchObject({ width: 30, height: 40 });
  });

  it('gives the size of one frame of an animation', async () => {
    const frame = await picture(40, 30).png().toBuffer();
    const bytes = await sharp([frame, frame], { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await identifyImage(bytes, LIMITS)).toMatchObject({ width: 40, height: 30 });
  });

  it('refuses a picture over the pixel limit, and a header that is cut off', async () => {
    const bytes = await picture(1_100, 1_000).png().toBuffer();
    await expect(identifyImage(bytes, LIMITS)).rejects.toMatchObject({ code: 'image_too_large' });
    await expect(identifyImage(bytes.subarray(0, 20), LIMITS)).rejects.toMatchObject({
      code: 'image_corrupt',
    });
  });
});
