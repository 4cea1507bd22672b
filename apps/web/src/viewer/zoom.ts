/** How a picture lies in its box: enlarged by `scale`, its middle moved by `x` and `y` pixels. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Pixels of a box. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The whole picture, in the middle. */
export const FIT: Zoom = { scale: 1, x: 0, y: 0 };
export const MOST_SCALE = 8;
/** One press of a key or button. */
export const STEP = 1.5;
/** A double click. */
export const CLOSE_UP = 2.5;

/**
 * Enlarges by a factor so that what lies under a point stays under it.
 *
 * @param point - pixels from the middle of the box
 */
export function zoomedAt(
  zoom: Zoom,
  factor: number,
  point: { readonly x: number; readonly y: number },
  size: Size,
): Zoom {
  const scale = Math.min(Math.max(zoom.scale * factor, 1), MOST_SCALE);
  const by = scale / zoom.scale;
  return within({ scale, x: point.x - by * (point.x - zoom.x), y: point.y - by * (point.y - zoom.y) }, size);
}

/** Moves by pixels. */
export function movedBy(zoom: Zoom, x: number, y: number, size: Size): Zoom {
  return within({ scale: zoom.scale, x: zoom.x + x, y: zoom.y + y }, size);
}

/** The picture can be moved as far as its edge, and no farther. */
function within({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  const far = (value: number, length: number) => {
    const most = ((scale - 1) * length) / 2;
    return most === 0 ? 0 : Math.min(Math.max(value, -most), most);
  };
  return { scale, x: far(x, width), y: far(y, height) };
}
