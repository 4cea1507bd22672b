import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Font, type PathCommand } from 'opentype.js';
import sharp from 'sharp';

const require = createRequire(import.meta.url);

/** Typefaces of registry packages: a serif, a condensed, a monospaced and two plain ones. */
const FACES = ['roboto', 'open-sans', 'lora', 'oswald', 'courier-prime'] as const;
/** Name of a typeface. */
export type Face = (typeof FACES)[number];
const WEIGHTS = [400, 700] as const;
const fonts = new Map<string, Font>();

/** A typeface in regular or bold. */
export function fontOf(face: Face, weight: (typeof WEIGHTS)[number] = 400): Font {
  const name = `${face}-latin-${weight}-normal.woff`;
  const known = fonts.get(name);
  if (known !== undefined) return known;
  const bytes = readFileSync(require.resolve(`@fontsource/${face}/files/${name}`));
  const font = opentype.parse(new Uint8Array(bytes).buffer);
  fonts.set(name, font);
  return font;
}

export { FACES, WEIGHTS };

/** A line of text in a picture. */
export interface Line {
  readonly text: string;
  /** Pixels of the em. */
  readonly size: number;
  /** Where its middle stands. */
  readonly x: number;
  readonly y: number;
  /** Degrees clockwise. Default 0. */
  readonly angle?: number;
  /** How much narrower the far end is than the near one, 0 to 0.5: seen from the side. Default 0. */
  readonly perspective?: number;
  readonly face?: Face;
  readonly weight?: (typeof WEIGHTS)[number];
  /** CSS color. Default black. */
  readonly color?: string;
  /** Color of an edge around the letters, as subtitles have. */
  readonly halo?: string;
  /** Color of a label behind the line. */
  readonly label?: string;
}

/** An SVG path of a line; its glyphs are outlines, so it looks the same on every machine. */
export function linePath(line: Line): string {
  const font = fontOf(line.face ?? 'roboto', line.weight);
  const glyphs = placeGlyphs(font, line.text, line.size);
  const width = glyphs.at(-1)!.end;
  const turned = ((line.angle ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
  const place = (x: number, y: number): string => {
    // 0 at the near end, 1 at the far one.
    const far = x / width;
    const shrunk = 1 - (line.perspective ?? 0) * far;
    const [u, v] = [x - width / 2, (y + line.size * 0.35) * shrunk];
    return `${(line.x + u * cos - v * sin).toFixed(2)} ${(line.y + u * sin + v * cos).toFixed(2)}`;
  };
  const drawn = glyphs
    .flatMap(({ commands }) => commands)
    .map(
      (command) =>
        command.type +
        pointsOf(command)
          .map(([x, y]) => place(x, y))
          .join(' '),
    );
  const pad = line.size * 0.4;
  const corners = [
    place(-pad, -line.size - pad / 2),
    place(width + pad, -line.size - pad / 2),
    place(width + pad, line.size * 0.3 + pad / 2),
    place(-pad, line.size * 0.3 + pad / 2),
  ];
  const label = line.label ? `<path fill="${line.label}" d="M${corners.join('L')}Z"/>` : '';
  const halo = line.halo
    ? ` stroke="${line.halo}" stroke-width="${line.size / 7}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  return `${label}<path fill="${line.color ?? '#000'}"${halo} d="${drawn.join('')}"/>`;
}

/** Draws lines on a picture or a plain color. @param ground - an encoded picture of at least that size, or a CSS color @returns JPEG */
export async function drawLines(
  lines: readonly Line[],
  width: number,
  height: number,
  ground: Uint8Array | string = '#fff',
): Promise<Uint8Array> {
  const plain = typeof ground === 'string' ? `<rect width="100%" height="100%" fill="${ground}"/>` : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${plain}${lines.map(linePath).join('')}</svg>`;
  const pipeline =
    typeof ground === 'string'
      ? sharp(Buffer.from(svg))
      : sharp(ground)
          .resize(width, height, { fit: 'cover' })
          .composite([{ input: Buffer.from(svg) }]);
  return new Uint8Array(await pipeline.jpeg({ quality: 88 }).toBuffer());
}

/** Glyph by glyph, without the ligatures and kerning of a typesetter. */
function placeGlyphs(
  font: Font,
  text: string,
  size: number,
): { commands: readonly PathCommand[]; end: number }[] {
  let x = 0;
  return [...text].map((character) => {
    const glyph = font.charToGlyph(character);
    const { commands } = glyph.getPath(x, 0, size);
    x += (glyph.advanceWidth * size) / font.unitsPerEm;
    return { commands, end: x };
  });
}

function pointsOf({ x, y, x1, y1, x2, y2 }: PathCommand): [number, number][] {
  const pairs: [number | undefined, number | undefined][] = [
    [x1, y1],
    [x2, y2],
    [x, y],
  ];
  return pairs.filter((pair): pair is [number, number] => pair[0] !== undefined && pair[1] !== undefined);
}
