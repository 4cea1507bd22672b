/** What of a map is in sight: the point in the middle, in the map's own measure, and pixels for each unit of it. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a map, in the map's own measure. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels left free at the edges where all of it is in sight. */
const MARGIN = 44;
/** How much further out than all of it, and how much further in, one can go. */
const FARTHEST = 0.6;
const NEAREST = 2_000;

/** Where a point of the map lies in sight, in pixels. */
export function toScreen({ x, y, scale }: Camera, { width, height }: Size, atX: number, atY: number) {
  return { x: (atX - x) * scale + width / 2, y: (atY - y) * scale + height / 2 };
}

/** The point of the map that lies at a pixel. */
export function toMap({ x, y, scale }: Camera, { width, height }: Size, atX: number, atY: number) {
  return { x: (atX - width / 2) / scale + x, y: (atY - height / 2) / scale + y };
}

/** The part of the map in sight. @param around - pixels beyond its edges that count as well */
export function inSight(camera: Camera, size: Size, around = 0): Bounds {
  const from = toMap(camera, size, -around, -around);
  const to = toMap(camera, size, size.width + around, size.height + around);
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

/** All of a part of the map in sight. */
export function fitting({ left, top, right, bottom }: Bounds, { width, height }: Size): Camera {
  const scale = Math.min(
    Math.max(width - 2 * MARGIN, 1) / (right - left || 1),
    Math.max(height - 2 * MARGIN, 1) / (bottom - top || 1),
  );
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

/** Moved by pixels: what lies under a finger stays under it. */
export function moved(camera: Camera, byX: number, byY: number): Camera {
  return { ...camera, x: camera.x - byX / camera.scale, y: camera.y - byY / camera.scale };
}

/** Nearer by a factor: what lies at a pixel stays there. */
export function nearer(camera: Camera, size: Size, factor: number, atX: number, atY: number): Camera {
  const { x, y } = toMap(camera, size, atX, atY);
  return {
    x: x + (camera.x - x) / factor,
    y: y + (camera.y - y) / factor,
    scale: camera.scale * factor,
  };
}

/** Not so far out or in that there is nothing to see, and not past the edges. */
export function within(camera: Camera, bounds: Bounds, size: Size): Camera {
  const { scale } = fitting(bounds, size);
  const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
  return {
    x: clamp(camera.x, bounds.left, bounds.right),
    y: clamp(camera.y, bounds.top, bounds.bottom),
    scale: clamp(camera.scale, scale * FARTHEST, scale * NEAREST),
  };
}
