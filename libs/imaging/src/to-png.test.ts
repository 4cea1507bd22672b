import sharp from 'sharp';
import { expect, it } from 'vitest';
import { toPng } from './index.ts';

const LIMITS = { maxPixels: 1_000_000, timeoutSeconds: 10 };
const webp = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 90, b: 10, alpha: 0.5 } } })
    .webp()
    .toBuffer();

it('shrinks a picture into a PNG and keeps what shines through', async () => {
  const png = await toPng(await webp(800, 400), LIMITS, 320);
  expect(await sharp(png).metadata()).toMatchObject({
    format: 'png',
    width: 320,
    height: 160,
    hasAlpha: true,
  });
});

it('enlarges none, and refuses what is none', async () => {
  expect(await sharp(await toPng(await webp(20, 10), LIMITS, 320)).metadata()).toMatchObject({ width: 20 });
  await expect(toPng(Buffer.from('<html>'), LIMITS, 320)).rejects.toMatchObject({
    code: 'image_unsupported',
  });
  await expect(toPng(await webp(2_000, 1_000), LIMITS, 320)).rejects.toMatchObject({
    code: 'image_too_large',
  });
});
