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
  const { rgb } = raster;
  // First across, then down: each pass reads every pixel about once.
  const narrow = new Float32Array(width * raster.height * 3);
  for (let y = 0; y < raster.height; y++) {
    let to = y * width * 3;
    for (let x = 0; x < width; x++, to += 3) {
      let at = (y * raster.width + columns.from[x]!) * 3;
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
  const line = new Float32Array(width * 3);
  const shrunk = new Uint8Array(line.length * height);
  for (let y = 0; y < height; y++) {
    line.fill(0.5);
    let at = rows.from[y]! * line.length;
    for (let i = rows.start[y]!; i < rows.start[y + 1]!; i++) {
      const share = rows.shares[i]!;
      for (let x = 0; x < line.length; x++, at++) line[x]! += narrow[at]! * share;
    }
    shrunk.set(line, y * line.length);
  }
  return { width, height, rgb: shrunk };
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
