import { seededUniform } from '@unseen/domain/random';
import { createRequire } from 'node:module';
import { HEIC_PICTURES } from '../../libs/imaging/src/testing/heic-pictures.ts';

const require = createRequire(new URL('../../libs/imaging/package.json', import.meta.url));
const sharp = require('sharp') as typeof import('sharp').default;

type Bytes = Uint8Array<ArrayBuffer>;

/** Values that lengths, sizes and offsets overflow at. */
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** Small pictures of every format and the kinds within it that are read by code of their own. */
async function wholePictures(): Promise<Bytes[]> {
  const pixels = Buffer.alloc(96 * 64 * 4).map((_, i) => (i * 2_654_435_761) >>> (20 + (i % 5)));
  const image = () => sharp(pixels, { raw: { width: 96, height: 64, channels: 4 } });
  const frames = Buffer.concat([pixels, pixels.map((value) => 255 - value), pixels]);
  const film = () => sharp(frames, { raw: { width: 96, height: 192, channels: 4, pageHeight: 64 } });
  const made = await Promise.all(
    [
      image().jpeg({ quality: 80 }),
      image().jpeg({ progressive: true, optimiseScans: true, chromaSubsampling: '4:2:0' }),
      image().withMetadata({ orientation: 6, icc: 'p3' }).jpeg(),
      image().toColorspace('cmyk').jpeg(),
      image().png(),
      image().png({ palette: true, progressive: true }),
      image().toColorspace('rgb16').png({ progressive: true }),
      image().webp({ quality: 70 }),
      image().webp({ lossless: true }),
      film().webp(),
      film().gif(),
      image().tiff({ compression: 'lzw' }),
      image().tiff({ tile: true, tileWidth: 16, tileHeight: 16, pyramid: true }),
      image().avif({ effort: 0 }),
    ].map((one) => one.toBuffer()),
  );
  return [...made, HEIC_PICTURES.get(1)!, HEIC_PICTURES.get(6)!].map((bytes) => new Uint8Array(bytes));
}

/**
 * Pictures with random damage: one to four changes each, half of them near the beginning, where the headers are. The same for
 * the same seed.
 */
export async function damagedPictures(count: number, seed: number): Promise<Bytes[]> {
  const pictures = await wholePictures();
  const uniform = seededUniform(seed);
  const below = (most: number) => Math.floor(uniform() * most);
  return Array.from({ length: count }, (_, index) => {
    let bytes: Bytes = pictures[index % pictures.length]!;
    for (let changes = 1 + below(4); changes > 0; changes--) {
      bytes = changed(bytes, pictures[below(pictures.length)]!, below);
    }
    return bytes;
  });
}

/** A copy with one change. @param below - gives a random whole number below another */
function changed(bytes: Bytes, other: Bytes, below: (most: number) => number): Bytes {
  const at = below(below(2) === 0 ? Math.min(bytes.length, 128) + 1 : bytes.length + 1);
  const length = 1 + below(64);
  const copy = new Uint8Array(bytes);
  const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  const random = () => Uint8Array.from({ length }, () => below(256));
  switch (below(8)) {
    case 0:
      if (at < copy.length) copy[at]! ^= 1 << below(8);
      return copy;
    case 1:
      copy.set(random().subarray(0, copy.length - at), at);
      return copy;
    case 2: {
      const view = new DataView(copy.buffer);
      const value = EXTREMES[below(EXTREMES.length)]!;
      if (at + 4 <= copy.length) view.setUint32(at, value, below(2) === 0);
      return copy;
    }
    case 3:
      return copy.fill(below(2) * 255, at, at + length);
    case 4:
      return join(copy.subarray(0, at), copy.subarray(at + length));
    case 5:
      return join(copy.subarray(0, at), random(), copy.subarray(at));
    case 6:
      return join(copy.subarray(0, at), copy.subarray(Math.max(0, at - length)));
    default:
      return join(copy.subarray(0, at), other.subarray(below(other.length)));
  }
}
