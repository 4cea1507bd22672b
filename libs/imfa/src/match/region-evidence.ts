import type { TextEncoding } from '@unseen/domain';
import { regionProductsFor } from '@unseen/simd';
import { readBlock } from '../block/read-block.ts';

/** How much the regions nearest to a text count against the others; packs are made with it. */
const SHARPNESS = 8;

/**
 * The direction in region space that stands for a whole text: the unit sum of its tokens by their weights.
 * @returns d floats
 */
export function regionDirection({ tokens, weights }: Pick<TextEncoding, 'tokens' | 'weights'>): Float32Array {
  const dim = tokens.length / weights.length;
  const sum = new Float32Array(dim);
  for (let token = 0; token < weights.length; token++) {
    for (let i = 0; i < dim; i++) sum[i]! += weights[token]! * tokens[token * dim + i]!;
  }
  const length = Math.max(Math.hypot(...sum), 1e-6);
  return sum.map((value) => value / length);
}

/**
 * How near the nearest regions of a picture come to a text: log(mean(exp(8 w r))) / 8, a soft maximum. A word often owns a corner of a
 * picture, which the global vector has little of.
 * @param direction - of {@link regionDirection}
 * @param regions - the stored block of the picture
 * @throws AppError `internal` when the block is malformed
 */
export function regionEvidence(direction: Float32Array, regions: Uint8Array): number {
  const { count, dim, scales, values } = readBlock(regions);
  const products = regionProductsFor(dim).of(values, direction);
  let sum = 0;
  for (let row = 0; row < count; row++) sum += Math.exp(SHARPNESS * scales[row]! * products[row]!);
  return Math.log(sum / count) / SHARPNESS;
}
