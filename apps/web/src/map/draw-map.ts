import { type Camera, inSight, type Size, toScreen } from './camera.ts';
import type { Points, Spot } from './points.ts';

/** What lies under the points, where they lie on something. */
export interface Ground {
  /** Drawn before the points. */
  readonly draw: (context: CanvasRenderingContext2D, camera: Camera, size: Size, colors: Colors) => void;
}

/** The colors of a map in the reader's theme. */
export interface Colors {
  readonly ground: string;
  readonly land: string;
  readonly line: string;
  readonly text: string;
  readonly point: string;
}

/** What is to be drawn. */
export interface Scene {
  readonly points: Points;
  readonly camera: Camera;
  readonly size: Size;
  readonly colors: Colors;
  readonly ground?: Ground;
  /** Which points show a picture, at this distance: 1 for each that does. */
  readonly pictured: Uint8Array;
  /** Pixels of a side of a picture. */
  readonly pictureSize: number;
  /** The pictures that are there of some items. */
  readonly picturesOf: (ids: readonly string[]) => ReadonlyMap<string, ImageBitmap>;
  /** What is chosen; the rest steps back where any is. */
  readonly chosen: ReadonlySet<string>;
  /** The line that is being drawn around some, in pixels. */
  readonly line: readonly Spot[];
  /** Whether the middle is marked, for whoever has no pointer. */
  readonly cross: boolean;
}

/** A picture that was drawn, in pixels. */
export interface DrawnPicture {
  readonly at: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels of a side of a point, where there are few and where there are many. */
const POINT = { few: 6, many: 3 };
const MANY = 5_000;

/** Draws a map. @returns its pictures, the uppermost last */
export function drawMap(context: CanvasRenderingContext2D, scene: Scene): readonly DrawnPicture[] {
  const { points, camera, size, colors, ground, pictured, pictureSize, picturesOf, chosen } = scene;
  context.fillStyle = colors.ground;
  context.fillRect(0, 0, size.width, size.height);
  ground?.draw(context, camera, size, colors);
  const seen = points.inside(inSight(camera, size, pictureSize));
  const isChosen = (at: number) => chosen.size === 0 || chosen.has(points.ids[at]!);
  drawPoints(context, scene, seen, isChosen);
  const shown = seen.filter((at) => pictured[at]).sort((a, b) => a - b);
  const pictures = picturesOf(shown.map((at) => points.ids[at]!));
  const drawn = shown.flatMap((at): DrawnPicture[] => {
    const picture = pictures.get(points.ids[at]!);
    if (picture === undefined) return [];
    const share = pictureSize / Math.max(picture.width, picture.height);
    const [width, height] = [picture.width * share, picture.height * share];
    const middle = toScreen(camera, size, points.xs[at]!, points.ys[at]!);
    const place = { at, left: middle.x - width / 2, top: middle.y - height / 2, width, height };
    drawPicture(context, picture, place, colors, isChosen(at), chosen.size > 0);
    return [place];
  });
  drawLine(context, scene);
  if (scene.cross) drawCross(context, scene);
  return drawn;
}

function drawPoints(
  context: CanvasRenderingContext2D,
  { points, camera, size, colors }: Scene,
  seen: readonly number[],
  isChosen: (at: number) => boolean,
): void {
  const side = seen.length > MANY ? POINT.many : POINT.few;
  context.fillStyle = colors.point;
  for (const strong of [false, true]) {
    context.globalAlpha = strong ? 0.75 : 0.2;
    for (const at of seen) {
      if (isChosen(at) !== strong) continue;
      const { x, y } = toScreen(camera, size, points.xs[at]!, points.ys[at]!);
      if (side === POINT.many) {
        context.fillRect(x - side / 2, y - side / 2, side, side);
        continue;
      }
      context.beginPath();
      context.arc(x, y, side / 2, 0, 2 * Math.PI);
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

function drawPicture(
  context: CanvasRenderingContext2D,
  picture: ImageBitmap,
  { left, top, width, height }: DrawnPicture,
  colors: Colors,
  strong: boolean,
  marked: boolean,
): void {
  context.save();
  context.globalAlpha = strong ? 1 : 0.25;
  context.beginPath();
  context.roundRect(left, top, width, height, 6);
  context.fillStyle = colors.ground;
  context.fill();
  context.save();
  context.clip();
  context.drawImage(picture, left, top, width, height);
  context.restore();
  context.lineWidth = strong && marked ? 3 : 1;
  context.strokeStyle = strong && marked ? colors.point : colors.line;
  context.stroke();
  context.restore();
}

function drawLine(context: CanvasRenderingContext2D, { line, colors }: Scene): void {
  if (line.length < 2) return;
  context.beginPath();
  for (const { x, y } of line) context.lineTo(x, y);
  context.closePath();
  context.fillStyle = colors.point;
  context.globalAlpha = 0.12;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = colors.point;
  context.lineWidth = 2;
  context.setLineDash([6, 4]);
  context.stroke();
  context.setLineDash([]);
}

function drawCross(context: CanvasRenderingContext2D, { size, colors }: Scene): void {
  const [x, y] = [size.width / 2, size.height / 2];
  context.beginPath();
  context.moveTo(x - 12, y);
  context.lineTo(x + 12, y);
  context.moveTo(x, y - 12);
  context.lineTo(x, y + 12);
  for (const [style, width] of [
    [colors.ground, 5],
    [colors.text, 2],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.stroke();
  }
}
