import { seededUniform } from '@unseen/domain/random';
import sharp from 'sharp';

/**
 * A picture without a letter: a gradient with shapes of many kinds on it, among them stripes, rings, grids and bricks, which careless
 * readers take for letters.
 */
export async function drawGround(seed: number, width: number, height: number): Promise<Uint8Array> {
  const uniform = seededUniform(seed);
  const upTo = (most: number) => Math.floor(uniform() * most);
  const color = () => `hsl(${upTo(360)} ${20 + upTo(70)}% ${20 + upTo(65)}%)`;
  const at = () =>
    `translate(${upTo(width)} ${upTo(height)}) rotate(${upTo(180)}) scale(${(0.4 + uniform() * 1.6).toFixed(2)})`;
  const kinds: (() => string)[] = [
    () => `<circle r="${10 + upTo(90)}" fill="${color()}"/>`,
    () => `<ellipse rx="${20 + upTo(120)}" ry="${10 + upTo(60)}" fill="${color()}"/>`,
    () => `<circle r="${10 + upTo(60)}" fill="none" stroke="${color()}" stroke-width="${2 + upTo(14)}"/>`,
    () => repeat(4 + upTo(10), (i) => `<rect x="${i * 14}" width="7" height="90" fill="${color()}"/>`),
    () =>
      repeat(
        12,
        (i) =>
          `<rect x="${(i % 4) * 34 + (i > 3 && i < 8 ? 17 : 0)}" y="${Math.floor(i / 4) * 18}" width="32" height="16" fill="${color()}"/>`,
      ),
    () => `<polygon points="0,-60 52,30 -52,30" fill="${color()}"/>`,
    () =>
      `<path d="M0 0C40 ${upTo(90)} 90 ${-upTo(90)} 150 ${upTo(60)}" fill="none" stroke="${color()}" stroke-width="${3 + upTo(16)}"/>`,
    () =>
      repeat(
        5,
        (i) => `<path d="M${i * 20} 0v80M0 ${i * 20}h80" stroke="${color()}" stroke-width="2" fill="none"/>`,
      ),
    () =>
      repeat(
        9,
        (i) => `<circle cx="${(i % 3) * 26}" cy="${Math.floor(i / 3) * 26}" r="8" fill="${color()}"/>`,
      ),
  ];
  const shapes = repeat(4 + upTo(14), () => `<g transform="${at()}">${kinds[upTo(kinds.length)]!()}</g>`);
  const ground = `<linearGradient id="g" x2="${uniform().toFixed(2)}" y2="1"><stop stop-color="${color()}"/><stop offset="1" stop-color="${color()}"/></linearGradient>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${ground}<rect width="100%" height="100%" fill="url(#g)"/>${shapes}</svg>`;
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 4 + upTo(14) };
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer();
  const drawn = sharp(Buffer.from(svg)).composite([{ input: grain, blend: 'soft-light' }]);
  return new Uint8Array(
    await drawn
      .blur(0.5 + uniform() * 1.5)
      .jpeg({ quality: 90 })
      .toBuffer(),
  );
}

function repeat(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}
