import type { TextBox } from '../detect/text-box.ts';
import type { Raster } from '../raster.ts';

/** Most source pixels, along each axis, that one pixel of a crop is the mean of. */
const MOST_SAMPLES = 4;

/**
 * Cuts a turned rectangle out of a picture and lays it straight, bilinear, as large as a recognizer takes it. What lies outside the
 * picture repeats its edge.
 * @param height - pixels of the crop
 * @returns RGB bytes of width x height x 3
 */
export function cropLine(raster: Raster, box: TextBox, width: number, height: number): Raster {
  const rgb = new Uint8Array(width * height * 3);
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const [stepX, stepY] = [box.width / width, box.height / height];
  const samplesX = samples(stepX);
  const samplesY = samples(stepY);
  const sum = new Float64Array(3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0);
      for (let j = 0; j < samplesY; j++) {
        const v = (y + (j + 0.5) / samplesY) * stepY - box.height / 2;
        for (let i = 0; i < samplesX; i++) {
          const u = (x + (i + 0.5) / samplesX) * stepX - box.width / 2;
          addPixel(raster, box.x + u * cos - v * sin - 0.5, box.y + u * sin + v * cos - 0.5, sum);
        }
      }
      const at = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) rgb[at + c] = sum[c]! / (samplesX * samplesY) + 0.5;
    }
  }
  return { width, height, rgb };
}

function samples(step: number): number {
  return Math.max(1, Math.min(MOST_SAMPLES, Math.round(step)));
}

function addPixel({ width, height, rgb }: Raster, x: number, y: number, sum: Float64Array): void {
  const cx = Math.max(0, Math.min(width - 1, x));
  const cy = Math.max(0, Math.min(height - 1, y));
  const [x0, y0] = [Math.floor(cx), Math.floor(cy)];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  const [fx, fy] = [cx - x0, cy - y0];
  const [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
  const [p, q] = [(y0 * width + x0) * 3, (y0 * width + x1) * 3];
  const [r, s] = [(y1 * width + x0) * 3, (y1 * width + x1) * 3];
  for (let k = 0; k < 3; k++) {
    sum[k]! += rgb[p + k]! * a + rgb[q + k]! * b + rgb[r + k]! * c + rgb[s + k]! * d;
  }
}
