import type { Values } from '@unseen/encoder/worker-runtime';
import type { Raster } from './raster.ts';

type Three = readonly [number, number, number];

/**
 * Lays a picture out as the models take it: 1 x 3 x height x width, blue before green before red, (value / 255 - mean) / std per channel;
 * what lies beyond the picture is 0.
 * @param mean - of blue, green and red
 */
export function tensorOf(raster: Raster, width: number, height: number, mean: Three, std: Three): Values {
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const [shift, factor] = [mean[channel]!, 1 / std[channel]!];
    const table = Float32Array.from({ length: 256 }, (_, value) => (value / 255 - shift) * factor);
    for (let y = 0; y < raster.height; y++) {
      let from = y * raster.width * 3 + 2 - channel;
      const to = channel * plane + y * width;
      for (let x = 0; x < raster.width; x++, from += 3) data[to + x] = table[raster.rgb[from]!]!;
    }
  }
  return { data, shape: [1, 3, height, width] };
}
