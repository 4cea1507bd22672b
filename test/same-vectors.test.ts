import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { decodeImage } from '@unseen/imaging';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEIC_PICTURES } from '../libs/imaging/src/testing/heic-pictures.ts';
import { stored } from '../libs/imaging/src/testing/quadrants.ts';
import { waves } from '../libs/imaging/src/testing/waves.ts';

const LIMITS = { maxPixels: 50_000_000, timeoutSeconds: 60 };
const LITE = fileURLToPath(new URL('../models/lite', import.meta.url));

describe('the vector of a picture', () => {
  let encoder: Encoder;
  beforeAll(async () => {
    encoder = await openEncoder({ pack: await loadPack(LITE), workers: 1, threads: 1 });
  });
  afterAll(() => encoder?.close());

  const vectorOf = async (bytes: Uint8Array) =>
    (await encoder.encodeImage(await decodeImage(bytes, encoder.imageSpec, LIMITS), 'bulk')).global;
  const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is that of the upright picture: orientation %i', async (orientation) => {
    const upright = await vectorOf(await waves().png().toBuffer());
    for (const format of ['jpeg', 'png'] as const) {
      const turned = await (await stored(orientation, waves())).toFormat(format).toBuffer();
      expect(cosine(await vectorOf(turned), upright), format).toBeGreaterThan(0.99);
    }
  });

  it.each(['webp', 'avif', 'tiff'] as const)(
    'is that of the upright picture in the same format, however it is turned: %s',
    async (format) => {
      // A codec leaves other traces in a turned picture, and at its default quality those of WebP show: what is asked is that it is turned back.
      const options = format === 'webp' ? { quality: 95 } : {};
      const upright = await vectorOf(await (await stored(1, waves())).toFormat(format, options).toBuffer());
      for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
        const turned = await (await stored(orientation, waves())).toFormat(format, options).toBuffer();
        expect(cosine(await vectorOf(turned), upright), `${orientation}`).toBeGreaterThan(0.99);
      }
    },
  );

  it('is that of the upright picture in HEIC, however it is turned', async () => {
    const upright = await vectorOf(HEIC_PICTURES.get(1)!);
    for (const [orientation, bytes] of HEIC_PICTURES)
      expect(cosine(await vectorOf(bytes), upright), `${orientation}`).toBeGreaterThan(0.99);
  });

  it('is nearly that of the whole picture where its end is missing', async () => {
    for (const progressive of [false, true]) {
      const whole = await waves().jpeg({ quality: 90, progressive }).toBuffer();
      const wanted = await vectorOf(whole);
      for (const length of [whole.length - 2, whole.length - 60, whole.length * 0.99, whole.length * 0.98]) {
        const cut = await vectorOf(whole.subarray(0, Math.floor(length)));
        expect(cosine(cut, wanted), `${length} of ${whole.length}`).toBeGreaterThan(0.98);
      }
    }
  });
});
