import { seededUniform } from '@unseen/domain/random';
import { drawGround } from './grounds.ts';
import { LINES } from './words.ts';
import { drawLines, FACES, WEIGHTS, type Line } from './written-picture.ts';

/** A picture and what is written in it. */
export interface WrittenPicture {
  readonly bytes: Uint8Array;
  readonly lines: readonly Line[];
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const SIZES = [12, 16, 20, 24, 28, 36, 48, 60];
const ANGLES = [0, 90, 180, 270];
/** Pixels of the longer edge. */
const EDGE = 1_000;

/**
 * A picture with one to four lines: one size, one of four directions with up to six degrees beside it, some seen from the side, some faint.
 * @param photograph - an encoded picture to write on; without one, a plain color or drawn shapes by turns
 */
export async function writtenPicture(seed: number, photograph?: Uint8Array): Promise<WrittenPicture> {
  const uniform = seededUniform(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(uniform() * of.length)]!;
  const [width, height] = uniform() < 0.7 ? [EDGE, 750] : [750, EDGE];
  const size = one(SIZES);
  const quarter = one(ANGLES);
  const turned = quarter === 90 || quarter === 270;
  const [along, across] = turned ? [height, width] : [width, height];
  const count = 1 + Math.floor(uniform() * 4);
  const plain = photograph === undefined && seed % 2 === 0;
  const labeled = !plain && uniform() < 0.5;
  const dark = uniform() < 0.5;
  const color = inkOn(dark, uniform() < 0.25 && (plain || labeled));
  const paper = dark ? '#20242c' : '#f4f1ea';
  const lines = Array.from({ length: count }, (_, index): Line => {
    const text = one(LINES.filter((line) => line.length * size * 0.62 < along * 0.9));
    const room = along - text.length * size * 0.62;
    const [u, v] = [
      along / 2 + (uniform() - 0.5) * room * 0.8,
      (across * (index + 0.5 + (uniform() - 0.5) * 0.3)) / count,
    ];
    return {
      text,
      size,
      x: turned ? v : u,
      y: turned ? u : v,
      angle: quarter + (uniform() - 0.5) * 12,
      perspective: uniform() < 0.3 ? 0.1 + uniform() * 0.25 : 0,
      face: one(FACES),
      weight: one(WEIGHTS),
      color,
      ...(labeled ? { label: paper } : !plain && { halo: paper }),
    };
  });
  const ground = plain ? paper : (photograph ?? (await drawGround(seed, width, height)));
  return { bytes: await drawLines(lines, width, height, ground), lines, width, height };
}

/** A color that is well, or just so, seen on a dark or a light ground. */
function inkOn(dark: boolean, faint: boolean): string {
  if (dark) return faint ? '#7d828c' : '#f5f5f0';
  return faint ? '#a39e94' : '#15171a';
}
