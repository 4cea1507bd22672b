/** A rectangle around a line of text, turned as the line is. Pixels of the picture. */
export interface TextBox {
  /** Center. */
  readonly x: number;
  readonly y: number;
  /** Along the direction of reading. */
  readonly width: number;
  /** Across it. */
  readonly height: number;
  /** Direction of reading: radians from the x axis, clockwise as seen. */
  readonly angle: number;
}

/** A line so much higher than wide, as the picture stands, runs up or down. */
const UPRIGHT = 1.5;

/** Whether a line as a detector finds it, within 45 degrees of the x axis, runs up or down. */
export function runsUpright({ width, height }: TextBox): boolean {
  return height > width * UPRIGHT;
}

type Point = readonly [x: number, y: number];

/**
 * The rectangle of least area around points, by rotating calipers (Toussaint 1983). Its angle lies within 45 degrees of the x axis.
 * @param outline - x, y, x, y, ... of at least three points that are not on one line
 */
export function leastRectangle(outline: readonly number[]): TextBox {
  const hull = convexHull(outline);
  let best: { area: number; box: TextBox } | undefined;
  for (let i = 0; i < hull.length; i++) {
    const [x, y] = hull[i]!;
    const [nextX, nextY] = hull[(i + 1) % hull.length]!;
    const angle = withinQuarter(Math.atan2(nextY - y, nextX - x));
    const box = rectangleAt(hull, angle);
    const area = box.width * box.height;
    if (!best || area < best.area - 1e-9) best = { area, box };
  }
  return best!.box;
}

/**
 * Grows the core of a line, as detectors of differentiable binarization (Liao et al. 2020) mark it, to the whole line: by area x ratio /
 * perimeter on every side.
 */
export function grow(box: TextBox, ratio: number): TextBox {
  const by = (box.width * box.height * ratio) / (2 * (box.width + box.height));
  return { ...box, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** The same rectangle in a picture that is `factor` times as large. */
export function scaleBox({ x, y, width, height, angle }: TextBox, factor: number): TextBox {
  return { x: x * factor, y: y * factor, width: width * factor, height: height * factor, angle };
}

/** The same rectangle, read in a direction that is so many quarter turns further clockwise. */
export function turn(box: TextBox, quarters: number): TextBox {
  const { width, height } = box;
  const across = quarters % 2 !== 0;
  return {
    ...box,
    width: across ? height : width,
    height: across ? width : height,
    angle: box.angle + (quarters * Math.PI) / 2,
  };
}

function rectangleAt(hull: readonly Point[], angle: number): TextBox {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of hull) {
    const along = x * cos + y * sin;
    const across = y * cos - x * sin;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return { x: u * cos - v * sin, y: u * sin + v * cos, width: right - left, height: bottom - top, angle };
}

function withinQuarter(angle: number): number {
  const quarter = Math.PI / 2;
  return angle - Math.round(angle / quarter) * quarter;
}

/** Andrew's monotone chain, counter-clockwise without the last point repeated. */
function convexHull(outline: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < outline.length; i += 2) points.push([outline[i]!, outline[i + 1]!]);
  points.sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  return [...chain(points), ...chain(points.toReversed())];
}

function chain(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length >= 2 && !turnsLeft(hull.at(-2)!, hull.at(-1)!, point)) hull.pop();
    hull.push(point);
  }
  return hull.slice(0, -1);
}

function turnsLeft([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): boolean {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
}
