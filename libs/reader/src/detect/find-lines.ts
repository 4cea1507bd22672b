import { quarterTurn, shrink, type Raster } from '../raster.ts';
import type { Detector } from './detector.ts';
import { runsUpright, type TextBox } from './text-box.ts';

/** Pixels of the longer edge at which lines are found. */
const READ_EDGE = 736;
/** The same where a large picture holds small letters. */
const CLOSE_EDGE = 1_280;
/** A picture with a longer edge of at least so many pixels may hold letters that are lost at {@link READ_EDGE}. */
const LARGE = 1_200;
/** Lines lower than this, in pixels at {@link READ_EDGE}, are looked at more closely. */
const LOW = 18;
/** A line that is no longer than this, in heights of it, is a single sign: a ring, a cross and a window look like letters too. */
const SINGLE = 1.25;

/** Lines that may hold more than a single sign, the largest first, found at a size and in a direction that suit the letters. */
export async function findLines(detector: Detector, raster: Raster): Promise<TextBox[]> {
  const longer = Math.max(raster.width, raster.height);
  let edge = READ_EDGE;
  let boxes = await detector.find(raster, edge);
  if (longer >= LARGE && boxes.some((box) => (thickness(box) * edge) / longer < LOW)) {
    edge = CLOSE_EDGE;
    boxes = await detector.find(raster, edge);
  }
  // Detectors see lines that run up or down in pieces; in a picture that is turned they are whole.
  if (boxes.some(runsUpright)) boxes = together(boxes, await findTurned(detector, raster, edge));
  return boxes
    .filter(({ width, height }) => Math.max(width, height) >= SINGLE * Math.min(width, height))
    .sort((a, b) => b.width * b.height - a.width * a.height);
}

/** What is found in a picture that is turned by a quarter, as it lies in the picture itself. */
async function findTurned(detector: Detector, raster: Raster, edge: number): Promise<TextBox[]> {
  const small = shrink(raster, edge / Math.max(raster.width, raster.height));
  const factor = raster.width / small.width;
  return (await detector.find(quarterTurn(small), edge)).map(({ x, y, width, height, angle }) => ({
    x: y * factor,
    y: (small.height - x) * factor,
    width: width * factor,
    height: height * factor,
    angle: angle - Math.PI / 2,
  }));
}

/** Of a picture the lines that are level, of the turned one those that are level there, and what only one of both shows. */
function together(level: readonly TextBox[], turned: readonly TextBox[]): TextBox[] {
  const upright = turned.filter((box) => box.width >= box.height * SINGLE);
  const own = level.filter((box) => !runsUpright(box) && !upright.some((other) => holds(other, box)));
  const left = level.filter((box) => runsUpright(box) && !upright.some((other) => meet(other, box)));
  return [...own, ...left, ...upright.filter((box) => !own.some((other) => holds(other, box)))];
}

/** Whether the middle of one box lies in another. */
function holds({ x, y, width, height, angle }: TextBox, inner: TextBox): boolean {
  const [dx, dy] = [inner.x - x, inner.y - y];
  const along = dx * Math.cos(angle) + dy * Math.sin(angle);
  const across = dy * Math.cos(angle) - dx * Math.sin(angle);
  return Math.abs(along) <= width / 2 && Math.abs(across) <= height / 2;
}

function meet(a: TextBox, b: TextBox): boolean {
  return holds(a, b) || holds(b, a);
}

function thickness({ width, height }: TextBox): number {
  return Math.min(width, height);
}
