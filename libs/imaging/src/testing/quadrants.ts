import sharp, { type Sharp } from 'sharp';

const COLORS = [
  [220, 40, 40],
  [40, 180, 60],
  [40, 60, 220],
  [240, 220, 60],
] as const;

/** A picture whose four quadrants are red, green; blue, yellow: however it is turned, that can be seen. */
export function quadrants(width = 64, height = 48): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels.set(COLORS[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]!, (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** A picture, or such a one, stored so that this EXIF orientation turns it upright, with the orientation noted. @param orientation - 1 to 8 */
export async function stored(orientation: number, upright: Sharp = quadrants()): Promise<Sharp> {
  // What each orientation undoes (EXIF 2.32, tag 0x0112), done the other way round; sharp mirrors before it turns.
  const turned = await [
    () => upright,
    () => upright.flop(),
    () => upright.rotate(180),
    () => upright.flip(),
    () => upright.rotate(270).flop(),
    () => upright.rotate(270),
    () => upright.rotate(90).flop(),
    () => upright.rotate(90),
  ][orientation - 1]!()
    .png()
    .toBuffer();
  return sharp(turned).withMetadata({ orientation });
}

/** Mean difference per channel, 0 to 255. */
export function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;
}
