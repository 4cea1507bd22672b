import { AppError } from '@unseen/domain';

/**
 * Symmetric int8 quantization per row: scale = max|v| / 127, q = round(v / scale), so no value moves by more than
 * half a scale. A zero row has scale 0. Writes `count` scales into `scales` and `count * dim` values into `values`.
 * @throws AppError `encoder_failed` when a value is not finite
 */
export function quantizeRows(
  rows: Float32Array,
  count: number,
  dim: number,
  scales: Float32Array,
  values: Int8Array,
): void {
  for (let row = 0; row < count; row++) {
    const start = row * dim;
    const scale = Math.fround(largest(rows, start, dim) / 127);
    scales[row] = scale;
    if (scale === 0) continue;
    for (let i = start; i < start + dim; i++) {
      values[i] = Math.max(-127, Math.min(127, Math.round(rows[i]! / scale)));
    }
  }
}

function largest(rows: Float32Array, start: number, dim: number): number {
  let max = 0;
  for (let i = start; i < start + dim; i++) {
    const size = Math.abs(rows[i]!);
    if (!(size < Infinity))
      throw new AppError('encoder_failed', 'The encoder put out a value that is not finite.');
    if (size > max) max = size;
  }
  return max;
}
