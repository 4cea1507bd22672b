/** Decoded pixels: width x height x 3 interleaved RGB bytes. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/**
 * Shrinks a picture, each pixel the mean of those it stands for.
 * @param scale - above 0; 1 and more leave the picture as it is
 */
export function shrink(raster: Raster, scale: number): Raster {
  if (scale >= 1) return raster;
  const width = Math.max(1, Math.round(raster.width * scale));
  const height = Math.max(1, Math.round(raster.height * scale));
  const columns = coverage(raster.width, width);
  const rows = coverage(raster.height, height);
  // A row is narrowed once, and added to the one or two rows of the smaller picture that it belongs to.
  const narrow = new Float32Array(width * 3);
  let narrowed = -1;
  const line = new Float32Array(narrow.length);
  const shrunk = new Uint8Array(line.length * height);
  for (let y = 0; y < height; y++) {
    line.fill(0.5);
    let row = rows.from[y]!;
    for (let i = rows.start[y]!; i < rows.start[y + 1]!; i++, row++) {
      if (row !== narrowed) narrowRow(raster, row, columns, narrow);
      narrowed = row;
      const share = rows.shares[i]!;
      for (let x = 0; x < line.length; x++) line[x]! += narrow[x]! * share;
    }
    shrunk.set(line, y * line.length);
  }
  return { width, height, rgb: shrunk };
}

/** A picture turned clockwise by a quarter: what stood at (x, y) stands at (height - y, x). */
export function quarterTurn({ width, height, rgb }: Raster): Raster {
  const turned = new Uint8Array(rgb.length);
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++, from += 3) {
      const to = (x * height + height - 1 - y) * 3;
      turned[to] = rgb[from]!;
      turned[to + 1] = rgb[from + 1]!;
      turned[to + 2] = rgb[from + 2]!;
    }
  }
  return { width: height, height: width, rgb: turned };
}

/** A part of a picture. */
export function cut(
  { width: all, rgb }: Raster,
  left: number,
  top: number,
  width: number,
  height: number,
): Raster {
  const part = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * all + left) * 3;
    part.set(rgb.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, rgb: part };
}

/** Means of the pixels of one row. @param narrow - takes them: R, G and B of each target pixel */
function narrowRow({ width, rgb }: Raster, row: number, columns: Coverage, narrow: Float32Array): void {
  for (let to = 0, x = 0; to < narrow.length; to += 3, x++) {
    let at = (row * width + columns.from[x]!) * 3;
    let [r, g, b] = [0, 0, 0];
    for (let i = columns.start[x]!; i < columns.start[x + 1]!; i++, at += 3) {
      const share = columns.shares[i]!;
      r += rgb[at]! * share;
      g += rgb[at + 1]! * share;
      b += rgb[at + 2]! * share;
    }
    narrow[to] = r;
    narrow[to + 1] = g;
    narrow[to + 2] = b;
  }
}

/** Which source cells each target cell covers: its first, and the shares of it and those after it. */
interface Coverage {
  readonly from: Int32Array;
  /** Where the shares of each target cell start; one more than there are cells. */
  readonly start: Int32Array;
  readonly shares: Float32Array;
}

function coverage(source: number, target: number): Coverage {
  const step = source / target;
  const from = new Int32Array(target);
  const start = new Int32Array(target + 1);
  const shares: number[] = [];
  for (let cell = 0; cell < target; cell++) {
    const [first, end] = [cell * step, Math.min(source, (cell + 1) * step)];
    from[cell] = Math.floor(first);
    for (let at = from[cell]!; at < Math.ceil(end - 1e-9); at++) {
      shares.push((Math.min(end, at + 1) - Math.max(first, at)) / (end - first));
    }
    start[cell + 1] = shares.length;
  }
  return { from, start, shares: Float32Array.from(shares) };
}
