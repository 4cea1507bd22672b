import sharp, { type Sharp } from 'sharp';

/** Soft waves: as a photograph, all over of one kind. */
export function waves(): Sharp {
  const [width, height] = [640, 480];
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    return 128 + 60 * Math.sin(x / 19 + (at % 3)) + 50 * Math.cos(y / 23) + ((at * 2_654_435_761) >>> 28);
  });
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
